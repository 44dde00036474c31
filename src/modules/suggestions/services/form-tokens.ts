import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import { now } from '#kernel/clock.ts'
import { keyOfToday, livingKeys } from './sources.ts'

/** Nobody reads the page, chooses a kind and writes a sentence in less; a program does. */
const shortestSeconds = 3
/** A form that was left open longer is shown again with a fresh token; what was written stays. */
const longestSeconds = 24 * 3600

export type TokenFault = 'forged' | 'too-quick' | 'too-old'

/**
 * A token for one opened form: when it was opened, a number of its own, and a signature. It stands in the form
 * instead of a cookie. Posted twice (a double click, a reload), it names the same submission.
 */
export async function openForm(): Promise<string> {
  const said = `${Math.floor(now().epochMilliseconds / 1000).toString(36)}.${randomBytes(12).toString('base64url')}`
  return `${said}.${signature(await keyOfToday(), said)}`
}

/** Why a posted token is no good; null when it is good. */
export async function faultOfToken(token: string): Promise<TokenFault | null> {
  const [opened, nonce, given] = token.split('.')
  if (!opened || !nonce || !given || token.length > 120) return 'forged'
  const keys = await livingKeys()
  if (!keys.some((key) => same(signature(key, `${opened}.${nonce}`), given))) return 'forged'
  const seconds = now().epochMilliseconds / 1000 - Number.parseInt(opened, 36)
  if (seconds < shortestSeconds) return 'too-quick'
  return seconds > longestSeconds ? 'too-old' : null
}

const signature = (key: Buffer, said: string): string =>
  createHmac('sha256', key).update(`form ${said}`).digest('base64url')

function same(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}
