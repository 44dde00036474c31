import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { audit } from '#kernel/audit/audit.ts'
import { now } from '#kernel/clock.ts'
import { brokenConstraint, transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { emit } from '#kernel/events.ts'
import { Refusal } from '#kernel/refusal.ts'
import {
  type UnitDetail,
  type UnitInput,
  unitSucceeded,
  type updateUnit as update,
} from '../contract/units.ts'
import { usualLevel } from '../rules.ts'
import { demand } from './permitting.ts'
import { moveProposalsOnSuccession, refuseIfAdministratorsIn } from './posts.ts'
import { forgetAllSessions } from './session-cache.ts'
import { unitsChanged } from './unit-labels.ts'
import { addName } from './unit-names.ts'
import * as queries from './unit-queries.ts'
import { getUnit, listUnits } from './unit-reading.ts'

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
