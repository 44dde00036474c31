import { sql } from 'kysely'
import { db } from '#kernel/database/connection.ts'
import type { PublicationsTables } from '../tables.generated.ts'

/** Versions since a moment, of measures that are on the portal now. */
function versionsSince(since: string, planId: string | null) {
  const query = db<PublicationsTables>()
    .selectFrom('publications.version as v')
    .innerJoin('publications.measure as m', 'm.task_id', 'v.task_id')
    .where('m.withdrawn_at', 'is', null)
    .where('v.at', '>=', since)
  return planId ? query.where('m.plan_id', '=', planId) : query
}

/** The newest changes of these kinds. */
export const listNews = (since: string, changes: string[], planId: string | null, limit: number) =>
  versionsSince(since, planId)
    .select(['v.id', 'v.at', 'v.change', 'v.before', 'v.after', 'v.snapshot'])
    .select(['m.number', 'm.title', 'm.lead_name', 'm.light', 'm.state_label'])
    .where('v.change', 'in', changes)
    .orderBy('v.at', 'desc')
    .orderBy('v.id', 'desc')
    .limit(limit)
    .execute()

/** How many measures saw each kind of change since a moment; of lights, by the light that came on. */
export const countNews = (since: string, planId: string | null) => {
  const light = sql<string | null>`case when v.change = 'light' then v.after end`
  return versionsSince(since, planId)
    .select(['v.change', light.as('light'), sql<number>`count(distinct v.task_id)::int`.as('count')])
    .groupBy(['v.change', light])
    .execute()
}
