import type { Blob } from 'node:buffer'
import type Stream from 'node:stream'
import type { CellObject, Feature, SheetData } from 'write-excel-file/node'
import { lines, printable, widthInCharacters } from './wording.ts'

/** A list as a spreadsheet: one sheet, a title, notes, a head that stays in sight, rows. */
export type Workbook = {
  sheetName: string
  title: string
  /** Lines between the title and the head, such as the day of the figures and the legend. */
  notes: string[]
  columns: WorkbookColumn[]
  rows: WorkbookValue[][]
  /** Columns that stay in sight when the sheet is moved sideways. */
  frozenColumns?: number
}

export type WorkbookColumn = {
  title: string
  /** In characters of the standard face. */
  width: number
  align?: 'left' | 'center' | 'right'
}

/** Text stays text whatever it looks like; a day is ISO; a percentage runs from 0 to 100. */
export type WorkbookValue =
  | { text: string; fill?: string }
  | { number: number }
  | { percent: number }
  | { day: string }
  | null

const FACE = '宋体'
const BORDER = { borderStyle: 'thin', borderColor: '#7F7F7F' } as const
const LONGEST = 32_767
const CUT = '（下略）'

/**
 * Text that no spreadsheet takes for a formula, also after it was saved as CSV: what begins with = + - @ (or their
 * full-width forms, which Chinese editions accept) gets an apostrophe before it; tabs and line ends at the front, which
 * would hide such a sign, are taken away. Longer than a cell may be: cut, and marked as cut.
 */
export const safeText = (text: string): string => {
  const trimmed = printable(text).trim()
  const safe = /^[=+\-@＝＋－＠]/.test(trimmed) ? `'${trimmed}` : trimmed
  // The package keeps its texts in a plain object, where “constructor” and its like are found before they are put in.
  if (safe in Object.prototype) return `${safe} `
  return safe.length <= LONGEST ? safe : safe.slice(0, LONGEST - CUT.length).toWellFormed() + CUT
}

/** The workbook as `.xlsx`, ready for printing on A4 landscape, as wide as the page, with the head on every page. */
export const writeWorkbook = async (workbook: Workbook): Promise<Uint8Array> => {
  const { default: writeExcelFile } = await import('write-excel-file/node')
  const { columns, rows, notes } = workbook
  const headRows = 1 + notes.length + 1
  const data: SheetData = [
    across(
      { ...bold('方正小标宋简体', 20), value: safeText(workbook.title), align: 'center', height: 40 },
      columns.length,
    ),
    ...notes.map((note) =>
      across(
        { value: safeText(note), align: 'left', wrap: true, height: noteHeight(note, columns) },
        columns.length,
      ),
    ),
    columns.map(({ title }) => ({
      ...BORDER,
      ...bold('黑体', 11),
      value: safeText(title),
      align: 'center' as const,
      alignVertical: 'center' as const,
      wrap: true,
      height: 30,
      backgroundColor: '#F2F2F2',
    })),
    ...rows.map((row) => {
      const height = rowHeight(row, columns)
      return columns.map(({ align }, column) => ({ ...cell(row[column] ?? null, align), height }))
    }),
  ]
  const buffer = await writeExcelFile(
    data,
    {
      sheet: sheetName(workbook.sheetName),
      columns: columns.map(({ width }) => ({ width })),
      orientation: 'landscape',
      stickyRowsCount: headRows,
      stickyColumnsCount: workbook.frozenColumns ?? 0,
    },
    { fontFamily: FACE, fontSize: 10, features: [printing(workbook, headRows)] },
  ).toBuffer()
  return new Uint8Array(buffer)
}

const bold = (fontFamily: string, fontSize: number) => ({ fontFamily, fontSize })

const across = (first: CellObject, count: number): SheetData[number] => [
  { ...first, alignVertical: 'center', columnSpan: count },
  ...Array.from({ length: count - 1 }, () => null),
]

