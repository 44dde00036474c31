import { system } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import { updateCity } from '#modules/city/service.ts'
import type { completeSetup as contract } from '../contract/access.ts'
import { foldSignInName, type Role } from '../rules.ts'
import { refuseWeakPassword, storePassword } from './passwords.ts'
import { hasPersons } from './person-queries.ts'
import { insertAccount } from './persons.ts'
import { readPolicy, rulesInWords } from './policy.ts'
import { grantPost } from './posts.ts'
import { expireSetupLinks, findSetupLink, insertSetupLink, takeSetupLink } from './session-queries.ts'
import { newToken, tokenHash } from './sessions.ts'
import { createUnit } from './units.ts'

const linkHours = 24

/** Whoever has the link decides who the administrators are; so only a system without people gives one. */
const alreadySetUp = (): Refusal => new Refusal('gone', '本系统已完成初始化，请直接登录。')
const badLink = (): Refusal =>
  new Refusal('gone', '初始化链接已失效，请重新启动程序获取新的链接。', { field: 'token' })

/**
 * A token for the page of first set-up, good once and for a day; one made later makes it worthless. Null when there
 * are people already.
 */
export async function createSetupLink(): Promise<string | null> {
  if (await hasPersons()) return null
  return transaction(async () => {
    const token = newToken()
    const moment = now()
    await expireSetupLinks(moment.toString())
    await insertSetupLink({
      token_hash: tokenHash(token),
      created_at: moment.toString(),
      expires_at: moment.add({ hours: linkHours }).toString(),
    })
    await audit({ action: 'people.createSetupLink' }, system)
    return token
  })
}

export async function checkSetup(token: string): Promise<{ rules: string[] }> {
  if (await hasPersons()) throw alreadySetUp()
  if (!(await findSetupLink(tokenHash(token), now().toString()))) throw badLink()
  return { rules: rulesInWords(await readPolicy()) }
}

const places = [
  ['systemAdmin', 'system-admin'],
  ['securityAdmin', 'security-admin'],
  ['auditAdmin', 'audit-admin'],
] as const satisfies [string, Role][]

/**
 * Makes the first unit and three administrators, who are three persons; the only posts that no security administrator
 * has granted. Each changes his password and enrols his second factor at his first sign-in.
 */
export async function completeSetup(input: InputOf<typeof contract>): Promise<{ done: true }> {
  return transaction(async () => {
    if (!(await takeSetupLink(tokenHash(input.token), now().toString()))) {
      throw (await hasPersons()) ? alreadySetUp() : badLink()
    }
    if (await hasPersons()) throw alreadySetUp()
    refuseSamePersons(input)
    const unit = await createUnit(
      {
        ...input.unit,
        kind: 'government',
        parentId: null,
        regionCode: null,
        sortOrder: 0,
        canReport: true,
        validFrom: today().toString(),
        otherNames: [],
      },
      system,
    )
    await updateCity(
      {
        name: input.cityName,
        bareName: input.cityName.replace(/[市盟州县区旗]$/, ''),
        centreUnitId: unit.id,
      },
      system,
    )
    for (const [place, role] of places) {
      const { name, signInName, password } = input[place]
      await refuseWeakPassword(password, signInName, `${place}.password`)
      const personId = await insertAccount({ name, signInName }, system)
      await storePassword(personId, password, true)
      await grantPost({ personId, unitId: unit.id, role }, system)
    }
    await audit({ action: 'people.completeSetup', detail: { city: input.cityName } }, system)
    return { done: true } as const
  })
}

function refuseSamePersons(input: InputOf<typeof contract>): void {
  const seen = new Set<string>()
  for (const [place] of places) {
    const name = foldSignInName(input[place].signInName)
    if (seen.has(name)) {
      throw new Refusal('invalid', '三名管理员须为三个不同的人，登录名不能相同。', {
        field: `${place}.signInName`,
      })
    }
    seen.add(name)
  }
  const passwords = new Set(places.map(([place]) => input[place].password))
  if (passwords.size < places.length) {
    throw new Refusal('invalid', '三名管理员的口令不能相同。', { field: 'auditAdmin.password' })
  }
}
