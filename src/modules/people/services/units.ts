import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now, today } from '#kernel/clock.ts'
import { brokenConstraint, transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { emit } from '#kernel/events.ts'
import { Refusal } from '#kernel/refusal.ts'
import {
  type Unit,
  type UnitDetail,
  type UnitInput,
  unitSucceeded,
  type updateUnit as update,
} from '../contract/units.ts'
import { type UnitKind, type UnitLevel, usualLevel } from '../rules.ts'
import { demand } from './permitting.ts'
import { moveProposalsOnSuccession, refuseIfAdministratorsIn } from './posts.ts'
import { forgetAllSessions } from './session-cache.ts'
import { unitsChanged } from './unit-labels.ts'
import * as queries from './unit-queries.ts'

export function presentUnit(row: queries.UnitRow): Unit {
  return {
    id: row.id,
    code: row.code,
    fullName: row.full_name,
    shortName: row.short_name,
    kind: row.kind as UnitKind,
    level: row.level as UnitLevel,
    parentId: row.parent_id,
    regionCode: row.region_code,
    sortOrder: row.sort_order,
    canReport: row.can_report,
    validFrom: row.valid_from,
    validUntil: row.valid_until,
    successorId: row.successor_id,
    isCurrent: exists(row, today().toString()),
  }
}

const exists = (row: { valid_from: string; valid_until: string | null }, day: string): boolean =>
  row.valid_from <= day && (row.valid_until === null || row.valid_until >= day)

export interface UnitFilter {
  query?: string | undefined
  kind?: UnitKind | undefined
  regionCode?: string | undefined
  includeEnded?: boolean
}

/** Parents before their children; where a parent is not among the answers, its children stand on the first level. */
export async function listUnits(filter: UnitFilter = {}): Promise<(Unit & { depth: number })[]> {
  const query = filter.query?.trim().toLowerCase()
  const called = query ? new Set<string>() : null
  if (called) {
    for (const { name, unit_id } of await queries.allUnitNames()) {
      if (name.toLowerCase().includes(query!)) called.add(unit_id)
    }
  }
  const wanted = (await queries.allUnits()).map(presentUnit).filter((unit) => {
    // One that begins to exist later is not ended: it must be seen in order to be prepared.
    if (!filter.includeEnded && !unit.isCurrent && unit.validUntil !== null) return false
    if (filter.kind && unit.kind !== filter.kind) return false
    if (filter.regionCode && unit.regionCode !== filter.regionCode) return false
    if (!called) return true
    return (
      called.has(unit.id) ||
      [unit.fullName, unit.shortName, unit.code].some((name) => name.toLowerCase().includes(query!))
    )
  })
  return inTreeOrder(wanted)
}

function inTreeOrder(units: Unit[]): (Unit & { depth: number })[] {
  const present = new Set(units.map(({ id }) => id))
  const below = Map.groupBy(units, ({ parentId }) => (parentId && present.has(parentId) ? parentId : ''))
  const rows: (Unit & { depth: number })[] = []
  const walk = (parentId: string, depth: number): void => {
    for (const unit of below.get(parentId) ?? []) {
      rows.push({ ...unit, depth })
      walk(unit.id, depth + 1)
    }
  }
  walk('', 0)
  return rows
}

export async function getUnit(id: string): Promise<UnitDetail> {
  const row = await queries.findUnit(id)
  if (!row) throw new Refusal('not-found', '没有这个单位，请从单位列表中重新选择。')
  const [names, predecessors] = await Promise.all([queries.namesOf(id), queries.predecessorsOf(id)])
  return {
    ...presentUnit(row),
    names: names.map((name) => ({
      id: name.id,
      name: name.name,
      kind: name.kind as 'other' | 'former' | 'alias',
      until: name.until,
      learnedAt: name.learned_at,
      learnedBy: name.learned_by,
    })),
    predecessors: predecessors.map((unit) => ({
      id: unit.id,
      fullName: unit.full_name,
      validUntil: unit.valid_until,
    })),
  }
}

export async function createUnit(input: UnitInput, actor: Actor): Promise<UnitDetail> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    await queries.lockUnits()
    await refuseBadParent(null, input.parentId)
    const id = randomUUID()
    const moment = now().toString()
    await sayingWhich(() =>
      queries.insertUnit({
        id,
        code: input.code,
        full_name: input.fullName,
        short_name: input.shortName,
        kind: input.kind,
        level: input.level ?? usualLevel(input.kind, input.regionCode),
        parent_id: input.parentId,
        region_code: input.regionCode,
        sort_order: input.sortOrder,
        can_report: input.canReport,
        valid_from: input.validFrom,
        created_at: moment,
        created_by: actor.label,
        updated_at: moment,
      }),
    )
    for (const name of new Set(input.otherNames)) await addName(id, name, 'other', null, actor)
    await audit(
      { action: 'people.createUnit', object: id, detail: { code: input.code, fullName: input.fullName } },
      actor,
    )
    unitsChanged(id)
    return getUnit(id)
  })
}

export async function updateUnit(input: InputOf<typeof update>, actor: Actor): Promise<UnitDetail> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    await queries.lockUnits()
    await getUnit(input.id)
    if (input.parentId !== undefined) await refuseBadParent(input.id, input.parentId)
    const { id, ...fields } = input
    await sayingWhich(() =>
      queries.changeUnit(id, {
        ...defined({
          code: fields.code,
          kind: fields.kind,
          level: fields.level,
          parent_id: fields.parentId,
          region_code: fields.regionCode,
          sort_order: fields.sortOrder,
          can_report: fields.canReport,
          valid_from: fields.validFrom,
        }),
        updated_at: now().toString(),
      }),
    )
    await audit({ action: 'people.updateUnit', object: id, detail: fields }, actor)
    unitsChanged(id)
    return getUnit(id)
  })
}

