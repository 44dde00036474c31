import notices from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import { type CalendarRow, WorkCalendar } from './work-calendar.ts'

/** The package shortens three names. */
const officialNames: Record<string, string> = { 清明: '清明节', 端午: '端午节', 中秋: '中秋节' }

function rowsOf(days: Record<string, string>, kind: CalendarRow['kind']): CalendarRow[] {
  return Object.entries(days).map(([date, label]) => {
    // "Tomb-sweeping Day,清明,1": English name, Chinese name, statutory days.
    const name = label.split(',')[1] ?? label
    return { date, kind, name: officialNames[name] ?? name }
  })
}

/**
 * Days off and days worked in lieu by the yearly notices of 国务院办公厅, from 2004 to the last year that
 * the package `chinese-days` knows. A new year's notice arrives by updating the package, or as
 * corrections before that.
 */
export const chinaHolidays: readonly CalendarRow[] = [
  ...rowsOf(notices.holidays, 'holiday'),
  ...rowsOf(notices.workdays, 'workday'),
]

export const chinaCalendar = new WorkCalendar(chinaHolidays)
