import { db } from '#kernel/database/connection.ts'
import type { PeopleTables } from '../tables.generated.ts'

const tables = () => db<PeopleTables>()

export const findCredential = (personId: string) =>
  tables().selectFrom('people.credential').selectAll().where('person_id', '=', personId).executeTakeFirst()

export const saveCredential = (row: {
  person_id: string
  password_hash: string
  must_change: boolean
  changed_at: string
  former_hashes: string[]
}) =>
  tables()
    .insertInto('people.credential')
    .values(row)
    .onConflict((conflict) => {
      const { person_id: _, ...change } = row
      return conflict.column('person_id').doUpdateSet(change)
    })
    .execute()

/** The same password under newer parameters; nothing else changes. */
export const replaceHash = (personId: string, from: string, to: string) =>
  tables()
    .updateTable('people.credential')
    .set({ password_hash: to })
    .where('person_id', '=', personId)
    .where('password_hash', '=', from)
    .execute()

export const findFactor = (personId: string) =>
  tables().selectFrom('people.second_factor').selectAll().where('person_id', '=', personId).executeTakeFirst()

/** A factor that is not confirmed yet replaces one that was never confirmed; answers false when one is in use. */
export async function draftFactor(row: {
  person_id: string
  secret_sealed: string
  created_at: string
}): Promise<boolean> {
  const saved = await tables()
    .insertInto('people.second_factor')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .column('person_id')
        .doUpdateSet({ secret_sealed: row.secret_sealed, created_at: row.created_at, last_step: 0 })
        .where('people.second_factor.confirmed_at', 'is', null),
    )
    .returning('person_id')
    .executeTakeFirst()
  return saved !== undefined
}

export const confirmFactor = (personId: string, confirmedAt: string, recoveryHashes: string[]) =>
  tables()
    .updateTable('people.second_factor')
    .set({ confirmed_at: confirmedAt, recovery_hashes: recoveryHashes })
    .where('person_id', '=', personId)
    .execute()

/** Answers false when a code of this step or a later one was used already: a code works once (RFC 6238 5.2). */
export async function takeStep(personId: string, step: number): Promise<boolean> {
  const used = await tables()
    .updateTable('people.second_factor')
    .set({ last_step: step })
    .where('person_id', '=', personId)
    .where('last_step', '<', step)
    .returning('person_id')
    .executeTakeFirst()
  return used !== undefined
}

/** Answers false when the code is none of his, or was used already. */
export async function takeRecoveryHash(personId: string, hash: string): Promise<boolean> {
  const used = await tables()
    .updateTable('people.second_factor')
    .set((set) => ({ recovery_hashes: set.fn<string[]>('array_remove', ['recovery_hashes', set.val(hash)]) }))
    .where('person_id', '=', personId)
    .where((where) => where(where.val(hash), '=', where.fn.any('recovery_hashes')))
    .returning('person_id')
    .executeTakeFirst()
  return used !== undefined
}

export const deleteFactor = (personId: string) =>
  tables()
    .deleteFrom('people.second_factor')
    .where('person_id', '=', personId)
    .returning('confirmed_at')
    .executeTakeFirst()
