/** Where moments come from. Injected, so that a test or the sample city can live through a year. */
type Source = () => Temporal.Instant

let source: Source = () => Temporal.Now.instant()

/** People and deadlines live in this zone, whatever the machine's own setting. */
export const zone = 'Asia/Shanghai'

export const now = (): Temporal.Instant => source()

export const today = (): Temporal.PlainDate => now().toZonedDateTimeISO(zone).toPlainDate()

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
