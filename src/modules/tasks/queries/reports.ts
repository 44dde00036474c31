import { sql } from 'kysely'
import { type Actor, may } from '#kernel/actor.ts'
import type { TasksTables } from '../tables.generated.ts'
import { tables } from './scope.ts'

const reportsOf = () =>
  tables()
    .selectFrom('tasks.report as r')
    .innerJoin('kernel.case as c', 'c.id', 'r.id')
    .innerJoin('kernel.case as task', 'task.id', 'r.task_id')
    .leftJoin('people.unit_view as u', 'u.id', 'r.unit_id')
    .selectAll('r')
    .select([
      'c.state',
      'c.parties',
      'c.done_by',
      'task.number as task_number',
      'task.title as task_title',
      'u.short_name as unit_name',
    ])

export type ReportRow = Awaited<ReturnType<typeof listReportsOf>>[number]

export const listReportsOf = (taskId: string) =>
  reportsOf().where('r.task_id', '=', taskId).orderBy('r.month').execute()

export const findReport = (id: string) => reportsOf().where('r.id', '=', id).executeTakeFirst()

/** Keeps others from moving the task of a report until the transaction ends. */
export const lockTaskOfReport = (id: string) =>
  tables()
    .selectFrom('tasks.report as r')
    .innerJoin('kernel.case as c', 'c.id', 'r.task_id')
    .select('c.id')
    .where('r.id', '=', id)
    .forUpdate('c')
    .executeTakeFirst()

/** For each report the last one before its month that says something. */
export const listPreviousReports = async (reportIds: string[]) =>
  reportIds.length === 0
    ? []
    : (
        await sql<{
          report_id: string
          month: string
          percent: number
          done: string
          problems: string
          next_steps: string
          support_needed: string
        }>`
          select r.id as report_id, before.*
          from tasks.report r
          join lateral (
            select p.month, p.percent, p.done, p.problems, p.next_steps, p.support_needed
            from tasks.report p
            where p.task_id = r.task_id and p.month < r.month and p.percent is not null
            order by p.month desc limit 1) before on true
          where r.id = any(${reportIds}::uuid[])`.execute(tables())
      ).rows

export interface ReportFilter {
  month?: string
  state?: string[]
  unitId?: string
  planId?: string
  dueFrom?: string
  dueUntil?: string
}

function reportsBy(filter: ReportFilter, actor: Actor) {
  let query = reportsOf()
  if (!may(actor, 'tasks.readAll')) query = query.where('r.unit_id', '=', actor.unitId)
  if (filter.month) query = query.where('r.month', '=', filter.month)
  if (filter.state?.length) query = query.where('c.state', 'in', filter.state)
  if (filter.unitId) query = query.where('r.unit_id', '=', filter.unitId)
  if (filter.dueFrom) query = query.where('r.due_on', '>=', filter.dueFrom)
  if (filter.dueUntil) query = query.where('r.due_on', '<=', filter.dueUntil)
  if (filter.planId) {
    const { planId } = filter
    query = query.where((where) =>
      where.exists(
        where
          .selectFrom('tasks.task as t')
          .select('t.id')
          .whereRef('t.id', '=', 'r.task_id')
          .where('t.plan_id', '=', planId),
      ),
    )
  }
  return query
}

export const listReports = (filter: ReportFilter, limit: number, offset: number, actor: Actor) =>
  reportsBy(filter, actor)
    .orderBy('r.due_on')
    .orderBy('task.number')
    .orderBy('r.id')
    .limit(limit)
    .offset(offset)
    .execute()

export const countReports = async (filter: ReportFilter, actor: Actor): Promise<number> => {
  const found = reportsBy(filter, actor).clearSelect().select('r.id').as('found')
  return (
    await tables().selectFrom(found).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  ).count
}

/** States in which a report has been filed and not taken back: also one that was returned was filed. */
export const filedStates = ['filed', 'signedOff', 'returned', 'adopted'] as const

/** How far the reports of a filter are; its states are left aside. */
export const tallyReports = async (filter: ReportFilter, today: string, actor: Actor) => {
  const found = reportsBy({ ...filter, state: undefined }, actor)
    .clearSelect()
    .select(['c.state', 'r.due_on'])
    .as('found')
  const among = (condition: ReturnType<typeof sql<boolean>>) =>
    sql<number>`(count(*) filter (where ${condition}))::int`
  return tables()
    .selectFrom(found)
    .select([
      among(sql`found.state <> 'waived'`).as('owed'),
      among(sql`found.state = any(${filedStates as unknown as string[]})`).as('filed'),
      among(sql`found.state = 'adopted'`).as('adopted'),
      among(sql`found.state = 'owed' and found.due_on = ${today}::date`).as('due_today'),
      among(sql`found.state = 'owed' and found.due_on < ${today}::date`).as('late'),
    ])
    .executeTakeFirstOrThrow()
}

/** Reports of a month that are still to be filed, by unit. */
export const owedByUnit = async (month: string, planId: string | undefined, actor: Actor) =>
  tables()
    .selectFrom(
      reportsBy({ month, planId, state: ['owed'] }, actor)
        .clearSelect()
        .select('r.unit_id')
        .as('found'),
    )
    .select(['unit_id', sql<number>`count(*)::int`.as('count')])
    .groupBy('unit_id')
    .execute()

export const insertReport = (row: {
  id: string
  task_id: string
  unit_id: string
  month: string
  due_on: string
}) => tables().insertInto('tasks.report').values(row).execute()

export const updateReport = (
  id: string,
  changes: Partial<Record<keyof TasksTables['tasks.report'], unknown>>,
) =>
  tables()
    .updateTable('tasks.report')
    .set(changes as object)
    .where('id', '=', id)
    .execute()

export const countReportsInState = async (taskId: string, states: string[]): Promise<number> =>
  (
    await tables()
      .selectFrom('tasks.report as r')
      .innerJoin('kernel.case as c', 'c.id', 'r.id')
      .select(sql<number>`count(*)::int`.as('count'))
      .where('r.task_id', '=', taskId)
      .where('c.state', 'in', states)
      .executeTakeFirstOrThrow()
  ).count

/** Of the adopted reports of a task, the latest month; and the last day on which one was filed. */
export const lastAdopted = async (taskId: string) =>
  tables()
    .selectFrom('tasks.report')
    .select(['month', 'percent'])
    .where('task_id', '=', taskId)
    .where('adopted_at', 'is not', null)
    .orderBy('month', 'desc')
    .limit(1)
    .executeTakeFirst()

/** Lets one process at a time open the reports of a month, until its transaction ends. */
export const lockReportOpening = () =>
  sql`select pg_advisory_xact_lock(hashtextextended('tasks.openMonthReports', 0))`.execute(tables())

/**
 * Tasks under way that owe a report for a month and have no slot for it yet, locked so that none of them ends
 * meanwhile.
 */
export const lockTasksWithoutReport = (month: string, limit: number) =>
  tables()
    .selectFrom('tasks.task as t')
    .innerJoin('kernel.case as c', 'c.id', 't.id')
    .select(['t.id', 't.lead_unit_id', 'c.number', 'c.title', 'c.parties'])
    .where('c.workflow', '=', 'task')
    .where('c.state', '=', 'inProgress')
    .where('t.lead_unit_id', 'is not', null)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('tasks.report as r')
            .select('r.id')
            .whereRef('r.task_id', '=', 't.id')
            .where('r.month', '=', month),
        ),
      ),
    )
    .orderBy('c.id')
    .limit(limit)
    .forUpdate('c')
    .execute()