const cell = (value: WorkbookValue, align: WorkbookColumn['align'] = 'left'): CellObject => {
  const look = { ...BORDER, align, alignVertical: 'center' as const, wrap: true }
  if (value === null) return look
  if ('number' in value) return { ...look, value: value.number, format: '0' }
  if ('percent' in value) return { ...look, value: value.percent / 100, format: '0%' }
  if ('day' in value)
    return { ...look, value: new Date(`${value.day}T00:00:00Z`), format: 'yyyy"年"m"月"d"日"' }
  return {
    ...look,
    value: safeText(value.text),
    type: String,
    format: '@',
    ...(value.fill ? { backgroundColor: value.fill } : {}),
  }
}

const LINE_POINTS = 13.5
/** The highest row that Excel knows. */
const HIGHEST_POINTS = 409

/** As high as the longest text needs: programs do not measure wrapped cells when they open a file. */
const rowHeight = (row: readonly WorkbookValue[], columns: readonly WorkbookColumn[]): number => {
  const needed = columns.map(({ width }, column) => {
    const value = row[column]
    if (!value || !('text' in value)) return 1
    const inLine = Math.max(2, width - 1)
    // Widths count half characters.
    return lines(value.text).reduce(
      (sum, line) => sum + Math.max(1, Math.ceil((widthInCharacters(line) * 2) / inLine)),
      0,
    )
  })
  return Math.min(HIGHEST_POINTS, Math.max(1, ...needed) * LINE_POINTS + 6)
}

const noteHeight = (note: string, columns: readonly WorkbookColumn[]): number =>
  rowHeight([{ text: note }], [{ title: '', width: columns.reduce((sum, { width }) => sum + width, 0) }])

/** A name that Excel accepts: none of its seven signs, at most 31 characters. */
const sheetName = (name: string): string =>
  printable(name)
    .replace(/[\\/?*[\]:']/g, ' ')
    .trim()
    .slice(0, 31) || '台账'

const columnLetters = (count: number): string => {
  let letters = ''
  for (let rest = count; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return letters
}

/** What the package leaves to extensions: print area and titles, one page wide, page numbers, a filter on the head. */
const printing = (workbook: Workbook, headRows: number): Feature<Stream | Buffer | Blob> => {
  const last = columnLetters(workbook.columns.length)
  const lastRow = headRows + workbook.rows.length
  const sheet = `'${sheetName(workbook.sheetName)}'`
  const filter = `$A$${headRows}:$${last}$${lastRow}`
  const names =
    '<definedNames>' +
    `<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${sheet}!${filter}</definedName>` +
    `<definedName name="_xlnm.Print_Area" localSheetId="0">${sheet}!$A$1:$${last}$${lastRow}</definedName>` +
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${sheet}!$${headRows}:$${headRows}</definedName>` +
    '</definedNames>'
  return {
    files: {
      transform: {
        'xl/workbook.xml': {
          transform: (xml) => replaced(xml, /<definedNames\s*\/>|<definedNames><\/definedNames>/, names),
        },
        'xl/worksheets/sheet{id}.xml': {
          transform: (xml) =>
            [
              [/(<worksheet[^>]*>)/, '$1<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'],
              [/<\/sheetData>/, `</sheetData><autoFilter ref="${filter.replaceAll('$', '')}"/>`],
              [/<pageMargins[^>]*\/>/, `<printOptions horizontalCentered="1"/>${MARGINS}`],
              [/<pageSetup[^>]*\/>/, PAGE_SETUP],
            ].reduce((text, [place, markup]) => replaced(text, place as RegExp, markup as string), xml),
        },
      },
    },
  }
}

const MARGINS = '<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.7" header="0.3" footer="0.35"/>'
const PAGE_SETUP =
  '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
  '<headerFooter><oddFooter>&amp;C第 &amp;P 页，共 &amp;N 页</oddFooter></headerFooter>'

/** A newer package that writes other markup must be noticed here, not by the person at the printer. */
const replaced = (xml: string, place: RegExp, markup: string): string => {
  if (!place.test(xml)) throw new Error(`The workbook has no place ${place.source}`)
  return xml.replace(place, markup)
}
