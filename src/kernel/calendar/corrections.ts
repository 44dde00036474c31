import { setCalendar } from './calendar.ts'
import { chinaCalendar } from './china-holidays.ts'
import { listCorrections } from './queries.ts'
import type { CalendarRow } from './work-calendar.ts'

/** Counts by the days that the city has corrected; called at start by every process. */
export async function loadCalendar(): Promise<void> {
  const corrections = (await listCorrections()).map(
    (row): CalendarRow => ({ date: row.day, kind: row.kind as CalendarRow['kind'], name: row.name }),
  )
  if (corrections.length > 0) setCalendar(chinaCalendar.with(corrections))
}