/** The former names stay known, so that older papers are still understood. */
export async function renameUnit(
  input: { id: string; fullName: string; shortName: string; until: string },
  actor: Actor,
): Promise<UnitDetail> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    await queries.lockUnits()
    const before = await getUnit(input.id)
    if (before.fullName === input.fullName && before.shortName === input.shortName) {
      throw new Refusal('invalid', '新名称与现名称相同，无需更名。', { field: 'fullName' })
    }
    if (input.until < before.validFrom) {
      throw new Refusal('invalid', `原名称的最后一日不能早于单位成立日期（${before.validFrom}）。`, {
        field: 'until',
      })
    }
    await sayingWhich(() =>
      queries.changeUnit(input.id, {
        full_name: input.fullName,
        short_name: input.shortName,
        updated_at: now().toString(),
      }),
    )
    for (const former of new Set([before.fullName, before.shortName])) {
      if (former !== input.fullName && former !== input.shortName)
        await addName(input.id, former, 'former', input.until, actor)
    }
    await audit(
      {
        action: 'people.renameUnit',
        object: input.id,
        detail: { from: before.fullName, to: input.fullName, until: input.until },
      },
      actor,
    )
    unitsChanged(input.id)
    // The label of whoever acts carries the unit's name.
    forgetAllSessions()
    return getUnit(input.id)
  })
}

/**
 * Dissolves a unit, or merges it into another. It keeps its history; its people are proposed for the same posts in
 * the successor; modules that hold duties hear of it by `unitSucceeded`.
 */
export async function endUnit(
  input: { id: string; lastDay: string; successorId?: string | null },
  actor: Actor,
): Promise<UnitDetail> {
  demand(actor, 'people.manageUnits')
  return transaction(async () => {
    await queries.lockUnits()
    const unit = await getUnit(input.id)
    const successorId = input.successorId ?? null
    if (unit.validUntil)
      throw new Refusal('conflict', `${unit.shortName}已于 ${unit.validUntil} 撤销，不能再次撤销。`)
    if (input.lastDay < unit.validFrom) {
      throw new Refusal('invalid', `最后一日不能早于单位成立日期（${unit.validFrom}）。`, {
        field: 'lastDay',
      })
    }
    if (successorId === unit.id)
      throw new Refusal('invalid', '单位不能并入自身，请选择承接单位。', { field: 'successorId' })
    const children = (await listUnits()).filter(({ parentId }) => parentId === unit.id)
    if (children.length > 0) {
      const named = children
        .slice(0, 3)
        .map(({ shortName }) => shortName)
        .join('、')
      throw new Refusal(
        'conflict',
        `${unit.shortName}还有下级单位（${named}${children.length > 3 ? '等' : ''}），请先调整其上级。`,
      )
    }
    if (successorId) {
      const successor = await getUnit(successorId)
      if (successor.validUntil && successor.validUntil <= input.lastDay) {
        throw new Refusal('invalid', `${successor.shortName}在此之前已撤销，请选择现存单位承接。`, {
          field: 'successorId',
        })
      }
    }
    await refuseIfAdministratorsIn(unit.id, unit.shortName)
    // Before the unit ends: then its posts are no longer current.
    if (successorId) await moveProposalsOnSuccession(unit.id, successorId, actor)
    await queries.changeUnit(unit.id, {
      valid_until: input.lastDay,
      successor_id: successorId,
      updated_at: now().toString(),
    })
    if (successorId) {
      await emit(unitSucceeded, { unitId: unit.id, successorId, lastDay: input.lastDay }, actor)
    }
    await audit(
      { action: 'people.endUnit', object: unit.id, detail: { lastDay: input.lastDay, successorId } },
      actor,
    )
    unitsChanged(unit.id)
    forgetAllSessions()
    return getUnit(unit.id)
  })
}

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

const addName = (
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

async function refuseBadParent(unitId: string | null, parentId: string | null): Promise<void> {
  if (!parentId) return
  const byId = new Map((await queries.allUnits()).map((row) => [row.id, row]))
  const parent = byId.get(parentId)
  if (!parent) throw new Refusal('invalid', '没有所选的上级单位，请重新选择。', { field: 'parentId' })
  for (let above: string | null = parentId; above; above = byId.get(above)?.parent_id ?? null) {
    if (above === unitId) {
      throw new Refusal('invalid', '上级单位不能是本单位或其下级，请重新选择。', { field: 'parentId' })
    }
  }
}

/** Turns a broken unique constraint into a sentence about the field. */
async function sayingWhich(work: () => Promise<unknown>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const constraint = brokenConstraint(error)
    if (constraint === 'unit_code_key')
      throw new Refusal('conflict', '这个单位编码已被使用，请更换。', { field: 'code' })
    if (constraint === 'unit_full_name')
      throw new Refusal('conflict', '已有同名单位，请核对全称。', { field: 'fullName' })
    if (constraint === 'unit_short_name')
      throw new Refusal('conflict', '已有单位使用这个简称，请更换。', { field: 'shortName' })
    throw error
  }
}

function defined<T extends Record<string, unknown>>(
  fields: T,
): { [K in keyof T]: NonNullable<T[K]> | Extract<T[K], null> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never
}
