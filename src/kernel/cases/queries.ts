import { sql } from 'kysely'
import { db } from '../database/connection.ts'
import type { KernelTables } from '../database/kernel-tables.generated.ts'

const tables = () => db<KernelTables>()

export type CaseRow = Awaited<ReturnType<typeof getForUpdate>> & {}

export const insertCase = (row: {
  id: string
  workflow: string
  workflow_version: number
  number: string
  title: string
  state: string
  parent_id: string | null
  parties: string
  waits_on_unit: string | null
  waits_on_permission: string | null
  asks: string | null
  waits_since: string | null
  waits_due_on: string | null
  due_on: string | null
  region: string | null
  opened_at: string
  updated_at: string
}) => tables().insertInto('kernel.case').values(row).execute()

export const getForUpdate = (id: string) =>
  tables().selectFrom('kernel.case').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

export const find = (id: string) =>
  tables().selectFrom('kernel.case').selectAll().where('id', '=', id).executeTakeFirst()

export const findMany = (ids: string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tables().selectFrom('kernel.case').selectAll().where('id', 'in', ids).execute()

export const updateCase = (id: string, changes: Record<string, unknown>) =>
  tables()
    .updateTable('kernel.case')
    .set(changes)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()

export const rewordLights = async (rows: { id: string; reason: string | null }[]): Promise<void> => {
  if (rows.length === 0) return
  await sql`
    update kernel.case c set light_reason = v.reason
    from unnest(${rows.map((row) => row.id)}::uuid[], ${rows.map((row) => row.reason)}::text[]) as v (id, reason)
    where c.id = v.id`.execute(tables())
}

export const insertEvent = (row: {
  case_id: string
  seq: number
  at: string
  action: string
  label: string
  from_state: string | null
  to_state: string
  note: string | null
  data: string
  actor_kind: string
  actor_person: string | null
  actor_post: string | null
  actor_unit: string | null
  actor_label: string
  hash: Buffer
}) => tables().insertInto('kernel.case_event').values(row).execute()

export const listEvents = (caseIds: string[]) =>
  tables()
    .selectFrom('kernel.case_event')
    .selectAll()
    .where('case_id', 'in', caseIds)
    .orderBy('at')
    .orderBy('case_id')
    .orderBy('seq')
    .execute()

/** Cases that wait on one of these permissions in this unit, the most urgent first, with who sent them. */
export const listWaiting = (unitId: string, permissions: string[], limit: number) =>
  tables()
    .selectFrom('kernel.case')
    .leftJoinLateral(
      (from) =>
        from
          .selectFrom('kernel.case_event as e')
          .select('e.actor_label')
          .whereRef('e.case_id', '=', 'kernel.case.id')
          .whereRef('e.from_state', 'is distinct from', 'e.to_state')
          .orderBy('e.seq', 'desc')
          .limit(1)
          .as('sent'),
      (join) => join.onTrue(),
    )
    .selectAll('kernel.case')
    .select('sent.actor_label as sent_by')
    .where('waits_on_unit', '=', unitId)
    .where('waits_on_permission', '=', sql<string>`any(${permissions})`)
    .orderBy(sql`waits_due_on nulls last`)
    .orderBy('kernel.case.id')
    .limit(limit)
    .execute()

export const countDeedsSince = async (personId: string, moment: string): Promise<number> => {
  const row = await tables()
    .selectFrom('kernel.case_event')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('actor_person', '=', personId)
    .where('at', '>=', moment)
    .executeTakeFirstOrThrow()
  return row.count
}

export const countWaiting = (unitId: string, permissions: string[]) =>
  tables()
    .selectFrom('kernel.case')
    .select(['workflow', 'asks', sql<number>`count(*)::int`.as('count')])
    .where('waits_on_unit', '=', unitId)
    .where('waits_on_permission', '=', sql<string>`any(${permissions})`)
    .groupBy(['workflow', 'asks'])
    .execute()

/** Next value of a gapless counter; the row stays locked until the transaction ends. */
export async function nextValue(name: string): Promise<number> {
  const row = await tables()
    .insertInto('kernel.counter')
    .values({ name, value: 1 })
    .onConflict((conflict) => conflict.column('name').doUpdateSet({ value: sql`kernel.counter.value + 1` }))
    .returning('value')
    .executeTakeFirstOrThrow()
  return Number(row.value)
}

/** Reserves `count` values at once and answers the first of them. */
export async function reserveValues(name: string, count: number): Promise<number> {
  const row = await tables()
    .insertInto('kernel.counter')
    .values({ name, value: count })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet({ value: sql`kernel.counter.value + ${count}` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return Number(row.value) - count + 1
}

export const lastSeal = () =>
  tables().selectFrom('kernel.seal').selectAll().orderBy('id', 'desc').limit(1).executeTakeFirst()

export const lockSeals = () => sql`select pg_advisory_xact_lock(5201315)`.execute(tables())

/** The oldest transaction that may still write: everything before it is settled. */
export const settledXid = async (): Promise<string> =>
  (await sql<{ xid: string }>`select pg_snapshot_xmin(pg_current_snapshot())::text as xid`.execute(tables()))
    .rows[0]!.xid

export const hashesBetween = async (fromXid: string | null, upToXid: string): Promise<Buffer[]> =>
  (
    await sql<{ hash: Buffer }>`
      select hash from kernel.case_event
      where xid >= ${fromXid ?? '0'}::xid8 and xid < ${upToXid}::xid8
      order by xid, case_id, seq`.execute(tables())
  ).rows.map((row) => row.hash)

export const insertSeal = (row: {
  sealed_at: string
  up_to_xid: string
  event_count: number
  root: Buffer
  previous_root: Buffer | null
}) => tables().insertInto('kernel.seal').values(row).execute()
