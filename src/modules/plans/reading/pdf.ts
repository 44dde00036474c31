import { SourceBuilder, type SourceDocument } from './source.ts'
import { PlanUnreadable } from './unreadable.ts'

/** A run of text on a page; lengths in points, `y` counted from the foot of the page to the base line. */
export type PdfPiece = { text: string; x: number; y: number; width: number; size: number }
export type PdfPage = { width: number; height: number; pieces: PdfPiece[] }

type PdfLine = { text: string; left: number; right: number; size: number; y: number; page: number }

const PAGE_NUMBER = /^[\s\-—–－·第]*\d{1,4}[\s\-—–－·页]*$/
const NUMBERED =
  /^(?:第?[一二三四五六七八九十]{1,3}[、章节条]|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,3}[.．、](?!\d)|[①-⒛])/
const LABELLED = /^[（(〔【[]?[\u4e00-\u9fff]{2,8}(?:单位|部门|时限|时间|领导)[：:]/

/**
 * Text of positioned pieces as the paragraphs they were printed from: pieces on one base line are a line,
 * lines that fill the measure run on. Page numbers are left out, as they are not part of the text.
 * Tables come out as lines.
 * @throws {PlanUnreadable} pages without text (scans)
 */
export function readPdfPages(pages: PdfPage[]): SourceDocument {
  const lines = pages.flatMap((page, index) => linesOfPage(page, index))
  if (lines.reduce((sum, line) => sum + line.text.length, 0) < 20)
    throw new PlanUnreadable('这是扫描件，没有可读的文字，请上传方案的 .docx 文件')
  const left = commonest(lines.map((line) => Math.round(line.left)))
  const right = Math.max(...lines.map((line) => line.right))
  const builder = new SourceBuilder('txt')
  let open = ''
  let centred = false
  const close = (): void => {
    if (open !== '') builder.paragraph(open, centred ? { align: 'center' } : {})
    open = ''
  }
  lines.forEach((line, i) => {
    const before = lines[i - 1]
    const indented = line.left > left + line.size * 1.5
    const runsOn =
      before !== undefined &&
      open !== '' &&
      before.right >= right - before.size * 1.5 &&
      Math.abs(before.size - line.size) < 1 &&
      !indented &&
      !NUMBERED.test(line.text) &&
      !LABELLED.test(line.text)
    if (!runsOn) {
      close()
      const { width } = pages[line.page] ?? { width: 0 }
      centred = indented && Math.abs((line.left + line.right) / 2 - width / 2) < line.size * 1.5
    }
    open += line.text
  })
  close()
  return builder.document()
}

function linesOfPage(page: PdfPage, index: number): PdfLine[] {
  const pieces = page.pieces.filter((piece) => piece.text !== '')
  pieces.sort((a, b) => b.y - a.y || a.x - b.x)
  const rows: PdfPiece[][] = []
  for (const piece of pieces) {
    const row = rows.at(-1)
    const [first] = row ?? []
    if (row && first && Math.abs(first.y - piece.y) < Math.max(first.size, piece.size) * 0.4) row.push(piece)
    else rows.push([piece])
  }
  return rows.flatMap((row) => {
    const line = lineOf(row, index)
    const margin = line.y < page.height * 0.1 || line.y > page.height * 0.93
    return line.text.trim() === '' || (margin && PAGE_NUMBER.test(line.text)) ? [] : [line]
  })
}

/** Blanks between Chinese and other characters are spacing of the printer unless they are wide. */
function lineOf(row: PdfPiece[], page: number): PdfLine {
  const pieces = [...row].sort((a, b) => a.x - b.x).filter((piece) => piece.text.trim() !== '')
  let text = ''
  let end: number | null = null
  for (const piece of pieces) {
    const gap = end === null ? 0 : piece.x - end
    const latin = /[A-Za-z]$/.test(text) && /^[A-Za-z]/.test(piece.text)
    if (gap > piece.size * 0.8 || (latin && gap > piece.size * 0.15)) text += ' '
    text += piece.text
    end = piece.x + piece.width
  }
  const [first] = pieces
  return {
    text: text.trim(),
    left: first?.x ?? 0,
    right: end ?? 0,
    size: Math.max(...pieces.map((piece) => piece.size), 1),
    y: row[0]?.y ?? 0,
    page,
  }
}

function commonest(values: number[]): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  let best = values[0] ?? 0
  for (const [value, count] of counts)
    if (count > (counts.get(best) ?? 0) || (count === counts.get(best) && value < best)) best = value
  return best
}
