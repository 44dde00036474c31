import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now, today } from '#kernel/clock.ts'
import { brokenConstraint, transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Collective } from '../contract/units.ts'
import { demand } from './permitting.ts'
import * as queries from './unit-queries.ts'

export async function listCollectives(): Promise<Collective[]> {
  const [rows, members] = await Promise.all([queries.allCollectives(), queries.allMembers()])
  const byCollective = Map.groupBy(members, (member) => member.collective_id)
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    otherNames: row.other_names,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    members: (byCollective.get(row.id) ?? []).map((member) => ({
      unitId: member.unit_id,
      shortName: member.short_name,
      validFrom: member.valid_from,
      validUntil: member.valid_until,
    })),
  }))
}

async function getCollective(id: string): Promise<Collective> {
  const found = (await listCollectives()).find((collective) => collective.id === id)
  if (!found) throw new Refusal('not-found', '没有这个统称，可能已被删除，请刷新后查看。')
  return found
}

interface Fields {
  name: string
  otherNames: string[]
  unitIds: string[]
}

export async function createCollective(
  input: Fields & { validFrom: string },
  actor: Actor,
): Promise<Collective> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    await queries.lockUnits()
    const id = randomUUID()
    await refuseTakenNames(null, input)
    await refuseUnknownUnits(input.unitIds)
    await sayingWhich(() =>
      queries.insertCollective({
        id,
        name: input.name,
        other_names: [...new Set(input.otherNames)],
        valid_from: input.validFrom,
        updated_at: now().toString(),
        updated_by: actor.label,
      }),
    )
    await addMembers(id, new Set(input.unitIds), input.validFrom)
    await audit({ action: 'people.createCollective', object: id, detail: { name: input.name } }, actor)
    return getCollective(id)
  })
}

/** Members change from a day on: papers of earlier days are read with the members of their day. */
export async function updateCollective(
  input: Fields & { id: string; from: string },
  actor: Actor,
): Promise<Collective> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    await queries.lockUnits()
    const before = await getCollective(input.id)
    if (input.from < before.validFrom) {
      throw new Refusal('invalid', `变更日期不能早于统称启用日期（${before.validFrom}）。`, { field: 'from' })
    }
    await refuseTakenNames(input.id, input)
    await refuseUnknownUnits(input.unitIds)
    await sayingWhich(() =>
      queries.changeCollective(input.id, {
        name: input.name,
        other_names: [...new Set(input.otherNames)],
        updated_at: now().toString(),
        updated_by: actor.label,
      }),
    )
    const wanted = new Set(input.unitIds)
    const open = (await queries.allMembers()).filter(
      (member) =>
        member.collective_id === input.id &&
        (member.valid_until === null || member.valid_until >= input.from),
    )
    // What begins on or after the day is replaced; what began earlier and stays is left alone.
    const replaced = open.filter((member) => member.valid_from >= input.from)
    const earlier = open.filter((member) => member.valid_from < input.from)
    const leaving = earlier.filter((member) => !wanted.has(member.unit_id) || member.valid_until !== null)
    const lastDay = Temporal.PlainDate.from(input.from).subtract({ days: 1 }).toString()
    if (replaced.length > 0) await queries.deleteMembers(replaced.map(({ id }) => id))
    if (leaving.length > 0)
      await queries.endMembers(
        leaving.map(({ id }) => id),
        lastDay,
      )
    for (const member of earlier) if (!leaving.includes(member)) wanted.delete(member.unit_id)
    await addMembers(input.id, wanted, input.from)
    await audit({ action: 'people.updateCollective', object: input.id, detail: { ...input } }, actor)
    return getCollective(input.id)
  })
}

export async function endCollective(
  input: { id: string; lastDay: string },
  actor: Actor,
): Promise<{ done: true }> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    const before = await getCollective(input.id)
    if (input.lastDay < before.validFrom) {
      throw new Refusal('invalid', `最后一日不能早于统称启用日期（${before.validFrom}）。`, {
        field: 'lastDay',
      })
    }
    await queries.changeCollective(input.id, {
      valid_until: input.lastDay,
      updated_at: now().toString(),
      updated_by: actor.label,
    })
    await audit(
      { action: 'people.endCollective', object: input.id, detail: { lastDay: input.lastDay } },
      actor,
    )
    return { done: true } as const
  })
}

const addMembers = async (collectiveId: string, unitIds: Set<string>, from: string): Promise<void> => {
  if (unitIds.size === 0) return
  await queries.insertMembers(
    [...unitIds].map((unitId) => ({
      id: randomUUID(),
      collective_id: collectiveId,
      unit_id: unitId,
      valid_from: from,
      valid_until: null,
    })),
  )
}

async function refuseTakenNames(id: string | null, { name, otherNames }: Fields): Promise<void> {
  const asked = new Set([name, ...otherNames])
  for (const other of await listCollectives()) {
    if (other.id === id || (other.validUntil && other.validUntil < today().toString())) continue
    const taken = [other.name, ...other.otherNames].find((each) => asked.has(each))
    if (taken)
      throw new Refusal('conflict', `“${taken}”已是统称“${other.name}”的名称，请更换。`, { field: 'name' })
  }
}

async function refuseUnknownUnits(unitIds: string[]): Promise<void> {
  const known = new Set((await queries.allUnits()).map(({ id }) => id))
  if (!unitIds.every((id) => known.has(id))) {
    throw new Refusal('invalid', '所选单位中有不存在的单位，请重新选择。', { field: 'unitIds' })
  }
}

async function sayingWhich(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    if (brokenConstraint(error) === 'collective_name_key') {
      throw new Refusal('conflict', '这个统称已登记过（含已停用的），请更换。', { field: 'name' })
    }
    throw error
  }
}
