import { child, children, descendants, parseXml, textOf, type XmlElement } from '#kernel/xml.ts'
import type { SafeZip } from '#kernel/zip.ts'
import { flag } from './flags.ts'
import { type CellInput, SourceBuilder, type SourceDocument } from './source.ts'
import { PlanUnreadable } from './unreadable.ts'
import { type NumberFormat, readFormats, showNumber } from './xlsx-formats.ts'

const MOST_ROWS = 20_000
const MOST_COLUMNS = 200
const MOST_CELLS = 400_000

type Workbook = { shared: string[]; formats: NumberFormat[]; epoch1904: boolean }

/**
 * Reads a workbook from its parts: shared and inline strings, dates as shown, merged cells once, hidden
 * rows with their mark. Each visible sheet becomes a table; with several of them, its name a line above.
 * @throws {PlanUnreadable}
 */
export async function readXlsx(zip: SafeZip): Promise<SourceDocument> {
  const part = async (name: string): Promise<XmlElement | null> => {
    const text = await zip.readText(name)
    return text === null ? null : parseXml(text)
  }
  const workbook = await part('xl/workbook.xml')
  if (!workbook) throw new PlanUnreadable('工作簿没有内容，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传')
  const targets = new Map<string, string>()
  for (const relation of descendants((await part('xl/_rels/workbook.xml.rels')) ?? EMPTY, 'Relationship'))
    targets.set(relation.attributes.Id ?? '', resolve(relation.attributes.Target ?? ''))
  const shared = [...children((await part('xl/sharedStrings.xml')) ?? EMPTY, 'si')].map(richText)
  const properties = child(workbook, 'workbookPr')
  const book: Workbook = {
    shared,
    formats: readFormats(await part('xl/styles.xml')),
    epoch1904: /^(?:1|true)$/.test(properties?.attributes.date1904 ?? ''),
  }
  const builder = new SourceBuilder('xlsx')
  const listed = children(child(workbook, 'sheets') ?? EMPTY, 'sheet')
  const visible = listed.filter((sheet) => (sheet.attributes.state ?? 'visible') === 'visible')
  if (visible.length < listed.length) builder.flags.push(flag('hidden-sheet'))
  const sheets: Sheet[] = []
  for (const sheet of visible) {
    const element = await part(targets.get(relationId(sheet)) ?? '')
    if (element && element.local === 'worksheet')
      sheets.push({ name: sheet.attributes.name ?? '', ...readSheet(element, book) })
  }
  const filled = sheets.filter((sheet) => sheet.cells.length > 0)
  for (const sheet of filled) {
    const named = filled.length > 1 && !/^Sheet\d+$|^工作表\d*$/i.test(sheet.name)
    if (named) builder.paragraph(sheet.name, {}, 'sheet')
    builder.table(
      sheet.cells,
      { rows: sheet.rows, columns: sheet.columns },
      { sheet: named ? sheet.name : null, hiddenRows: sheet.hiddenRows, hiddenColumns: sheet.hiddenColumns },
    )
  }
  return builder.document()
}

const EMPTY: XmlElement = { name: '', local: '', attributes: {}, children: [] }

function relationId(sheet: XmlElement): string {
  for (const name in sheet.attributes)
    if (name === 'r:id' || name.endsWith(':id')) return sheet.attributes[name] ?? ''
  return ''
}

function resolve(target: string): string {
  return target.startsWith('/') ? target.slice(1) : `xl/${target.replace(/^\.\//, '')}`
}

/** A string with its runs joined; the readings above characters (phonetic runs) are not part of it. */
function richText(element: XmlElement): string {
  let text = ''
  for (const node of element.children) {
    if (typeof node === 'string') continue
    if (node.local === 't') text += textOf(node)
    else if (node.local === 'r') for (const run of children(node, 't')) text += textOf(run)
  }
  return withoutEscapes(text).replace(/\r\n?/g, '\n')
}

/** _x000D_ and its like: characters that XML cannot hold. */
function withoutEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) =>
        code.toUpperCase() === '000D' ? '' : String.fromCharCode(Number.parseInt(code, 16)),
      )
    : text
}

type SheetCells = {
  cells: CellInput[]
  rows: number
  columns: number
  hiddenRows: Set<number>
  hiddenColumns: Set<number>
}
type Sheet = SheetCells & { name: string }
type Merge = { row: number; column: number; rowSpan: number; columnSpan: number }

function readSheet(sheet: XmlElement, book: Workbook): SheetCells {
  const values = new Map<number, Map<number, string>>()
  const hiddenSheetRows = new Set<number>()
  let row = -1
  let count = 0
  for (const element of children(child(sheet, 'sheetData') ?? EMPTY, 'row')) {
    row = element.attributes.r ? Number(element.attributes.r) - 1 : row + 1
    if (!(row >= 0) || row >= 1_048_576) continue
    if (/^(?:1|true)$/.test(element.attributes.hidden ?? '')) hiddenSheetRows.add(row)
    const cells = new Map<number, string>()
    let column = -1
    for (const cell of children(element, 'c')) {
      column = cell.attributes.r ? columnOf(cell.attributes.r) : column + 1
      if (column < 0 || column >= MOST_COLUMNS) continue
      const text = cellText(cell, book)
      if (text.trim() === '') continue
      cells.set(column, text)
      if (++count > MOST_CELLS) throw tooLarge()
    }
    if (cells.size > 0) values.set(row, cells)
  }
  if (values.size > MOST_ROWS) throw tooLarge()
  return layOut(values, mergesOf(sheet), hiddenSheetRows, hiddenColumnsOf(sheet))
}

