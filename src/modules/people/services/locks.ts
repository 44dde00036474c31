import { createHash } from 'node:crypto'
import { isIPv6 } from 'node:net'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { AccessPolicy } from '../contract/access.ts'
import { foldSignInName } from '../rules.ts'
import * as queries from './lock-queries.ts'
import { demand } from './permitting.ts'
import { findPerson } from './person-queries.ts'
import { readPolicy } from './policy.ts'

/** As an account is named in the table of locks: what was typed into the field may be a password. */
export const accountKey = (typed: string): string =>
  createHash('sha256').update(foldSignInName(typed)).digest('hex')

/** One household or office has a whole /64 of IPv6 addresses. */
export function sourceKey(source: string): string {
  if (!isIPv6(source)) return source
  const [head = '', tail = ''] = source.replace(/%.*$/, '').toLowerCase().split('::')
  const first = head.split(':').filter(Boolean)
  const last = tail.split(':').filter(Boolean)
  const groups = source.includes('::')
    ? [...first, ...Array(8 - first.length - last.length).fill('0'), ...last]
    : first
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}

export interface Attempt {
  account: string
  source: string | null
  /** How many more failures the account has before it is locked, this one included. */
  left: number
}

const keysOf = (attempt: { account: string; source: string | null }): [queries.LockKind, string][] => [
  ['account', attempt.account],
  ...(attempt.source ? [['source', attempt.source] as [queries.LockKind, string]] : []),
]

const limitOf = (kind: queries.LockKind, policy: AccessPolicy): number =>
  kind === 'account' ? policy.accountFailures : policy.sourceFailures

const windowStart = (policy: AccessPolicy): string =>
  now().subtract({ minutes: policy.lockMinutes }).toString()

/**
 * Counts an attempt as failed before anything is looked at, so that a hundred at the same time have no more tries
 * than five one after the other. `succeed` or `withdraw` takes it back.
 * Names that do not exist are counted and locked alike: a lock must not tell which exist.
 * @throws Refusal `too-many` while the account or the address is locked
 */
export async function beginAttempt(
  typedName: string,
  source: string | null,
  policy: AccessPolicy,
): Promise<Attempt> {
  const attempt = { account: accountKey(typedName), source: source ? sourceKey(source) : null, left: 0 }
  let refused: { kind: queries.LockKind; until: string } | null = null
  for (const [kind, key] of keysOf(attempt)) {
    const counted = await queries.countFailure(kind, key, now().toString(), windowStart(policy))
    const limit = limitOf(kind, policy)
    if (kind === 'account') attempt.left = limit - counted.failures + 1
    const until = counted.locked_until ?? (counted.failures > limit ? await lockNow(kind, key, policy) : null)
    if (until) refused ??= { kind, until }
  }
  if (!refused) return attempt
  // An attempt that was not looked at is no failure of the other one.
  for (const [kind, key] of keysOf(attempt)) await queries.takeBack(kind, key, 1)
  throw lockedRefusal(refused.kind, refused.until)
}

async function lockNow(kind: queries.LockKind, key: string, policy: AccessPolicy): Promise<string> {
  const until = now().add({ minutes: policy.lockMinutes }).toString()
  return (await queries.lock(kind, key, until))?.locked_until ?? until
}

function lockedRefusal(kind: queries.LockKind, until: string): Refusal {
  const seconds = Math.max(1, Math.ceil(now().until(Temporal.Instant.from(until)).total('seconds')))
  const minutes = Math.ceil(seconds / 60)
  return new Refusal(
    'too-many',
    kind === 'account'
      ? `登录失败次数过多，该账户已锁定，请 ${minutes} 分钟后再试，或联系安全管理员解锁。`
      : `本网络地址登录失败次数过多，已暂停登录，请 ${minutes} 分钟后再试，或联系安全管理员解锁。`,
    { retryAfter: seconds, field: 'password' },
  )
}

/** The attempt failed; locks what has reached its limit. Answers whether the account is locked now. */
export async function fail(attempt: Attempt, policy: AccessPolicy): Promise<boolean> {
  for (const [kind, key] of keysOf(attempt)) {
    if (kind === 'account' ? attempt.left <= 1 : await isAtLimit(kind, key, policy))
      await lockNow(kind, key, policy)
  }
  return attempt.left <= 1
}

async function isAtLimit(kind: queries.LockKind, key: string, policy: AccessPolicy): Promise<boolean> {
  return (await queries.failuresOf(kind, key)) >= limitOf(kind, policy)
}

/** The attempt neither failed nor succeeded: the password was right, the second factor is still to come. */
export async function withdraw(attempt: Attempt): Promise<void> {
  for (const [kind, key] of keysOf(attempt)) await queries.takeBack(kind, key, 1)
}

/**
 * Forgets the failures of this account, and only them at the address: whoever has an account of his own cannot
 * use it to go on trying those of others.
 */
export async function succeed(attempt: Attempt): Promise<void> {
  const forgotten = await queries.release('account', attempt.account)
  if (attempt.source) await queries.takeBack('source', attempt.source, forgotten?.failures ?? 1)
}

export async function listLocks() {
  const moment = now().toString()
  const [accounts, sources] = await Promise.all([
    queries.lockedAccounts(moment),
    queries.locked('source', moment),
  ])
  return {
    accounts: accounts.map(({ id, name, locked_until }) => ({
      personId: id,
      personName: name,
      lockedUntil: locked_until!,
    })),
    sources: sources.map(({ key, locked_until }) => ({ source: key, lockedUntil: locked_until! })),
  }
}

export async function unlockPerson(personId: string, actor: Actor): Promise<{ done: true }> {
  demand(actor, 'people.guardAccess')
  return transaction(async () => {
    const person = await findPerson(personId)
    if (!person) throw new Refusal('not-found', '没有这个账户，请刷新后查看。')
    await queries.release('account', accountKey(person.sign_in_name))
    await audit({ action: 'people.unlock', object: personId }, actor)
    return { done: true } as const
  })
}

export async function unlockSource(source: string, actor: Actor): Promise<{ done: true }> {
  demand(actor, 'people.guardAccess')
  return transaction(async () => {
    await queries.release('source', source.includes('/') ? source : sourceKey(source))
    await audit({ action: 'people.unlockSource', detail: { source } }, actor)
    return { done: true } as const
  })
}

/** By the clock: keeps the table small however many names are tried. */
export async function forgetOldLocks(): Promise<void> {
  await queries.deleteOld(now().toString(), windowStart(await readPolicy()))
}
