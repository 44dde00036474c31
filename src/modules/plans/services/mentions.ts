import { Refusal } from '#kernel/refusal.ts'
import { listUnits, unitLabels } from '#modules/people/service.ts'
import type { UnitMention } from '../contract.ts'

/** A name that is neither a unit nor the name of a group of units. */
export const isUnknown = (mention: UnitMention): boolean =>
  mention.unitId === null && mention.match !== 'collective'

const unitIdsOf = (mention: UnitMention): string[] =>
  mention.unitId ? [mention.unitId] : mention.members.map((member) => member.unitId)

/** Whether the mentions name exactly these units, in this order, and nothing unknown beside them. */
export function sameUnits(mentions: UnitMention[], ids: string[]): boolean {
  const present = mentions.flatMap(unitIdsOf)
  return present.length === ids.length && present.every((id, i) => id === ids[i]) && !mentions.some(isUnknown)
}

/**
 * Units chosen by hand. A mention that stays keeps its printed words, and so does a group of units whose members
 * are all chosen.
 */
export async function mentionsOf(
  chosen: string[],
  before: UnitMention[],
  field: string,
): Promise<UnitMention[]> {
  const ids = [...new Set(chosen)]
  const labels = await currentUnits(
    ids.filter((id) => !before.some((mention) => unitIdsOf(mention).includes(id))),
    field,
  )
  const staying = before.filter((mention) => {
    const units = unitIdsOf(mention)
    return units.length > 0 && units.every((id) => ids.includes(id))
  })
  const mentions: UnitMention[] = []
  for (const id of ids) {
    const printed = staying.find((mention) => unitIdsOf(mention).includes(id))
    const mention = printed ?? (await byHand(id, labels))
    if (!mentions.includes(mention)) mentions.push(mention)
  }
  return mentions
}

/** One unit of a group whose others were taken out keeps its name only. */
async function byHand(unitId: string, labels: Map<string, string>): Promise<UnitMention> {
  const name = labels.get(unitId) ?? (await unitLabels([unitId])).get(unitId) ?? ''
  return { raw: name, name, unitId, match: 'alias', members: [] }
}

/** Short names of units that exist today. @throws Refusal `invalid` naming the one that does not */
export async function currentUnits(ids: string[], field: string): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const units = new Map((await listUnits({ includeEnded: true })).map((unit) => [unit.id, unit]))
  const labels = new Map<string, string>()
  for (const id of ids) {
    const unit = units.get(id)
    if (!unit) throw new Refusal('invalid', '所选单位不存在，请从单位列表中重新选择。', { field })
    if (!unit.isCurrent) {
      const when = unit.validUntil ? `已于 ${unit.validUntil} 撤并` : `自 ${unit.validFrom} 起设立`
      throw new Refusal('invalid', `${unit.shortName}${when}，请选择现有单位。`, { field })
    }
    labels.set(id, unit.shortName)
  }
  return labels
}
