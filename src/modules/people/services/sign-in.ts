import { type Actor, visitor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { SignInAnswer } from '../contract/access.ts'
import { foldSignInName } from '../rules.ts'
import { confirmIdentity } from './identity.ts'
import { type Attempt, beginAttempt, fail, succeed, withdraw } from './locks.ts'
import { currentPerson } from './me.ts'
import { checkPassword, choosePassword, reasonToChange } from './passwords.ts'
import { demandSession } from './permitting.ts'
import { findBySignInName, findPerson } from './person-queries.ts'
import { readPolicy, rulesInWords } from './policy.ts'
import { actorOf, currentPostsOf } from './posts.ts'
import {
  checkSecondFactor,
  confirmDraft,
  draftSecondFactor,
  hasSecondFactor,
  needsSecondFactor,
} from './second-factor.ts'
import { findSession, lastPostOf, type Stage } from './session-queries.ts'
import { endSessions } from './session-store.ts'
import { type Caller, openSession, signInAgain, tokenHash } from './sessions.ts'

/** What the browser is told, and the token that its cookie gets; null: no cookie yet. */
export interface SignInResult {
  answer: SignInAnswer
  token: string | null
}

/**
 * Name and password, and the code of the second factor where there is one. Not inside a transaction: a refusal must
 * leave its count behind.
 * @throws Refusal `too-many` while locked; `invalid` for a wrong name, password or code, in words that do not tell
 * which names exist
 */
export async function signIn(
  input: { signInName: string; password: string; secondFactor?: string | undefined },
  caller: Caller,
): Promise<SignInResult> {
  const policy = await readPolicy()
  const attempt = await beginAttempt(input.signInName, caller.source, policy)
  const person = await findBySignInName(foldSignInName(input.signInName))
  const isRight = await checkPassword(person?.id ?? null, input.password)
  if (!isRight || !person?.is_active) {
    throw await failed(attempt, person?.id ?? null, 'password', '登录名或口令不正确', caller)
  }
  if (await hasSecondFactor(person.id)) {
    if (!input.secondFactor) {
      await withdraw(attempt)
      return { answer: { state: 'second-factor-needed' }, token: null }
    }
    if (!(await checkSecondFactor(person.id, input.secondFactor))) {
      throw await failed(attempt, person.id, 'secondFactor', '动态码不正确或已用过', caller)
    }
  }
  await succeed(attempt)
  if ((await currentPostsOf(person.id)).length === 0) {
    await audit(
      { action: 'people.signIn', object: person.id, succeeded: false, detail: { reason: 'no post' } },
      visitor(caller.source),
    )
    throw new Refusal('forbidden', '您的账户还没有岗位，请联系安全管理员授予岗位后登录。')
  }
  const reason = await reasonToChange(person.id, policy)
  if (reason) {
    const ticket = await openSession({ personId: person.id, postId: null, stage: 'password-change' }, caller)
    return {
      answer: { state: 'password-change-needed', ticket, reason, rules: rulesInWords(policy) },
      token: null,
    }
  }
  return enrolOrEnter(person.id, caller)
}

async function failed(
  attempt: Attempt,
  personId: string | null,
  field: 'password' | 'secondFactor',
  sentence: string,
  caller: Caller,
): Promise<Refusal> {
  const policy = await readPolicy()
  const isLocked = await fail(attempt, policy)
  const detail = { reason: field, locked: isLocked }
  await audit({ action: 'people.signIn', object: personId, succeeded: false, detail }, visitor(caller.source))
  const outlook = isLocked
    ? `该账户已锁定 ${policy.lockMinutes} 分钟，如需尽快登录请联系安全管理员`
    : `还可尝试 ${attempt.left - 1} 次`
  return new Refusal('invalid', `${sentence}，${outlook}。`, { field })
}

/** The step after the password: an administrator without a second factor gets one before he gets in. */
async function enrolOrEnter(personId: string, caller: Caller): Promise<SignInResult> {
  if ((await needsSecondFactor(personId)) && !(await hasSecondFactor(personId))) {
    const enrolment = await draftSecondFactor(personId)
    const ticket = await openSession({ personId, postId: null, stage: 'enrolment' }, caller)
    return { answer: { state: 'second-factor-enrolment-needed', ticket, ...enrolment }, token: null }
  }
  return enter(personId, caller)
}

async function enter(personId: string, caller: Caller): Promise<SignInResult> {
  return transaction(async () => {
    const posts = await currentPostsOf(personId)
    const last = await lastPostOf(personId)
    const post = posts.find(({ id }) => id === last) ?? posts[0]
    if (!post) throw new Refusal('forbidden', '您的账户还没有岗位，请联系安全管理员授予岗位后登录。')
    const token = await openSession({ personId, postId: post.id, stage: 'full' }, caller)
    const session = await findSession(tokenHash(token))
    const actor: Actor = { ...(await actorOf(post.id)), source: caller.source, sessionId: session!.id }
    await audit({ action: 'people.signIn', object: personId }, actor)
    return { answer: { state: 'signed-in', me: await currentPerson(actor) }, token }
  })
}

/** Whose step of a sign-in this ticket is; a ticket is good for one step and ten minutes. */
async function holderOf(ticket: string, stage: Stage) {
  const session = await findSession(tokenHash(ticket))
  if (
    session?.stage !== stage ||
    Date.parse(session.expires_at) <= now().epochMilliseconds ||
    !session.is_active
  ) {
    throw signInAgain()
  }
  return session
}

export async function changeFirstPassword(
  input: { ticket: string; password: string },
  caller: Caller,
): Promise<SignInResult> {
  return transaction(async () => {
    const session = await holderOf(input.ticket, 'password-change')
    await choosePassword({ id: session.person_id, signInName: session.sign_in_name }, input.password)
    await endSessions({ personId: session.person_id }, '口令已更换')
    await audit({ action: 'people.changePassword', object: session.person_id }, visitor(caller.source))
    return enrolOrEnter(session.person_id, caller)
  })
}

export async function confirmFirstFactor(
  input: { ticket: string; code: string },
  caller: Caller,
): Promise<SignInResult> {
  return transaction(async () => {
    const session = await holderOf(input.ticket, 'enrolment')
    const recoveryCodes = await confirmDraft(session.person_id, input.code)
    await endSessions({ personId: session.person_id }, '已绑定动态码')
    await audit({ action: 'people.confirmSecondFactor', object: session.person_id }, visitor(caller.source))
    const entered = await enter(session.person_id, caller)
    if (entered.answer.state !== 'signed-in') return entered
    return { ...entered, answer: { ...entered.answer, recoveryCodes } }
  })
}

/** All sign-ins of the person end; this one goes on under a new token. */
export async function changePassword(
  input: { currentPassword: string; password: string },
  actor: Actor,
  caller: Caller,
): Promise<string> {
  const { personId } = demandSession(actor)
  await confirmIdentity(personId, input.currentPassword, actor, 'currentPassword')
  return transaction(async () => {
    const person = await findPerson(personId)
    await choosePassword({ id: personId, signInName: person!.sign_in_name }, input.password)
    await endSessions({ personId }, '口令已更换')
    await audit({ action: 'people.changePassword', object: personId }, actor)
    return openSession({ personId, postId: actor.postId, stage: 'full' }, caller)
  })
}
