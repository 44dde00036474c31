import type { Actor } from '#kernel/actor.ts'
import { act } from '#kernel/cases/cases.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf, OutputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listUnits, rememberAlias, unitLabels } from '#modules/people/service.ts'
import type {
  Doubt,
  matchUnit,
  Review,
  settleDoubts,
  UnitMention,
  updateMeasure,
  updatePlan,
} from '../contract.ts'
import * as queries from '../queries.ts'
import type { PlanReading } from '../reading/plan-reading.ts'
import { planWorkflow } from '../workflow.ts'
import { isUnknown, unknownUnit } from './draft.ts'
import { presentMeasure, presentPlan } from './presentation.ts'

type Changed = OutputOf<typeof updateMeasure>

/** Everything that the review page shows: the document, what each stretch of it became, and what is in doubt. */
export async function reviewOf(id: string, actor: Actor): Promise<Review> {
  const plan = await getPlanRow(id)
  const reading = await queries.findReading(id)
  if (!reading) throw new Refusal('not-found', '这份方案没有读取记录。')
  const layout = reading.layout as Omit<PlanReading, 'items' | 'sourceText'>
  const measures = (await queries.listMeasures(id)).map(presentMeasure)
  return {
    plan: presentPlan(plan, actor),
    sourceText: reading.source_text,
    blocks: layout.blocks.map((block) => ({
      start: block.start,
      end: block.end,
      kind: block.kind === 'cell' ? ('cell' as const) : ('paragraph' as const),
      level: block.level ?? null,
      table: block.cell?.table ?? null,
      row: block.cell?.row ?? null,
      column: block.cell?.column ?? null,
      rowSpan: block.cell?.rowSpan ?? null,
      columnSpan: block.cell?.columnSpan ?? null,
    })),
    spans: layout.spans.map((span) => ({
      start: span.start,
      end: span.end,
      kind:
        span.kind === 'item'
          ? ('field' as const)
          : span.kind === 'separator'
            ? ('blank' as const)
            : span.kind,
      field: span.kind === 'item' ? span.field : null,
      measure: span.kind === 'item' ? span.item : null,
    })),
    sections: sectionsOf(layout),
    counts: countsOf(layout),
    notices: layout.flags.map((flag) => flag.message),
    measures,
    unknownUnits: await unknownUnitsOf(measures),
  }
}

export function sectionsOf(layout: Pick<PlanReading, 'headings'>): Review['sections'] {
  return layout.headings
    .filter((heading) => heading.items > 0)
    .map((heading) => ({
      path: pathOf(layout, heading.parent),
      title: heading.title || heading.printed,
      level: heading.depth,
      measureCount: heading.items,
    }))
}

function pathOf(layout: Pick<PlanReading, 'headings'>, parent: number | null): string[] {
  const path: string[] = []
  for (let i = parent; i !== null; i = layout.headings[i]!.parent) path.unshift(layout.headings[i]!.title)
  return path
}

function countsOf({ counts }: Pick<PlanReading, 'counts'>): Review['counts'] {
  const stated = counts.stated.map((count) => ({
    label: count.raw,
    stated: count.number,
    read: count.counted ?? 0,
    agrees: count.agrees ?? false,
  }))
  const read = [
    { label: '专项行动', read: counts.actions },
    { label: '重点领域', read: counts.fields },
    { label: '措施', read: counts.items },
  ]
  return [
    ...stated,
    ...read.filter((count) => count.read > 0).map((count) => ({ ...count, stated: null, agrees: true })),
  ]
}

async function unknownUnitsOf(measures: Review['measures']): Promise<Review['unknownUnits']> {
  const counts = new Map<string, number>()
  for (const mention of measures.flatMap((measure) => [...measure.leads, ...measure.partners])) {
    if (isUnknown(mention)) counts.set(mention.name, (counts.get(mention.name) ?? 0) + 1)
  }
  if (counts.size === 0) return []
  const units = await listUnits()
  return [...counts].map(([name, count]) => ({
    name,
    count,
    suggestions: units
      .map((unit) => ({ unitId: unit.id, name: unit.fullName, score: likeness(name, unit.fullName) }))
      .filter((candidate) => candidate.score > 0.3)
      .sort((a, b) => b.score - a.score)
      .slice(0, 5)
      .map(({ unitId, name: fullName }) => ({ unitId, name: fullName })),
  }))
}

