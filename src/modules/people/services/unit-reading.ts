import { today } from '#kernel/clock.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Unit, UnitDetail } from '../contract/units.ts'
import type { UnitKind, UnitLevel } from '../rules.ts'
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
