import type { Decision } from './decide.ts'
import { findDuties } from './duties.ts'
import type { DutyGroup } from './duty-parts.ts'
import { skipSpace } from './fold.ts'
import { leadSentence, type Node, type Outline } from './outline.ts'
import type { Range } from './plan-reading.ts'
import type { UnitTable } from './unit-table.ts'

/**
 * Measures of a list without any numbers or headings: paragraphs that end in their duties, at least two.
 */
export function decideUnnumbered(folded: string, outline: Outline, units: UnitTable): Decision {
  const decision: Decision = { items: [], headings: new Set(), flags: [] }
  if (outline.nodes.length > 0) return decision
  for (const range of outline.loose)
    for (const paragraph of paragraphs(folded, range)) {
      const groups = findDuties(folded, paragraph.start, paragraph.end, units).filter(namesUnits)
      const [first] = groups
      const last = groups.at(-1)
      // a paragraph that goes on behind its duties only mentions them
      if (!first || !last || skipSpace(folded, last.end, paragraph.end) < paragraph.end) continue
      if (skipSpace(folded, paragraph.start, first.start) >= first.start) continue
      const node = nodeOf(folded, paragraph, groups)
      decision.items.push({
        node,
        start: node.start,
        contentStart: node.start,
        end: node.end,
        ownsNumber: false,
        groups,
        inherited: [],
        flags: [],
        path: [],
      })
    }
  if (decision.items.length < 2) decision.items = []
  return decision
}

function namesUnits(group: DutyGroup): boolean {
  return group.basis !== 'sentence' && group.parts.some((part) => part.members.length > 0)
}

function paragraphs(folded: string, range: Range): Range[] {
  const found: Range[] = []
  // what stands behind the last table has no end of its own
  const limit = Math.min(range.end, folded.length)
  let start = range.start
  while (start < limit) {
    const newline = folded.indexOf('\n', start)
    const end = newline < 0 ? limit : Math.min(newline, limit)
    const words = skipSpace(folded, start, end)
    if (words < end) found.push({ start: words, end })
    start = end + 1
  }
  return found
}

function nodeOf(folded: string, { start, end }: Range, duties: DutyGroup[]): Node {
  const title = leadSentence(folded, start, duties[0]?.start ?? end)
  return {
    index: -1,
    marker: null,
    rank: 3,
    start,
    contentStart: start,
    end,
    treeEnd: end,
    parent: null,
    children: [],
    title,
    name: folded.slice(title.start, title.end),
    duties,
    tables: [],
    lineStart: true,
  }
}
