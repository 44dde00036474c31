import { sql } from 'kysely'
import { db } from '#kernel/database/connection.ts'
import type { PublicationsTables } from '../tables.generated.ts'

/** Which of the sums a row is: PostgreSQL's `grouping(plan_id, action, lead_unit_id, state)`. */
export const sumsOf = { all: 15, plan: 7, field: 11, unit: 13, state: 14 } as const

/** One sum. What it was not grouped by is null, or the greatest of its group, and means nothing. */
export interface TallyRow {
  of: number
  plan_id: string
  plan_title: string
  document_number: string | null
  since: string
  action: string
  field: string
  lead_unit_id: string | null
  lead_name: string
  state: string
  state_label: string
  /** Least number, for the order of the plan. */
  first: string
  total: number
  green: number
  yellow: number
  red: number
  blue: number
  none: number
}

/** All sums that pages show, by one reading of the table. */
export async function tallies(plan?: string): Promise<TallyRow[]> {
  const within = plan ? sql`and plan_id = ${plan}` : sql``
  const { rows } = await sql<TallyRow>`
    select grouping(plan_id, action, lead_unit_id, state) as of,
      plan_id, max(plan_title) as plan_title, max(document_number) as document_number,
      min(first_published_at) as since, action, field, lead_unit_id, lead_name, state,
      max(state_label) as state_label, min(number) as first,
      count(*)::int as total,
      (count(*) filter (where light = 'green'))::int as green,
      (count(*) filter (where light = 'yellow'))::int as yellow,
      (count(*) filter (where light = 'red'))::int as red,
      (count(*) filter (where light = 'blue'))::int as blue,
      (count(*) filter (where light is null))::int as none
    from publications.measure
    where withdrawn_at is null ${within}
    group by grouping sets ((), (plan_id), (action, field), (lead_unit_id, lead_name), (state))
  `.execute(db<PublicationsTables>())
  return rows
}
