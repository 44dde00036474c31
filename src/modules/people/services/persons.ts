import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { audit, readAudit } from '#kernel/audit/audit.ts'
import { now, today } from '#kernel/clock.ts'
import { brokenConstraint, transaction } from '#kernel/database/connection.ts'
import { maskPhone } from '#kernel/masking.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Colleague, Person } from '../contract/persons.ts'
import { foldSignInName, type Role } from '../rules.ts'
import { storePassword, temporaryPassword } from './passwords.ts'
import { demand } from './permitting.ts'
import * as queries from './person-queries.ts'
import { listPosts as postRows } from './post-queries.ts'
import { endAllPosts, type Proposal, presentPost, proposePost } from './posts.ts'
import { seal, unseal } from './sealing.ts'
import { forgetPerson } from './session-cache.ts'
import { endSessions, revokeTokens } from './session-store.ts'

/** Accounts that nobody used for so long are reported (GB/T 22239-2019 8.1.4.2: 删除多余、过期账户). */
const dormantDays = 90
/** Full numbers that one person may look at in an hour. */
const phonesAnHour = 60

const phoneContext = (personId: string): string => `people.person.phone:${personId}`

export interface PersonSearch {
  query?: string | undefined
  unitId?: string | undefined
  role?: Role | undefined
  state?: 'active' | 'inactive' | 'dormant' | 'without-post' | 'locked' | undefined
  page: number
  size: number
}

export async function listPersons(search: PersonSearch): Promise<{ rows: Person[]; total: number }> {
  const filter = { ...search, ...moments() }
  const [rows, total] = [
    await queries.listPersons(filter, search.size, (search.page - 1) * search.size),
    await queries.countPersons(filter),
  ]
  return { rows: await presentPersons(rows), total }
}

export async function getPerson(id: string): Promise<Person> {
  const rows = await queries.listPersons({ ids: [id], ...moments() }, 1, 0)
  const [person] = await presentPersons(rows)
  if (!person) throw new Refusal('not-found', '没有这个账户，请刷新后查看。')
  return person
}

/** 通讯录: people in a post today. */
export async function listColleagues(
  search: Omit<PersonSearch, 'state'>,
): Promise<{ rows: Colleague[]; total: number }> {
  const filter = { ...search, byNameOnly: true, inPost: true, ...moments() }
  const [rows, total] = [
    await queries.listPersons(filter, search.size, (search.page - 1) * search.size),
    await queries.countPersons(filter),
  ]
  const persons = await presentPersons(rows)
  return {
    rows: persons.map(({ id, name, phoneMasked, posts }) => ({
      id,
      name,
      phoneMasked,
      posts: posts.filter(({ isCurrent }) => isCurrent),
    })),
    total,
  }
}

const moments = () => ({
  today: today().toString(),
  now: now().toString(),
  dormantSince: now()
    .subtract({ hours: 24 * dormantDays })
    .toString(),
})

async function presentPersons(rows: queries.PersonRow[]): Promise<Person[]> {
  if (rows.length === 0) return []
  const posts = Map.groupBy(await postRows({ personIds: rows.map(({ id }) => id) }), (post) => post.person_id)
  const moment = now().toString()
  return Promise.all(
    rows.map(async (row) => ({
      id: row.id,
      name: row.name,
      signInName: row.sign_in_name,
      phoneMasked: row.phone_sealed ? maskPhone(await unseal(row.phone_sealed, phoneContext(row.id))) : null,
      isActive: row.is_active,
      createdAt: row.created_at,
      createdBy: row.created_by,
      lastSeenAt: row.last_seen_at,
      hasSecondFactor: row.confirmed_at !== null,
      mustChangePassword: row.must_change ?? true,
      lockedUntil: row.locked_until && isAfter(row.locked_until, moment) ? row.locked_until : null,
      posts: (posts.get(row.id) ?? []).map(presentPost),
    })),
  )
}

const isAfter = (one: string, other: string): boolean =>
  Temporal.Instant.compare(Temporal.Instant.from(one), Temporal.Instant.from(other)) > 0

export interface NewPerson {
  name: string
  signInName: string
  phone?: string | null
  proposedPosts?: Omit<Proposal, 'personId'>[]
}

/** Makes an account without any power: posts are proposed here and granted by the security administrator. */
export async function createPerson(
  input: NewPerson,
  actor: Actor,
): Promise<{ person: Person; initialPassword: string }> {
  demand(actor, 'people.createAccounts')
  const initialPassword = await temporaryPassword()
  return transaction(async () => {
    const id = await insertAccount(input, actor)
    await storePassword(id, initialPassword, true)
    for (const proposed of input.proposedPosts ?? []) await proposePost({ ...proposed, personId: id }, actor)
    return { person: await getPerson(id), initialPassword }
  })
}

/** The account alone, without a password: nobody can sign in with it yet. */
export async function insertAccount(input: NewPerson, actor: Actor): Promise<string> {
  const id = randomUUID()
  const signInName = foldSignInName(input.signInName)
  try {
    await queries.insertPerson({
      id,
      name: input.name,
      sign_in_name: signInName,
      phone_sealed: input.phone ? await seal(input.phone, phoneContext(id)) : null,
      created_at: now().toString(),
      created_by: actor.label,
    })
  } catch (error) {
    if (brokenConstraint(error) === 'person_sign_in_name') {
      throw new Refusal('conflict', `登录名“${signInName}”已被使用（停用账户的登录名也不再分配），请更换。`, {
        field: 'signInName',
      })
    }
    throw error
  }
  await audit({ action: 'people.createPerson', object: id, detail: { signInName } }, actor)
  return id
}

