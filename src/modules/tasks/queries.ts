import { type SelectQueryBuilder, sql } from 'kysely'
import { type Actor, may } from '#kernel/actor.ts'
import { db } from '#kernel/database/connection.ts'
import { matches, searchVector } from '#kernel/search.ts'
import type { Light, TaskFilter } from './contract.ts'
import type { TasksTables } from './tables.generated.ts'

const tables = () => db<TasksTables>()

const rowsOf = () =>
  tables()
    .selectFrom('kernel.case as c')
    .innerJoin('tasks.task as t', 't.id', 'c.id')
    .leftJoin('people.unit_view as u', 'u.id', 't.lead_unit_id')
    .where('c.workflow', '=', 'task')

const rowColumns = [
  'c.id',
  'c.number',
  'c.title',
  'c.state',
  'c.light',
  'c.light_reason',
  'c.updated_at',
  't.action_name',
  't.field_name',
  't.lead_unit_id',
  'u.short_name as lead_name',
  't.due_on',
  't.deadline_text',
  't.long_term',
  't.progress',
  't.dispatched_on',
  't.last_reported_on',
] as const

export type TaskListRow = Awaited<ReturnType<typeof listRows>>[number]

type Rows = ReturnType<typeof rowsOf>

/** Which tasks a person sees: everything, or those in which his unit has a share. */
function visibleTo(query: Rows, actor: Actor, filter: TaskFilter): Rows {
  const unitId = filter.unitId
  if (!may(actor, 'tasks.readAll')) {
    query = query.where((where) =>
      where.exists(
        where
          .selectFrom('tasks.unit_task as mine')
          .select('mine.task_id')
          .whereRef('mine.task_id', '=', 't.id')
          .where('mine.unit_id', '=', actor.unitId),
      ),
    )
  }
  if (!unitId) return query
  return query.where((where) => {
    let share = where
      .selectFrom('tasks.unit_task as share')
      .select('share.task_id')
      .whereRef('share.task_id', '=', 't.id')
      .where('share.unit_id', '=', unitId)
    if (filter.unitRole) share = share.where('share.role', '=', filter.unitRole)
    return where.exists(share)
  })
}

function filtered(filter: TaskFilter, actor: Actor): Rows {
  let query = visibleTo(rowsOf(), actor, filter)
  if (filter.state?.length) query = query.where('c.state', 'in', filter.state)
  else query = query.where('c.state', 'not in', ['cancelled'])
  if (filter.light?.length) query = query.where('c.light', 'in', filter.light)
  if (filter.planId) query = query.where('t.plan_id', '=', filter.planId)
  if (filter.action) query = query.where('t.action_name', '=', filter.action)
  if (filter.field) query = query.where('t.field_name', '=', filter.field)
  if (filter.dueFrom) query = query.where('c.due_on', '>=', filter.dueFrom)
  if (filter.dueUntil) query = query.where('c.due_on', '<=', filter.dueUntil)
  if (filter.q) {
    const condition = matches(sql`t.search`, filter.q)
    if (condition) query = query.where(condition)
  }
  return query
}

const sortColumns = {
  dueOn: 'c.due_on',
  number: 'c.number',
  updatedAt: 'c.updated_at',
  progress: 't.progress',
} as const

export const listRows = (
  filter: TaskFilter,
  sort: keyof typeof sortColumns,
  descending: boolean,
  limit: number,
  offset: number,
  actor: Actor,
) => {
  const direction = descending ? 'desc' : 'asc'
  return filtered(filter, actor)
    .select(rowColumns)
    .select(sql<number>`cardinality(t.partner_unit_ids)`.as('partner_count'))
    .orderBy(sortColumns[sort], direction)
    .orderBy('c.id', direction)
    .limit(limit)
    .offset(offset)
    .execute()
}