/** Share of the characters of a name that stand in the other in the same order: 住建局 in 住房和城乡建设局 is 1. */
function likeness(name: string, other: string): number {
  let at = 0
  let found = 0
  for (const character of name) {
    const next = other.indexOf(character, at)
    if (next >= 0) {
      found += 1
      at = next + 1
    }
  }
  return found / name.length
}

export async function changeMeasure(input: InputOf<typeof updateMeasure>, actor: Actor): Promise<Changed> {
  return editing(input.id, actor, async () => {
    const row = (await queries.listMeasures(input.id)).find((measure) => measure.id === input.measureId)
    if (!row) throw new Refusal('not-found', '方案中没有这条措施，可能已被移除。')
    const before = presentMeasure(row)
    const changes: Record<string, unknown> = {
      title: input.title,
      body: input.text,
      is_public: input.isPublic,
    }
    const settled = new Set<string>(
      ['title', 'text'].filter((field) => before[field as 'title'] !== input[field as 'title']),
    )
    if (!sameUnits(before.leads, input.leadUnitIds)) {
      changes.leads = JSON.stringify(await mentionsOf(input.leadUnitIds, before.leads))
      settled.add('leads')
    }
    if (!sameUnits(before.partners, input.partnerUnitIds)) {
      changes.partners = JSON.stringify(await mentionsOf(input.partnerUnitIds, before.partners))
      settled.add('partners')
    }
    if (
      (before.deadline?.date ?? null) !== input.dueOn ||
      (before.deadline?.longTerm ?? false) !== input.longTerm
    ) {
      changes.deadline = JSON.stringify({
        raw: before.deadline?.raw ?? '',
        kind: input.dueOn ? 'date' : 'long-term',
        date: input.dueOn,
        longTerm: input.longTerm,
        milestones: before.deadline?.milestones ?? [],
      })
      settled.add('deadline')
    }
    changes.doubts = JSON.stringify(
      before.doubts.map((doubt) =>
        settled.has(doubt.field) && !doubt.settledBy ? { ...doubt, settledBy: actor.label } : doubt,
      ),
    )
    await save(input.measureId, input.revision, changes)
    return [input.measureId]
  })
}

/** A person takes what was read as it is, or takes that back. */
export async function settle(
  { id, doubtIds, code, settled }: InputOf<typeof settleDoubts>,
  actor: Actor,
): Promise<Changed> {
  const wanted = new Set(doubtIds)
  const isMeant = (row: queries.MeasureRow, doubt: Doubt) =>
    (doubt.settledBy === null) === settled && (wanted.has(`${row.id}/${doubt.id}`) || doubt.code === code)
  return editing(id, actor, async () => {
    const touched: string[] = []
    for (const row of await queries.listMeasures(id)) {
      const doubts = row.doubts as Doubt[]
      const meant = doubts.filter((doubt) => isMeant(row, doubt))
      if (meant.length === 0) continue
      const stuck = meant.find((doubt) => !doubt.acceptable)
      if (stuck)
        throw new Refusal('invalid', `“${stuck.label}”不能直接认可，请对应到单位或指定牵头单位。`, {
          field: 'doubtIds',
        })
      const next = doubts.map((doubt) =>
        meant.includes(doubt) ? { ...doubt, settledBy: settled ? actor.label : null } : doubt,
      )
      await save(row.id, row.revision, { doubts: JSON.stringify(next) })
      touched.push(row.id)
    }
    return touched
  })
}

