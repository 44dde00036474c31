import { setClock } from '#kernel/clock.ts'

/** The injected clock of the loading: stands still at a moment that the loader sets, and never goes back. */
export class DemoClock {
  #moment: Temporal.Instant
  readonly restore: () => void

  constructor(day: string) {
    this.#moment = momentOf(day, '08:00')
    this.restore = setClock(() => this.#moment)
  }

  /** Moves on to a time of a day; a moment that has passed counts as a little later than now. */
  moveTo(day: string, time: string): void {
    const next = momentOf(day, time)
    this.#moment = Temporal.Instant.compare(next, this.#moment) > 0 ? next : this.#moment.add({ seconds: 7 })
  }
}

export const momentOf = (day: string, time: string): Temporal.Instant =>
  Temporal.PlainDateTime.from(`${day}T${time}`).toZonedDateTime('Asia/Shanghai').toInstant()
