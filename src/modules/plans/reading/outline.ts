import { findDuties } from './duties.ts'
import { type DutyGroup, labelledStretch } from './duty-parts.ts'
import { skipSpace, trimEnd } from './fold.ts'
import { labelRole } from './labels.ts'
import type { Marker } from './numbering.ts'
import { findStarts } from './outline-starts.ts'
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
