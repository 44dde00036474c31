import type { Reader } from './assign.ts'
import type { Claims } from './claims.ts'
import type { Decision, ItemDraft } from './decide.ts'
import type { HeadingList } from './headings.ts'
import type { Node, Outline } from './outline.ts'
import type { Item } from './plan-reading.ts'
import type { SourceDocument } from './source.ts'
import { readTable, type TableShape } from './table-items.ts'
import { textItem } from './text-items.ts'

/** What grows while measures are built. */
export type Building = { claims: Claims; headings: HeadingList; items: Item[] }

/** Builds measures in reading order, those of the text and those of tables. */
export function buildItems(
  reader: Reader,
  outline: Outline,
  decision: Decision,
  shapes: TableShape[],
  source: SourceDocument,
  building: Building,
): void {
  const drafts = [...decision.items].sort((a, b) => a.start - b.start)
  const tableOwner = new Map<number, Node>()
  for (const node of outline.nodes) for (const table of node.tables) tableOwner.set(table, node)
  const work: ({ at: number } & (
    | { draft: ItemDraft; last: boolean }
    | { shape: TableShape; table: number }
  ))[] = []
  for (const [i, draft] of drafts.entries())
    work.push({ at: draft.start, draft, last: isLast(draft, drafts[i + 1], outline) })
  for (const [table, shape] of shapes.entries())
    work.push({ at: source.tables[table]?.start ?? 0, shape, table })
  work.sort((a, b) => a.at - b.at)
  for (const piece of work) {
    if ('draft' in piece) {
      const at = headingOf(reader, piece.draft.path, building)
      const path = building.headings.path(at)
      const printed = path.map((index) => building.headings.list[index]?.printed ?? '')
      building.items.push(
        textItem(
          reader,
          piece.draft,
          building.items.length,
          { headings: path, printed },
          piece.last,
          building.claims,
        ),
      )
    } else if (piece.shape.heads.length > 0 || piece.shape.form) {
      const owner = tableOwner.get(piece.table)
      const above: Node[] = []
      for (let node = owner ?? null; node; node = node.parent) above.unshift(node)
      const usable = above.every((node) => node.name.length <= 44) ? above : []
      let parent = headingOf(reader, usable, building)
      const { sheet } = source.tables[piece.table] ?? {}
      const block = sheet
        ? source.blocks.find(
            (one) =>
              one.kind === 'sheet' &&
              one.end <= (source.tables[piece.table]?.start ?? 0) &&
              source.text.slice(one.start, one.end) === sheet,
          )
        : undefined
      if (block && sheet) {
        parent = building.headings.add(block, {
          number: '',
          title: sheet,
          printed: sheet,
          range: block,
          parent,
        })
        building.claims.claim(block, { kind: 'heading', heading: parent })
      }
      readTable({ reader, ...building, parent }, piece.shape)
    }
  }
}

/** Whether no measure follows in the same part of the text. */
function isLast(draft: ItemDraft, next: ItemDraft | undefined, outline: Outline): boolean {
  if (!next) return true
  return outline.loose.some((range) => range.start >= draft.end && range.end <= next.start && range.start > 0)
}

function headingOf(reader: Reader, path: Node[], building: Building): number | null {
  let parent: number | null = null
  for (const node of path) {
    const { printed } = reader
    const number = node.marker?.number ?? ''
    const title = printed.slice(node.title.start, node.title.end).trim()
    const range = { start: node.start, end: Math.max(node.title.end, node.contentStart) }
    const dutyAt = node.duties[0]
    // a bracket with duties behind the title stands in the line of the heading
    if (
      dutyAt &&
      dutyAt.start >= range.end &&
      /^[\s。]*$/.test(reader.folded.slice(range.end, dutyAt.start)) &&
      node.children.length > 0
    )
      range.end = dutyAt.end
    else if (/[。:]/.test(reader.folded[range.end] ?? '')) range.end++
    const index: number = building.headings.add(node, {
      number,
      title,
      printed: `${printed.slice(node.start, node.contentStart).trim()}${title}`.replace(/\s*\n\s*/g, ''),
      range,
      parent,
    })
    building.claims.claim(range, { kind: 'heading', heading: index })
    parent = index
  }
  return parent
}
