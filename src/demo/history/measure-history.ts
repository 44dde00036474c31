/** The periods of the history: reports are due on the 25th; the first, March, holds only the arrangement. */
export const reportMonths = ['2026-04', '2026-05', '2026-06', '2026-07'] as const
export type ReportMonth = (typeof reportMonths)[number]

/**
 * How a measure went. `steady` keeps pace, `slow` falls behind it, `late` files after the day or not at all,
 * `returned` had a report or a closure sent back, `extended` got more time, `overdue` passed its deadline open,
 * `closed` ended by its deadline and `closed-early` well before it.
 */
export type Behaviour =
  | 'steady'
  | 'slow'
  | 'late'
  | 'returned'
  | 'extended'
  | 'overdue'
  | 'closed'
  | 'closed-early'

/** What else happened to one report. */
export interface ReportCourse {
  /** 需要的支持 */
  readonly support?: string
  /** Calendar days after the 25th on which it was filed. */
  readonly filedLateDays?: number
  /** The dispatcher sent `firstText` back for `reason`; `done` is what was filed then. */
  readonly sentBack?: { readonly firstText: string; readonly reason: string }
  /** The dispatcher adopted these words in place of `done`. */
  readonly adoptedAs?: string
}

export interface MonthReport extends ReportCourse {
  readonly percent: number
  /** 本月已完成工作 */
  readonly done: string
  /** 存在问题 */
  readonly problems: string
  /** 下一步计划 */
  readonly next: string
}

export interface Extension {
  readonly appliedOn: string
  readonly reason: string
  readonly progress: string
  readonly proposedDueOn: string
  readonly decidedOn: string
  /** `null` when the extension was refused. */
  readonly grantedDueOn: string | null
  readonly opinion: string
}

export interface Closure {
  readonly appliedOn: string
  readonly report: string
  /** The check found it wanting; the unit applied again on `againOn`. */
  readonly sentBack?: { readonly on: string; readonly reason: string; readonly againOn: string }
  /** The second person's opinion; absent while the application is still being checked. */
  readonly recheck?: {
    readonly on: string
    readonly opinion: string
    readonly rating: '优秀' | '良好' | '合格'
  }
}

export interface MeasureHistory {
  readonly behaviour: Behaviour
  /** 部署情况, filed in March after the unit signed for the task. */
  readonly arrangement: string
  /** By month; a month before closure that is missing was not filed. */
  readonly reports: Readonly<Partial<Record<ReportMonth, MonthReport>>>
  readonly extension?: Extension
  readonly closure?: Closure
}

export function report(
  percent: number,
  done: string,
  problems: string,
  next: string,
  course: ReportCourse = {},
): MonthReport {
  return { percent, done, problems, next, ...course }
}

/** `monthly` stands in the order of {@link reportMonths} and ends when the measure does; `null` was not filed. */
export function history(
  behaviour: Behaviour,
  arrangement: string,
  monthly: readonly (MonthReport | null)[],
  end: Pick<MeasureHistory, 'extension' | 'closure'> = {},
): MeasureHistory {
  const filed = monthly.flatMap((each, index) => (each ? [[reportMonths[index], each] as const] : []))
  return { behaviour, arrangement, reports: Object.fromEntries(filed), ...end }
}
