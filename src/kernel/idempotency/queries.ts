import { db } from '../database/connection.ts'
import type { KernelTables } from '../database/kernel-tables.generated.ts'

/** Takes the key, or waits for the transaction that has taken it. Answers false when it is taken for good. */
export async function takeKey(row: {
  scope: string
  key: string
  endpoint: string
  digest: string
  created_at: string
}): Promise<boolean> {
  const inserted = await db<KernelTables>()
    .insertInto('kernel.idempotency_key')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('key')
    .executeTakeFirst()
  return inserted !== undefined
}

export const readKey = (scope: string, key: string) =>
  db<KernelTables>()
    .selectFrom('kernel.idempotency_key')
    .selectAll()
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirst()

export const storeAnswer = (scope: string, key: string, answer: unknown) =>
  db<KernelTables>()
    .updateTable('kernel.idempotency_key')
    .set({ answer: JSON.stringify(answer) })
    .where('scope', '=', scope)
    .where('key', '=', key)
    .execute()

export const deleteKeysBefore = (moment: string) =>
  db<KernelTables>().deleteFrom('kernel.idempotency_key').where('created_at', '<', moment).execute()