/** Counts up to a bound: a number above it interests nobody, and to find it would read everything. */
export async function countRows(filter: TaskFilter, bound: number, actor: Actor): Promise<number> {
  const found = filtered(filter, actor).select(sql`1`.as('one')).limit(bound).as('found')
  const row = await tables()
    .selectFrom(found)
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

export const insertTasks = async (
  rows: {
    id: string
    plan_id: string
    measure_id: string
    plan_title: string
    document_number: string | null
    ordinal: number
    measure_number: string
    path: string[]
    action_name: string
    field_name: string
    body: string
    lead_unit_id: string | null
    co_lead_unit_ids: string[]
    partner_unit_ids: string[]
    leads_as_printed: string
    partners_as_printed: string
    deadline_text: string
    due_on: string | null
    long_term: boolean
    is_public: boolean
    searched: string
  }[],
) => {
  for (const { searched, ...row } of rows) {
    await tables()
      .insertInto('tasks.task')
      .values({ ...row, search: searchVector(searched) })
      .execute()
  }
}

export const insertShares = async (
  rows: {
    unit_id: string
    task_id: string
    role: 'lead' | 'partner'
    part_id: string | null
    due_on: string | null
  }[],
) => {
  if (rows.length > 0) await tables().insertInto('tasks.unit_task').values(rows).execute()
}

export const deleteShare = (taskId: string, unitId: string) =>
  tables().deleteFrom('tasks.unit_task').where('task_id', '=', taskId).where('unit_id', '=', unitId).execute()

export const markPartReceived = (partId: string, at: string) =>
  tables().updateTable('tasks.unit_task').set({ received_at: at }).where('part_id', '=', partId).execute()

export const updateTask = (id: string, changes: Partial<Record<keyof TasksTables['tasks.task'], unknown>>) =>
  tables()
    .updateTable('tasks.task')
    .set(changes as object)
    .where('id', '=', id)
    .execute()

export const findTask = (id: string) =>
  tables().selectFrom('tasks.task').selectAll().where('id', '=', id).executeTakeFirst()

/** The task with its case, if this person may see it. */
export const findVisible = (id: string, actor: Actor) =>
  visibleTo(rowsOf(), actor, {})
    .select(rowColumns)
    .select(sql<number>`cardinality(t.partner_unit_ids)`.as('partner_count'))
    .selectAll('t')
    .select(['c.parties', 'c.done_by', 'c.waits_on_unit', 'c.waits_due_on', 'c.asks'])
    .where('c.id', '=', id)
    .executeTakeFirst()

export const listTaskIdsOfPlan = async (planId: string, state: string): Promise<string[]> =>
  (
    await tables()
      .selectFrom('tasks.task as t')
      .innerJoin('kernel.case as c', 'c.id', 't.id')
      .select('t.id')
      .where('t.plan_id', '=', planId)
      .where('c.state', '=', state)
      .orderBy('t.ordinal')
      .execute()
  ).map((row) => row.id)

export const listParts = (taskId: string) =>
  tables()
    .selectFrom('tasks.unit_task as share')
    .innerJoin('kernel.case as c', 'c.id', 'share.part_id')
    .leftJoin('people.unit_view as u', 'u.id', 'share.unit_id')
    .select([
      'c.id',
      'c.state',
      'c.parties',
      'c.done_by',
      'share.unit_id',
      'u.short_name as unit_name',
      'share.role',
      'share.received_at',
    ])
    .where('share.task_id', '=', taskId)
    .orderBy('share.role')
    .orderBy('u.sort_order')
    .execute()

export const findTaskOfPart = async (partId: string): Promise<string | undefined> =>
  (
    await tables()
      .selectFrom('tasks.unit_task')
      .select('task_id')
      .where('part_id', '=', partId)
      .executeTakeFirst()
  )?.task_id

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

/** The last report before a month that says something. */
export const listPreviousReports = (reports: { task_id: string; month: string }[]) =>
  reports.length === 0
    ? Promise.resolve([])
    : tables()
        .selectFrom('tasks.report as r')
        .distinctOn('r.task_id')
        .select([
          'r.task_id',
          'r.month',
          'r.percent',
          'r.done',
          'r.problems',
          'r.next_steps',
          'r.support_needed',
        ])
        .where(
          'r.task_id',
          'in',
          reports.map((report) => report.task_id),
        )
        .where('r.month', '<', reports.map((report) => report.month).sort()[0]!)
        .where('r.percent', 'is not', null)
        .orderBy('r.task_id')
        .orderBy('r.month', 'desc')
        .execute()

export interface ReportFilter {
  month?: string
  state?: string[]
  unitId?: string
}

function reportsBy(filter: ReportFilter, actor: Actor) {
  let query = reportsOf()
  if (!may(actor, 'tasks.readAll')) query = query.where('r.unit_id', '=', actor.unitId)
  if (filter.month) query = query.where('r.month', '=', filter.month)
  if (filter.state?.length) query = query.where('c.state', 'in', filter.state)
  if (filter.unitId) query = query.where('r.unit_id', '=', filter.unitId)
  return query
}

export const listReports = (filter: ReportFilter, limit: number, offset: number, actor: Actor) =>
  reportsBy(filter, actor).orderBy('r.due_on').orderBy('task.number').limit(limit).offset(offset).execute()

export const countReports = async (filter: ReportFilter, actor: Actor): Promise<number> => {
  const found = reportsBy(filter, actor).clearSelect().select('r.id').as('found')
  return (
    await tables().selectFrom(found).select(sql<number>`count(*)::int`.as('count')).executeTakeFirstOrThrow()
  ).count
}

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

/** Tasks under way that owe a report for a month and have no slot for it yet. */
export const listTasksWithoutReport = (month: string, limit: number) =>
  tables()
    .selectFrom('tasks.task as t')
    .innerJoin('kernel.case as c', 'c.id', 't.id')
    .leftJoin('tasks.report as r', (join) => join.onRef('r.task_id', '=', 't.id').on('r.month', '=', month))
    .select(['t.id', 't.lead_unit_id', 'c.number', 'c.title', 'c.parties'])
    .where('c.workflow', '=', 'task')
    .where('c.state', '=', 'inProgress')
    .where('r.id', 'is', null)
    .where('t.lead_unit_id', 'is not', null)
    .limit(limit)
    .execute()

/** What the lights of tasks are reckoned from; all tasks that still burn, or the given ones. */
export const listLightFacts = (today: string, ids?: string[], afterId?: string, limit = 1000) => {
  let query = tables()
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
      't.lead_unit_id',
    ])
    .select(
      sql<number>`(
        select count(*)::int from tasks.report r join kernel.case rc on rc.id = r.id
        where r.task_id = t.id and r.due_on < ${today}::date and r.first_filed_on is null and rc.state <> 'waived'
          and not exists (
            select from tasks.report later where later.task_id = t.id and later.month > r.month and later.first_filed_on is not null))`.as(
        'missed',
      ),
    )
    .where('c.workflow', '=', 'task')
  query = ids
    ? query.where('c.id', 'in', ids)
    : query.where('c.state', 'not in', ['drafted', 'cancelled', 'writtenOff', 'closed'])
  if (afterId) query = query.where('c.id', '>', afterId)
  return query.orderBy('c.id').limit(limit).execute()
}

