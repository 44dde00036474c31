import {
  AlignmentType,
  BorderStyle,
  Paragraph,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { TableBlock, TableColumn } from './content.ts'
import { STYLE } from './styles.ts'
import { lines } from './wording.ts'

const ALIGNMENT = {
  left: AlignmentType.LEFT,
  center: AlignmentType.CENTER,
  right: AlignmentType.RIGHT,
} as const

const LINE_ROUND_CELL = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const CELL_MARGIN = { top: 28, bottom: 28, left: 57, right: 57 }

/** A ruled table as wide as the text; its head repeats on every page and no row is torn apart. */
export const officialTable = ({ columns, rows }: TableBlock, width: number): Table => {
  const widths = columnWidths(columns, width)
  const cell = (text: string, column: number, head: boolean) =>
    new TableCell({
      width: { size: widths[column]!, type: WidthType.DXA },
      verticalAlign: VerticalAlign.CENTER,
      children: cellParagraphs(
        text,
        head ? STYLE.tableHead : STYLE.tableCell,
        head ? 'center' : columns[column]!.align,
      ),
    })
  const row = (texts: readonly string[], head: boolean) =>
    new TableRow({
      tableHeader: head,
      cantSplit: true,
      children: columns.map((_, column) => cell(texts[column] ?? '', column, head)),
    })
  return new Table({
    width: { size: width, type: WidthType.DXA },
    columnWidths: widths,
    layout: TableLayoutType.FIXED,
    margins: CELL_MARGIN,
    borders: {
      top: LINE_ROUND_CELL,
      bottom: LINE_ROUND_CELL,
      left: LINE_ROUND_CELL,
      right: LINE_ROUND_CELL,
      insideHorizontal: LINE_ROUND_CELL,
      insideVertical: LINE_ROUND_CELL,
    },
    rows: [
      row(
        columns.map(({ title }) => title),
        true,
      ),
      ...rows.map((texts) => row(texts, false)),
    ],
  })
}

const cellParagraphs = (text: string, style: string, align: TableColumn['align']): Paragraph[] => {
  const texts = lines(text)
  return (texts.length > 0 ? texts : ['']).map(
    (line) => new Paragraph({ style, text: line, ...(align ? { alignment: ALIGNMENT[align] } : {}) }),
  )
}

/** Shares → twips that add up to the width exactly; the last column takes what rounding leaves. */
export const columnWidths = (columns: readonly TableColumn[], width: number): number[] => {
  const total = columns.reduce((sum, { share }) => sum + share, 0)
  const widths = columns.map(({ share }) => Math.floor((share / total) * width))
  const rest = width - widths.reduce((sum, each) => sum + each, 0)
  return widths.map((each, column) => (column === widths.length - 1 ? each + rest : each))
}
