import { collectives, dissolvedUnits, units } from './units.ts'

/** Every name that a paper may use, and the units of today that it stands for. */
const codesByName = new Map<string, readonly string[]>()
for (const unit of units) {
  const former = unit.formerNames.map(({ name }) => name)
  for (const name of [unit.fullName, unit.shortName, ...unit.otherNames, ...former]) {
    codesByName.set(name, [unit.code])
  }
}
for (const unit of dissolvedUnits) {
  for (const name of [unit.fullName, unit.shortName, ...unit.otherNames]) {
    codesByName.set(name, [unit.successorCode])
  }
}
for (const collective of collectives) {
  for (const name of [collective.name, ...collective.otherNames])
    codesByName.set(name, collective.memberCodes)
}

/**
 * Codes of the units that a name of the sample city stands for: one for a unit, several for a collective; a
 * former or dissolved unit counts as its successor. An unknown name gives nothing.
 */
export function findUnitCodes(name: string): readonly string[] {
  return codesByName.get(name) ?? []
}