export const saveMonthLights = async (month: string, takenAt: string): Promise<void> => {
  await sql`
    insert into tasks.month_light (month, task_id, lead_unit_id, light, reason, progress, expected, state, taken_at)
    select ${month}, c.id, t.lead_unit_id, c.light, coalesce(c.light_reason, ''), t.progress,
      case when t.dispatched_on is null then 0 else least(100, greatest(0,
        (${takenAt.slice(0, 10)}::date - t.dispatched_on) * 100
        / nullif(coalesce(t.due_on, make_date(extract(year from t.dispatched_on)::int, 12, 31)) - t.dispatched_on, 0))) end,
      c.state, ${takenAt}
    from kernel.case c join tasks.task t on t.id = c.id
    where c.workflow = 'task' and c.light is not null
    on conflict (month, task_id) do nothing`.execute(tables())
}

const visibleUnit = (actor: Actor) =>
  may(actor, 'tasks.readAll')
    ? sql<boolean>`true`
    : sql<boolean>`exists (select from tasks.unit_task s where s.task_id = t.id and s.unit_id = ${actor.unitId})`

const inPlan = (planId?: string) => (planId ? sql<boolean>`t.plan_id = ${planId}` : sql<boolean>`true`)

interface OverviewCell {
  action_name: string
  field_name: string
  lead_unit_id: string | null
  lead_name: string | null
  state: string
  light: Light | null
  count: number
  progress_sum: number
}

