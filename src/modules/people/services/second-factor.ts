import { createHash, randomBytes } from 'node:crypto'
import { Secret, TOTP } from 'otpauth'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now, worldNow } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import { getCity } from '#modules/city/service.ts'
import { isAdministrator } from '../rules.ts'
import * as queries from './credential-queries.ts'
import { confirmIdentity } from './identity.ts'
import { demand, demandSession } from './permitting.ts'
import { findPerson } from './person-queries.ts'
import { readPolicy } from './policy.ts'
import { currentPostsOf } from './posts.ts'
import { seal, unseal } from './sealing.ts'
import { endSessions } from './session-store.ts'

/** RFC 6238 as every authenticator app understands it. */
const form = { algorithm: 'SHA1', digits: 6, period: 30 }
const recoveryCodes = 10

const context = (personId: string): string => `people.second_factor.secret:${personId}`

export async function hasSecondFactor(personId: string): Promise<boolean> {
  return ((await queries.findFactor(personId))?.confirmed_at ?? null) !== null
}

/** Administrators always; everybody, if the security administrator has decided so. */
export async function needsSecondFactor(personId: string): Promise<boolean> {
  if ((await readPolicy()).everybodyNeedsSecondFactor) return true
  return (await currentPostsOf(personId)).some(({ role }) => isAdministrator(role))
}

export interface Enrolment {
  /** To be typed in by hand, in base 32. */
  secret: string
  /** `otpauth://…`, to be shown as a QR code. */
  uri: string
}

/** A new key; it counts from the moment that `confirm` has seen a code of it. */
export async function draftSecondFactor(personId: string): Promise<Enrolment> {
  const person = await findPerson(personId)
  if (!person) throw new Refusal('not-found', '没有这个账户。')
  const totp = new TOTP({
    ...form,
    issuer: (await getCity()).workspaceTitle,
    label: person.sign_in_name,
    secret: new Secret({ size: 20 }),
  })
  const drafted = await queries.draftFactor({
    person_id: personId,
    secret_sealed: await seal(totp.secret.base32, context(personId)),
    created_at: now().toString(),
  })
  if (!drafted) throw new Refusal('conflict', '已绑定动态码；如需更换，请先解除原绑定。')
  return { secret: totp.secret.base32, uri: totp.toString() }
}

async function isCodeOf(personId: string, sealed: string, code: string): Promise<boolean> {
  if (!/^\d{6}$/.test(code)) return false
  const totp = new TOTP({ ...form, secret: Secret.fromBase32(await unseal(sealed, context(personId))) })
  const timestamp = worldNow().epochMilliseconds
  // One step to either side: clocks of phones go wrong.
  const delta = totp.validate({ token: code, timestamp, window: 1 })
  if (delta === null) return false
  return queries.takeStep(personId, Math.floor(timestamp / 1000 / form.period) + delta)
}

/** A code of the app, or one of the recovery codes, each of which works once. */
export async function checkSecondFactor(personId: string, code: string): Promise<boolean> {
  const factor = await queries.findFactor(personId)
  if (!factor?.confirmed_at) return false
  if (await isCodeOf(personId, factor.secret_sealed, code)) return true
  return queries.takeRecoveryHash(personId, recoveryHash(code))
}

/** The first code proves that the app has the key. Answers the recovery codes, which are shown this once. */
export async function confirmDraft(personId: string, code: string): Promise<string[]> {
  const factor = await queries.findFactor(personId)
  if (!factor || factor.confirmed_at) throw new Refusal('conflict', '没有待确认的动态码绑定，请重新绑定。')
  if (!(await isCodeOf(personId, factor.secret_sealed, code))) {
    throw new Refusal('invalid', '动态码不正确，请核对手机时间后填写最新的 6 位数字。', { field: 'code' })
  }
  const codes = Array.from({ length: recoveryCodes }, newRecoveryCode)
  await queries.confirmFactor(personId, now().toString(), codes.map(recoveryHash))
  return codes
}

/** Ten signs of base 32: 50 bits, so a plain digest is enough. */
function newRecoveryCode(): string {
  const text = new Secret({ buffer: new Uint8Array(randomBytes(7)).buffer }).base32.slice(0, 10)
  return `${text.slice(0, 5)}-${text.slice(5)}`
}

const recoveryHash = (code: string): string =>
  createHash('sha256')
    .update(code.toUpperCase().replace(/[^A-Z2-7]/g, ''))
    .digest('hex')

export async function enrolSecondFactor(password: string, actor: Actor): Promise<Enrolment> {
  const { personId } = demandSession(actor)
  await confirmIdentity(personId, password, actor)
  return transaction(async () => {
    const enrolment = await draftSecondFactor(personId)
    await audit({ action: 'people.enrolSecondFactor', object: personId }, actor)
    return enrolment
  })
}

/** All other sign-ins of the person end. */
export async function confirmSecondFactor(code: string, actor: Actor): Promise<{ recoveryCodes: string[] }> {
  const { personId, sessionId } = demandSession(actor)
  return transaction(async () => {
    const codes = await confirmDraft(personId, code)
    await endSessions({ personId, except: sessionId }, '已绑定动态码')
    await audit({ action: 'people.confirmSecondFactor', object: personId }, actor)
    return { recoveryCodes: codes }
  })
}

export async function disableSecondFactor(
  input: { password: string; code: string },
  actor: Actor,
): Promise<{ done: true }> {
  const { personId, sessionId } = demandSession(actor)
  if (await needsSecondFactor(personId)) throw new Refusal('forbidden', '您的岗位必须使用动态码，不能解除。')
  await confirmIdentity(personId, input.password, actor)
  if (!(await checkSecondFactor(personId, input.code))) {
    throw new Refusal('invalid', '动态码不正确，请填写最新的 6 位数字。', { field: 'code' })
  }
  return transaction(async () => {
    await queries.deleteFactor(personId)
    await endSessions({ personId, except: sessionId }, '已解除动态码')
    await audit({ action: 'people.disableSecondFactor', object: personId }, actor)
    return { done: true } as const
  })
}

/** For somebody who has lost his phone and his recovery codes; he is signed out and enrols anew where he must. */
export async function resetSecondFactor(personId: string, actor: Actor): Promise<{ done: true }> {
  demand(actor, 'people.guardAccess')
  if (actor.personId === personId)
    throw new Refusal('forbidden', '不能清除本人的动态码绑定，请由其他安全管理员办理。')
  return transaction(async () => {
    if (!(await queries.deleteFactor(personId))) throw new Refusal('not-found', '此人没有绑定动态码。')
    await endSessions({ personId }, '动态码绑定已清除')
    await audit({ action: 'people.resetSecondFactor', object: personId }, actor)
    return { done: true } as const
  })
}
