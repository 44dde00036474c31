/** A day on which the State Council's notice (or a city's correction) departs from the plain week. */
export type CalendarRow = {
  /** ISO day, `2026-02-14`. */
  date: string
  /** `holiday`: nobody works; `workday`: a Saturday or Sunday worked in lieu (调休上班). */
  kind: 'holiday' | 'workday'
  /** What the day belongs to: `春节`. */
  name: string
}

/** Steps beyond this are a mistake in the caller's arithmetic: 40 years of working days. */
const farthest = 10_000

/**
 * Which days are worked. Monday to Friday, except as the rows say.
 *
 * Days are counted as 民法典 第二百零一条 counts them: the day on which something begins is not
 * counted, the day after is the first.
 */
export class WorkCalendar {
  readonly #rows: ReadonlyMap<string, CalendarRow>

  /** Of several rows for one day the last one holds. */
  constructor(rows: Iterable<CalendarRow>) {
    this.#rows = new Map(Array.from(rows, (row) => [Temporal.PlainDate.from(row.date).toString(), row]))
  }

  /** The same calendar with some days decided otherwise. */
  with(corrections: Iterable<CalendarRow>): WorkCalendar {
    return new WorkCalendar([...this.#rows.values(), ...corrections])
  }

  isWorkingDay(date: Temporal.PlainDate): boolean {
    const row = this.#rows.get(date.toString())
    return row === undefined ? date.dayOfWeek <= 5 : row.kind === 'workday'
  }

  /** What is special about a day; undefined for a day that is worked or not by the plain week. */
  rowOf(date: Temporal.PlainDate): CalendarRow | undefined {
    return this.#rows.get(date.toString())
  }

  /**
   * Whether the holidays of a year are in the table. For other years weekends alone are counted, so
   * a date computed there is provisional: the notice for a year comes out in the autumn before.
   */
  knowsYear(year: number): boolean {
    // Rows alone prove nothing: the notice for 2023 began with 31 December 2022.
    return this.#rows.get(`${year}-10-01`)?.kind === 'holiday'
  }

  /** Years touched by a span, in either direction, for which {@link knowsYear} is false. */
  unknownYears(from: Temporal.PlainDate, to: Temporal.PlainDate): number[] {
    const first = Math.min(from.year, to.year)
    const years = Array.from({ length: Math.abs(to.year - from.year) + 1 }, (_, index) => first + index)
    return years.filter((year) => !this.knowsYear(year))
  }

  /**
   * The day that is `count` working days later; earlier for a negative count; the day itself for 0,
   * worked or not.
   * @throws {RangeError} a count that is not an integer between -10,000 and 10,000.
   */
  addWorkingDays(date: Temporal.PlainDate, count: number): Temporal.PlainDate {
    if (!Number.isInteger(count) || Math.abs(count) > farthest) {
      throw new RangeError(`not a number of working days: ${count}`)
    }
    const step = { days: Math.sign(count) }
    let day = date
    for (let left = Math.abs(count); left > 0; ) {
      day = day.add(step)
      if (this.isWorkingDay(day)) left -= 1
    }
    return day
  }

  /**
   * How many working days lie after `from` up to and including `to`, so that it answers `count` for
   * `addWorkingDays(from, count)`. With `to` before `from`: minus those from `to` up to, not including, `from`.
   */
  workingDaysBetween(from: Temporal.PlainDate, to: Temporal.PlainDate): number {
    const direction = Temporal.PlainDate.compare(to, from)
    let count = 0
    for (let day = from; !day.equals(to); ) {
      day = day.add({ days: direction })
      if (this.isWorkingDay(day)) count += direction
    }
    return count
  }

  /** First working day after a day. */
  nextWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate {
    return this.addWorkingDays(date, 1)
  }

  /** Last working day before a day. */
  previousWorkingDay(date: Temporal.PlainDate): Temporal.PlainDate {
    return this.addWorkingDays(date, -1)
  }

  /**
   * The day itself if it is worked, otherwise the first working day after it: where a term in
   * calendar days ends on a day of rest, it ends on the day after the rest (民法典 第二百零三条).
   */
  firstWorkingDayFrom(date: Temporal.PlainDate): Temporal.PlainDate {
    return this.isWorkingDay(date) ? date : this.nextWorkingDay(date)
  }
}
