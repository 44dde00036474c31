/** Days as ISO strings: Chromium 109 has no Temporal, and a clerk's day is a calendar day in Asia/Shanghai. */

const weekdays = ['周日', '周一', '周二', '周三', '周四', '周五', '周六'] as const
const dayMilliseconds = 86_400_000

/** How far the server's clock is ahead of this machine's. */
let aheadMilliseconds = 0

/** Takes the server's moment as the truth: office machines are often wrong, and a sample city has its own time. */
export function keepTimeOf(moment: string): void {
  const ahead = Date.parse(moment) - Date.now()
  if (Number.isFinite(ahead)) aheadMilliseconds = ahead
}

/** Now, by the server's clock. */
export const now = (): Date => new Date(Date.now() + aheadMilliseconds)

/** Today in Asia/Shanghai, as `2026-03-09`. */
export const today = (moment: Date = now()): string => shanghai(moment).slice(0, 10)

/** `2026-03-09 08:30` for a moment, in Asia/Shanghai whatever the machine's own zone. */
export const momentText = (moment: string): string =>
  shanghai(new Date(moment)).slice(0, 16).replace('T', ' ')

function shanghai(date: Date): string {
  // China has kept UTC+8 without summer time since 1992.
  return new Date(date.getTime() + 8 * 3_600_000).toISOString()
}

const dayNumber = (day: string): number => Date.parse(`${day}T00:00:00Z`)

/** Days from one day to another; negative when the second lies before the first. */
export const daysBetween = (from: string, to: string): number =>
  Math.round((dayNumber(to) - dayNumber(from)) / dayMilliseconds)

/** `3 月 9 日`, with the year when it is not the year of `reference`. */
export function dayText(day: string, reference: string = today()): string {
  const [year, month, date] = day.split('-').map(Number)
  const short = `${month} 月 ${date} 日`
  return day.slice(0, 4) === reference.slice(0, 4) ? short : `${year} 年 ${short}`
}

/** 星期五 */
export const weekdayText = (day: string): string =>
  weekdays[new Date(dayNumber(day)).getUTCDay()]!.replace('周', '星期')

/** `2026 年 3 月` for `2026-03`. */
export const monthText = (month: string): string =>
  `${Number(month.slice(0, 4))} 年 ${Number(month.slice(5, 7))} 月`

/** How long ago, as one says it: 刚刚, 12 分钟前, 今天 08:30, 昨天 17:05, 3 月 9 日. */
export function agoText(moment: string, at: Date = now()): string {
  const minutes = Math.floor((at.getTime() - new Date(moment).getTime()) / 60_000)
  if (minutes < 1) return '刚刚'
  if (minutes < 60) return `${minutes} 分钟前`
  const local = shanghai(new Date(moment))
  const days = daysBetween(local.slice(0, 10), today(at))
  if (days === 0) return `今天 ${local.slice(11, 16)}`
  if (days === 1) return `昨天 ${local.slice(11, 16)}`
  return dayText(local.slice(0, 10), today(at))
}

export interface DueWordsOf {
  words: string
  urgency: 'late' | 'today' | 'soon' | 'later'
}

/** A due day as a person would say it: 逾期 3 天, 今天, 明天前, 周五前, 下周一前, 3 月 31 日前. */
export function dueWordsOf(dueOn: string, reference: string = today()): DueWordsOf {
  const days = daysBetween(reference, dueOn)
  if (days < 0) return { words: `逾期 ${-days} 天`, urgency: 'late' }
  if (days === 0) return { words: '今天到期', urgency: 'today' }
  if (days === 1) return { words: '明天前', urgency: 'soon' }
  const weekday = new Date(dayNumber(dueOn)).getUTCDay()
  // Monday begins the week, as it does in every Chinese office calendar.
  const mondayOf = (day: string) =>
    dayNumber(day) - ((new Date(dayNumber(day)).getUTCDay() + 6) % 7) * dayMilliseconds
  const weeks = Math.round((mondayOf(dueOn) - mondayOf(reference)) / (7 * dayMilliseconds))
  if (weeks === 0) return { words: `${weekdays[weekday]}前`, urgency: 'soon' }
  if (weeks === 1) return { words: `下${weekdays[weekday]}前`, urgency: 'soon' }
  return { words: `${dayText(dueOn, reference)}前`, urgency: 'later' }
}
