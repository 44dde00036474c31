import { sql } from 'kysely'
import { db } from '#kernel/database/connection.ts'
import type { PeopleTables } from '../tables.generated.ts'

const tables = () => db<PeopleTables>()

export type UnitRow = Awaited<ReturnType<typeof allUnits>>[number]

/** A city has some hundred units, so they are read together. */
export const allUnits = () =>
  tables()
    .selectFrom('people.unit')
    .select([
      'id',
      'code',
      'full_name',
      'short_name',
      'kind',
      'level',
      'parent_id',
      'region_code',
      'sort_order',
      'can_report',
      'valid_from',
      'valid_until',
      'successor_id',
    ])
    .orderBy('sort_order')
    .orderBy('code')
    .execute()

export const findUnit = (id: string) =>
  tables().selectFrom('people.unit').selectAll().where('id', '=', id).executeTakeFirst()

export const findUnitByCode = (code: string) =>
  tables().selectFrom('people.unit').selectAll().where('code', '=', code).executeTakeFirst()

/** Held until the end of the transaction: two administrators cannot change the shape of the city at once. */
export const lockUnits = () => sql`lock table people.unit in share row exclusive mode`.execute(tables())

export const insertUnit = (row: {
  id: string
  code: string
  full_name: string
  short_name: string
  kind: string
  level: string
  parent_id: string | null
  region_code: string | null
  sort_order: number
  can_report: boolean
  valid_from: string
  created_at: string
  created_by: string
  updated_at: string
}) => tables().insertInto('people.unit').values(row).execute()

export const changeUnit = (
  id: string,
  change: Partial<{
    code: string
    full_name: string
    short_name: string
    kind: string
    level: string
    parent_id: string | null
    region_code: string | null
    sort_order: number
    can_report: boolean
    valid_from: string
    valid_until: string | null
    successor_id: string | null
    updated_at: string
  }>,
) => tables().updateTable('people.unit').set(change).where('id', '=', id).execute()

export const allUnitNames = () =>
  tables().selectFrom('people.unit_name').selectAll().orderBy('learned_at').execute()

export const namesOf = (unitId: string) =>
  tables()
    .selectFrom('people.unit_name')
    .selectAll()
    .where('unit_id', '=', unitId)
    .orderBy('learned_at')
    .execute()

/** Units that exist on a day and are called so, by whatever name. */
export const unitsCalled = (name: string, day: string) =>
  tables()
    .selectFrom('people.unit')
    .leftJoin('people.unit_name', (join) =>
      join.onRef('people.unit_name.unit_id', '=', 'people.unit.id').on('people.unit_name.name', '=', name),
    )
    .select(['people.unit.id', 'full_name', 'short_name', 'people.unit_name.kind'])
    .where((where) => where.or([where('valid_until', 'is', null), where('valid_until', '>=', day)]))
    .where((where) =>
      where.or([
        where('full_name', '=', name),
        where('short_name', '=', name),
        where('people.unit_name.id', 'is not', null),
      ]),
    )
    .execute()

/** Answers false when the unit is already called so. */
export async function insertUnitName(row: {
  id: string
  unit_id: string
  name: string
  kind: string
  until: string | null
  learned_at: string
  learned_by: string
  learned_person: string | null
}): Promise<boolean> {
  const inserted = await tables()
    .insertInto('people.unit_name')
    .values(row)
    .onConflict((conflict) => conflict.columns(['unit_id', 'name']).doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

export const deleteUnitName = (unitId: string, id: string) =>
  tables()
    .deleteFrom('people.unit_name')
    .where('unit_id', '=', unitId)
    .where('id', '=', id)
    .returning('name')
    .executeTakeFirst()

export const predecessorsOf = (unitId: string) =>
  tables()
    .selectFrom('people.unit')
    .select(['id', 'full_name', 'valid_until'])
    .where('successor_id', '=', unitId)
    .orderBy('valid_until')
    .execute()

export const allCollectives = () =>
  tables().selectFrom('people.collective').selectAll().orderBy('name').execute()

export const findCollective = (id: string) =>
  tables().selectFrom('people.collective').selectAll().where('id', '=', id).executeTakeFirst()

export const allMembers = () =>
  tables()
    .selectFrom('people.collective_member')
    .innerJoin('people.unit', 'people.unit.id', 'people.collective_member.unit_id')
    .select([
      'people.collective_member.id',
      'collective_id',
      'unit_id',
      'short_name',
      'people.collective_member.valid_from',
      'people.collective_member.valid_until',
    ])
    .orderBy('sort_order')
    .orderBy('code')
    .execute()

export const insertCollective = (row: {
  id: string
  name: string
  other_names: string[]
  valid_from: string
  updated_at: string
  updated_by: string
}) => tables().insertInto('people.collective').values(row).execute()

export const changeCollective = (
  id: string,
  change: {
    name?: string
    other_names?: string[]
    valid_until?: string
    updated_at: string
    updated_by: string
  },
) => tables().updateTable('people.collective').set(change).where('id', '=', id).execute()

export const insertMembers = (
  rows: {
    id: string
    collective_id: string
    unit_id: string
    valid_from: string
    valid_until: string | null
  }[],
) => tables().insertInto('people.collective_member').values(rows).execute()

export const endMembers = (ids: string[], lastDay: string) =>
  tables()
    .updateTable('people.collective_member')
    .set({ valid_until: lastDay })
    .where('id', 'in', ids)
    .execute()

export const deleteMembers = (ids: string[]) =>
  tables().deleteFrom('people.collective_member').where('id', 'in', ids).execute()
