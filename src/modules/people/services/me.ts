import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Me } from '../contract/access.ts'
import { passwordUntil } from './passwords.ts'
import { findPerson } from './person-queries.ts'
import { currentPostsOf } from './posts.ts'
import { hasSecondFactor, needsSecondFactor } from './second-factor.ts'
import { idleMinutes, signInAgain } from './sessions.ts'
import { findUnit } from './unit-queries.ts'

/** Who is signed in, in which post, and what he may do. */
export async function currentPerson(actor: Actor): Promise<Me> {
  if (!actor.personId || !actor.unitId) throw new Refusal('not-signed-in', '请先登录。')
  const [person, posts, unit] = [
    await findPerson(actor.personId),
    await currentPostsOf(actor.personId),
    await findUnit(actor.unitId),
  ]
  const post = posts.find(({ id }) => id === actor.postId)
  if (!person || !post || !unit) throw signInAgain()
  return {
    personId: person.id,
    name: person.name,
    signInName: person.sign_in_name,
    post,
    posts,
    unit: { id: unit.id, fullName: unit.full_name, shortName: unit.short_name, regionCode: unit.region_code },
    permissions: [...actor.permissions].sort(),
    hasSecondFactor: await hasSecondFactor(person.id),
    secondFactorRequired: await needsSecondFactor(person.id),
    passwordUntil: await passwordUntil(person.id),
    idleMinutes: idleMinutes(),
  }
}
