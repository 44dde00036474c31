import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listUnits } from '#modules/people/service.ts'
import type { Review } from '../contract.ts'
import * as queries from '../queries.ts'
import type { PlanReading } from '../reading/plan-reading.ts'
import { isUnknown } from './mentions.ts'
import { getPlanRow, presentMeasure, presentPlan } from './presentation.ts'

/** Everything that the review page shows: the document, what each stretch of it became, and what is in doubt. */
export async function reviewOf(id: string, actor: Actor): Promise<Review> {
  const plan = await getPlanRow(id, actor)
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
