import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely'
import { type Actor, may } from '#kernel/actor.ts'
import { prepared } from '#kernel/database/connection.ts'
import { matches, searchVector } from '#kernel/search.ts'
import type { TaskFilter } from './contract.ts'
import { receivable, receivableRow, tables } from './queries/scope.ts'
import type { KernelCase, PeopleUnitView, TasksTables, TasksTask, TasksUnitTask } from './tables.generated.ts'

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

/** What a row says beside its columns. */
const counted = (actor: Actor) =>
  [
    sql<number>`cardinality(t.partner_unit_ids)`.as('partner_count'),
    receivableRow(actor).as('receivable'),
  ] as const

export type TaskListRow = Awaited<ReturnType<typeof listRows>>[number]

type Rows = ReturnType<typeof rowsOf>

/** Which tasks a person sees: everything, or those in which his unit has a share. */
function visibleTo(query: Rows, actor: Actor): Rows {
  if (may(actor, 'tasks.readAll')) return query
  return query.where((where) => where.exists(shareOf(where, actor.unitId)))
}

const shareOf = (where: ExpressionBuilder<TasksTables & { c: KernelCase }, 'c'>, unitId: string | null) =>
  where
    .selectFrom('tasks.unit_task as mine')
    .select('mine.task_id')
    .whereRef('mine.task_id', '=', 'c.id')
    .where('mine.unit_id', '=', unitId)

/** The task's record at the end of a month, as far as the filter asks for it. */
function stoodSo(where: ExpressionBuilder<TasksTables & { c: KernelCase }, 'c'>, filter: TaskFilter) {
  let record = where
    .selectFrom('tasks.month_light as then')
    .select('then.task_id')
    .whereRef('then.task_id', '=', 'c.id')
    .where('then.month', '=', filter.monthEnd!)
  if (filter.light?.length) record = record.where('then.light', 'in', filter.light)
  return filter.unitId ? record.where('then.lead_unit_id', '=', filter.unitId) : record
}

type Found = SelectQueryBuilder<
  TasksTables & { c: KernelCase; t: TasksTask; share: TasksUnitTask; u: PeopleUnitView },
  'c' | 't' | 'share' | 'u',
  object
>

interface Search {
  query: Found
  /** The copy of the due day that lies in one index with what the filter asks for. */
  due: 'c.due_on' | 't.due_on' | 'share.due_on'
  /** At most one condition, and an index behind it: then the plan for one of its values is right for all of them. */
  isPlain: boolean
}

/**
 * The tasks that a filter means and this person sees. Joins only what the filter names, or is asked for: a count
 * goes over a thousand tasks, and at a million of them each table more is felt.
 */
function found(filter: TaskFilter, actor: Actor, withTask: boolean): Search {
  const isBound = !may(actor, 'tasks.readAll')
  // At the end of a past month another unit may have led: then the unit is asked of that month's record.
  const unitId = (filter.monthEnd ? undefined : filter.unitId) ?? (isBound ? actor.unitId : undefined)
  const isByText = Boolean(filter.planId || filter.action || filter.field || filter.q)
  let query = tables().selectFrom('kernel.case as c').where('c.workflow', '=', 'task') as unknown as Found
  if (withTask || isByText) query = query.innerJoin('tasks.task as t', 't.id', 'c.id') as unknown as Found
  if (unitId !== undefined) {
    query = query.innerJoin('tasks.unit_task as share', 'share.task_id', 'c.id') as unknown as Found
    query = query.where('share.unit_id', '=', unitId)
    // 牵头 is who reports for all; another lead unit has a part of its own, like a partner.
    if (filter.unitId && filter.unitRole && !filter.monthEnd)
      query = query.where('share.part_id', filter.unitRole === 'lead' ? 'is' : 'is not', null)
    if (isBound && unitId !== actor.unitId)
      query = query.where((where) => where.exists(shareOf(where, actor.unitId)))
  }
  const due = unitId !== undefined ? 'share.due_on' : isByText ? 't.due_on' : 'c.due_on'
  if (filter.state?.length) query = query.where('c.state', 'in', filter.state)
  else if (!filter.monthEnd) query = query.where('c.state', 'not in', ['drafted', 'cancelled'])
  if (filter.monthEnd) query = query.where((where) => where.exists(stoodSo(where, filter)))
  else if (filter.light?.length) query = query.where('c.light', 'in', filter.light)
  if (filter.planId) query = query.where('t.plan_id', '=', filter.planId)
  if (filter.action) query = query.where('t.action_name', '=', filter.action)
  if (filter.field) query = query.where('t.field_name', '=', filter.field)
  if (filter.dueFrom) query = query.where(due, '>=', filter.dueFrom)
  if (filter.dueUntil) query = query.where(due, '<=', filter.dueUntil)
  if (filter.receivable !== undefined)
    query = query.where(receivable(actor), filter.receivable ? 'is' : 'is not', true)
  const condition = filter.q ? matches(sql`t.search`, filter.q) : null
  const { unitRole, planId, action, field, state = [], light = [] } = filter
  const conditions = [
    unitId,
    unitRole,
    planId,
    action,
    field,
    filter.receivable,
    filter.monthEnd,
    ...state,
    ...light,
  ]
  return {
    query: condition ? query.where(condition) : query,
    due,
    isPlain: !condition && conditions.filter((one) => one !== undefined).length <= 1,
  }
}

const sortColumns = { number: 'c.number', updatedAt: 'c.updated_at', progress: 't.progress' } as const

