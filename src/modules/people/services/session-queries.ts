import { db } from '#kernel/database/connection.ts'
import type { PeopleTables } from '../tables.generated.ts'

const tables = () => db<PeopleTables>()

export type Stage = 'full' | 'password-change' | 'enrolment'

export const insertSession = (row: {
  id: string
  token_hash: Buffer
  person_id: string
  post_id: string | null
  stage: Stage
  created_at: string
  expires_at: string
  last_seen_at: string
  source: string | null
  user_agent: string | null
}) => tables().insertInto('people.session').values(row).execute()

/** With the post and unit that the person acts in. */
export const findSession = (tokenHash: Buffer) =>
  tables()
    .selectFrom('people.session as session')
    .innerJoin('people.person as person', 'person.id', 'session.person_id')
    .leftJoin('people.post as post', 'post.id', 'session.post_id')
    .leftJoin('people.unit as unit', 'unit.id', 'post.unit_id')
    .select([
      'session.id',
      'session.person_id',
      'session.post_id',
      'session.stage',
      'session.created_at',
      'session.expires_at',
      'session.last_seen_at',
      'session.source',
      'person.name as person_name',
      'person.sign_in_name',
      'person.is_active',
      'post.role',
      'post.unit_id',
      'post.valid_from',
      'post.valid_until',
      'post.ended_at as post_ended_at',
      'unit.short_name',
      'unit.valid_until as unit_valid_until',
    ])
    .where('token_hash', '=', tokenHash)
    .where('session.ended_at', 'is', null)
    .executeTakeFirst()

export const touchSession = (id: string, moment: string) =>
  tables().updateTable('people.session').set({ last_seen_at: moment }).where('id', '=', id).execute()

export interface SessionChoice {
  id?: string | undefined
  personId?: string | undefined
  postId?: string | undefined
  /** Spared. */
  except?: string | undefined
}

export const endSessions = (choice: SessionChoice, endedAt: string, because: string) => {
  if (!choice.id && !choice.personId && !choice.postId) throw new Error('whose session?')
  let query = tables()
    .updateTable('people.session')
    .set({ ended_at: endedAt, ended_because: because })
    .where('ended_at', 'is', null)
  if (choice.id) query = query.where('id', '=', choice.id)
  if (choice.personId) query = query.where('person_id', '=', choice.personId)
  if (choice.postId) query = query.where('post_id', '=', choice.postId)
  if (choice.except) query = query.where('id', '!=', choice.except)
  return query.returning(['id', 'person_id']).execute()
}

export const listSessions = (filter: { personId?: string | undefined; now: string; idleSince: string }) => {
  let query = tables()
    .selectFrom('people.session as session')
    .innerJoin('people.person as person', 'person.id', 'session.person_id')
    .innerJoin('people.post as post', 'post.id', 'session.post_id')
    .innerJoin('people.unit as unit', 'unit.id', 'post.unit_id')
    .select([
      'session.id',
      'session.person_id',
      'person.name as person_name',
      'unit.short_name',
      'post.role',
      'session.created_at',
      'session.last_seen_at',
      'session.source',
      'session.user_agent',
    ])
    .where('session.stage', '=', 'full')
    .where('session.ended_at', 'is', null)
    .where('session.expires_at', '>', filter.now)
    .where('session.last_seen_at', '>', filter.idleSince)
    .orderBy('session.last_seen_at', 'desc')
    .limit(1000)
  if (filter.personId) query = query.where('session.person_id', '=', filter.personId)
  return query.execute()
}

/** The post that the person acted in last. */
export async function lastPostOf(personId: string): Promise<string | null> {
  const row = await tables()
    .selectFrom('people.session')
    .select('post_id')
    .where('person_id', '=', personId)
    .where('stage', '=', 'full')
    .orderBy('created_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.post_id ?? null
}

/** Sign-ins of former times; the audit record keeps that they were. */
export const deleteSessionsBefore = (moment: string) =>
  tables().deleteFrom('people.session').where('expires_at', '<', moment).execute()

export const insertToken = (row: {
  id: string
  token_hash: Buffer
  person_id: string
  post_id: string
  name: string
  created_at: string
  expires_at: string
}) => tables().insertInto('people.access_token').values(row).execute()

export const findToken = (tokenHash: Buffer) =>
  tables()
    .selectFrom('people.access_token as token')
    .innerJoin('people.person as person', 'person.id', 'token.person_id')
    .innerJoin('people.post as post', 'post.id', 'token.post_id')
    .innerJoin('people.unit as unit', 'unit.id', 'post.unit_id')
    .select([
      'token.id',
      'token.person_id',
      'token.post_id',
      'token.name',
      'token.expires_at',
      'token.last_used_at',
      'token.last_used_from',
      'person.name as person_name',
      'person.is_active',
      'post.role',
      'post.unit_id',
      'post.valid_from',
      'post.valid_until',
      'post.ended_at as post_ended_at',
      'unit.short_name',
      'unit.valid_until as unit_valid_until',
    ])
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst()

export const touchToken = (id: string, moment: string, source: string | null) =>
  tables()
    .updateTable('people.access_token')
    .set({ last_used_at: moment, last_used_from: source })
    .where('id', '=', id)
    .execute()

export const revokeTokens = (
  choice: { id?: string | undefined; personId?: string | undefined },
  revokedAt: string,
) => {
  if (!choice.id && !choice.personId) throw new Error('whose token?')
  let query = tables()
    .updateTable('people.access_token')
    .set({ revoked_at: revokedAt })
    .where('revoked_at', 'is', null)
  if (choice.id) query = query.where('id', '=', choice.id)
  if (choice.personId) query = query.where('person_id', '=', choice.personId)
  return query.returning(['id', 'person_id']).execute()
}

export const listTokens = (personId?: string) => {
  let query = tables()
    .selectFrom('people.access_token as token')
    .innerJoin('people.person as person', 'person.id', 'token.person_id')
    .innerJoin('people.post as post', 'post.id', 'token.post_id')
    .innerJoin('people.unit as unit', 'unit.id', 'post.unit_id')
    .select([
      'token.id',
      'token.person_id',
      'person.name as person_name',
      'unit.short_name',
      'post.role',
      'token.name',
      'token.created_at',
      'token.expires_at',
      'token.last_used_at',
      'token.last_used_from',
      'token.revoked_at',
    ])
    .orderBy('token.created_at', 'desc')
    .limit(1000)
  if (personId) query = query.where('token.person_id', '=', personId)
  return query.execute()
}

export async function countLiveTokens(personId: string, now: string): Promise<number> {
  const row = await tables()
    .selectFrom('people.access_token')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('person_id', '=', personId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export const insertSetupLink = (row: { token_hash: Buffer; created_at: string; expires_at: string }) =>
  tables().insertInto('people.setup_link').values(row).execute()

export const findSetupLink = (tokenHash: Buffer, now: string) =>
  tables()
    .selectFrom('people.setup_link')
    .select('created_at')
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .executeTakeFirst()

/** Answers false when the link is none, is over, or was used: it works once, however many try at the same time. */
export async function takeSetupLink(tokenHash: Buffer, now: string): Promise<boolean> {
  const used = await tables()
    .updateTable('people.setup_link')
    .set({ used_at: now })
    .where('token_hash', '=', tokenHash)
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .returning('created_at')
    .executeTakeFirst()
  return used !== undefined
}

/** A new link makes the former ones worthless. */
export const expireSetupLinks = (now: string) =>
  tables()
    .updateTable('people.setup_link')
    .set({ expires_at: now })
    .where('used_at', 'is', null)
    .where('expires_at', '>', now)
    .execute()