/** Takes a printed name for a unit everywhere in this plan, and remembers it for the next. */
export async function match({ id, name, unitId }: InputOf<typeof matchUnit>, actor: Actor): Promise<Changed> {
  const label = (await unitLabels([unitId])).get(unitId)
  if (!label) throw new Refusal('invalid', '没有这个单位，请重新选择。', { field: 'unitId' })
  return editing(id, actor, async () => {
    await rememberAlias(unitId, name, actor)
    const touched: string[] = []
    for (const row of await queries.listMeasures(id)) {
      const known = (mentions: unknown) =>
        (mentions as UnitMention[]).map((mention) =>
          mention.match === 'unknown' && mention.name === name
            ? { ...mention, unitId, match: 'alias' as const }
            : mention,
        )
      const leads = known(row.leads)
      const partners = known(row.partners)
      const doubts = (row.doubts as Doubt[]).map((doubt) =>
        doubt.code === unknownUnit && !doubt.settledBy && doubt.sentence.startsWith(`“${name}”`)
          ? { ...doubt, settledBy: `${actor.label}：${label}` }
          : doubt,
      )
      if (doubts.every((doubt, i) => doubt === (row.doubts as Doubt[])[i])) continue
      await save(row.id, row.revision, {
        leads: JSON.stringify(leads),
        partners: JSON.stringify(partners),
        doubts: JSON.stringify(doubts),
      })
      touched.push(row.id)
    }
    if (touched.length === 0)
      throw new Refusal('not-found', `方案中没有未识别的“${name}”。`, { field: 'name' })
    return touched
  })
}

export async function changePlan(
  input: InputOf<typeof updatePlan>,
  actor: Actor,
): Promise<OutputOf<typeof updatePlan>> {
  await editing(input.id, actor, async () => {
    await queries.updatePlan(input.id, {
      title: input.title,
      document_number: input.documentNumber,
      issued_on: input.issuedOn,
      version_name: input.versionName,
    })
    return []
  })
  return presentPlan(await getPlanRow(input.id), actor)
}

/** Runs a change of a plan that may still be changed, with its place in the history. */
async function editing(id: string, actor: Actor, change: () => Promise<string[]>): Promise<Changed> {
  return transaction(async () => {
    await act(planWorkflow, id, 'edit', { subject: { openDoubts: 0, measureCount: 1 } }, actor)
    const touched = new Set(await change())
    const measures =
      touched.size === 0 ? [] : (await queries.listMeasures(id)).filter((row) => touched.has(row.id))
    return { measures: measures.map(presentMeasure), plan: presentPlan(await getPlanRow(id), actor) }
  })
}

async function save(id: string, revision: number, changes: Record<string, unknown>): Promise<void> {
  if (!(await queries.updateMeasure(id, revision, changes))) {
    throw new Refusal('conflict', '这条措施刚被他人修改过，请查看最新内容后再改。', { field: 'revision' })
  }
}

const sameUnits = (mentions: UnitMention[], ids: string[]): boolean => {
  const present = mentions.flatMap((mention) =>
    mention.unitId ? [mention.unitId] : mention.members.map((member) => member.unitId),
  )
  return present.length === ids.length && present.every((id, i) => id === ids[i]) && !mentions.some(isUnknown)
}

/** Units chosen by hand; a mention that stays keeps its printed words. */
async function mentionsOf(ids: string[], before: UnitMention[]): Promise<UnitMention[]> {
  const labels = await unitLabels(ids)
  return ids.map((unitId) => {
    const name = labels.get(unitId)
    if (!name) throw new Refusal('invalid', '所选单位不存在，请重新选择。', { field: 'leadUnitIds' })
    return (
      before.find((mention) => mention.unitId === unitId) ?? {
        raw: name,
        name,
        unitId,
        match: 'alias',
        members: [],
      }
    )
  })
}

export async function getPlanRow(id: string): Promise<queries.PlanRow> {
  const row = await queries.findPlan(id)
  if (!row) throw new Refusal('not-found', '没有这份方案，可能已作废。')
  return row
}
