import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { UnitDetail } from '../contract/units.ts'
import { demand } from './permitting.ts'
import { unitsChanged } from './unit-labels.ts'
import * as queries from './unit-queries.ts'
import { getUnit } from './unit-reading.ts'

export async function addUnitName(
  input: { id: string; name: string; kind: 'other' | 'former'; until?: string | null },
  actor: Actor,
): Promise<UnitDetail> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    const unit = await getUnit(input.id)
    if ([unit.fullName, unit.shortName].includes(input.name)) {
      throw new Refusal('conflict', `“${input.name}”已是${unit.shortName}的现用名称。`, { field: 'name' })
    }
    if (!(await addName(unit.id, input.name, input.kind, input.until ?? null, actor))) {
      throw new Refusal('conflict', `“${input.name}”已登记为${unit.shortName}的名称。`, { field: 'name' })
    }
    await audit(
      { action: 'people.addUnitName', object: unit.id, detail: { name: input.name, kind: input.kind } },
      actor,
    )
    unitsChanged(unit.id)
    return getUnit(unit.id)
  })
}

export async function removeUnitName(
  input: { id: string; nameId: string },
  actor: Actor,
): Promise<UnitDetail> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    const removed = await queries.deleteUnitName(input.id, input.nameId)
    if (!removed) throw new Refusal('not-found', '没有这个名称，可能已被删除，请刷新后查看。')
    await audit({ action: 'people.removeUnitName', object: input.id, detail: { name: removed.name } }, actor)
    unitsChanged(input.id)
    return getUnit(input.id)
  })
}

/**
 * Learns by what name a paper calls a unit; asked of a person once and used again from then on. The caller has
 * asked whether this person may decide it.
 * @throws Refusal `conflict` when another unit of today is called so: one name cannot mean two units
 */
export async function rememberAlias(unitId: string, name: string, actor: Actor): Promise<void> {
  const alias = name.trim()
  if (alias.length < 2 || alias.length > 100) {
    throw new Refusal('invalid', '单位名称须为 2 至 100 个字。', { field: 'name' })
  }
  await transaction(async () => {
    await queries.lockUnits()
    await getUnit(unitId)
    // A former name of another unit does not stand in the way: duties move, and names with them.
    const others = (await queries.unitsCalled(alias, today().toString())).filter(
      (unit) =>
        unit.id !== unitId && (unit.kind !== 'former' || [unit.full_name, unit.short_name].includes(alias)),
    )
    if (others[0]) {
      throw new Refusal(
        'conflict',
        `“${alias}”已是${others[0].short_name}的名称，不能再对应其他单位；如登记有误，请联系系统管理员更正。`,
        { field: 'name' },
      )
    }
    if ((await queries.unitsCalled(alias, today().toString())).some((unit) => unit.id === unitId)) return
    await addName(unitId, alias, 'alias', null, actor)
    await audit({ action: 'people.rememberAlias', object: unitId, detail: { name: alias } }, actor)
    unitsChanged(unitId)
  })
}

/** Answers false when the unit is already called so. */
export const addName = (
  unitId: string,
  name: string,
  kind: 'other' | 'former' | 'alias',
  until: string | null,
  actor: Actor,
): Promise<boolean> =>
  queries.insertUnitName({
    id: randomUUID(),
    unit_id: unitId,
    name,
    kind,
    until,
    learned_at: now().toString(),
    learned_by: actor.label,
    learned_person: actor.personId,
  })
