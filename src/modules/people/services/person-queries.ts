import { sql } from 'kysely'
import { db } from '#kernel/database/connection.ts'
import type { PeopleTables } from '../tables.generated.ts'

const tables = () => db<PeopleTables>()

export const findPerson = (id: string) =>
  tables().selectFrom('people.person').selectAll().where('id', '=', id).executeTakeFirst()

/** Held until the end of the transaction. */
export const lockPerson = (id: string) =>
  tables().selectFrom('people.person').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()

/** @param name folded by `foldSignInName` */
export const findBySignInName = (name: string) =>
  tables()
    .selectFrom('people.person')
    .selectAll()
    .where((where) => where(where.fn<string>('lower', ['sign_in_name']), '=', name))
    .executeTakeFirst()

export const hasPersons = async (): Promise<boolean> =>
  (await tables().selectFrom('people.person').select('id').limit(1).executeTakeFirst()) !== undefined

export const insertPerson = (row: {
  id: string
  name: string
  sign_in_name: string
  phone_sealed: string | null
  created_at: string
  created_by: string
}) => tables().insertInto('people.person').values(row).execute()

export const changePerson = (
  id: string,
  change: {
    name?: string
    phone_sealed?: string | null
    is_active?: boolean
    deactivated_at?: string | null
    deactivated_by?: string | null
  },
) => tables().updateTable('people.person').set(change).where('id', '=', id).execute()

export interface PersonFilter {
  query?: string | undefined
  /** A colleague is looked up by name only; sign-in names are for administrators. */
  byNameOnly?: boolean
  unitId?: string | undefined
  role?: string | undefined
  state?: 'active' | 'inactive' | 'dormant' | 'without-post' | 'locked' | undefined
  /** Only people in a post of this day. */
  inPost?: boolean
  ids?: readonly string[] | undefined
  today: string
  now: string
  /** Nobody seen since then is dormant. */
  dormantSince: string
}

export type PersonRow = Awaited<ReturnType<typeof listPersons>>[number]

export const listPersons = (filter: PersonFilter, limit: number, offset: number) =>
  filtered(filter)
    .leftJoin('people.credential as credential', 'credential.person_id', 'person.id')
    .leftJoin('people.second_factor as factor', 'factor.person_id', 'person.id')
    .leftJoin('people.sign_in_lock as lock', (join) =>
      join.on('lock.kind', '=', 'account').on('lock.key', '=', accountKey),
    )
    .select((select) => [
      'person.id',
      'person.name',
      'person.sign_in_name',
      'person.phone_sealed',
      'person.is_active',
      'person.created_at',
      'person.created_by',
      'credential.must_change',
      'factor.confirmed_at',
      'lock.locked_until',
      select
        .selectFrom('people.session')
        .select((inner) => inner.fn.max('last_seen_at').as('seen'))
        .whereRef('people.session.person_id', '=', 'person.id')
        .as('last_seen_at'),
    ])
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(limit)
    .offset(offset)
    .execute()

export async function countPersons(filter: PersonFilter): Promise<number> {
  const row = await filtered(filter)
    .select((select) => select.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** As `services/locks.ts` names an account: the digest of the folded sign-in name. */
const accountKey = sql<string>`encode(sha256(convert_to(lower(person.sign_in_name), 'UTF8')), 'hex')`

function filtered(filter: PersonFilter) {
  let query = tables().selectFrom('people.person as person')
  if (filter.ids) query = query.where('person.id', '=', sql<string>`any(${[...filter.ids]}::uuid[])`)
  if (filter.query) {
    const pattern = `%${filter.query.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
    query = query.where((where) =>
      where.or([
        where(where.fn<string>('lower', ['person.name']), 'like', pattern),
        ...(filter.byNameOnly
          ? []
          : [where(where.fn<string>('lower', ['person.sign_in_name']), 'like', pattern)]),
      ]),
    )
  }
  if (filter.unitId || filter.role || filter.inPost || filter.state === 'without-post') {
    query = query.where((where) => {
      let posts = where
        .selectFrom('people.post as post')
        .innerJoin('people.unit as unit', 'unit.id', 'post.unit_id')
        .select('post.id')
        .whereRef('post.person_id', '=', 'person.id')
        .where('post.ended_at', 'is', null)
        .where('post.valid_from', '<=', filter.today)
        .where((or) =>
          or.or([or('post.valid_until', 'is', null), or('post.valid_until', '>=', filter.today)]),
        )
        .where((or) =>
          or.or([or('unit.valid_until', 'is', null), or('unit.valid_until', '>=', filter.today)]),
        )
      if (filter.unitId) posts = posts.where('post.unit_id', '=', filter.unitId)
      if (filter.role) posts = posts.where('post.role', '=', filter.role)
      return filter.state === 'without-post' ? where.not(where.exists(posts)) : where.exists(posts)
    })
  }
  if (filter.state === 'inactive') query = query.where('person.is_active', '=', false)
  else if (filter.state || filter.inPost) query = query.where('person.is_active', '=', true)
  if (filter.state === 'dormant') {
    query = query
      .where('person.created_at', '<', filter.dormantSince)
      .where((where) =>
        where.not(
          where.exists(
            where
              .selectFrom('people.session')
              .select('people.session.id')
              .whereRef('people.session.person_id', '=', 'person.id')
              .where('last_seen_at', '>=', filter.dormantSince),
          ),
        ),
      )
  }
  if (filter.state === 'locked') {
    query = query.where((where) =>
      where.exists(
        where
          .selectFrom('people.sign_in_lock')
          .select('key')
          .where('kind', '=', 'account')
          .where('key', '=', accountKey)
          .where('locked_until', '>', filter.now),
      ),
    )
  }
  return query
}
