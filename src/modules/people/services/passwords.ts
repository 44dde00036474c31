import { type Argon2Parameters, argon2, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'
import { now, zone } from '#kernel/clock.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { AccessPolicy } from '../contract/access.ts'
import { weaknessOf } from '../rules.ts'
import { isCommon } from './common-passwords.ts'
import * as queries from './credential-queries.ts'
import { readPolicy } from './policy.ts'

/** OWASP Password Storage Cheat Sheet: 19 MiB, two passes, one lane. About 25 ms on a small machine. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 }
const tagLength = 32

const derive = promisify(
  argon2 as (a: 'argon2id', p: Argon2Parameters, done: (e: Error | null, r: Buffer) => void) => void,
)

/** A PHC string: the parameters stand with the hash, so that they can be raised later. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const tag = await derive('argon2id', { message: password, nonce, tagLength, ...cost })
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(nonce)}$${unpadded(tag)}`
}

const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

export async function isPassword(password: string, hash: string): Promise<boolean> {
  const [, , , parameters, salt, tag] = hash.split('$')
  const [memory, passes, parallelism] = (parameters ?? '').split(',').map((part) => Number(part.slice(2)))
  if (!memory || !passes || !parallelism || !salt || !tag) throw new Error('unreadable password hash')
  const expected = Buffer.from(tag, 'base64')
  const given = await derive('argon2id', {
    message: password,
    nonce: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
    memory,
    passes,
    parallelism,
  })
  return timingSafeEqual(given, expected)
}

let dummy: Promise<string> | null = null

/**
 * Whether this is the account's password; for an account that does not exist or has none it works as long, so
 * that the time of an answer tells nobody which names exist.
 */
export async function checkPassword(personId: string | null, password: string): Promise<boolean> {
  const credential = personId ? await queries.findCredential(personId) : undefined
  dummy ??= hashPassword(randomBytes(16).toString('hex'))
  const hash = credential?.password_hash ?? (await dummy)
  const isRight = (await isPassword(password, hash)) && credential !== undefined
  if (isRight && personId && !hash.includes(`$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`)) {
    await queries.replaceHash(personId, hash, await hashPassword(password))
  }
  return isRight
}

/** @throws Refusal `invalid` on `field` with what is wrong with the password */
export async function refuseWeakPassword(
  password: string,
  signInName: string,
  field = 'password',
): Promise<void> {
  const weakness =
    weaknessOf(password, signInName, await readPolicy()) ??
    (isCommon(password) ? '这个口令太常见，容易被猜中，请更换。' : null)
  if (weakness) throw new Refusal('invalid', weakness, { field })
}

/** Stores a password without asking whether it is good. */
export async function storePassword(personId: string, password: string, mustChange: boolean): Promise<void> {
  const before = await queries.findCredential(personId)
  const { historyCount } = await readPolicy()
  await queries.saveCredential({
    person_id: personId,
    password_hash: await hashPassword(password),
    must_change: mustChange,
    changed_at: now().toString(),
    former_hashes: before ? [before.password_hash, ...before.former_hashes].slice(0, historyCount) : [],
  })
}

/** A person's own choice: good, and none of his last. */
export async function choosePassword(
  person: { id: string; signInName: string },
  password: string,
): Promise<void> {
  await refuseWeakPassword(password, person.signInName)
  const before = await queries.findCredential(person.id)
  const { historyCount } = await readPolicy()
  for (const hash of before ? [before.password_hash, ...before.former_hashes.slice(0, historyCount)] : []) {
    if (await isPassword(password, hash)) {
      throw new Refusal('invalid', `不能与当前口令或最近 ${historyCount} 个口令相同，请更换。`, {
        field: 'password',
      })
    }
  }
  await storePassword(person.id, password, false)
}

/** Why the password must be changed now; null when it need not. */
export async function reasonToChange(personId: string, policy: AccessPolicy): Promise<string | null> {
  const credential = await queries.findCredential(personId)
  if (!credential || credential.must_change) return '首次登录或口令重置后，须先设置本人的口令。'
  const until = lastDayOf(credential.changed_at, policy)
  const day = now().toZonedDateTimeISO(zone).toPlainDate()
  if (until && Temporal.PlainDate.compare(day, until) > 0)
    return `口令使用已超过 ${policy.maximumDays} 天，请更换。`
  return null
}

/** Last day on which a password may be used; null where the policy sets none. */
export function lastDayOf(changedAt: string, policy: AccessPolicy): Temporal.PlainDate | null {
  if (policy.maximumDays === 0) return null
  return Temporal.Instant.from(changedAt)
    .toZonedDateTimeISO(zone)
    .toPlainDate()
    .add({ days: policy.maximumDays })
}

export async function passwordUntil(personId: string): Promise<string | null> {
  const credential = await queries.findCredential(personId)
  return (credential && lastDayOf(credential.changed_at, await readPolicy())?.toString()) ?? null
}

/** Without letters and digits that look alike on paper. */
const kinds = ['ABCDEFGHJKLMNPQRSTUVWXYZ', 'abcdefghijkmnpqrstuvwxyz', '23456789', '#%+=?@']

/** A password to be told once and changed at the first sign-in; as strong as the policy asks. */
export async function temporaryPassword(): Promise<string> {
  const policy = await readPolicy()
  const length = Math.max(12, policy.minimumLength)
  for (;;) {
    const password = Array.from({ length }, () => pick(kinds.join(''))).join('')
    if (kinds.every((kind) => [...kind].some((character) => password.includes(character)))) {
      if (!weaknessOf(password, '', policy) && !isCommon(password)) return password
    }
  }
}

const pick = (characters: string): string => characters[randomInt(characters.length)]!
