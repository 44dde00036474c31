import { sql } from 'kysely'
import { tables } from './scope.ts'

/** Keeps others from moving a portion of the tasks that still burn; answers their ids, in order. */
export const lockBurning = async (afterId: string | undefined, limit: number): Promise<string[]> => {
  let query = tables()
    .selectFrom('kernel.case')
    .select('id')
    .where('workflow', '=', 'task')
    .where('state', 'not in', ['drafted', 'cancelled', 'writtenOff', 'closed'])
  if (afterId) query = query.where('id', '>', afterId)
  return (await query.orderBy('id').limit(limit).forUpdate().execute()).map((row) => row.id)
}

export type LightFactsRow = Awaited<ReturnType<typeof listLightFacts>>[number]

/** What the lights of these tasks are reckoned from, on a day. */
export const listLightFacts = (today: string, ids: string[]) =>
  ids.length === 0
    ? Promise.resolve([])
    : tables()
        .selectFrom('kernel.case as c')
        .innerJoin('tasks.task as t', 't.id', 'c.id')
        .select([
          'c.id',
          'c.state',
          'c.light',
          'c.light_reason',
          't.due_on',
          't.progress',
          't.dispatched_on',
          't.closed_on',
          't.lead_unit_id',
        ])
        .select(missedReports(today).as('missed'))
        .where('c.id', '=', sql<string>`any(${ids}::uuid[])`)
        .orderBy('c.id')
        .execute()

/** Reports in a row, up to a day, that were due and lie unfiled; a report that was taken back lies unfiled too. */
const missedReports = (today: string) => sql<number>`(
  select count(*)::int from tasks.report r join kernel.case rc on rc.id = r.id
  where r.task_id = t.id and r.due_on < ${today}::date and rc.state = 'owed'
    and not exists (
      select from tasks.report later join kernel.case lc on lc.id = later.id
      where later.task_id = t.id and later.month > r.month and lc.state not in ('owed', 'waived')))`

/** Whether the lights of a month are kept already; lets one process at a time ask. */
export const isMonthKept = async (month: string): Promise<boolean> => {
  await sql`select pg_advisory_xact_lock(hashtextextended('tasks.keepMonthLights', 0))`.execute(tables())
  return (
    (await tables()
      .selectFrom('tasks.month_light')
      .select('month')
      .where('month', '=', month)
      .limit(1)
      .executeTakeFirst()) !== undefined
  )
}

/** Tasks that had been dispatched by a day and have not been cancelled, in portions. */
export const listDispatchedBy = async (day: string, afterId: string | undefined, limit: number) => {
  let query = tables()
    .selectFrom('tasks.task as t')
    .innerJoin('kernel.case as c', 'c.id', 't.id')
    .leftJoin('people.unit_view as u', 'u.id', 't.lead_unit_id')
    .select(['t.id', 'u.short_name as lead_name'])
    .where('c.state', 'not in', ['drafted', 'cancelled'])
    .where('t.dispatched_on', '<=', day)
  if (afterId) query = query.where('t.id', '>', afterId)
  return query.orderBy('t.id').limit(limit).execute()
}

export interface MonthLight {
  task_id: string
  lead_unit_id: string | null
  lead_name: string | null
  due_on: string | null
  light: string
  reason: string
  progress: number
  expected: number
  state: string
}

export const insertMonthLights = async (
  month: string,
  takenAt: string,
  rows: MonthLight[],
): Promise<void> => {
  if (rows.length === 0) return
  await tables()
    .insertInto('tasks.month_light')
    .values(rows.map((row) => ({ ...row, month, taken_at: takenAt })))
    .execute()
}
