import type { Reader } from './assign.ts'
import { buildItems } from './build-items.ts'
import { Claims } from './claims.ts'
import { countPlan } from './counts.ts'
import { type Decision, decide } from './decide.ts'
import { decideByNumbers } from './decide-by-numbers.ts'
import { decideUnnumbered } from './decide-unnumbered.ts'
import { findDuties } from './duties.ts'
import { flag } from './flags.ts'
import { fold, isSpace, skipSpace } from './fold.ts'
import { type Front, readFront } from './front.ts'
import { HeadingList } from './headings.ts'
import { buildOutline, type Node, type Outline } from './outline.ts'
import type { Flag, Item, Knowledge, OtherRole, PlanReading, Range, Span } from './plan-reading.ts'
import { readSource } from './read-source.ts'
import { flagRepeatedLists } from './repeated-lists.ts'
import { type Line, linesOf, type SourceDocument } from './source.ts'
import { shapeOf, type TableShape } from './table-items.ts'
import { placesIn } from './unit-shape.ts'
import { unitTable } from './unit-table.ts'

export type { Collective, Item, Knowledge, PlanReading, UnitMention, UnitName } from './plan-reading.ts'
export { PlanUnreadable } from './unreadable.ts'

/**
 * Reads a published plan: its title, its headings, its measures with who leads, who takes part and by
 * when, each beside the characters it was read from. Nothing is dropped (`spans` covers every character)
 * and nothing is guessed silently (`flags`).
 *
 * @throws {PlanUnreadable} with one sentence in Chinese that says what to hand in instead
 */
export async function readPlan(
  file: { name: string; bytes: Uint8Array },
  knowledge: Knowledge,
): Promise<PlanReading> {
  return readDocument(await readSource(file), file.name, knowledge)
}

/** The same for a document whose format has been read already. */
export function readDocument(source: SourceDocument, name: string, knowledge: Knowledge): PlanReading {
  const printed = source.text
  const lines = linesOf(source)
  const folded = withoutNotes(fold(printed), lines)
  const bareUnits = unitTable(knowledge, null)
  const shapes = shapesOf(source, folded)
  const front = readFront(
    printed,
    folded,
    [...lines, ...titleCells(shapes)].sort((a, b) => a.start - b.start),
    beginning(folded, lines, shapes, bareUnits),
    name,
  )
  const units = front.issuedOn ? unitTable(knowledge, front.issuedOn) : bareUnits
  const reader: Reader = {
    printed,
    folded,
    units,
    places: placesIn([front.title ?? '', ...units.names, folded.slice(0, 400)]),
    dates: { year: front.year, endYear: front.endYear },
    firstLeads: front.firstLeads,
    notes: lines.filter((line) => line.note),
  }
  const outline = buildOutline(printed, folded, lines, source.tables, front.breaks, units)
  const tabled = shapes.some((shape) => shape.heads.length > 0 || shape.form)
  const build = (decision: Decision): Built => {
    const claims = new Claims()
    const headings = new HeadingList()
    const items: Item[] = []
    buildItems(reader, outline, decision, shapes, source, { claims, headings, items })
    flagNumbers(items, outline)
    const spans = claims.spans(printed, otherRole(items, front, lines))
    const counts = countPlan({ folded, printed }, headings.list, items, outsideOf(spans))
    return { headings, items, spans, counts, flags: decision.flags.map((code) => flag(code)) }
  }
  let decision = decide(folded, outline)
  if (decision.items.length === 0 && !tabled) decision = decideUnnumbered(folded, outline, units)
  if (decision.items.length === 0 && !tabled) decision = decideByNumbers(folded, outline, front.title)
  const built = byStatedCount(build(decision), () => build(decide(folded, outline, 'children')))
  const { headings, items, spans, counts } = built
  const flags: Flag[] = [...source.flags, ...built.flags]
  flags.push(...flagRepeatedLists(items, [...source.tables.map((table) => table.start), ...front.breaks]))
  flags.push(...documentFlags(folded, front, counts, items))
  return {
    format: source.format,
    title: front.title,
    documentNumber: front.documentNumber,
    issuedOn: front.issuedOn,
    year: front.year,
    endYear: front.endYear,
    sourceText: printed,
    blocks: source.blocks,
    headings: headings.list,
    items,
    spans,
    counts,
    flags,
  }
}

/** One way to read the measures, with everything that was built for it. */
type Built = {
  headings: HeadingList
  items: Item[]
  spans: Span[]
  counts: PlanReading['counts']
  flags: Flag[]
}

/**
 * Numbers below a measure can be its text or measures of their own. Where the document states how many
 * measures it holds and the first way to read does not give that many, the other way is taken if it does.
 */
function byStatedCount(first: Built, otherwise: () => Built): Built {
  const open = first.items.some((item) => item.flags.some((one) => one.code === 'children-as-text'))
  if (!open || first.counts.stated.length === 0 || first.counts.agree === true) return first
  const second = otherwise()
  const { length } = second.items
  if (length === first.items.length || second.counts.agree !== true) return first
  if (!second.counts.stated.some((stated) => stated.number === length && stated.counted === length))
    return first
  return { ...second, flags: [...second.flags, flag('count-decides')] }
}

