import { type DutyGroup, findDuties, labelledStretch } from './duties.ts'
import { isSpace, skipSpace, trimEnd } from './fold.ts'
import { findLabels, labelRole, spacedLabel } from './labels.ts'
import { type Marker, readMarker } from './numbering.ts'
import type { Range } from './plan-reading.ts'
import type { Line } from './source.ts'
import type { UnitTable } from './unit-table.ts'

/** A numbered (or plainly headed) stretch of the text outside tables. */
export type Node = {
  index: number
  /** null for a heading that is printed without a number */
  marker: Marker | null
  rank: number
  start: number
  contentStart: number
  /** end of the node's own words, before its first child */
  end: number
  /** end of the last descendant */
  treeEnd: number
  parent: Node | null
  children: Node[]
  /** the lead sentence */
  title: Range
  /** the lead sentence, folded */
  name: string
  /** duty groups among the node's own words */
  duties: DutyGroup[]
  /** tables that stand behind the node's words */
  tables: number[]
  /** first in its line */
  lineStart: boolean
}

export type Outline = {
  roots: Node[]
  /** all nodes in reading order */
  nodes: Node[]
  /** stretches before the first node, behind tables and between parts */
  loose: Range[]
  /** tables that stand before any node */
  looseTables: number[]
}

type Start = { at: number; marker: Marker | null; contentStart: number; rank: number; lineStart: boolean }

/**
 * Finds the numbers in the text and nests them by rank.
 * @param breaks offsets at which nesting starts anew: titles, annexes
 */
export function buildOutline(
  printed: string,
  folded: string,
  lines: Line[],
  tables: Range[],
  breaks: ReadonlySet<number>,
  units: UnitTable,
): Outline {
  const starts = findStarts(printed, folded, lines, breaks)
  const roots: Node[] = []
  const nodes: Node[] = []
  const loose: Range[] = []
  const looseTables: number[] = []
  const stack: Node[] = []
  const textEnd = lines.at(-1)?.end ?? 0
  const first = Math.min(starts[0]?.at ?? textEnd, tables[0]?.start ?? Number.POSITIVE_INFINITY, textEnd)
  if (first > 0) loose.push({ start: 0, end: first })
  let table = 0
  const placeTables = (from: number, to: number): number => {
    // tables are not words: the words of a node end at the first table behind them
    let end = to
    while (table < tables.length && (tables[table]?.start ?? 0) < to) {
      const range = tables[table]
      if (!range) break
      end = Math.min(end, Math.max(from, range.start))
      const node = stack.at(-1)
      if (node) node.tables.push(table)
      else looseTables.push(table)
      const next = Math.min(tables[table + 1]?.start ?? to, to)
      if (range.end < next) loose.push({ start: range.end, end: next })
      table++
    }
    return end
  }
  placeTables(0, starts[0]?.at ?? Number.POSITIVE_INFINITY)
  starts.forEach((start, i) => {
    const limit = starts[i + 1]?.at ?? textEnd
    if (start.rank < 0) {
      stack.length = 0
      const end = placeTables(
        start.at,
        Math.max(limit, i + 1 < starts.length ? limit : Number.POSITIVE_INFINITY),
      )
      loose.push({ start: start.at, end: Math.min(end, limit) })
      return
    }
    while (stack.length > 0 && (stack.at(-1)?.rank ?? 0) >= start.rank) stack.pop()
    const parent = stack.at(-1) ?? null
    const node: Node = {
      index: nodes.length,
      marker: start.marker,
      rank: start.rank,
      start: start.at,
      contentStart: start.contentStart,
      end: limit,
      treeEnd: limit,
      parent,
      children: [],
      title: { start: start.contentStart, end: start.contentStart },
      name: '',
      duties: [],
      tables: [],
      lineStart: start.lineStart,
    }
    nodes.push(node)
    stack.push(node)
    if (parent) parent.children.push(node)
    else roots.push(node)
    node.end = Math.min(
      limit,
      placeTables(start.at, i + 1 < starts.length ? limit : Number.POSITIVE_INFINITY),
    )
    node.treeEnd = node.end
    node.duties = findDuties(folded, node.contentStart, node.end, units)
    node.title = leadSentence(
      folded,
      node.contentStart,
      Math.min(node.end, node.duties[0]?.start ?? node.end),
    )
    node.name = folded.slice(node.title.start, node.title.end)
    if (labelRole(node.name) !== null) readField(folded, node, units)
  })
  for (const node of nodes.toReversed())
    for (const child of node.children) node.treeEnd = Math.max(node.treeEnd, child.treeEnd)
  return { roots, nodes, loose, looseTables }
}

/** 3.责任单位。… : the number and the label belong to the duties that follow them. */
function readField(folded: string, node: Node, units: UnitTable): void {
  let from = node.title.end
  while (from < node.end && /[。:\s]/.test(folded[from] ?? '')) from++
  const [first] = node.duties
  if (first && first.start === from) {
    first.start = node.start
    if (first.parts[0]) first.parts[0].start = node.start
  } else if (!first) {
    const group = labelledStretch(folded, node.name, node.start, from, node.end, units)
    if (group) node.duties = [group]
  }
}

/** From `from` up to the first full stop outside brackets and quotes, or the end of the line. */
export function leadSentence(folded: string, from: number, limit: number): Range {
  const start = skipSpace(folded, from, limit)
  let depth = 0
  let quote = 0
  let at = start
  while (at < limit) {
    const character = folded[at]
    if (character === '\n') break
    if (character === '(' || character === '[' || character === '《') depth++
    else if (character === ')' || character === ']' || character === '》') depth = Math.max(0, depth - 1)
    else if (character === '“') quote++
    else if (character === '”') quote = Math.max(0, quote - 1)
    else if ((character === '。' || character === '!') && depth === 0 && quote === 0) break
    at++
  }
  return { start, end: trimEnd(folded, start, at) }
}

