import { type Actor, system } from '#kernel/actor.ts'
import { updateCity } from '#modules/city/service.ts'
import {
  actorOf,
  addUnitName,
  completeSetup,
  createCollective,
  createPerson,
  createSetupLink,
  createUnit,
  endUnit,
  grantPost,
  listPosts,
  listUnits,
  setPassword,
} from '#modules/people/service.ts'
import { city } from '../city.ts'
import { type DemoPerson, type DemoRole, people } from '../people.ts'
import { collectives, type DemoUnit, dissolvedUnits, units } from '../units.ts'

/** Code of the unit that runs the platform. */
export const centreCode = 'DDZX'

/** Who acts in the sample city: by unit code and role. */
export interface Cast {
  unitIds: ReadonlyMap<string, string>
  inRole: (unitCode: string, role: DemoRole, place?: number) => Actor
}

/** Sets the city up as its three administrators would: units, names, collectives, people and posts. */
export async function loadPeople(password: string): Promise<void> {
  const admins = (['system-admin', 'security-admin', 'audit-admin'] as const).map((role) => holderOf(role))
  const [systemAdmin, securityAdmin, auditAdmin] = admins.map(({ name, signInName }, i) => ({
    name,
    signInName,
    // Three administrators may not start with the same password; the sample city's own is set below.
    password: `${password}${i}`,
  })) as [First, First, First]
  const centre = units.find((unit) => unit.code === centreCode)!
  const token = await createSetupLink()
  await completeSetup({
    token: token!,
    cityName: city.name,
    unit: { code: centre.code, fullName: centre.fullName, shortName: centre.shortName },
    systemAdmin,
    securityAdmin,
    auditAdmin,
  })
  const [manager, security] = await administrators()
  const unitIds = await loadUnits(manager)
  await updateCity(
    {
      name: city.name,
      bareName: city.bareName,
      portalTitle: city.portalTitle,
      workspaceTitle: city.workspaceTitle,
      brand: city.brand,
      brandMeaning: [...city.brandMeaning],
      documentNumberPrefix: city.documentNumberPrefix,
      issuingOffice: city.issuingBody,
      hotline: city.hotline,
      centreUnitId: unitIds.get(centreCode)!,
    },
    system,
  )
  await loadPersons(unitIds, manager, security, password, new Set(admins.map((admin) => admin.signInName)))
}

interface First {
  name: string
  signInName: string
  password: string
}

const holderOf = (role: DemoRole): DemoPerson =>
  people.find((person) => person.posts.some((post) => post.role === role))!

async function administrators(): Promise<[Actor, Actor]> {
  const [manager] = await listPosts({ role: 'system-admin' })
  const [security] = await listPosts({ role: 'security-admin' })
  return [await actorOf(manager!.id), await actorOf(security!.id)]
}

async function loadUnits(manager: Actor): Promise<Map<string, string>> {
  const present = await listUnits()
  const ids = new Map(present.map((unit) => [unit.code, unit.id]))
  const all: DemoUnit[] = [...units, ...dissolvedUnits]
  for (const [i, unit] of parentsFirst(all).entries()) {
    if (!ids.has(unit.code)) {
      const made = await createUnit(
        {
          code: unit.code,
          fullName: unit.fullName,
          shortName: unit.shortName,
          kind: unit.kind,
          parentId: unit.parentCode ? (ids.get(unit.parentCode) ?? null) : null,
          regionCode: unit.regionCode,
          sortOrder: i,
          canReport: true,
          validFrom: unit.validFrom,
          otherNames: [...unit.otherNames],
        },
        manager,
      )
      ids.set(unit.code, made.id)
    } else {
      for (const name of unit.otherNames)
        await addUnitName({ id: ids.get(unit.code)!, name, kind: 'other' }, manager)
    }
    for (const former of unit.formerNames) {
      await addUnitName(
        { id: ids.get(unit.code)!, name: former.name, kind: 'former', until: former.until },
        manager,
      )
    }
  }
  for (const unit of dissolvedUnits) {
    await endUnit(
      { id: ids.get(unit.code)!, lastDay: unit.validTo, successorId: ids.get(unit.successorCode)! },
      manager,
    )
  }
  for (const { name, otherNames, memberCodes, validFrom } of collectives) {
    const unitIds = memberCodes.map((code) => ids.get(code)!)
    await createCollective({ name, otherNames: [...otherNames], unitIds, validFrom }, manager)
  }
  return ids
}

function parentsFirst(list: readonly DemoUnit[]): DemoUnit[] {
  const depthOf = (unit: DemoUnit): number => {
    const parent = list.find((other) => other.code === unit.parentCode)
    return parent ? depthOf(parent) + 1 : 0
  }
  return list.toSorted((a, b) => depthOf(a) - depthOf(b))
}

async function loadPersons(
  unitIds: ReadonlyMap<string, string>,
  manager: Actor,
  security: Actor,
  password: string,
  present: ReadonlySet<string>,
): Promise<void> {
  for (const person of people) {
    if (present.has(person.signInName)) continue
    const made = await createPerson(
      { name: person.name, signInName: person.signInName, phone: person.phone },
      manager,
    )
    await setPassword({ personId: made.person.id, password, mustChange: false }, system)
    for (const { unitCode, role, title } of person.posts) {
      await grantPost({ personId: made.person.id, unitId: unitIds.get(unitCode)!, role, title }, security)
    }
  }
  for (const role of ['system-admin', 'security-admin', 'audit-admin'] as const) {
    const [post] = await listPosts({ role })
    await setPassword({ personId: post!.personId, password, mustChange: false }, system)
  }
}

/** Finds everybody again who acts in the history. */
export async function castOf(): Promise<Cast> {
  const unitIds = new Map((await listUnits()).map((unit) => [unit.code, unit.id]))
  const actors = new Map<string, Actor[]>()
  for (const post of await listPosts({})) {
    const code = [...unitIds].find(([, id]) => id === post.unitId)?.[0]
    const key = `${code} ${post.role}`
    actors.set(key, [...(actors.get(key) ?? []), await actorOf(post.id)])
  }
  return {
    unitIds,
    inRole: (unitCode, role, place = 0) => {
      const list = actors.get(`${unitCode} ${role}`)
      if (!list) throw new Error(`the sample city has no ${role} in ${unitCode}`)
      return list[place % list.length]!
    },
  }
}
