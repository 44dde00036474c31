import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { Refusal } from '#kernel/refusal.ts'
import { beginAttempt, fail, succeed } from './locks.ts'
import { checkPassword } from './passwords.ts'
import { findPerson } from './person-queries.ts'
import { readPolicy } from './policy.ts'

/**
 * Asks for the password once more before something weighty, so that a screen left alone is not enough. Failures
 * count towards the lock like those at sign-in. Must not run inside a transaction: a refusal would take the count back.
 */
export async function confirmIdentity(
  personId: string,
  password: string,
  actor: Actor,
  field = 'password',
): Promise<void> {
  const person = await findPerson(personId)
  if (!person) throw new Refusal('not-signed-in', '登录已过期，请重新登录。')
  const policy = await readPolicy()
  const attempt = await beginAttempt(person.sign_in_name, actor.source, policy)
  if (await checkPassword(personId, password)) {
    await succeed(attempt)
    return
  }
  await fail(attempt, policy)
  await audit({ action: 'people.confirmIdentity', object: personId, succeeded: false }, actor)
  throw new Refusal('invalid', `当前口令不正确，还可尝试 ${Math.max(0, attempt.left - 1)} 次。`, { field })
}
