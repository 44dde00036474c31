import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { isIP } from 'node:net'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Session } from '../contract/access.ts'
import { postLabel, type Role } from '../rules.ts'
import { demand } from './permitting.ts'
import { environment, readPolicy } from './policy.ts'
import { actorFrom, actorOf, currentPostsOf } from './posts.ts'
import * as cache from './session-cache.ts'
import * as queries from './session-queries.ts'
import { endSessions } from './session-store.ts'

export interface Caller {
  /** Network address. */
  source: string | null
  userAgent: string | null
}

export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest()

export const newToken = (): string => randomBytes(32).toString('base64url')

const milliseconds = (moment: string): number => Date.parse(moment)

const address = (source: string | null): string | null => (source && isIP(source) ? source : null)

/** Minutes without doing anything after which a sign-in is over. */
export const idleMinutes = (): number => environment().idleMinutes

/** Once a minute is enough; more often only where the idle time itself is short. */
const touchMilliseconds = (): number => Math.min(60_000, (idleMinutes() * 60_000) / 4)

export interface NewSession {
  personId: string
  postId: string | null
  stage: queries.Stage
  /** Moment at which it ends however busy; by default counted from now. */
  expiresAt?: string
}

/** Steps of a sign-in that is not complete must be taken soon. */
const stepMinutes = 10

/** @returns the token; only its digest is kept */
export async function openSession(session: NewSession, caller: Caller): Promise<string> {
  const token = newToken()
  const moment = now()
  const { sessionHours } = await readPolicy()
  const lifetime = session.stage === 'full' ? { hours: sessionHours } : { minutes: stepMinutes }
  await queries.insertSession({
    id: randomUUID(),
    token_hash: tokenHash(token),
    person_id: session.personId,
    post_id: session.postId,
    stage: session.stage,
    created_at: moment.toString(),
    expires_at: session.expiresAt ?? moment.add(lifetime).toString(),
    last_seen_at: moment.toString(),
    source: address(caller.source),
    user_agent: caller.userAgent?.slice(0, 120) ?? null,
  })
  return token
}

/** The post is given, has begun, has not ended, and its unit exists. */
export function isPostCurrent(row: {
  is_active: boolean
  valid_from: string | null
  valid_until: string | null
  post_ended_at: string | null
  unit_valid_until: string | null
}): boolean {
  const day = today().toString()
  return (
    row.is_active &&
    row.post_ended_at === null &&
    row.valid_from !== null &&
    row.valid_from <= day &&
    (row.valid_until === null || row.valid_until >= day) &&
    (row.unit_valid_until === null || row.unit_valid_until >= day)
  )
}

/**
 * Who is signed in with this token; null when nobody is: unknown, ended, idle for too long, or older than a working
 * day. Costs no query while the answer is fresh.
 */
export async function authenticateSession(
  token: string,
  source: string | null,
  /** `quiet`: asked by a page that refreshes itself, so that it does not keep a sign-in alive that nobody uses. */
  options: { quiet?: boolean } = {},
): Promise<Actor | null> {
  const bytes = tokenHash(token)
  const hash = bytes.toString('base64')
  const moment = now().epochMilliseconds
  let known = cache.recall(hash)
  if (!known) {
    const began = cache.beginReading()
    const row = await queries.findSession(bytes)
    if (row?.stage !== 'full' || !isPostCurrent(row)) return null
    const lastSeenAt = milliseconds(row.last_seen_at)
    known = {
      actor: actorFrom(
        {
          id: row.post_id!,
          person_id: row.person_id,
          person_name: row.person_name,
          unit_id: row.unit_id!,
          short_name: row.short_name!,
          role: row.role!,
        },
        source,
        row.id,
      ),
      expiresAt: milliseconds(row.expires_at),
      lastSeenAt,
      writtenAt: lastSeenAt,
      readAt: performance.now(),
    }
    cache.remember(hash, known, began)
  }
  if (moment >= known.expiresAt || moment - known.lastSeenAt > idleMinutes() * 60_000) return null
  if (!options.quiet) known.lastSeenAt = Math.max(known.lastSeenAt, moment)
  if (!options.quiet && moment - known.writtenAt >= touchMilliseconds()) {
    known.writtenAt = moment
    await queries.touchSession(known.actor.sessionId!, now().toString())
  }
  return known.actor.source === source ? known.actor : { ...known.actor, source }
}