/** One grouping that all totals of the overview are summed from, so that they cannot disagree. */
export const overviewCells = async (planId: string | undefined, actor: Actor): Promise<OverviewCell[]> =>
  (
    await sql<OverviewCell>`
      select t.action_name, t.field_name, t.lead_unit_id, u.short_name as lead_name, c.state, c.light,
        count(*)::int as count, sum(t.progress)::int as progress_sum
      from kernel.case c join tasks.task t on t.id = c.id left join people.unit_view u on u.id = t.lead_unit_id
      where c.workflow = 'task' and c.state <> 'cancelled' and ${inPlan(planId)} and ${visibleUnit(actor)}
      group by 1, 2, 3, 4, 5, 6
      order by min(t.ordinal)`.execute(tables())
  ).rows

export const monthCells = async (planId: string | undefined, actor: Actor) =>
  (
    await sql<{
      month: string
      unit_id: string
      light: Light
      count: number
      progress: number
      expected: number
      closed: number
    }>`
      select m.month, m.lead_unit_id as unit_id, m.light, count(*)::int as count, sum(m.progress)::int as progress,
        sum(m.expected)::int as expected, (count(*) filter (where m.state in ('closed', 'writtenOff')))::int as closed
      from tasks.month_light m join tasks.task t on t.id = m.task_id
      where m.lead_unit_id is not null and ${inPlan(planId)} and ${visibleUnit(actor)}
      group by 1, 2, 3 order by 1`.execute(tables())
  ).rows

export const reportingNow = async (month: string, today: string, planId: string | undefined, actor: Actor) =>
  (
    await sql<{ owed: number; filed: number; due_today: number; late: number }>`
      select count(*)::int as owed,
        (count(*) filter (where r.first_filed_on is not null))::int as filed,
        (count(*) filter (where r.first_filed_on is null and r.due_on = ${today}::date))::int as due_today,
        (count(*) filter (where r.first_filed_on is null and r.due_on < ${today}::date))::int as late
      from tasks.report r join kernel.case c on c.id = r.id join tasks.task t on t.id = r.task_id
      where r.month = ${month} and c.state <> 'waived' and ${inPlan(planId)} and ${visibleUnit(actor)}`.execute(
      tables(),
    )
  ).rows[0]!

export const owedByUnit = async (month: string, planId: string | undefined, actor: Actor) =>
  (
    await sql<{ unit_id: string; count: number }>`
      select r.unit_id, count(*)::int as count
      from tasks.report r join kernel.case c on c.id = r.id join tasks.task t on t.id = r.task_id
      where r.month = ${month} and r.first_filed_on is null and c.state <> 'waived' and ${inPlan(planId)} and ${visibleUnit(actor)}
      group by 1`.execute(tables())
  ).rows

/** Worst first: red before yellow, then the most overdue, then the furthest behind. */
export const listConcerns = (planId: string | undefined, limit: number, actor: Actor) => {
  let query = visibleTo(rowsOf(), actor, {})
  if (planId) query = query.where('t.plan_id', '=', planId)
  return query
    .select(rowColumns)
    .select(sql<number>`cardinality(t.partner_unit_ids)`.as('partner_count'))
    .where('c.light', '=', 'red')
    .orderBy('c.due_on')
    .orderBy('t.progress')
    .orderBy('c.id')
    .limit(limit)
    .execute()
}

