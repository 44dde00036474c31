import { child, children, type XmlElement } from '#kernel/xml.ts'
import { attribute } from './docx-numbering.ts'
import type { DocxParagraphs } from './docx-paragraphs.ts'
import { readToggle } from './docx-styles.ts'
import type { CellInput, SourceBuilder } from './source.ts'

const MOST_COLUMNS = 200

type Open = { cell: CellInput & { rowSpan: number; columnSpan: number }; until: number }

/** Reads a table with gridSpan and vMerge; what a cell holds is joined with line feeds. */
export function readDocxTable(table: XmlElement, builder: SourceBuilder, paragraphs: DocxParagraphs): void {
  const cells: Open['cell'][] = []
  /** the cell above, per column, for vertical merging */
  const above = new Map<number, Open['cell']>()
  let row = 0
  let widest = 0
  for (const rowElement of rowsOf(table, paragraphs)) {
    let column = skipped(rowElement)
    for (const cellElement of cellsOf(rowElement)) {
      if (column >= MOST_COLUMNS) break
      const properties = child(cellElement, 'tcPr')
      const span = Math.max(
        1,
        Math.min(MOST_COLUMNS - column, Number(value(properties, 'gridSpan') ?? 1) || 1),
      )
      const merge = properties ? child(properties, 'vMerge') : undefined
      const horizontal = properties ? child(properties, 'hMerge') : undefined
      const text = cellText(cellElement, paragraphs)
      const upper = above.get(column)
      if (horizontal && attribute(horizontal, 'val') !== 'restart' && cells.at(-1)?.row === row) {
        const left = cells.at(-1)
        if (left) {
          left.columnSpan += span
          if (text.trim() !== '') left.text += left.text === '' ? text : `\n${text}`
        }
      } else if (merge && attribute(merge, 'val') !== 'restart' && upper) {
        upper.rowSpan = row - upper.row + 1
        // words that a merged cell hides are kept: nothing is lost silently
        if (text.trim() !== '') upper.text += `\n${text}`
      } else {
        const cell = { row, column, rowSpan: 1, columnSpan: span, text }
        cells.push(cell)
        for (let c = column; c < column + span; c++) above.set(c, cell)
      }
      column += span
      widest = Math.max(widest, column)
    }
    row++
  }
  cells.sort((a, b) => a.row - b.row || a.column - b.column)
  builder.table(cells, { rows: row, columns: widest })
}

function rowsOf(parent: XmlElement, paragraphs: DocxParagraphs): XmlElement[] {
  const rows: XmlElement[] = []
  for (const node of parent.children) {
    if (typeof node === 'string') continue
    if (node.local === 'tr') {
      const properties = child(node, 'trPr')
      if (properties && child(properties, 'del')) {
        paragraphs.seen.revisions = true
        continue
      }
      if (properties && child(properties, 'ins')) paragraphs.seen.revisions = true
      if (readToggle(properties, 'hidden') === true) paragraphs.seen.hidden = true
      else rows.push(node)
    } else if (node.local === 'sdt') {
      const content = child(node, 'sdtContent')
      if (content) rows.push(...rowsOf(content, paragraphs))
    } else if (node.local === 'ins' || node.local === 'customXml') rows.push(...rowsOf(node, paragraphs))
  }
  return rows
}

function cellsOf(row: XmlElement): XmlElement[] {
  const cells: XmlElement[] = []
  for (const node of row.children) {
    if (typeof node === 'string') continue
    if (node.local === 'tc') cells.push(node)
    else if (node.local === 'sdt') {
      const content = child(node, 'sdtContent')
      if (content) cells.push(...cellsOf(content))
    } else if (node.local === 'customXml') cells.push(...cellsOf(node))
  }
  return cells
}

/** Grid columns left out before the first cell. */
function skipped(row: XmlElement): number {
  const properties = child(row, 'trPr')
  const before = Number(value(properties, 'gridBefore') ?? 0)
  return before > 0 && before < MOST_COLUMNS ? before : 0
}

function value(properties: XmlElement | undefined, name: string): string | undefined {
  const element = properties ? child(properties, name) : undefined
  return element ? attribute(element, 'val') : undefined
}

function cellText(cell: XmlElement, paragraphs: DocxParagraphs): string {
  const lines: string[] = []
  collect(cell, lines, paragraphs)
  while (lines.length > 0 && lines.at(-1)?.trim() === '') lines.pop()
  return lines.join('\n')
}

function collect(parent: XmlElement, lines: string[], paragraphs: DocxParagraphs): void {
  for (const node of parent.children) {
    if (typeof node === 'string') continue
    if (node.local === 'p') {
      const read = paragraphs.read(node)
      lines.push(read.text, ...read.notes)
      for (const box of read.boxes) collect(box, lines, paragraphs)
    } else if (node.local === 'tbl') {
      // a table inside a cell: its rows become lines
      for (const row of children(node, 'tr'))
        lines.push(
          children(row, 'tc')
            .map((inner) => cellText(inner, paragraphs))
            .join(' '),
        )
    } else if (node.local === 'sdt') {
      const content = child(node, 'sdtContent')
      if (content) collect(content, lines, paragraphs)
    } else if (node.local === 'ins' || node.local === 'customXml') collect(node, lines, paragraphs)
  }
}
