import { db } from '../database/connection.ts'
import type { KernelTables } from '../database/kernel-tables.generated.ts'
import { setCalendar } from './calendar.ts'
import { chinaCalendar } from './china-holidays.ts'
import type { CalendarRow } from './work-calendar.ts'

/** Counts by the days that the city has corrected; called at start by every process. */
export async function loadCalendar(): Promise<void> {
  const rows = await db<KernelTables>().selectFrom('kernel.holiday').selectAll().execute()
  const corrections = rows.map((row): CalendarRow => ({ date: row.day, kind: row.kind as CalendarRow['kind'], name: row.name }))
  if (corrections.length > 0) setCalendar(chinaCalendar.with(corrections))
}
