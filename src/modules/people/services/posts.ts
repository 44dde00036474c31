import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now, today } from '#kernel/clock.ts'
import { brokenConstraint, transaction } from '#kernel/database/connection.ts'
import { permissionsOf } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Post, PostProposal } from '../contract/persons.ts'
import { administrators, isAdministrator, postLabel, type Role, roleLabels } from '../rules.ts'
import { demand } from './permitting.ts'
import { findPerson, lockPerson } from './person-queries.ts'
import * as queries from './post-queries.ts'
import { endSessions } from './session-store.ts'
import { findUnit } from './unit-queries.ts'

export function presentPost(row: queries.PostRow): Post {
  const day = today().toString()
  const lasts = (until: string | null): boolean => until === null || until >= day
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    unitId: row.unit_id,
    unitShortName: row.short_name,
    role: row.role as Role,
    roleLabel: roleLabels[row.role as Role],
    title: row.title,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    grantedAt: row.granted_at,
    grantedBy: row.granted_by,
    endedAt: row.ended_at,
    endedBy: row.ended_by,
    isCurrent:
      row.ended_at === null &&
      row.is_active &&
      row.valid_from <= day &&
      lasts(row.valid_until) &&
      lasts(row.unit_valid_until),
  }
}

export async function listPosts(filter: {
  unitId?: string | undefined
  role?: Role | undefined
  personId?: string | undefined
  /** Posts that were ended, or that begin later, too. */
  includeEnded?: boolean
}): Promise<Post[]> {
  const rows = await queries.listPosts({
    unitId: filter.unitId,
    role: filter.role,
    personIds: filter.personId ? [filter.personId] : undefined,
    currentOn: filter.includeEnded ? undefined : today().toString(),
  })
  return rows.map(presentPost)
}

export const currentPostsOf = (personId: string): Promise<Post[]> => listPosts({ personId })

/** Who of a unit may do something today: whom a notice is for. */
export async function personsWithPermission(
  unitId: string,
  permission: string,
): Promise<{ personId: string; postId: string; name: string }[]> {
  const roles = (Object.keys(roleLabels) as Role[]).filter((role) => permissionsOf(role).has(permission))
  if (roles.length === 0) return []
  const rows = await queries.listPosts({ unitId, roles, currentOn: today().toString() })
  return rows.map((row) => ({ personId: row.person_id, postId: row.id, name: row.person_name }))
}

export const actorFrom = (
  row: {
    id: string
    person_id: string
    person_name: string
    unit_id: string
    short_name: string
    role: string
  },
  source: string | null,
  sessionId: string | null,
): Actor => ({
  kind: 'person',
  personId: row.person_id,
  postId: row.id,
  unitId: row.unit_id,
  label: postLabel(row.person_name, row.short_name, row.role as Role),
  role: row.role,
  permissions: permissionsOf(row.role),
  source,
  sessionId,
})

/** Somebody in one of his posts, without a sign-in: for jobs, the sample city and tests. */
export async function actorOf(postId: string): Promise<Actor> {
  const row = await queries.findPost(postId)
  if (!row || !presentPost(row).isCurrent) throw new Refusal('not-found', '没有这个岗位，或岗位已结束。')
  return actorFrom(row, null, null)
}

export interface Grant {
  personId: string
  unitId: string
  role: Role
  title?: string
  validFrom?: string | undefined
  validUntil?: string | null
}

export async function grantPost(grant: Grant, actor: Actor): Promise<Post> {
  demand(actor, 'people.grantPosts')
  return transaction(() => grantNow(grant, actor))
}

async function grantNow(grant: Grant, actor: Actor): Promise<Post> {
  if (actor.personId === grant.personId) {
    throw new Refusal('forbidden', '不能为本人授予岗位，请由其他安全管理员办理。', { field: 'personId' })
  }
  const person = await lockPerson(grant.personId)
  if (!person?.is_active)
    throw new Refusal('invalid', '此人不存在或账户已停用，不能授予岗位。', { field: 'personId' })
  const unit = await findUnit(grant.unitId)
  const from = grant.validFrom ?? today().toString()
  if (!unit || (unit.valid_until !== null && unit.valid_until < from)) {
    throw new Refusal('invalid', '所选单位不存在或已撤销，请重新选择。', { field: 'unitId' })
  }
  if (grant.validUntil && grant.validUntil < from) {
    throw new Refusal('invalid', '岗位的结束日期不能早于开始日期。', { field: 'validUntil' })
  }
  const id = randomUUID()
  try {
    await queries.insertPost({
      id,
      person_id: grant.personId,
      unit_id: grant.unitId,
      role: grant.role,
      title: grant.title ?? '',
      valid_from: from,
      valid_until: grant.validUntil ?? null,
      granted_at: now().toString(),
      granted_by: actor.label,
    })
  } catch (error) {
    const named = `${person.name}（${unit.short_name} ${roleLabels[grant.role]}）`
    if (isExclusionOf(error, 'post_three_separate_administrators')) {
      throw new Refusal(
        'conflict',
        `不能授予${named}：三员分立，系统、安全、审计管理员不得由一人兼任，也不得兼任业务岗位。请先免去原岗位或另选他人。`,
        { field: 'role' },
      )
    }
    if (brokenConstraint(error) === 'post_once') {
      throw new Refusal('conflict', `${named}已在岗，无需重复授予。`, { field: 'role' })
    }
    throw error
  }
  await audit({ action: 'people.grantPost', object: id, detail: { ...grant } }, actor)
  return presentPost((await queries.findPost(id))!)
}

/** SQLSTATE 23P01: an exclusion constraint was broken. */
function isExclusionOf(error: unknown, constraint: string): boolean {
  const said = error as { code?: string; constraint?: string }
  return said.code === '23P01' && said.constraint === constraint
}

