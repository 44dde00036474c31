import { afterCommit } from '#kernel/database/connection.ts'
import type { Counts } from '../contract.ts'
import * as queries from '../queries.ts'

/**
 * Counting 100,000 measures takes some 100 ms, and every visitor asks for it: so it is done at most once in this
 * time. What this process publishes is counted at once; what another one publishes, within it (the promise is
 * one second from approval to visible).
 */
const keptMilliseconds = 700

const kept = new Map<string, { counts: Promise<Counts>; until: number }>()

/** How many measures are on the portal, by plan, field, unit, state and light. */
export function countMeasures(plan?: string): Promise<Counts> {
  const known = kept.get(plan ?? '')
  if (known && performance.now() < known.until) return known.counts
  if (kept.size > 200) kept.clear()
  const counts = count(plan)
  kept.set(plan ?? '', { counts, until: performance.now() + keptMilliseconds })
  counts.catch(() => kept.delete(plan ?? ''))
  return counts
}

/** Counts anew once the surrounding transaction has been committed. */
export const forgetCounts = (): void => afterCommit(() => kept.clear())

async function count(plan?: string): Promise<Counts> {
  const [all, plans, fields, units, states] = await Promise.all([
    queries.tallyAll(plan),
    queries.tallyPlans(),
    queries.tallyFields(plan),
    queries.tallyUnits(plan),
    queries.tallyStates(plan),
  ])
  return { ...all, plans, fields, units, states }
}