export const listRows = (
  filter: TaskFilter,
  sort: keyof typeof sortColumns | 'dueOn',
  descending: boolean,
  limit: number,
  offset: number,
  actor: Actor,
) => {
  const direction = descending ? 'desc' : 'asc'
  const { query, due, isPlain } = found(filter, actor, true)
  const isFirst = isPlain && sort === 'dueOn' && offset === 0
  return query
    .$if(isFirst, (first) => first.modifyFront(prepared))
    .leftJoin('people.unit_view as u', 'u.id', 't.lead_unit_id')
    .select(rowColumns)
    .select(counted(actor))
    .orderBy(sort === 'dueOn' ? due : sortColumns[sort], direction)
    .orderBy('c.id', direction)
    .limit(isFirst ? sql.lit(limit) : limit)
    .offset(isFirst ? sql.lit(0) : offset)
    .execute()
}

/** Counts up to a bound: a number above it interests nobody, and to find it would read everything. */
export async function countRows(filter: TaskFilter, bound: number, actor: Actor): Promise<number> {
  const { query, isPlain } = found(filter, actor, false)
  const row = await tables()
    .selectFrom(query.select(sql`1`.as('one')).limit(sql.lit(bound)).as('found'))
    .$if(isPlain, (plain) => plain.modifyFront(prepared))
    .select(sql<number>`count(*)::int`.as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}

export interface NewTask {
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
  /** Everything that the search finds the task by. */
  searched: string
}

export const insertTasks = async (rows: NewTask[]): Promise<void> => {
  // PostgreSQL takes 65,535 parameters a statement.
  for (let i = 0; i < rows.length; i += 500) {
    await tables()
      .insertInto('tasks.task')
      .values(
        rows.slice(i, i + 500).map(({ searched, ...row }) => ({ ...row, search: searchVector(searched) })),
      )
      .execute()
  }
}

type TaskChanges = Partial<Record<keyof TasksTables['tasks.task'], unknown>>

export const updateTask = (id: string, changes: TaskChanges) => updateTasks([id], changes)

/** The same change of several tasks. */
export const updateTasks = async (ids: string[], changes: TaskChanges): Promise<void> => {
  await tables()
    .updateTable('tasks.task')
    .set(changes as object)
    .where('id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()
}

/** Makes a task findable by another text. */
export const updateSearch = (id: string, searched: string) =>
  updateTask(id, { search: searchVector(searched) })

/** Everything of a task but the search column, which is large and for nobody's eyes. */
const taskColumns = [
  't.id',
  't.plan_id',
  't.measure_id',
  't.plan_title',
  't.document_number',
  't.ordinal',
  't.measure_number',
  't.path',
  't.action_name',
  't.field_name',
  't.body',
  't.lead_unit_id',
  't.co_lead_unit_ids',
  't.partner_unit_ids',
  't.leads_as_printed',
  't.partners_as_printed',
  't.deadline_text',
  't.due_on',
  't.long_term',
  't.is_public',
  't.progress',
  't.last_reported_on',
  't.dispatched_on',
  't.received_on',
  't.closed_on',
  't.closure_statement',
  't.closure_applied_at',
] as const

export const findTask = (id: string) =>
  tables().selectFrom('tasks.task as t').select(taskColumns).where('t.id', '=', id).executeTakeFirst()

/** The task with its case, if this person may see it. */
export const findVisible = (id: string, actor: Actor) =>
  visibleTo(rowsOf(), actor)
    .select(rowColumns)
    .select(counted(actor))
    .select(taskColumns)
    .select(['c.parties', 'c.done_by', 'c.waits_on_unit', 'c.waits_due_on', 'c.asks'])
    .where('c.id', '=', id)
    .executeTakeFirst()

/** Those of some tasks that this person may see. */
export const listVisible = (ids: string[], actor: Actor) =>
  visibleTo(rowsOf(), actor)
    .select(['c.id', 'c.state', 't.lead_unit_id'])
    .where('c.id', '=', sql<string>`any(${ids}::uuid[])`)
    .execute()

/** Tasks of a plan in one state, in the order of the plan. */
export const listOfPlan = (planId: string, state: string) =>
  rowsOf()
    .select(taskColumns)
    .where('t.plan_id', '=', planId)
    .where('c.state', '=', state)
    .orderBy('t.ordinal')
    .execute()

/** Tasks that name a unit and have not been dispatched: nobody has a share in them yet. */
export const listDraftedFor = (unitId: string) =>
  rowsOf()
    .select(taskColumns)
    .where('c.state', '=', 'drafted')
    .where((where) =>
      where.or([
        where('t.lead_unit_id', '=', unitId),
        where(sql<boolean>`t.co_lead_unit_ids @> ${[unitId]}::uuid[]`, 'is', true),
        where(sql<boolean>`t.partner_unit_ids @> ${[unitId]}::uuid[]`, 'is', true),
      ]),
    )
    .orderBy('t.id')
    .execute()

/** Tasks as the public page needs them, whoever asks. */
export const listForPublication = (ids: string[]) =>
  rowsOf()
    .select(taskColumns)
    .select(['c.number', 'c.title', 'c.state', 'c.light', 'c.light_reason', 'u.short_name as lead_name'])
    .where('t.id', '=', sql<string>`any(${ids}::uuid[])`)
    .orderBy('t.ordinal')
    .execute()

/** Worst first: red before yellow, then the most overdue, then the furthest behind. */
export const listConcerns = (planId: string | undefined, limit: number, actor: Actor) => {
  let query = visibleTo(rowsOf(), actor)
  if (planId) query = query.where('t.plan_id', '=', planId)
  return query
    .select(rowColumns)
    .select(counted(actor))
    .where('c.light', '=', 'red')
    .where('c.state', 'not in', ['drafted', 'cancelled'])
    .orderBy('c.due_on')
    .orderBy('t.progress')
    .orderBy('c.id')
    .limit(limit)
    .execute()
}