export type Query = SelectQueryBuilder<TasksTables, never, object>

/**
 * Every task of a plan (or all) with the last thing said of it, for papers. With a month: as it stood at that
 * month's end where this was kept, as it stands now otherwise, and beside it the month before.
 */
export const listForPapers = async (
  planId: string | undefined,
  unitId: string | undefined,
  month: string | null,
  actor: Actor,
) =>
  (
    await sql<{
      id: string
      number: string
      title: string
      body: string
      action_name: string
      field_name: string
      lead_unit_id: string | null
      lead_name: string | null
      leads_as_printed: string
      partners_as_printed: string
      deadline_text: string
      due_on: string | null
      long_term: boolean
      state: string
      light: Light | null
      light_reason: string | null
      progress: number
      dispatched_on: string | null
      received_on: string | null
      closed_on: string | null
      last_month: string | null
      last_done: string | null
      last_problems: string | null
      last_next_steps: string | null
      last_filed_on: string | null
      month_state: string | null
      month_late: boolean | null
      month_returns: number
      before_progress: number | null
      before_light: Light | null
      before_state: string | null
      then_progress: number | null
      then_light: Light | null
      then_reason: string | null
      then_state: string | null
      red_months: number
    }>`
      select c.id, c.number, c.title, t.body, t.action_name, t.field_name, t.lead_unit_id, u.short_name as lead_name,
        t.leads_as_printed, t.partners_as_printed, t.deadline_text, t.due_on, t.long_term, c.state, c.light, c.light_reason,
        t.progress, t.dispatched_on, t.received_on, t.closed_on,
        last.month as last_month, last.done as last_done, last.problems as last_problems, last.next_steps as last_next_steps,
        last.first_filed_on as last_filed_on,
        rc.state as month_state,
        (r.first_filed_on is null and r.due_on < ${month === null ? null : sql`(date_trunc('month', ${`${month}-01`}::date) + interval '1 month')::date`}
          or r.first_filed_on > r.due_on) as month_late,
        coalesce((select count(*)::int from kernel.case_event e where e.case_id = r.id and e.action in ('sendBack', 'refuseSignature')), 0) as month_returns,
        before.progress as before_progress, before.light as before_light, before.state as before_state,
        at_end.progress as then_progress, at_end.light as then_light, at_end.reason as then_reason, at_end.state as then_state,
        (select count(*)::int from tasks.month_light red where red.task_id = t.id and red.light = 'red'
          and red.month < ${month} and red.month > coalesce((
            select max(other.month) from tasks.month_light other
            where other.task_id = t.id and other.light <> 'red' and other.month < ${month}), '')) as red_months
      from kernel.case c
      join tasks.task t on t.id = c.id
      left join people.unit_view u on u.id = t.lead_unit_id
      left join lateral (
        select * from tasks.report r where r.task_id = t.id and r.adopted_at is not null
          and (${month}::text is null or r.month <= ${month}) order by r.month desc limit 1) last on true
      left join tasks.report r on r.task_id = t.id and r.month = ${month}
      left join kernel.case rc on rc.id = r.id
      left join tasks.month_light before on before.task_id = t.id
        and before.month = to_char(${month === null ? null : `${month}-01`}::date - interval '1 month', 'YYYY-MM')
      left join tasks.month_light at_end on at_end.task_id = t.id and at_end.month = ${month}
      where c.workflow = 'task' and c.state not in ('cancelled', 'drafted') and ${inPlan(planId)} and ${visibleUnit(actor)}
        and (${unitId ?? null}::uuid is null or exists (
          select from tasks.unit_task s where s.task_id = t.id and s.unit_id = ${unitId ?? null}::uuid))
      order by t.plan_id, t.ordinal`.execute(tables())
  ).rows
