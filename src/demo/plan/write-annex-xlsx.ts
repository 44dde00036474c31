import writeExcelFile, { type SheetData } from 'write-excel-file/node'
import { type AnnexDeadline, type AnnexRow, type AnnexSheet, annex } from './annex.ts'

const widths = [6, 17, 46, 17, 24, 17].map((width) => ({ width }))
const framed = {
  borderStyle: 'thin',
  wrap: true,
  alignVertical: 'center',
  fontFamily: '仿宋_GB2312',
  fontSize: 11,
} as const
const head = { ...framed, align: 'center', fontFamily: '黑体' } as const

const lineHeightPoints = 16

type Cell = SheetData[number][number]

/** A cell over all six columns, and the five that it covers. */
function across(value: string, style: object): Cell[] {
  return [{ value, columnSpan: annex.columns.length, ...style }, ...annex.columns.slice(1).map(() => null)]
}

function deadlineCell(deadline: AnnexDeadline): Cell {
  if (typeof deadline === 'string') return { value: deadline, align: 'center', ...framed }
  // Midnight UTC: the writer turns it into the serial number of that day.
  const value = new Date(`${deadline.on}T00:00:00Z`)
  return { value, type: Date, format: 'yyyy"年"m"月"d"日"', align: 'center', ...framed }
}

/** Points that the fullest of the texts needs in its column; a character is two units of width wide. */
function heightOf(row: AnnexRow): number {
  const lines = [
    Math.ceil(row.text.length / 21),
    Math.ceil(row.partners.length / 10),
    Math.ceil(row.lead.length / 7),
    2,
  ]
  return Math.max(...lines) * lineHeightPoints
}

function sheetRows(sheet: AnnexSheet): SheetData {
  const rows: SheetData = [
    across(annex.mark, { fontFamily: '黑体', fontSize: 16 }),
    across(annex.title, { fontFamily: '方正小标宋简体', fontSize: 20, align: 'center', height: 40 }),
    across(sheet.subtitle, { fontFamily: '楷体_GB2312', fontSize: 14, align: 'center' }),
    annex.columns.map((value) => ({ value, ...head })),
  ]
  for (const [t, task] of sheet.tasks.entries()) {
    for (const [r, row] of task.rows.entries()) {
      const merged = task.rows.length > 1 ? { rowSpan: task.rows.length } : {}
      rows.push([
        r === 0 ? { value: t + 1, align: 'center', ...merged, ...framed } : null,
        r === 0 ? { value: task.name, ...merged, ...framed } : null,
        { value: row.text, height: heightOf(row), ...framed },
        { value: row.lead, align: 'center', ...framed },
        { value: row.partners, ...framed },
        deadlineCell(row.deadline),
      ])
    }
  }
  return rows
}

/** The annex as a workbook: format F12g, title rows, one sheet for each evaluation, numbers and tasks merged. */
export async function writeAnnexXlsx(): Promise<Buffer> {
  const sheets = annex.sheets.map((sheet) => ({
    sheet: sheet.name,
    data: sheetRows(sheet),
    columns: widths,
    orientation: 'landscape' as const,
    stickyRowsCount: 4,
  }))
  return await writeExcelFile(sheets).toBuffer()
}