function findStarts(printed: string, folded: string, lines: Line[], breaks: ReadonlySet<number>): Start[] {
  const starts: Start[] = []
  const markers = lines.map((line) => {
    const at = skipSpace(folded, line.start, line.end)
    return line.note || line.contents ? null : readMarker(folded, printed, at, line.end)
  })
  /** last value of each style: numbers may run on across headings */
  const last = new Map<string, number>()
  const push = (marker: Marker, lineStart: boolean): void => {
    last.set(marker.style, marker.value)
    starts.push({ at: marker.start, marker, contentStart: marker.end, rank: marker.rank, lineStart })
  }
  lines.forEach((line, i) => {
    if (breaks.has(line.start)) {
      last.clear()
      starts.push({ at: line.start, marker: null, contentStart: line.start, rank: -1, lineStart: true })
      return
    }
    const marker = markers[i]
    if (marker) push(marker, true)
    else {
      const heading = plainHeading(folded, lines, markers, i, starts.length > 0)
      if (heading !== null) {
        const at = skipSpace(folded, line.start, line.end)
        starts.push({ at, marker: null, contentStart: at, rank: heading, lineStart: true })
        return
      }
    }
    if (!line.note && !line.contents)
      for (const inner of innerMarkers(
        printed,
        folded,
        line,
        marker?.end ?? line.start,
        last,
        nextMarker(markers, i),
      ))
        push(inner, false)
  })
  return starts
}

function nextMarker(markers: (Marker | null)[], from: number): Marker | null {
  for (let i = from + 1; i < markers.length && i < from + 12; i++) if (markers[i]) return markers[i] ?? null
  return null
}

const BOUNDARY = /[。;)\]:!?”"]/

/** Numbers inside a line: only where they carry on a count, or begin one that is carried on. */
function innerMarkers(
  printed: string,
  folded: string,
  line: Line,
  from: number,
  last: Map<string, number>,
  next: Marker | null,
): Marker[] {
  const candidates: Marker[] = []
  let depth = 0
  let at = from
  let before = ''
  let clauseStart = from
  while (at < line.end) {
    const character = folded[at] ?? ''
    if (isSpace(character.charCodeAt(0))) {
      at++
      continue
    }
    const closed = BOUNDARY.test(before)
    // 一、加强要素保障（一）强化财税支持。: text whose line ends were lost
    const loose = !closed && (character === '(' || character === '（') && at - clauseStart <= 40
    if (depth === 0 && (closed || loose)) {
      const marker = readMarker(folded, printed, at, line.end)
      if (marker && marker.marks.length === 0 && (closed || marker.style === 'chinese-brackets')) {
        candidates.push(marker)
        at = marker.end
        before = ')'
        clauseStart = at
        continue
      }
    }
    if (character === '(' || character === '[') depth++
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1)
    if (/[。,;:]/.test(character)) clauseStart = Number.NEGATIVE_INFINITY
    before = character
    at++
  }
  const values = new Map<string, Set<number>>()
  for (const marker of candidates) {
    const set = values.get(marker.style) ?? new Set()
    set.add(marker.value)
    values.set(marker.style, set)
  }
  const running = new Map(last)
  const kept: Marker[] = []
  for (const marker of candidates) {
    const carriesOn = running.get(marker.style) === marker.value - 1 && marker.value > 1
    const followed =
      values.get(marker.style)?.has(2) === true || (next?.style === marker.style && next.value === 2)
    if (!carriesOn && !(marker.value === 1 && followed)) continue
    running.set(marker.style, marker.value)
    kept.push(marker)
  }
  return kept
}

/** Rank of a heading that is printed without a number, or null. */
function plainHeading(
  folded: string,
  lines: Line[],
  markers: (Marker | null)[],
  i: number,
  inside: boolean,
): number | null {
  const line = lines[i]
  if (!line || line.note || line.contents) return null
  const start = skipSpace(folded, line.start, line.end)
  const end = trimEnd(folded, start, line.end)
  const length = end - start
  if (length < 2 || length > 44) return null
  const words = folded.slice(start, end)
  if (/[。;,:!?、]$|。|^\(|^附件|年.{1,3}月.{1,3}日$/.test(words)) return null
  if (findLabels(folded, start, end).length > 0 || spacedLabel(folded, start, end)) return null
  if (line.level !== undefined) return line.level - 0.2
  if (!inside) return null
  const next = following(lines, markers, folded, i)
  if (!next || next.rank < 2) return null
  const previous = precedingLine(folded, lines, i)
  const complete =
    /[。)\]]$/.test(previous) || previous === '' || findLabels(previous, 0, previous.length).length > 0
  if (!complete && !line.bold) return null
  if (next.value !== 1 && !line.bold && line.align !== 'center') return null
  return next.rank - 0.25
}

function following(lines: Line[], markers: (Marker | null)[], folded: string, i: number): Marker | null {
  for (let j = i + 1; j < lines.length && j < i + 4; j++) {
    if (markers[j]) return markers[j] ?? null
    const line = lines[j]
    if (line && skipSpace(folded, line.start, line.end) < line.end) return null
  }
  return null
}

function precedingLine(folded: string, lines: Line[], i: number): string {
  for (let j = i - 1; j >= 0 && j > i - 4; j--) {
    const line = lines[j]
    const words = line ? folded.slice(line.start, line.end).trim() : ''
    if (words !== '') return words
  }
  return ''
}
