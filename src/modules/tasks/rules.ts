/**
 * Arithmetic of tasks, pure and also for the browser: days are ISO strings, counted in UTC so that no zone can
 * shift them.
 */
import type { Light } from './contract.ts'
import type { TaskState } from './workflow.ts'

/** Thresholds of the lights; data of the city. Defaults: the proposal drawn from published city rules. */
export interface LightRule {
  /** 黄: due within so many days while the progress is below `yellowProgress`. */
  yellowDays: number
  yellowProgress: number
  /** 黄 from so many percentage points behind 序时进度, 红 above `redGap`. */
  yellowGap: number
  redGap: number
  /** 黄 and 红 from so many months missed in a row. */
  yellowMissed: number
  redMissed: number
}

export const defaultLightRule: LightRule = {
  yellowDays: 15,
  yellowProgress: 80,
  yellowGap: 10,
  redGap: 30,
  yellowMissed: 1,
  redMissed: 2,
}

export const lightLetters: Record<Light, string> = { green: '绿', yellow: '黄', red: '红', blue: '蓝' }
export const lightLabels: Record<Light, string> = {
  green: '正常',
  yellow: '预警',
  red: '滞后',
  blue: '已办结',
}

/** The legend that stands wherever lights are shown. */
export function legendOf(rule: LightRule): { light: Light; text: string }[] {
  return [
    { light: 'green', text: '正常推进' },
    {
      light: 'yellow',
      text: `距时限不足 ${rule.yellowDays} 天且进度低于 ${rule.yellowProgress}%，或落后序时进度 ${rule.yellowGap} 个百分点以上，或漏报 ${rule.yellowMissed} 期`,
    },
    {
      light: 'red',
      text: `逾期未办结，或落后序时进度超过 ${rule.redGap} 个百分点，或连续漏报 ${rule.redMissed} 期`,
    },
    { light: 'blue', text: '已办结' },
  ]
}

export interface LightFacts {
  state: string
  /** Last day in time; null for long-term tasks and such without a date. */
  dueOn: string | null
  progress: number
  expectedProgress: number
  /** Months in a row, up to now, whose report was not filed in time and is still not filed. */
  missedReports: number
  today: string
}

const days = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000)

/** Days from one day to another; negative when the second lies before the first. */
export const daysBetween = (from: string, to: string): number => days(to) - days(from)

/** The light of a task and why, in words that stand on screens and papers; null while nobody owes anything. */
export function lightOf(
  facts: LightFacts,
  rule: LightRule = defaultLightRule,
): { light: Light; reason: string } | null {
  if (facts.state === 'drafted' || facts.state === 'cancelled') return null
  if (facts.state === 'closed' || facts.state === 'writtenOff') return { light: 'blue', reason: '已办结' }
  const left = facts.dueOn === null ? null : daysBetween(facts.today, facts.dueOn)
  // A task without a date has no calendar to fall behind; only missed reports count against it.
  const gap = facts.dueOn === null ? 0 : facts.expectedProgress - facts.progress
  if (left !== null && left < 0) return { light: 'red', reason: `逾期 ${-left} 天` }
  if (facts.missedReports >= rule.redMissed)
    return { light: 'red', reason: `连续漏报 ${facts.missedReports} 期` }
  if (gap > rule.redGap) return { light: 'red', reason: `落后序时进度 ${gap} 个百分点` }
  if (left !== null && left <= rule.yellowDays && facts.progress < rule.yellowProgress) {
    return { light: 'yellow', reason: `距时限 ${left} 天，进度 ${facts.progress}%` }
  }
  if (facts.missedReports >= rule.yellowMissed)
    return { light: 'yellow', reason: `漏报 ${facts.missedReports} 期` }
  if (gap >= rule.yellowGap) return { light: 'yellow', reason: `落后序时进度 ${gap} 个百分点` }
  return { light: 'green', reason: '正常推进' }
}

/**
 * 序时进度: the elapsed share of the time that a task has, in whole percent. Without a date the time runs to the
 * end of the year in which it was dispatched.
 */
export function expectedProgressOf(dispatchedOn: string | null, dueOn: string | null, today: string): number {
  if (!dispatchedOn) return 0
  const end = dueOn ?? `${dispatchedOn.slice(0, 4)}-12-31`
  const whole = daysBetween(dispatchedOn, end)
  if (whole <= 0) return daysBetween(end, today) >= 0 ? 100 : 0
  return Math.max(0, Math.min(100, Math.floor((daysBetween(dispatchedOn, today) * 100) / whole)))
}

/** The day of each month by which a report is owed, cut to the month's length. */
export function reportDueOn(month: string, day: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const last = new Date(Date.UTC(year, number, 0)).getUTCDate()
  return `${month}-${String(Math.min(day, last)).padStart(2, '0')}`
}

export const monthOf = (iso: string): string => iso.slice(0, 7)

/** The month so many months after (negative: before) another. */
export function monthAfter(month: string, count: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  const moment = new Date(Date.UTC(year, number - 1 + count, 1))
  return moment.toISOString().slice(0, 7)
}

/** 今天到期, 还有 3 天, 逾期 2 天: how a due day is said. */
export function dueWords(dueOn: string | null, today: string): string {
  if (dueOn === null) return '长期'
  const left = daysBetween(today, dueOn)
  if (left < 0) return `逾期 ${-left} 天`
  if (left === 0) return '今天到期'
  if (left === 1) return '明天到期'
  return `还有 ${left} 天`
}

/** What the public reads of a state: who inside must look at it next is nobody's concern outside. */
const publicStates: Record<TaskState, { state: string; label: string }> = {
  drafted: { state: 'drafted', label: '待下达' },
  awaitingReceipt: { state: 'dispatched', label: '已下达' },
  declined: { state: 'dispatched', label: '已下达' },
  inProgress: { state: 'inProgress', label: '办理中' },
  closureRequested: { state: 'closing', label: '办结审核' },
  closureChecked: { state: 'closing', label: '办结审核' },
  closed: { state: 'closed', label: '已办结' },
  writtenOff: { state: 'closed', label: '已办结' },
  cancelled: { state: 'cancelled', label: '已取消' },
}

export const publicStateOf = (state: TaskState): { state: string; label: string } => publicStates[state]
