import { today } from '#kernel/clock.ts'
import { listCollectives } from './collectives.ts'
import { allUnitNames, allUnits, type UnitRow } from './unit-queries.ts'

export interface UnitName {
  id: string
  fullName: string
  shortName: string
  otherNames: string[]
  formerNames: string[]
  kind: string
  level: string
}

export interface CollectiveName {
  name: string
  otherNames: string[]
  /** Ids of units. */
  members: string[]
  validFrom: string
  validTo: string | null
}

/**
 * All names by which a paper may call a unit that exists on the day, and the phrases that stand for several.
 * The names of a dissolved unit are former names of the one that took over its duties.
 */
export async function unitNamesForReading(
  on: string = today().toString(),
): Promise<{ units: UnitName[]; collectives: CollectiveName[] }> {
  const [rows, names, collectives] = await Promise.all([allUnits(), allUnitNames(), listCollectives()])
  const byId = new Map(rows.map((row) => [row.id, row]))
  const byUnit = Map.groupBy(names, (name) => name.unit_id)
  const units = new Map<string, UnitName>()
  for (const row of rows) {
    if (existsOn(row, on)) units.set(row.id, namesOf(row, byUnit.get(row.id) ?? []))
  }
  for (const row of rows) {
    const heir = units.has(row.id) ? undefined : units.get(heirOf(row, byId, on) ?? '')
    if (!heir) continue
    const inherited = [row.full_name, row.short_name, ...(byUnit.get(row.id) ?? []).map(({ name }) => name)]
    const own = new Set([heir.fullName, heir.shortName, ...heir.otherNames, ...heir.formerNames])
    heir.formerNames.push(...new Set(inherited.filter((name) => !own.has(name))))
  }
  return {
    units: [...units.values()],
    collectives: collectives
      .filter((collective) => within(collective, on))
      .map((collective) => ({
        name: collective.name,
        otherNames: collective.otherNames,
        members: membersOn(collective.members, byId, on),
        validFrom: collective.validFrom,
        validTo: collective.validUntil,
      })),
  }
}

function namesOf(row: UnitRow, names: { name: string; kind: string }[]): UnitName {
  return {
    id: row.id,
    fullName: row.full_name,
    shortName: row.short_name,
    otherNames: names.filter(({ kind }) => kind !== 'former').map(({ name }) => name),
    formerNames: names.filter(({ kind }) => kind === 'former').map(({ name }) => name),
    kind: row.kind,
    level: row.level,
  }
}

const existsOn = (row: UnitRow, day: string): boolean =>
  row.valid_from <= day && (row.valid_until === null || row.valid_until >= day)

const within = (span: { validFrom: string; validUntil: string | null }, day: string): boolean =>
  span.validFrom <= day && (span.validUntil === null || span.validUntil >= day)

/** The unit that holds a dissolved unit's duties on the day, after however many mergers. */
function heirOf(row: UnitRow, byId: Map<string, UnitRow>, day: string): string | null {
  const seen = new Set<string>()
  let at: UnitRow | undefined = row
  while (at && !seen.has(at.id)) {
    if (existsOn(at, day)) return at.id
    seen.add(at.id)
    at = at.successor_id ? byId.get(at.successor_id) : undefined
  }
  return null
}

function membersOn(
  members: { unitId: string; validFrom: string; validUntil: string | null }[],
  byId: Map<string, UnitRow>,
  day: string,
): string[] {
  const ids = members
    .filter((member) => within(member, day))
    .map(({ unitId }) => heirOf(byId.get(unitId)!, byId, day))
  return [...new Set(ids.filter((id) => id !== null))]
}