export async function updatePerson(
  input: { id: string; name?: string | undefined; phone?: string | null | undefined },
  actor: Actor,
): Promise<Person> {
  demand(actor, 'people.createAccounts')
  return transaction(async () => {
    const before = await getPerson(input.id)
    await queries.changePerson(input.id, {
      ...(input.name !== undefined ? { name: input.name } : {}),
      ...(input.phone !== undefined
        ? { phone_sealed: input.phone ? await seal(input.phone, phoneContext(input.id)) : null }
        : {}),
    })
    // The record says that the number changed, not which it was.
    const detail = {
      from: before.name,
      to: input.name ?? before.name,
      phoneChanged: input.phone !== undefined,
    }
    await audit({ action: 'people.updatePerson', object: input.id, detail }, actor)
    forgetPerson(input.id)
    return getPerson(input.id)
  })
}

/** The number of somebody, for comparing; never to be sent anywhere. */
export async function phoneOf(row: { id: string; phone_sealed: string | null }): Promise<string | null> {
  return row.phone_sealed ? unseal(row.phone_sealed, phoneContext(row.id)) : null
}

/** The whole number, for a purpose that is written down; one's own is looked at without. */
export async function viewPhone(
  input: { id: string; purpose: string },
  actor: Actor,
): Promise<{ phone: string | null }> {
  demand(actor, 'people.viewPhones')
  return transaction(async () => {
    const person = await queries.findPerson(input.id)
    if (!person) throw new Refusal('not-found', '没有这个人，请刷新后查看。')
    if (actor.personId) {
      const lately = await readAudit({
        action: 'people.viewPhone',
        personId: actor.personId,
        from: now().subtract({ hours: 1 }).toString(),
        limit: phonesAnHour,
      })
      if (lately.length >= phonesAnHour) {
        throw new Refusal('too-many', `一小时内最多查看 ${phonesAnHour} 个完整号码，请稍后再查。`, {
          retryAfter: 3600,
        })
      }
    }
    await audit({ action: 'people.viewPhone', object: input.id, detail: { purpose: input.purpose } }, actor)
    return { phone: await phoneOf(person) }
  })
}

/** Ends his sign-ins, tokens and posts; what he did stays under his name. */
export async function deactivatePerson(input: { id: string; reason: string }, actor: Actor): Promise<Person> {
  demand(actor, 'people.createAccounts')
  if (actor.personId === input.id)
    throw new Refusal('forbidden', '不能停用本人账户，请由其他系统管理员办理。')
  return transaction(async () => {
    const person = await queries.lockPerson(input.id)
    if (!person) throw new Refusal('not-found', '没有这个账户，请刷新后查看。')
    if (!person.is_active) throw new Refusal('conflict', '这个账户已经停用。')
    await endAllPosts(input.id, actor)
    await queries.changePerson(input.id, {
      is_active: false,
      deactivated_at: now().toString(),
      deactivated_by: actor.label,
    })
    await endSessions({ personId: input.id }, '账户已停用')
    await revokeTokens({ personId: input.id })
    await audit(
      { action: 'people.deactivatePerson', object: input.id, detail: { reason: input.reason } },
      actor,
    )
    return getPerson(input.id)
  })
}

/** Gives the account back with a new password and without posts. */
export async function reactivatePerson(
  id: string,
  actor: Actor,
): Promise<{ person: Person; initialPassword: string }> {
  demand(actor, 'people.createAccounts')
  const initialPassword = await temporaryPassword()
  return transaction(async () => {
    const person = await queries.lockPerson(id)
    if (!person) throw new Refusal('not-found', '没有这个账户，请刷新后查看。')
    if (person.is_active) throw new Refusal('conflict', '这个账户正在使用，无需恢复。')
    await queries.changePerson(id, { is_active: true, deactivated_at: null, deactivated_by: null })
    await storePassword(id, initialPassword, true)
    await audit({ action: 'people.reactivatePerson', object: id }, actor)
    return { person: await getPerson(id), initialPassword }
  })
}

/** A new one-time password; whoever is signed in with the old one is signed out. */
export async function resetPassword(id: string, actor: Actor): Promise<{ initialPassword: string }> {
  const initialPassword = await temporaryPassword()
  await setPassword(
    { personId: id, password: initialPassword, mustChange: true },
    actor,
    'people.resetPassword',
  )
  return { initialPassword }
}

/**
 * Gives an account this password. No endpoint offers `mustChange: false`: a password that an administrator knows
 * must not last. The sample city sets known ones as `system`.
 */
export async function setPassword(
  input: { personId: string; password: string; mustChange: boolean },
  actor: Actor,
  action = 'people.setPassword',
): Promise<void> {
  demand(actor, 'people.createAccounts')
  if (!input.mustChange && actor.kind !== 'system') {
    throw new Refusal('forbidden', '管理员设置的口令须由本人在首次登录时更换。')
  }
  await transaction(async () => {
    const person = await queries.lockPerson(input.personId)
    if (!person?.is_active) throw new Refusal('not-found', '没有这个账户，或账户已停用。')
    await storePassword(input.personId, input.password, input.mustChange)
    await endSessions({ personId: input.personId }, '口令已重置')
    await audit({ action, object: input.personId }, actor)
  })
}
