import { db } from '#kernel/database/connection.ts'
import type { PeopleTables } from '../tables.generated.ts'

export async function hasSealedValues(): Promise<boolean> {
  const [phone, factor] = await Promise.all([
    db<PeopleTables>()
      .selectFrom('people.person')
      .select('id')
      .where('phone_sealed', 'is not', null)
      .limit(1)
      .executeTakeFirst(),
    db<PeopleTables>().selectFrom('people.second_factor').select('person_id').limit(1).executeTakeFirst(),
  ])
  return phone !== undefined || factor !== undefined
}
