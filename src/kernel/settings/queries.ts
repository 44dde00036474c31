import { db } from '../database/connection.ts'
import type { KernelTables } from '../database/kernel-tables.generated.ts'

export async function findSetting(name: string): Promise<unknown> {
  const row = await db<KernelTables>()
    .selectFrom('kernel.setting')
    .select('value')
    .where('name', '=', name)
    .executeTakeFirst()
  return row?.value
}

export async function saveSetting(
  name: string,
  value: unknown,
  changedAt: string,
  changedBy: string,
): Promise<void> {
  const row = { value: JSON.stringify(value), changed_at: changedAt, changed_by: changedBy }
  await db<KernelTables>()
    .insertInto('kernel.setting')
    .values({ name, ...row })
    .onConflict((conflict) => conflict.column('name').doUpdateSet(row))
    .execute()
}
