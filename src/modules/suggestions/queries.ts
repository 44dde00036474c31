import { type Insertable, sql, type Updateable } from 'kysely'
import { type Actor, may } from '#kernel/actor.ts'
import { db } from '#kernel/database/connection.ts'
import type { SuggestionsSuggestion, SuggestionsTables } from './tables.generated.ts'

const tables = () => db<SuggestionsTables>()

export const insertSuggestion = (row: Insertable<SuggestionsSuggestion>) =>
  tables().insertInto('suggestions.suggestion').values(row).execute()

export const updateSuggestion = (id: string, changes: Updateable<SuggestionsSuggestion>) =>
  tables().updateTable('suggestions.suggestion').set(changes).where('id', '=', id).execute()

const rows = () =>
  tables()
    .selectFrom('suggestions.suggestion as s')
    .innerJoin('kernel.case as c', 'c.id', 's.id')
    .selectAll('s')
    .select(['c.number', 'c.state', 'c.parties', 'c.done_by', 'c.waits_due_on'])

export type SuggestionRow = Awaited<ReturnType<typeof listVisible>>[number]

export const findByCode = (digest: Buffer) =>
  rows().where('s.query_code_digest', '=', digest).executeTakeFirst()

/** Units see what was given to them, once it was; the centre sees all. */
function visibleTo(query: ReturnType<typeof rows>, actor: Actor) {
  return may(actor, 'suggestions.readAll') ? query : query.where('s.unit_id', '=', actor.unitId)
}

export const findVisible = (id: string, actor: Actor) =>
  visibleTo(rows(), actor).where('s.id', '=', id).executeTakeFirst()

export interface SuggestionFilter {
  state?: string[]
  kind?: string[]
  taskId?: string
}

function filtered(filter: SuggestionFilter, actor: Actor) {
  let query = visibleTo(rows(), actor)
  if (filter.state?.length) query = query.where('c.state', 'in', filter.state)
  if (filter.kind?.length) query = query.where('s.kind', 'in', filter.kind)
  if (filter.taskId) query = query.where('s.task_id', '=', filter.taskId)
  return query
}

export const listVisible = (filter: SuggestionFilter, limit: number, offset: number, actor: Actor) =>
  filtered(filter, actor)
    .orderBy('s.submitted_at', 'desc')
    .orderBy('s.id')
    .limit(limit)
    .offset(offset)
    .execute()

export const countVisible = async (filter: SuggestionFilter, actor: Actor): Promise<number> =>
  (
    await filtered(filter, actor)
      .clearSelect()
      .select(sql<number>`count(*)::int`.as('count'))
      .executeTakeFirstOrThrow()
  ).count

/** The key of a day; made by whoever asks first. */
export async function keyOfDay(day: string, fresh: Buffer): Promise<Buffer> {
  await tables()
    .insertInto('suggestions.day_key')
    .values({ day, key: fresh })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
  return (await findKey(day))!
}

export const findKey = async (day: string): Promise<Buffer | undefined> =>
  (await tables().selectFrom('suggestions.day_key').select('key').where('day', '=', day).executeTakeFirst())
    ?.key

export const deleteBefore = async (day: string, hour: string): Promise<void> => {
  await tables().deleteFrom('suggestions.day_key').where('day', '<', day).execute()
  await tables().deleteFrom('suggestions.attempt').where('hour', '<', hour).execute()
}

export const addAttempt = (source: Buffer, purpose: string, hour: string) =>
  tables()
    .insertInto('suggestions.attempt')
    .values({ source_digest: source, purpose, hour, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['source_digest', 'purpose', 'hour'])
        .doUpdateSet({ count: sql`suggestions.attempt.count + 1` }),
    )
    .execute()

/** Attempts in this hour and on this day; the digest changes with the day's key, so all of them are of today. */
export const countAttempts = (source: Buffer, purpose: string, hour: string) =>
  tables()
    .selectFrom('suggestions.attempt')
    .select([
      sql<number>`coalesce(sum(count), 0)::int`.as('today'),
      sql<number>`coalesce(sum(count) filter (where hour = ${hour}), 0)::int`.as('hour'),
    ])
    .where('source_digest', '=', source)
    .where('purpose', '=', purpose)
    .executeTakeFirstOrThrow()