/** Footnotes stand between the lines of the text: for reading they are blanks. */
function withoutNotes(folded: string, lines: Line[]): string {
  let text = ''
  let at = 0
  for (const line of lines) {
    if (!line.note) continue
    text += folded.slice(at, line.start) + ' '.repeat(line.end - line.start)
    at = line.end
  }
  return text + folded.slice(at)
}

/** A table without a head that follows one of as many columns is its continuation on the next page. */
function shapesOf(source: SourceDocument, folded: string): TableShape[] {
  const shapes: TableShape[] = []
  for (const table of source.tables) {
    const shape = shapeOf(table, folded)
    const before = shapes.at(-1)
    const head = before?.heads.at(-1)
    if (shape.heads.length === 0 && !shape.form && before && head && before.grid.columns === table.columns) {
      const between = folded
        .slice(before.grid.table.end, table.start)
        .replace(/[\s()]|续表?|接?上表|附件\d*/g, '')
      if (between === '' && table.sheet === before.grid.table.sheet)
        shape.heads.push({ ...head, first: 0, last: -1 })
    }
    shapes.push(shape)
  }
  return shapes
}

/** Single cells above the head of a table: its title, its number, its date. */
function titleCells(shapes: TableShape[]): Line[] {
  const lines: Line[] = []
  for (const { grid, heads } of shapes) {
    const limit = heads[0]?.first ?? 0
    for (const cell of grid.table.cells)
      if (cell.row < limit && cell.end > cell.start)
        lines.push({ start: cell.start, end: cell.end, align: 'center' })
  }
  return lines
}

/** Offset of the first duty or the first head of a table: the front of the document ends before it. */
function beginning(
  folded: string,
  lines: Line[],
  shapes: TableShape[],
  units: ReturnType<typeof unitTable>,
): number {
  let first = Number.POSITIVE_INFINITY
  for (const { grid, heads, form } of shapes) {
    const row = heads[0]?.first ?? (form ? 0 : null)
    const cell = row === null ? undefined : grid.table.cells.find((candidate) => candidate.row === row)
    if (cell) first = Math.min(first, cell.start)
  }
  for (const line of lines) {
    if (line.start >= first) break
    if (
      findDuties(folded, line.start, line.end, units).some(
        (group) => group.basis !== 'sentence' && group.parts.some((part) => part.members.length > 0),
      )
    )
      return line.start
  }
  return first
}

/** Numbers that jump or come twice, counted over all numbers of a style, measures or not. */
function flagNumbers(items: Item[], outline: Outline): void {
  const byStart = new Map(items.map((item) => [item.source.start, item]))
  const before = new Map<string, Node>()
  for (const node of outline.nodes) {
    const { marker } = node
    if (!marker) continue
    const last = before.get(marker.style)
    before.set(marker.style, node)
    const item = byStart.get(node.start)
    if (!item) continue
    const value = last?.marker?.value ?? 0
    if (last && marker.value === value && last.parent === node.parent)
      item.flags.push(flag('numbering-repeat', item.source))
    else if (marker.value !== value + 1 && marker.value !== 1)
      item.flags.push(flag('numbering-gap', item.source))
  }
}

function otherRole(items: Item[], front: Front, lines: Line[]): (range: Range) => OtherRole {
  const firstItem = Math.min(...items.map((item) => item.source.start), Number.POSITIVE_INFINITY)
  const lastItem = Math.max(...items.map((item) => item.source.end), -1)
  const notes = new Set(lines.filter((line) => line.note).map((line) => line.start))
  const contents = new Set(lines.filter((line) => line.contents).map((line) => line.start))
  return (range) => {
    if (contents.has(range.start)) return 'contents'
    if (range.start >= lastItem) return items.length === 0 ? 'text' : 'tail'
    if (front.titleRange && range.start <= front.titleRange.end) return 'front'
    if (range.start < firstItem) return 'introduction'
    return notes.has(range.start) ? 'table-note' : 'text'
  }
}

/** Whether an offset lies in other text; spans are in order, so the search is binary. */
function outsideOf(spans: Span[]): (offset: number) => boolean {
  return (offset) => {
    let low = 0
    let high = spans.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((spans[middle]?.start ?? 0) <= offset) low = middle
      else high = middle - 1
    }
    return spans[low]?.kind === 'other'
  }
}

function documentFlags(folded: string, front: Front, counts: PlanReading['counts'], items: Item[]): Flag[] {
  const flags: Flag[] = []
  if (items.length > 0) {
    if (front.namedByFile) flags.push(flag('title-from-name'))
    if (front.year === null) flags.push(flag('no-year'))
    else if (front.yearGuessed) flags.push(flag('year-guessed', undefined, `按 ${front.year} 年读取`))
  }
  for (const stated of counts.stated)
    if (stated.agrees === false)
      flags.push(flag('count-differs', stated, `文件写“${stated.raw}”，读出 ${stated.counted}`))
  const secret = /(?:^|\n) {0,4}(绝密|机密|秘密) ?(?:[★*]|\n|$)/.exec(folded.slice(0, 2000))
  if (secret) {
    let start = secret.index
    while (isSpace(folded.charCodeAt(start))) start++
    flags.push(flag('secret-words', { start: skipSpace(folded, start, folded.length), end: start + 2 }))
  }
  return flags
}
