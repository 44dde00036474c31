import { sql } from 'kysely'
import { type Actor, may } from '#kernel/actor.ts'
import { db } from '#kernel/database/connection.ts'
import type { PlansTables } from './tables.generated.ts'

const tables = () => db<PlansTables>()

const plansOf = () =>
  tables()
    .selectFrom('plans.plan as p')
    .innerJoin('kernel.case as c', 'c.id', 'p.id')
    .selectAll('p')
    .select(['c.state', 'c.parties', 'c.done_by'])
    .select((select) => [
      select
        .selectFrom('plans.measure as m')
        .select(sql<number>`count(*)::int`.as('count'))
        .whereRef('m.plan_id', '=', 'p.id')
        .as('measure_count'),
      sql<number>`(
        select count(*)::int from plans.measure m, jsonb_array_elements(m.doubts) d
        where m.plan_id = p.id and (d->>'mustSettle')::boolean and d->>'settledBy' is null)`.as(
        'open_doubts',
      ),
    ])

/** Those who work on plans see them from the upload on, everybody else from their dispatch on. */
const visibleTo = (query: ReturnType<typeof plansOf>, actor: Actor) =>
  may(actor, 'plans.edit') || may(actor, 'plans.dispatch')
    ? query
    : query.where('c.state', 'in', ['executing', 'concluded'])

export type PlanRow = NonNullable<Awaited<ReturnType<typeof findPlan>>>

export const listPlans = (actor: Actor) =>
  visibleTo(plansOf(), actor)
    .where('c.state', '<>', 'discarded')
    .orderBy('p.created_at', 'desc')
    .limit(200)
    .execute()

export const listPlansInState = (state: string) =>
  plansOf().where('c.state', '=', state).orderBy('p.created_at', 'desc').execute()

export const findPlan = (id: string) => plansOf().where('p.id', '=', id).executeTakeFirst()

export const findVisible = (id: string, actor: Actor) =>
  visibleTo(plansOf(), actor).where('p.id', '=', id).executeTakeFirst()

/** Lets uploads of one document pass one by one, until the transaction ends. */
export const lockFile = (sha256: string) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`plans.file ${sha256}`}, 0))`.execute(tables())

export const findPlanByFile = (sha256: string) =>
  plansOf().where('p.file_sha256', '=', sha256).where('c.state', '<>', 'discarded').executeTakeFirst()

export const insertPlan = (row: {
  id: string
  title: string
  document_number: string | null
  issued_on: string | null
  year: number | null
  file_name: string
  file_id: string
  file_sha256: string
  created_at: string
}) => tables().insertInto('plans.plan').values(row).execute()

export const updatePlan = (id: string, changes: Partial<Record<keyof PlansTables['plans.plan'], unknown>>) =>
  tables()
    .updateTable('plans.plan')
    .set(changes as object)
    .where('id', '=', id)
    .execute()

export const insertReading = (row: {
  plan_id: string
  source_text: string
  layout: string
  read_at: string
}) => tables().insertInto('plans.reading').values(row).execute()

export const findReading = (planId: string) =>
  tables().selectFrom('plans.reading').selectAll().where('plan_id', '=', planId).executeTakeFirst()

export interface NewMeasure {
  id: string
  plan_id: string
  ordinal: number
  number: string
  path: string[]
  title: string
  body: string
  leads: string
  partners: string
  deadline: string | null
  marks: string[]
  doubts: string
  raw: string
  source_start: number
  source_end: number
}

export const insertMeasures = async (rows: NewMeasure[]) => {
  // PostgreSQL takes 65,535 parameters a statement.
  for (let i = 0; i < rows.length; i += 500) {
    await tables()
      .insertInto('plans.measure')
      .values(rows.slice(i, i + 500))
      .execute()
  }
}

export const listMeasures = (planId: string) =>
  tables().selectFrom('plans.measure').selectAll().where('plan_id', '=', planId).orderBy('ordinal').execute()

/** Measures of a plan none of whose leads is a unit, or a group with units. */
export const listLeaderless = async (planId: string): Promise<number[]> =>
  (
    await tables()
      .selectFrom('plans.measure')
      .select('ordinal')
      .where('plan_id', '=', planId)
      .where(
        sql<boolean>`not exists (
          select from jsonb_array_elements(leads) lead
          where lead->>'unitId' is not null or jsonb_array_length(lead->'members') > 0)`,
      )
      .orderBy('ordinal')
      .execute()
  ).map((row) => row.ordinal)

export type MeasureRow = Awaited<ReturnType<typeof listMeasures>>[number]

/** Changes a measure unless somebody else has changed it since; answers whether it did. */
export const updateMeasure = async (
  id: string,
  revision: number,
  changes: Partial<Record<keyof PlansTables['plans.measure'], unknown>>,
): Promise<boolean> => {
  const result = await tables()
    .updateTable('plans.measure')
    .set({ ...(changes as object), revision: sql`revision + 1` })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
