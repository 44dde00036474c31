import type { Block, CellLayout, FileFormat, Flag, Range } from './plan-reading.ts'

export type SourceCell = Range & { row: number; column: number; rowSpan: number; columnSpan: number }

export type SourceTable = Range & {
  index: number
  rows: number
  columns: number
  /** origins of merged cells only, in reading order */
  cells: SourceCell[]
  hiddenRows: ReadonlySet<number>
  hiddenColumns: ReadonlySet<number>
  /** name of the sheet, for spreadsheets */
  sheet: string | null
}

/** A document of any format as one text with its layout beside it. */
export type SourceDocument = {
  format: FileFormat
  text: string
  blocks: Block[]
  tables: SourceTable[]
  /** what the reader of the format had to tell: tracked changes, hidden text … */
  flags: Flag[]
}

export type ParagraphLayout = Pick<Block, 'level' | 'align' | 'bold' | 'contents'>

export type CellInput = {
  row: number
  column: number
  rowSpan?: number
  columnSpan?: number
  text: string
}

/**
 * Puts the text of a document together. Paragraphs are parted by a line feed, the cells of a row by a
 * tab, rows by a line feed: these characters are the only ones that a document does not print.
 */
export class SourceBuilder {
  readonly #format: FileFormat
  readonly #parts: string[] = []
  #length = 0
  readonly #blocks: Block[] = []
  readonly #tables: SourceTable[] = []
  readonly flags: Flag[] = []

  constructor(format: FileFormat) {
    this.#format = format
  }

  #append(text: string): Range {
    const start = this.#length
    this.#parts.push(text)
    this.#length += text.length
    return { start, end: this.#length }
  }

  #break(character: string): void {
    if (this.#length > 0) this.#append(character)
  }

  paragraph(text: string, layout: ParagraphLayout = {}, kind: Block['kind'] = 'paragraph'): void {
    this.#break('\n')
    this.#blocks.push({ kind, ...this.#append(text), ...layout })
  }

  /** @param cells in reading order; a merged cell once, at its upper left */
  table(
    cells: CellInput[],
    size: { rows: number; columns: number },
    options: { sheet?: string | null; hiddenRows?: Set<number>; hiddenColumns?: Set<number> } = {},
  ): void {
    const index = this.#tables.length
    const placed: SourceCell[] = []
    let start = -1
    let row = -1
    for (const cell of cells) {
      this.#break(cell.row === row ? '\t' : '\n')
      row = cell.row
      const range = this.#append(cell.text)
      if (start < 0) start = range.start
      const { rowSpan = 1, columnSpan = 1 } = cell
      placed.push({ ...range, row: cell.row, column: cell.column, rowSpan, columnSpan })
      const layout: CellLayout = { table: index, row: cell.row, column: cell.column, rowSpan, columnSpan }
      if (options.hiddenRows?.has(cell.row) || options.hiddenColumns?.has(cell.column)) layout.hidden = true
      this.#blocks.push({ kind: 'cell', ...range, cell: layout })
    }
    if (start < 0) return
    this.#tables.push({
      index,
      start,
      end: this.#length,
      rows: size.rows,
      columns: size.columns,
      cells: placed,
      hiddenRows: options.hiddenRows ?? new Set(),
      hiddenColumns: options.hiddenColumns ?? new Set(),
      sheet: options.sheet ?? null,
    })
  }

  document(): SourceDocument {
    return {
      format: this.#format,
      text: this.#parts.join(''),
      blocks: this.#blocks,
      tables: this.#tables,
      flags: this.flags,
    }
  }
}

export type Line = Range & {
  level?: number
  align?: 'center' | 'right'
  bold?: boolean
  /** a footnote: it stands between the lines of the text without being one */
  note?: boolean
  /** a line of the table of contents */
  contents?: boolean
  /** the name of a sheet */
  sheet?: boolean
}

/** 第一章 总体要求……3 */
const CONTENTS_LINE = /[.·…．‥]{3,}\s*\d{1,3}\s*$|^目\s*录$/

/** The lines outside tables, in order; a line break inside a paragraph parts lines too. */
export function linesOf(source: SourceDocument): Line[] {
  const lines: Line[] = []
  for (const block of source.blocks) {
    if (block.kind === 'cell') continue
    let start = block.start
    for (;;) {
      const newline = source.text.indexOf('\n', start)
      const end = newline < 0 || newline >= block.end ? block.end : newline
      const line: Line = { start, end }
      if (block.level !== undefined) line.level = block.level
      if (block.align) line.align = block.align
      if (block.bold) line.bold = true
      if (block.kind === 'note') line.note = true
      if (block.kind === 'sheet') line.sheet = true
      if (block.contents || CONTENTS_LINE.test(source.text.slice(Math.max(start, end - 40), end).trim()))
        line.contents = true
      lines.push(line)
      if (end >= block.end) break
      start = end + 1
    }
  }
  return lines
}
