import { tables } from './scope.ts'

export interface NewShare {
  unit_id: string
  task_id: string
  role: 'lead' | 'partner'
  part_id: string | null
  due_on: string | null
}

export const insertShares = async (rows: NewShare[]): Promise<void> => {
  // PostgreSQL takes 65,535 parameters a statement.
  for (let i = 0; i < rows.length; i += 5000) {
    await tables()
      .insertInto('tasks.unit_task')
      .values(rows.slice(i, i + 5000))
      .execute()
  }
}

export const deleteShare = (taskId: string, unitId: string) =>
  tables().deleteFrom('tasks.unit_task').where('task_id', '=', taskId).where('unit_id', '=', unitId).execute()

export const markPartReceived = (partId: string, at: string) =>
  tables().updateTable('tasks.unit_task').set({ received_at: at }).where('part_id', '=', partId).execute()

export type PartRow = Awaited<ReturnType<typeof listParts>>[number]

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
    .orderBy('c.number')
    .execute()

/** Parts of these tasks that one unit has and has not yet signed for. */
export const listPartsToReceive = (taskIds: string[], unitId: string) =>
  tables()
    .selectFrom('tasks.unit_task as share')
    .innerJoin('kernel.case as c', 'c.id', 'share.part_id')
    .select(['c.id', 'share.task_id'])
    .where('share.task_id', 'in', taskIds)
    .where('share.unit_id', '=', unitId)
    .where('c.state', '=', 'awaitingReceipt')
    .orderBy('share.task_id')
    .execute()

export const findTaskOfPart = async (partId: string): Promise<string | undefined> =>
  (
    await tables()
      .selectFrom('tasks.unit_task')
      .select('task_id')
      .where('part_id', '=', partId)
      .executeTakeFirst()
  )?.task_id

/** Every share of a unit, whatever became of the task, in the order in which tasks are locked. */
export const listSharesOf = (unitId: string) =>
  tables()
    .selectFrom('tasks.unit_task')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('task_id')
    .execute()

export const moveShare = (taskId: string, from: string, to: string) =>
  tables()
    .updateTable('tasks.unit_task')
    .set({ unit_id: to })
    .where('task_id', '=', taskId)
    .where('unit_id', '=', from)
    .execute()

/** The place of a unit in a task; nothing when it has none. */
export const findShare = (taskId: string, unitId: string) =>
  tables()
    .selectFrom('tasks.unit_task')
    .selectAll()
    .where('task_id', '=', taskId)
    .where('unit_id', '=', unitId)
    .executeTakeFirst()
