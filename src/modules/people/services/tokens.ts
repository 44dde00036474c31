import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { AccessToken } from '../contract/access.ts'
import { isAdministrator, postLabel, type Role } from '../rules.ts'
import { confirmIdentity } from './identity.ts'
import { demand, demandSession } from './permitting.ts'
import { actorFrom, currentPostsOf } from './posts.ts'
import * as cache from './session-cache.ts'
import * as queries from './session-queries.ts'
import { revokeTokens } from './session-store.ts'
import { isPostCurrent, newToken, tokenHash } from './sessions.ts'

/** So that a token that lies about in a file or a log is recognised as one. */
const prefix = 'wuxin_'
const mostTokens = 20
const touchMilliseconds = 60_000

type Row = Awaited<ReturnType<typeof queries.listTokens>>[number]

const present = (row: Row): AccessToken & { personName: string } => ({
  id: row.id,
  personId: row.person_id,
  personName: row.person_name,
  name: row.name,
  postLabel: postLabel(row.person_name, row.short_name, row.role as Role),
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  lastUsedAt: row.last_used_at,
  lastUsedFrom: row.last_used_from,
  revokedAt: row.revoked_at,
})

export const listTokens = async (personId?: string): Promise<(AccessToken & { personName: string })[]> =>
  (await queries.listTokens(personId)).map(present)

/** A key for a machine that acts in one of one's posts; shown once. Not for administrators, whose sign-in needs two factors. */
export async function createToken(
  input: { name: string; postId: string; days: number; password: string },
  actor: Actor,
): Promise<{ accessToken: AccessToken; token: string }> {
  const { personId } = demandSession(actor)
  await confirmIdentity(personId, input.password, actor)
  return transaction(async () => {
    const post = (await currentPostsOf(personId)).find(({ id }) => id === input.postId)
    if (!post) throw new Refusal('forbidden', '您不在这个岗位上，请刷新后重新选择。', { field: 'postId' })
    if (isAdministrator(post.role)) {
      throw new Refusal('forbidden', '管理员岗位不能签发访问令牌。', { field: 'postId' })
    }
    if ((await queries.countLiveTokens(personId, now().toString())) >= mostTokens) {
      throw new Refusal('conflict', `每人最多持有 ${mostTokens} 个有效令牌，请先作废不用的令牌。`)
    }
    const id = randomUUID()
    const token = `${prefix}${newToken()}`
    await queries.insertToken({
      id,
      token_hash: tokenHash(token),
      person_id: personId,
      post_id: input.postId,
      name: input.name,
      created_at: now().toString(),
      expires_at: now()
        .add({ hours: 24 * input.days })
        .toString(),
    })
    await audit(
      { action: 'people.createToken', object: id, detail: { name: input.name, days: input.days } },
      actor,
    )
    const accessToken = (await listTokens(personId)).find((each) => each.id === id)!
    return { accessToken, token }
  })
}

/** Tokens and addresses whose use is recorded for today. */
const recorded = { day: '', uses: new Set<string>() }

function isFirstUse(tokenId: string, source: string | null): boolean {
  const day = today().toString()
  if (recorded.day !== day) {
    recorded.day = day
    recorded.uses.clear()
  }
  const use = `${tokenId} ${source}`
  if (recorded.uses.has(use)) return false
  recorded.uses.add(use)
  return true
}

/**
 * Whom a bearer token stands for; null when it is unknown, revoked or over. Its first use of a day from each address is
 * recorded.
 */
export async function authenticateToken(token: string, source: string | null): Promise<Actor | null> {
  if (!token.startsWith(prefix)) return null
  const bytes = tokenHash(token)
  const hash = `${bytes.toString('base64')} ${source}`
  const moment = now().epochMilliseconds
  let known = cache.recall(hash)
  if (!known) {
    const began = cache.beginReading()
    const row = await queries.findToken(bytes)
    if (!row || !isPostCurrent(row) || moment >= Date.parse(row.expires_at)) return null
    const actor = actorFrom({ ...row, id: row.post_id }, source, null)
    const isFirst = isFirstUse(row.id, source)
    if (isFirst) await audit({ action: 'people.useToken', object: row.id, detail: { name: row.name } }, actor)
    if (isFirst || !row.last_used_at || moment - Date.parse(row.last_used_at) >= touchMilliseconds) {
      await queries.touchToken(row.id, now().toString(), source)
    }
    known = {
      actor,
      expiresAt: Date.parse(row.expires_at),
      lastSeenAt: moment,
      writtenAt: moment,
      readAt: performance.now(),
    }
    cache.remember(hash, known, began)
  }
  return moment < known.expiresAt ? known.actor : null
}

export async function revokeMyToken(id: string, actor: Actor): Promise<{ done: true }> {
  const own = (await queries.listTokens(actor.personId ?? undefined)).some((token) => token.id === id)
  if (!actor.personId || !own) throw new Refusal('not-found', '没有这个令牌，请刷新后查看。')
  return revoke(id, actor)
}

export async function revokeToken(id: string, actor: Actor): Promise<{ done: true }> {
  demand(actor, 'people.guardAccess')
  return revoke(id, actor)
}

async function revoke(id: string, actor: Actor): Promise<{ done: true }> {
  return transaction(async () => {
    if ((await revokeTokens({ id })) === 0) throw new Refusal('not-found', '没有这个令牌，或已作废。')
    await audit({ action: 'people.revokeToken', object: id }, actor)
    return { done: true } as const
  })
}
