import { afterCommit } from '#kernel/database/connection.ts'
import { announce, onChange } from '#kernel/live.ts'
import { allUnits } from './unit-queries.ts'

/** Short names are read for every row of every list; units change a few times a year. */
const keepMilliseconds = 60_000

let labels: Promise<Map<string, string>> | null = null
let readAt = 0

const forget = (): void => {
  labels = null
}

onChange(({ topic }) => {
  if (topic === 'unit') forget()
})

/** Short names by id, dissolved units included. Ids that are no unit's are left out. */
export async function unitLabels(ids: Iterable<string>): Promise<Map<string, string>> {
  const wanted = new Set(ids)
  let known = await allLabels()
  // A unit made a moment ago, perhaps in this very transaction, is not in the list yet.
  if (![...wanted].every((id) => known.has(id))) {
    known = new Map((await allUnits()).map((row) => [row.id, row.short_name]))
  }
  const found = new Map<string, string>()
  for (const id of wanted) {
    const label = known.get(id)
    if (label !== undefined) found.set(id, label)
  }
  return found
}

function allLabels(): Promise<Map<string, string>> {
  if (!labels || performance.now() - readAt > keepMilliseconds) {
    readAt = performance.now()
    const reading = allUnits().then((rows) => new Map(rows.map((row) => [row.id, row.short_name])))
    reading.catch(forget)
    labels = reading
  }
  return labels
}

/** Tells this process at once and the others by notification. */
export function unitsChanged(id: string): void {
  afterCommit(forget)
  announce('unit', id)
}
