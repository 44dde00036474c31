import { randomUUID } from 'node:crypto'
import type { Deadline, Doubt, UnitMention } from '../contract.ts'
import type { NewMeasure } from '../queries.ts'
import type {
  Flag,
  Item,
  PlanReading,
  Deadline as ReadDeadline,
  UnitMention as ReadMention,
} from '../reading/plan-reading.ts'
import { isUnknown } from './mentions.ts'

/** Doubts about a name hang on the mention itself, so that one answer settles them all. */
export const unknownUnit = 'unknown-unit'
const onMentions = new Set<string>([unknownUnit, 'ambiguous-unit', 'no-lead'])
/** A group of units leads: one of them has to gather what all report, and no paper says which. */
const groupLeads = 'group-leads'

/** Makes the draft measures of a reading: what was read, the raw words of each field, and every doubt. */
export function draftOf(planId: string, reading: PlanReading, labels: Map<string, string>): NewMeasure[] {
  return reading.items.map((item, i) => {
    const leads = item.leads.map((mention) => mentionOf(mention, labels))
    const partners = item.partners.map((mention) => mentionOf(mention, labels))
    return {
      id: randomUUID(),
      plan_id: planId,
      ordinal: i + 1,
      number: item.number,
      path: item.headings.map((heading) => titleOf(reading, heading)),
      title: item.title,
      body: item.text || item.title,
      leads: JSON.stringify(leads),
      partners: JSON.stringify(partners),
      deadline: item.deadline ? JSON.stringify(deadlineOf(item.deadline)) : null,
      marks: item.marks,
      doubts: JSON.stringify(doubtsOf(item, leads, partners)),
      raw: JSON.stringify(rawOf(item, reading.sourceText)),
      source_start: item.source.start,
      source_end: item.source.end,
    }
  })
}

const titleOf = (reading: PlanReading, heading: number): string => {
  const { title, printed } = reading.headings[heading]!
  return title || printed
}

function mentionOf(mention: ReadMention, labels: Map<string, string>): UnitMention {
  return {
    raw: mention.raw,
    name: mention.name,
    unitId: mention.unitId,
    match: mention.match,
    members: (mention.members ?? [])
      .filter((id) => labels.has(id))
      .map((unitId) => ({ unitId, name: labels.get(unitId)! })),
  }
}

function deadlineOf(deadline: ReadDeadline): Deadline {
  return {
    raw: deadline.raw,
    kind: deadline.kind,
    date: deadline.date,
    longTerm: deadline.longTerm,
    milestones: deadline.milestones.map(({ label, date }) => ({ label, date })),
  }
}

/** The words of each field as they stand in the document; a field printed in several places is joined by 「…」. */
function rawOf(item: Item, text: string): Record<string, string> {
  const raw: Record<string, string> = {}
  for (const span of item.fieldSpans) {
    const words = text.slice(span.start, span.end).trim()
    if (words) raw[span.field] = raw[span.field] ? `${raw[span.field]} … ${words}` : words
  }
  return raw
}

function doubtsOf(item: Item, leads: UnitMention[], partners: UnitMention[]): Doubt[] {
  const doubts: Doubt[] = []
  const add = (code: string, field: string, sentence: string, mustSettle: boolean) => {
    const id = `${code}:${doubts.length}`
    const acceptable = !onMentions.has(code)
    doubts.push({
      id,
      code,
      label: labelOf(sentence),
      field,
      sentence,
      mustSettle,
      acceptable,
      settledBy: null,
    })
  }
  for (const [field, mentions] of [
    ['leads', leads],
    ['partners', partners],
  ] as const) {
    for (const mention of mentions.filter(isUnknown)) {
      add(unknownUnit, field, `“${mention.name}”：单位名称不在单位表中，请对应到单位。`, true)
    }
  }
  if (leads.length === 0) add('no-lead', 'leads', '未注明牵头单位，请指定。', true)
  const [first] = leads
  if (first && first.members.length > 1) {
    const all = `“${first.name}”以${first.members[0]!.name}为汇总单位`
    add(groupLeads, 'leads', `${all}：牵头的是一组单位，以其中第一个汇总填报，请确认。`, true)
  }
  for (const flag of item.flags) {
    if (onMentions.has(flag.code)) continue
    add(flag.code, fieldOf(item, flag), `${flag.message}。`, flag.severity !== 'info')
  }
  return doubts
}

/** What a sentence says of its kind: without the case that stands before the colon and what it asks for. */
const labelOf = (sentence: string): string => sentence.split('：').at(-1)!.split('，')[0]!

/** The field that a change must touch to settle a flag. */
function fieldOf(item: Item, { code, span }: Flag): string {
  if (code === 'no-deadline') return 'deadline'
  const owner = span && item.fieldSpans.find((field) => field.start <= span.start && span.start < field.end)
  return owner?.field ?? 'text'
}