/** Whoever is signed in with the post is signed out. */
export async function endPost(id: string, actor: Actor): Promise<Post> {
  demand(actor, 'people.grantPosts')
  return transaction(async () => {
    const row = await queries.findPost(id)
    if (!row) throw new Refusal('not-found', '没有这个岗位，请刷新后查看。')
    if (row.ended_at) throw new Refusal('conflict', '这个岗位已经免去。')
    if (actor.personId === row.person_id) {
      throw new Refusal('forbidden', '不能免去本人的岗位，请由其他安全管理员办理。')
    }
    await refuseLastAdministrator(row.person_id, row.role)
    await queries.endPosts({ id }, now().toString(), actor.label)
    await endSessions({ postId: id, personId: row.person_id }, '岗位已免去')
    await audit(
      { action: 'people.endPost', object: id, detail: { personId: row.person_id, role: row.role } },
      actor,
    )
    return presentPost((await queries.findPost(id))!)
  })
}

/** Without one of each administrator nobody could repair anything. */
export async function refuseLastAdministrator(personId: string, role: string): Promise<void> {
  if (!isAdministrator(role)) return
  await queries.lockPostsOf(role)
  const others = (await listPosts({ role: role as Role })).filter(
    (post) => post.personId !== personId && !post.validUntil,
  )
  if (others.length === 0) {
    throw new Refusal('conflict', `此人是最后一名${roleLabels[role as Role]}，请先由他人接任再办理。`)
  }
}

/** On deactivation: all posts of a person, and what is proposed for him. */
export async function endAllPosts(personId: string, actor: Actor): Promise<void> {
  for (const post of await currentPostsOf(personId)) await refuseLastAdministrator(personId, post.role)
  await queries.endPosts({ personId }, now().toString(), actor.label)
  await queries.dropProposalsOf(personId, now().toString(), actor.label)
}

export async function refuseIfAdministratorsIn(unitId: string, unitShortName: string): Promise<void> {
  const posts = (await listPosts({ unitId })).filter(({ role }) => isAdministrator(role))
  if (posts[0]) {
    const names = posts.map(({ personName, roleLabel }) => `${personName}（${roleLabel}）`).join('、')
    throw new Refusal(
      'conflict',
      `${unitShortName}有${administrators.length === posts.length ? '三员' : '管理员'}岗位：${names}。请先由安全管理员在其他单位授予相应岗位。`,
    )
  }
}

export async function listPostProposals(): Promise<PostProposal[]> {
  return (await queries.openProposals()).map((row) => ({
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    unitId: row.unit_id,
    unitShortName: row.short_name,
    role: row.role as Role,
    roleLabel: roleLabels[row.role as Role],
    title: row.title,
    proposedAt: row.proposed_at,
    proposedBy: row.proposed_by,
  }))
}

export interface Proposal {
  personId: string
  unitId: string
  role: Role
  title: string
}

/**
 * The system administrator says which posts an account is for; it gives no power before the security administrator
 * grants it. Answers the id, or null when the post is held or proposed already.
 */
export async function proposePost(proposal: Proposal, actor: Actor): Promise<string | null> {
  demand(actor, 'people.createAccounts')
  return transaction(async () => {
    const person = await findPerson(proposal.personId)
    if (!person?.is_active) throw new Refusal('invalid', '此人不存在或账户已停用。', { field: 'personId' })
    const unit = await findUnit(proposal.unitId)
    if (!unit || (unit.valid_until !== null && unit.valid_until < today().toString())) {
      throw new Refusal('invalid', '所选单位不存在或已撤销，请重新选择。', { field: 'unitId' })
    }
    const held = await queries.listPosts({
      unitId: proposal.unitId,
      role: proposal.role,
      personIds: [proposal.personId],
    })
    if (held.some((post) => post.ended_at === null)) return null
    const id = randomUUID()
    const isNew = await queries.insertProposal({
      id,
      person_id: proposal.personId,
      unit_id: proposal.unitId,
      role: proposal.role,
      title: proposal.title,
      proposed_at: now().toString(),
      proposed_by: actor.label,
    })
    if (!isNew) return null
    await audit({ action: 'people.proposePost', object: id, detail: { ...proposal } }, actor)
    return id
  })
}

/** All or none: the first that cannot be granted refuses the whole and is named. */
export async function decidePostProposals(
  input: { ids: string[]; grant: boolean },
  actor: Actor,
): Promise<{ decided: number }> {
  demand(actor, 'people.grantPosts')
  return transaction(async () => {
    const decided = await queries.decideProposals(
      [...new Set(input.ids)],
      input.grant,
      now().toString(),
      actor.label,
    )
    if (decided.length < new Set(input.ids).size) {
      throw new Refusal('conflict', '所选拟授岗位中有的已被审定，请刷新后重新选择。')
    }
    if (input.grant) {
      for (const row of decided) {
        await grantNow(
          { personId: row.person_id, unitId: row.unit_id, role: row.role as Role, title: row.title },
          actor,
        )
      }
    } else {
      await audit({ action: 'people.declinePosts', detail: { ids: input.ids } }, actor)
    }
    return { decided: decided.length }
  })
}

/** People of a unit that goes into another are proposed for the same posts there. */
export async function moveProposalsOnSuccession(
  unitId: string,
  successorId: string,
  actor: Actor,
): Promise<void> {
  for (const post of await listPosts({ unitId })) {
    await queries.insertProposal({
      id: randomUUID(),
      person_id: post.personId,
      unit_id: successorId,
      role: post.role,
      title: post.title,
      proposed_at: now().toString(),
      proposed_by: actor.label,
    })
  }
}
