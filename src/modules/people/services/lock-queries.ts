import { sql } from 'kysely'
import { db } from '#kernel/database/connection.ts'
import type { PeopleTables } from '../tables.generated.ts'

const tables = () => db<PeopleTables>()

export type LockKind = 'account' | 'source'

/**
 * Counts one more failure, atomically; begins anew when the former ones are older than `window` minutes or the lock
 * that they brought is over. A lock that stands is left as it is.
 */
export const countFailure = (kind: LockKind, key: string, now: string, windowStart: string) =>
  tables()
    .insertInto('people.sign_in_lock')
    .values({ kind, key, failures: 1, counted_since: now, locked_until: null })
    .onConflict((conflict) => {
      const over = sql<boolean>`(people.sign_in_lock.locked_until <= ${now}
        or (people.sign_in_lock.locked_until is null and people.sign_in_lock.counted_since < ${windowStart}))`
      return conflict.columns(['kind', 'key']).doUpdateSet({
        failures: sql`case when ${over} then 1 else people.sign_in_lock.failures + 1 end`,
        counted_since: sql`case when ${over} then ${now}::timestamptz else people.sign_in_lock.counted_since end`,
        locked_until: sql`case when ${over} then null else people.sign_in_lock.locked_until end`,
      })
    })
    .returning(['failures', 'locked_until'])
    .executeTakeFirstOrThrow()

/** The first who locks decides until when. */
export const lock = (kind: LockKind, key: string, until: string) =>
  tables()
    .updateTable('people.sign_in_lock')
    .set({ locked_until: sql`coalesce(locked_until, ${until}::timestamptz)` })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .returning('locked_until')
    .executeTakeFirst()

export async function failuresOf(kind: LockKind, key: string): Promise<number> {
  const row = await tables()
    .selectFrom('people.sign_in_lock')
    .select('failures')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .executeTakeFirst()
  return row?.failures ?? 0
}

/** Takes back failures that turned out to be none; a lock that stands is left. */
export const takeBack = (kind: LockKind, key: string, failures: number) =>
  tables()
    .updateTable('people.sign_in_lock')
    .set({ failures: sql`greatest(0, failures - ${failures}::int)` })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .where('locked_until', 'is', null)
    .execute()

export const release = (kind: LockKind, key: string) =>
  tables()
    .deleteFrom('people.sign_in_lock')
    .where('kind', '=', kind)
    .where('key', '=', key)
    .returning(['failures', 'locked_until'])
    .executeTakeFirst()

export const locked = (kind: LockKind, now: string) =>
  tables()
    .selectFrom('people.sign_in_lock')
    .select(['key', 'locked_until'])
    .where('kind', '=', kind)
    .where('locked_until', '>', now)
    .orderBy('locked_until', 'desc')
    .limit(500)
    .execute()

export const lockedAccounts = (now: string) =>
  tables()
    .selectFrom('people.sign_in_lock as lock')
    .innerJoin('people.person as person', (join) =>
      join.on(
        sql`encode(sha256(convert_to(lower(person.sign_in_name), 'UTF8')), 'hex')`,
        '=',
        sql.ref('lock.key'),
      ),
    )
    .select(['person.id', 'person.name', 'lock.locked_until'])
    .where('lock.kind', '=', 'account')
    .where('lock.locked_until', '>', now)
    .orderBy('lock.locked_until', 'desc')
    .execute()

/** What no longer matters: locks that are over, counts that are too old. */
export const deleteOld = (now: string, windowStart: string) =>
  tables()
    .deleteFrom('people.sign_in_lock')
    .where((where) =>
      where.or([
        where('locked_until', '<=', now),
        where.and([where('locked_until', 'is', null), where('counted_since', '<', windowStart)]),
      ]),
    )
    .execute()
