import { createHmac, randomBytes } from 'node:crypto'
import { now, today } from '#kernel/clock.ts'
import { Refusal } from '#kernel/refusal.ts'
import * as queries from '../queries.ts'
import { limits, networkOf, type Purpose } from '../rules.ts'

/** Keys live for today and yesterday: a form that was opened before midnight is still good after it. */
const keptDays = 2

let kept: { day: string; key: Buffer } | null = null

/** Today's key, the same for all processes. */
export async function keyOfToday(): Promise<Buffer> {
  const day = today().toString()
  if (kept?.day !== day) kept = { day, key: await queries.keyOfDay(day, randomBytes(32)) }
  return kept.key
}

/** Keys under which something that is still good may have been signed, the newest first. */
export async function livingKeys(): Promise<Buffer[]> {
  const yesterday = await queries.findKey(today().subtract({ days: 1 }).toString())
  return yesterday ? [await keyOfToday(), yesterday] : [await keyOfToday()]
}

/**
 * Counts an attempt of a source, across all processes.
 * @throws {Refusal} `too-many`, with the seconds to wait.
 */
export async function countAttempt(purpose: Purpose, source: string | null): Promise<void> {
  const digest = await digestOfSource(source)
  await queries.addAttempt(digest, purpose, thisHour())
  await refuseAbove(purpose, digest, 0)
}

/** Refuses a source that has used up its attempts, without counting this one. */
export async function refuseExhausted(purpose: Purpose, source: string | null): Promise<void> {
  await refuseAbove(purpose, await digestOfSource(source), 1)
}

/** What the digests were made with goes, and with it every way back to an address. Runs every night. */
export async function forgetSources(): Promise<void> {
  kept = null
  const oldest = today().subtract({ days: keptDays - 1 })
  await queries.deleteBefore(oldest.toString(), oldest.toZonedDateTime('UTC').toInstant().toString())
}

const digestOfSource = async (source: string | null): Promise<Buffer> =>
  createHmac('sha256', await keyOfToday())
    .update(networkOf(source))
    .digest()

const thisHour = (): string => now().round({ smallestUnit: 'hour', roundingMode: 'floor' }).toString()

async function refuseAbove(purpose: Purpose, digest: Buffer, next: number): Promise<void> {
  const hour = thisHour()
  const counted = await queries.countAttempts(digest, purpose, hour)
  const { perHour, perDay } = limits[purpose]
  const what = purpose === 'submit' ? '提交意见' : '查询'
  if (counted.today + next > perDay) {
    throw new Refusal('too-many', `今天从您的网络${what}次数过多，请明天再来。`, { retryAfter: 3600 })
  }
  if (counted.hour + next > perHour) {
    const nextHour = Temporal.Instant.from(hour).add({ hours: 1 })
    const seconds = Math.ceil(nextHour.since(now()).total('seconds'))
    throw new Refusal('too-many', `从您的网络${what}过于频繁，请 ${Math.ceil(seconds / 60)} 分钟后再试。`, {
      retryAfter: seconds,
    })
  }
}
