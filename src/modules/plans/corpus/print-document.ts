import { cell, docxFile, numberingPart, paragraph, run, table } from '../reading/docx-file-for-tests.ts'
import { type CellValue, xlsxFile } from '../reading/xlsx-file-for-tests.ts'
import type { Cell, CorpusDocument, Part, Print, Sheet, SheetCell, Table } from './document.ts'
import { encodeGb18030 } from './gb18030.ts'

/** The bytes of a document in one of the formats it is printed in. */
export async function printDocument(document: CorpusDocument, print: Print): Promise<Uint8Array> {
  switch (print) {
    case 'xlsx':
      return printSheets(document.sheets ?? [])
    case 'docx':
      return printDocx(document.body ?? [], false)
    case 'docx-runs':
      return printDocx(document.body ?? [], true)
    case 'txt':
      return Buffer.from(plain(document).join('\n'), 'utf8')
    case 'txt-bom-crlf':
      return Buffer.from(`\ufeff${plain(document).join('\r\n')}\r\n`, 'utf8')
    case 'gb18030':
      return encodeGb18030(plain(document).join('\r\n'))
  }
}

export function extensionOf(print: Print): string {
  return print.startsWith('docx') ? 'docx' : print === 'xlsx' ? 'xlsx' : 'txt'
}

function plain({ name, body }: CorpusDocument): string[] {
  return (body ?? []).map((part) => {
    if (typeof part !== 'string') throw new Error(`${name}: only paragraphs can be printed as text`)
    return part
  })
}

/** 一、 （一） 1. （1） as Word numbers them. */
const LEVELS = [
  { format: 'chineseCountingThousand', text: '%1、', suffix: 'nothing' },
  { format: 'chineseCountingThousand', text: '（%2）', suffix: 'nothing' },
  { format: 'decimal', text: '%3.', suffix: 'nothing' },
  { format: 'decimal', text: '（%4）', suffix: 'nothing' },
]

function printDocx(body: Part[], split: boolean): Promise<Uint8Array> {
  return docxFile(
    body.map((part) => printPart(part, split)),
    { numbering: numberingPart([LEVELS]) },
  )
}

function printPart(part: Part, split: boolean): string {
  if (typeof part === 'string') return split ? splitRuns(part) : paragraph(part)
  if ('rows' in part) return printTable(part)
  if ('auto' in part) return paragraph(part.text, { list: { num: 1, level: part.auto } })
  return `<w:p><w:del w:id="1"><w:r><w:delText>${part.removed}</w:delText></w:r></w:del><w:ins w:id="2">${run(part.inserted)}</w:ins></w:p>`
}

/** The paragraph in runs of three characters, as editors leave them. */
function splitRuns(text: string): string {
  return `<w:p>${(text.match(/[\s\S]{1,3}/g) ?? []).map((piece, i) => run(piece, i % 2 === 1)).join('')}</w:p>`
}

function printTable({ rows }: Table): string {
  /** for each column, how many rows a cell above still covers, and how wide it is */
  const open: { rows: number; across: number }[] = []
  return table(
    rows.map((cells) => {
      const xml: string[] = []
      let column = 0
      const covered = (): void => {
        for (let above = open[column]; above && above.rows > 0; above = open[column]) {
          above.rows--
          xml.push(cell('', { merge: 'continue', ...(above.across > 1 ? { span: above.across } : {}) }))
          column += above.across
        }
      }
      for (const one of cells) {
        covered()
        const { text, down = 1, across = 1 } = full(one)
        xml.push(
          cell(text, {
            ...(across > 1 ? { span: across } : {}),
            ...(down > 1 ? { merge: 'restart' as const } : {}),
          }),
        )
        open[column] = { rows: down - 1, across }
        column += across
      }
      covered()
      return xml
    }),
  )
}

function full(one: Cell): { text: string; down?: number; across?: number } {
  return typeof one === 'string' ? { text: one } : one
}

function printSheets(sheets: Sheet[]): Promise<Uint8Array> {
  return xlsxFile(
    sheets.map(({ rows, ...sheet }) => ({ ...sheet, rows: rows.map((cells) => cells.map(sheetCell)) })),
    ['yyyy"年"m"月"d"日"'],
  )
}

function sheetCell(value: SheetCell): CellValue {
  if (typeof value === 'number') return { number: value }
  if (value === null || typeof value === 'string') return value
  const days = (Date.parse(`${value.day}T00:00:00Z`) - Date.parse('1899-12-30T00:00:00Z')) / 86_400_000
  return { number: days, style: 1 }
}
