import { afterCommit } from '#kernel/database/connection.ts'
import { announce, onChange } from '#kernel/live.ts'
import type { Counts, Tally } from '../contract.ts'
import { sumsOf, type TallyRow, tallies } from './tally-queries.ts'

/**
 * Counting 100,000 measures takes some 100 ms, and every visitor asks for it. So counts are kept until something is
 * published: this process forgets them at once, the others as soon as they hear of it (some 200 ms). Whoever does
 * not hear, because its listening connection was lost, counts anew after this time.
 */
const keptMilliseconds = 3_000
/** Counting that takes long waits in between twice as long, so that a busy day cannot keep the database counting. */
const longMilliseconds = 50

interface Kept {
  counts: Promise<Counts>
  until: number
  /** Not before this moment is it counted anew, even when it is known to be old. */
  notBefore: number
  isOld: boolean
}

const kept = new Map<string, Kept>()
const topic = 'publication'
let isListening = false

/** How many measures are on the portal, by plan, field, unit, state and light. */
export function countMeasures(plan?: string): Promise<Counts> {
  if (!isListening) {
    isListening = true
    onChange((change) => {
      if (change.topic === topic) for (const one of kept.values()) one.isOld = true
    })
  }
  const key = plan ?? ''
  const known = kept.get(key)
  const at = performance.now()
  if (known && at < known.until && (!known.isOld || at < known.notBefore)) return known.counts
  if (kept.size > 200) kept.clear()
  const fresh: Kept = { counts: count(plan), until: at + keptMilliseconds, notBefore: 0, isOld: false }
  kept.set(key, fresh)
  fresh.counts.then(
    () => {
      const took = performance.now() - at
      fresh.notBefore = took > longMilliseconds ? performance.now() + 2 * took : 0
    },
    () => kept.delete(key),
  )
  return fresh.counts
}

/** Says that something public has changed, once the surrounding transaction has been committed. */
export function tellOfChange(taskId: string): void {
  announce(topic, taskId)
  afterCommit(() => {
    for (const one of kept.values()) one.isOld = true
  })
}

async function count(plan?: string): Promise<Counts> {
  const [rows, all] = await Promise.all([tallies(plan), plan ? countMeasures() : null])
  const of = (sums: number) => rows.filter((row) => row.of === sums)
  const byFirst = (a: TallyRow, b: TallyRow) => (a.first < b.first ? -1 : 1)
  return {
    ...sumOf(of(sumsOf.all)[0]),
    plans:
      all?.plans ??
      of(sumsOf.plan)
        .sort((a, b) => (a.since < b.since ? 1 : -1))
        .map((row) => ({
          ...sumOf(row),
          id: row.plan_id,
          title: row.plan_title,
          documentNumber: row.document_number,
          since: row.since,
        })),
    fields: of(sumsOf.field)
      .sort(byFirst)
      .map((row) => ({ ...sumOf(row), action: row.action, field: row.field })),
    units: unitsOf(of(sumsOf.unit)),
    states: of(sumsOf.state)
      .sort((a, b) => b.total - a.total || byFirst(a, b))
      .map(({ state, state_label: label, total, none }) => ({ state, label, total, none })),
  }
}

/** A unit that has changed its name is one unit, under the name that most of what it leads bears. */
function unitsOf(rows: TallyRow[]): Counts['units'] {
  const units = new Map<string, Counts['units'][number]>()
  for (const row of rows.sort((a, b) => b.total - a.total)) {
    const key = row.lead_unit_id ?? `named ${row.lead_name}`
    const known = units.get(key)
    const unit = known ?? { ...sumOf(undefined), id: row.lead_unit_id, name: row.lead_name }
    const sum = sumOf(row)
    for (const name of Object.keys(sum) as (keyof Tally)[]) unit[name] += sum[name]
    units.set(key, unit)
  }
  return [...units.values()].sort((a, b) => b.total - a.total || a.name.localeCompare(b.name, 'zh-CN'))
}

const sumOf = (row: TallyRow | undefined): Tally => ({
  total: row?.total ?? 0,
  green: row?.green ?? 0,
  yellow: row?.yellow ?? 0,
  red: row?.red ?? 0,
  blue: row?.blue ?? 0,
  none: row?.none ?? 0,
})