function tooLarge(): PlanUnreadable {
  return new PlanUnreadable('工作表过大，请只保留任务清单所在的行和列后重新上传')
}

/** Leaves out rows without words, and places the rest closely so that the table reads as a page. */
function layOut(
  values: Map<number, Map<number, string>>,
  merges: Merge[],
  hiddenRows: Set<number>,
  hiddenColumns: Set<number>,
): SheetCells {
  const kept = new Set(values.keys())
  const sorted = [...kept].sort((a, b) => a - b)
  const place = new Map(sorted.map((row, index) => [row, index]))
  const mergeAt = new Map(merges.map((merge) => [merge.row * MOST_COLUMNS + merge.column, merge]))
  const covered = new Map<number, Merge>()
  for (const merge of merges) {
    if (merge.rowSpan * merge.columnSpan > 100_000) continue
    for (let r = merge.row; r < merge.row + merge.rowSpan; r++) {
      if (!kept.has(r)) continue
      for (let c = merge.column; c < merge.column + merge.columnSpan; c++)
        covered.set(r * MOST_COLUMNS + c, merge)
    }
  }
  let columns = 0
  for (const cells of values.values())
    for (const column of cells.keys()) columns = Math.max(columns, column + 1)
  const cells: CellInput[] = []
  for (const row of sorted) {
    const own = values.get(row)
    const at = place.get(row) ?? 0
    for (let column = 0; column < columns; column++) {
      const merge = mergeAt.get(row * MOST_COLUMNS + column)
      const over = covered.get(row * MOST_COLUMNS + column)
      if (over && over !== merge) continue
      let rowSpan = 1
      if (merge) for (let r = merge.row + 1; r < merge.row + merge.rowSpan; r++) if (kept.has(r)) rowSpan++
      cells.push({
        row: at,
        column,
        rowSpan,
        columnSpan: merge ? Math.min(merge.columnSpan, columns - column) : 1,
        text: own?.get(column) ?? '',
      })
    }
  }
  return {
    cells,
    rows: sorted.length,
    columns,
    hiddenRows: new Set([...hiddenRows].flatMap((row) => (place.has(row) ? [place.get(row) ?? 0] : []))),
    hiddenColumns,
  }
}

function mergesOf(sheet: XmlElement): Merge[] {
  const merges: Merge[] = []
  for (const element of children(child(sheet, 'mergeCells') ?? EMPTY, 'mergeCell')) {
    const match = /^([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})$/.exec(element.attributes.ref ?? '')
    if (!match) continue
    const [row, column] = [Number(match[2]) - 1, columnOf(match[1] ?? '')]
    const [lastRow, lastColumn] = [Number(match[4]) - 1, columnOf(match[3] ?? '')]
    if (column >= MOST_COLUMNS || lastRow < row || lastColumn < column) continue
    merges.push({
      row,
      column,
      rowSpan: lastRow - row + 1,
      columnSpan: Math.min(lastColumn, MOST_COLUMNS - 1) - column + 1,
    })
  }
  return merges
}

function hiddenColumnsOf(sheet: XmlElement): Set<number> {
  const hidden = new Set<number>()
  for (const element of children(child(sheet, 'cols') ?? EMPTY, 'col')) {
    if (!/^(?:1|true)$/.test(element.attributes.hidden ?? '')) continue
    const last = Math.min(Number(element.attributes.max), MOST_COLUMNS)
    for (let column = Number(element.attributes.min) - 1; column < last; column++) hidden.add(column)
  }
  return hidden
}

/** 27 for AB12. */
function columnOf(reference: string): number {
  let column = 0
  for (const character of reference) {
    const code = character.charCodeAt(0)
    if (code < 65 || code > 90) break
    column = column * 26 + code - 64
  }
  return column - 1
}

function cellText(cell: XmlElement, book: Workbook): string {
  const type = cell.attributes.t ?? 'n'
  if (type === 'inlineStr') {
    const inline = child(cell, 'is')
    return inline ? richText(inline) : ''
  }
  const value = child(cell, 'v')
  const words = value ? textOf(value) : ''
  if (words === '') return ''
  switch (type) {
    case 's':
      return book.shared[Number(words)] ?? ''
    case 'str':
      return withoutEscapes(words).replace(/\r\n?/g, '\n')
    case 'b':
      return words === '1' ? '是' : '否'
    case 'e':
      return ''
    case 'd':
      return words.slice(0, 10)
    default:
      return showNumber(Number(words), book.formats[Number(cell.attributes.s ?? 0)], book.epoch1904)
  }
}
