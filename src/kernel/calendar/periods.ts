export type PeriodKind = 'week' | 'month' | 'quarter' | 'half-year' | 'year'

export type Period = {
  kind: PeriodKind
  /** First and last day, both within. */
  from: Temporal.PlainDate
  to: Temporal.PlainDate
  /** As official papers write it: `2026年第三季度`. */
  label: string
  /** Sorts and groups within one kind: `2026`, `2026-H1`, `2026-Q3`, `2026-11`, `2026-W47`. */
  key: string
}

const monthsOf = { month: 1, quarter: 3, 'half-year': 6, year: 12 } as const
const ordinals = ['一', '二', '三', '四']

/** The period of a kind that a day lies in. Weeks run from Monday and belong to the year of their Thursday (GB/T 7408). */
export function periodOf(date: Temporal.PlainDate, kind: PeriodKind): Period {
  if (kind === 'week') return weekOf(date)
  const months = monthsOf[kind]
  const index = Math.floor((date.month - 1) / months)
  const from = date.with({ month: index * months + 1, day: 1 })
  const to = from.add({ months }).subtract({ days: 1 })
  const year = date.year
  const names = {
    month: { label: `${year}年${index + 1}月`, key: `${year}-${`${index + 1}`.padStart(2, '0')}` },
    quarter: { label: `${year}年第${ordinals[index]}季度`, key: `${year}-Q${index + 1}` },
    'half-year': { label: `${year}年${index === 0 ? '上' : '下'}半年`, key: `${year}-H${index + 1}` },
    year: { label: `${year}年`, key: `${year}` },
  }[kind]
  return { kind, from, to, ...names }
}

function weekOf(date: Temporal.PlainDate): Period {
  const from = date.subtract({ days: date.dayOfWeek - 1 })
  const week = from.weekOfYear!
  const year = from.yearOfWeek!
  return {
    kind: 'week',
    from,
    to: from.add({ days: 6 }),
    label: `${year}年第${week}周`,
    key: `${year}-W${`${week}`.padStart(2, '0')}`,
  }
}

/** The period right after. */
export const periodAfter = (period: Period): Period => periodOf(period.to.add({ days: 1 }), period.kind)

/** The period right before. */
export const periodBefore = (period: Period): Period =>
  periodOf(period.from.subtract({ days: 1 }), period.kind)

/** The same period of the year before (同比). A 53rd week has none of its number and is set against the 52nd. */
export function samePeriodLastYear(period: Period): Period {
  if (period.kind !== 'week') return periodOf(period.from.subtract({ years: 1 }), period.kind)
  const year = period.from.yearOfWeek! - 1
  // 4 January always lies in the first week.
  const day = new Temporal.PlainDate(year, 1, 4).add({ weeks: period.from.weekOfYear! - 1 })
  return weekOf(day.yearOfWeek === year ? day : day.subtract({ weeks: 1 }))
}
