import { chinaCalendar } from './china-holidays.ts'
import type { WorkCalendar } from './work-calendar.ts'

let current: WorkCalendar = chinaCalendar

/** The calendar that this process counts by. */
export const calendar = (): WorkCalendar => current

/**
 * Replaces the calendar of this process, for example by `chinaCalendar.with(corrections)` after a city
 * has entered a day; returns what puts the former one back.
 */
export function setCalendar(next: WorkCalendar): () => void {
  const former = current
  current = next
  return () => {
    current = former
  }
}

/** See {@link WorkCalendar.isWorkingDay}. */
export const isWorkingDay = (date: Temporal.PlainDate) => current.isWorkingDay(date)

/** See {@link WorkCalendar.addWorkingDays}: the day after `date` counts as 1; `count` may be negative. */
export const addWorkingDays = (date: Temporal.PlainDate, count: number) => current.addWorkingDays(date, count)

/** See {@link WorkCalendar.workingDaysBetween}: after `from`, up to and including `to`. */
export const workingDaysBetween = (from: Temporal.PlainDate, to: Temporal.PlainDate) =>
  current.workingDaysBetween(from, to)

/** See {@link WorkCalendar.nextWorkingDay}. */
export const nextWorkingDay = (date: Temporal.PlainDate) => current.nextWorkingDay(date)

/** See {@link WorkCalendar.firstWorkingDayFrom}. */
export const firstWorkingDayFrom = (date: Temporal.PlainDate) => current.firstWorkingDayFrom(date)
