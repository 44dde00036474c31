/** Where moments come from. Injected, so that a test or the sample city can live through a year. */
type Source = () => Temporal.Instant

let source: Source = () => Temporal.Now.instant()

/** People and deadlines live in this zone, whatever the machine's own setting. */
export const zone = 'Asia/Shanghai'

let shift = new Temporal.Duration()

export const now = (): Temporal.Instant => source().subtract(shift)

/** The world's time, by which the devices of people go even where this process lives in a time of its own. */
export const worldNow = (): Temporal.Instant => source()

/** Lets this process live so much earlier than the world. */
export function shiftClock(by: Temporal.Duration): void {
  shift = by
}

let current: { from: number; until: number; day: Temporal.PlainDate } | null = null

/** Reckoned once a day: to ask a calendar costs more than a row of a list, and lists ask with every row. */
export function today(): Temporal.PlainDate {
  const moment = now().epochMilliseconds
  if (!current || moment < current.from || moment >= current.until) {
    const start = Temporal.Instant.fromEpochMilliseconds(moment).toZonedDateTimeISO(zone).startOfDay()
    const end = start.add({ days: 1 })
    current = { from: start.epochMilliseconds, until: end.epochMilliseconds, day: start.toPlainDate() }
  }
  return current.day
}

export const dayOf = (moment: string): Temporal.PlainDate =>
  Temporal.Instant.from(moment).toZonedDateTimeISO(zone).toPlainDate()

/** Replaces the clock of this process; returns what puts the former one back. */
export function setClock(next: Source): () => void {
  const former = source
  source = next
  return () => {
    source = former
  }
}