export async function signOut(token: string, caller: Caller): Promise<{ done: true }> {
  const row = await queries.findSession(tokenHash(token))
  if (row) {
    await transaction(async () => {
      await endSessions({ id: row.id }, '本人退出')
      if (row.post_id && row.role) {
        const actor = actorFrom(
          {
            id: row.post_id,
            person_id: row.person_id,
            person_name: row.person_name,
            unit_id: row.unit_id!,
            short_name: row.short_name!,
            role: row.role,
          },
          caller.source,
          row.id,
        )
        await audit({ action: 'people.signOut', object: row.person_id }, actor)
      }
    })
  }
  return { done: true }
}

/** Goes on in another of one's posts, under a new token; the former one ends. */
export async function switchPost(token: string, postId: string, caller: Caller): Promise<string> {
  return transaction(async () => {
    const row = await queries.findSession(tokenHash(token))
    if (!row || !(await authenticateSession(token, caller.source))) throw signInAgain()
    const post = (await currentPostsOf(row.person_id)).find(({ id }) => id === postId)
    if (!post) throw new Refusal('forbidden', '您不在这个岗位上，请刷新后重新选择。', { field: 'postId' })
    const next = await openSession(
      { personId: row.person_id, postId, stage: 'full', expiresAt: row.expires_at },
      caller,
    )
    await endSessions({ id: row.id }, '切换岗位')
    await audit(
      { action: 'people.switchPost', object: postId },
      { ...(await actorOf(postId)), source: caller.source },
    )
    return next
  })
}

export const signInAgain = (): Refusal => new Refusal('not-signed-in', '登录已过期，请重新登录。')

export async function listSessions(personId: string | undefined, actor: Actor): Promise<{ rows: Session[] }> {
  const rows = await queries.listSessions({
    personId,
    now: now().toString(),
    idleSince: now().subtract({ minutes: idleMinutes() }).toString(),
  })
  return {
    rows: rows.map((row) => ({
      id: row.id,
      personId: row.person_id,
      personName: row.person_name,
      postLabel: postLabel(row.person_name, row.short_name, row.role as Role),
      createdAt: row.created_at,
      lastSeenAt: row.last_seen_at,
      source: row.source,
      userAgent: row.user_agent,
      isThis: row.id === actor.sessionId,
    })),
  }
}

/** One's own. */
export async function endMySession(id: string, actor: Actor): Promise<{ done: true }> {
  return transaction(async () => {
    if (!actor.personId || (await endSessions({ id, personId: actor.personId }, '本人结束')) === 0) {
      throw new Refusal('not-found', '没有这个登录，可能已经结束，请刷新后查看。')
    }
    await audit({ action: 'people.endSession', object: id }, actor)
    return { done: true } as const
  })
}

/** Anybody's, by the security administrator. */
export async function endSession(id: string, actor: Actor): Promise<{ done: true }> {
  demand(actor, 'people.guardAccess')
  return transaction(async () => {
    if ((await endSessions({ id }, '安全管理员强制退出')) === 0) {
      throw new Refusal('not-found', '没有这个登录，可能已经结束，请刷新后查看。')
    }
    await audit({ action: 'people.endSession', object: id }, actor)
    return { done: true } as const
  })
}

export async function endSessionsOf(personId: string, actor: Actor): Promise<{ ended: number }> {
  demand(actor, 'people.guardAccess')
  return transaction(async () => {
    const ended = await endSessions({ personId }, '安全管理员强制退出')
    await audit({ action: 'people.endSessions', object: personId, detail: { ended } }, actor)
    return { ended }
  })
}

/** By the clock: sessions are kept for half a year, as network logs must be (网络安全法: 不少于六个月). */
export async function forgetOldSessions(): Promise<void> {
  await queries.deleteSessionsBefore(
    now()
      .subtract({ hours: 24 * 183 })
      .toString(),
  )
}
