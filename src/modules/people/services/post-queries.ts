import { sql } from 'kysely'
import { db } from '#kernel/database/connection.ts'
import { roles } from '../rules.ts'
import type { PeopleTables } from '../tables.generated.ts'

const tables = () => db<PeopleTables>()

export type PostRow = Awaited<ReturnType<typeof listPosts>>[number]

const posts = () =>
  tables()
    .selectFrom('people.post as post')
    .innerJoin('people.person as person', 'person.id', 'post.person_id')
    .innerJoin('people.unit as unit', 'unit.id', 'post.unit_id')
    .select([
      'post.id',
      'post.person_id',
      'person.name as person_name',
      'person.is_active',
      'post.unit_id',
      'unit.short_name',
      'unit.full_name',
      'unit.region_code',
      'unit.valid_until as unit_valid_until',
      'post.role',
      'post.title',
      'post.valid_from',
      'post.valid_until',
      'post.granted_at',
      'post.granted_by',
      'post.ended_at',
      'post.ended_by',
    ])

export interface PostFilter {
  unitId?: string | undefined
  role?: string | undefined
  roles?: readonly string[] | undefined
  personIds?: readonly string[] | undefined
  /** Only posts in which the person can act on this day. */
  currentOn?: string | undefined
}

export const listPosts = (filter: PostFilter) => {
  let query = posts()
    .orderBy('unit.sort_order')
    .orderBy('unit.code')
    .orderBy('post.granted_at')
    // Of two posts given at the same moment the one that does the unit's own work comes first.
    .orderBy(sql`array_position(${roles}::text[], post.role)`)
    .orderBy('post.id')
  if (filter.unitId) query = query.where('post.unit_id', '=', filter.unitId)
  if (filter.role) query = query.where('post.role', '=', filter.role)
  if (filter.roles) query = query.where('post.role', '=', sql<string>`any(${[...filter.roles]}::text[])`)
  if (filter.personIds)
    query = query.where('post.person_id', '=', sql<string>`any(${[...filter.personIds]}::uuid[])`)
  const day = filter.currentOn
  if (day) {
    query = query
      .where('post.ended_at', 'is', null)
      .where('person.is_active', '=', true)
      .where('post.valid_from', '<=', day)
      .where((where) =>
        where.or([where('post.valid_until', 'is', null), where('post.valid_until', '>=', day)]),
      )
      .where((where) =>
        where.or([where('unit.valid_until', 'is', null), where('unit.valid_until', '>=', day)]),
      )
  }
  return query.execute()
}

export const findPost = (id: string) => posts().where('post.id', '=', id).executeTakeFirst()

/** Posts of a role that nobody has ended, held until the end of the transaction, so that two cannot both end the last. */
export const lockPostsOf = (role: string) =>
  tables()
    .selectFrom('people.post')
    .select(['id', 'person_id'])
    .where('role', '=', role)
    .where('ended_at', 'is', null)
    .orderBy('id')
    .forUpdate()
    .execute()

export const insertPost = (row: {
  id: string
  person_id: string
  unit_id: string
  role: string
  title: string
  valid_from: string
  valid_until: string | null
  granted_at: string
  granted_by: string
}) => tables().insertInto('people.post').values(row).execute()

export const endPosts = (where: { id?: string; personId?: string }, endedAt: string, endedBy: string) => {
  let query = tables()
    .updateTable('people.post')
    .set({ ended_at: endedAt, ended_by: endedBy })
    .where('ended_at', 'is', null)
  if (where.id) query = query.where('id', '=', where.id)
  if (where.personId) query = query.where('person_id', '=', where.personId)
  if (!where.id && !where.personId) throw new Error('whose post?')
  return query.returning('id').execute()
}

export type ProposalRow = Awaited<ReturnType<typeof openProposals>>[number]

export const openProposals = () =>
  tables()
    .selectFrom('people.post_proposal as proposal')
    .innerJoin('people.person as person', 'person.id', 'proposal.person_id')
    .innerJoin('people.unit as unit', 'unit.id', 'proposal.unit_id')
    .select([
      'proposal.id',
      'proposal.person_id',
      'person.name as person_name',
      'proposal.unit_id',
      'unit.short_name',
      'proposal.role',
      'proposal.title',
      'proposal.proposed_at',
      'proposal.proposed_by',
    ])
    .where('decided_at', 'is', null)
    .orderBy('unit.sort_order')
    .orderBy('unit.code')
    .orderBy('proposal.proposed_at')
    .execute()

/** A second proposal of the same post changes nothing. */
export async function insertProposal(row: {
  id: string
  person_id: string
  unit_id: string
  role: string
  title: string
  proposed_at: string
  proposed_by: string
}): Promise<boolean> {
  const inserted = await tables()
    .insertInto('people.post_proposal')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  return inserted !== undefined
}

/** Answers what it decided: a proposal that somebody else has decided in between is not among it. */
export const decideProposals = (ids: string[], isGranted: boolean, decidedAt: string, decidedBy: string) =>
  tables()
    .updateTable('people.post_proposal')
    .set({ decided_at: decidedAt, decided_by: decidedBy, is_granted: isGranted })
    .where('id', 'in', ids)
    .where('decided_at', 'is', null)
    .returning(['person_id', 'unit_id', 'role', 'title'])
    .execute()

export const dropProposalsOf = (personId: string, decidedAt: string, decidedBy: string) =>
  tables()
    .updateTable('people.post_proposal')
    .set({ decided_at: decidedAt, decided_by: decidedBy, is_granted: false })
    .where('person_id', '=', personId)
    .where('decided_at', 'is', null)
    .execute()
