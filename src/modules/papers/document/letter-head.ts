import { Footer, Header, LineRuleType, Paragraph, Tab, TabStopType, TextRun } from 'docx'
import { ShapeRun } from 'docx/shapes'
import type { OfficialDocument } from './content.ts'
import { FACE, fonts } from './fonts.ts'
import { markSize, markText } from './head.ts'
import {
  BODY_POINTS,
  emu,
  halfPoints,
  LETTER,
  LINE,
  millimetres,
  mm,
  PORTRAIT,
  RED,
  TYPE_AREA,
} from './page.ts'
import { STYLE } from './styles.ts'
import { printable } from './wording.ts'

const POINT_MM = 25.4 / 72
const MM_PIXELS = 96 / 25.4

/** The two strokes of a red double line, and what lies between their middles. */
const STROKE = { thickPoints: 2.25, thinPoints: 0.75, apartMm: 1.3 }

/** The mark shares the page with the text below it, so it stays smaller than in the document layout. */
const LARGEST_MARK = 40

/** 发文机关标志 30 mm from the paper's upper edge, the double line (thick over thin) 4 mm under it. */
export const letterHeader = (document: OfficialDocument): Header => {
  const text = markText(document)
  const { points, scale } = markSize(text, TYPE_AREA.width / 20, LARGEST_MARK)
  const line = LETTER.markFromEdgeMm + points * POINT_MM + LETTER.lineBelowMarkMm
  return new Header({
    children: [
      new Paragraph({
        style: STYLE.mark,
        spacing: {
          before: 0,
          after: mm(LETTER.lineBelowMarkMm + STROKE.apartMm),
          line: points * 20,
          lineRule: LineRuleType.EXACT,
        },
        children: [
          new TextRun({ text, size: halfPoints(points), scale }),
          stroke(line, STROKE.thickPoints),
          stroke(line + STROKE.apartMm, STROKE.thinPoints),
        ],
      }),
    ],
  })
}

/** The lower double line, thin over thick, 20 mm from the paper's lower edge. */
export const letterFooter = (): Footer => {
  const line = millimetres(PORTRAIT.height) - LETTER.lowerLineFromEdgeMm
  return new Footer({
    children: [
      new Paragraph({
        style: STYLE.pageNumber,
        children: [stroke(line - STROKE.apartMm, STROKE.thinPoints), stroke(line, STROKE.thickPoints)],
      }),
    ],
  })
}

/** A red stroke 170 mm wide in the middle of the sheet, `top` mm from its upper edge. */
const stroke = (top: number, widthPoints: number): ShapeRun =>
  new ShapeRun({
    type: 'line',
    transformation: { width: LETTER.lineWidthMm * MM_PIXELS, height: 0 },
    line: { color: RED, width: (widthPoints * 96) / 72 },
    floating: {
      horizontalPosition: {
        relative: 'page',
        offset: emu((millimetres(PORTRAIT.width) - LETTER.lineWidthMm) / 2),
      },
      verticalPosition: { relative: 'page', offset: emu(top) },
      behindDocument: true,
    },
    altText: { name: '红色双线' },
  })

/** Seven eighths of a 3号 character between the double line and what stands under it. */
const UNDER_LINE = Math.round((BODY_POINTS * 20 * 7) / 8)

/**
 * Under the double line: 份号, 密级, 紧急程度 flush left, one under the other; 发文字号 flush right beside the first.
 * The title follows two lines below the last of them (10.1).
 */
export const letterHead = ({
  copyNumber,
  secrecy,
  urgency,
  documentNumber = '',
}: OfficialDocument): Paragraph[] => {
  const present = [copyNumber, secrecy, urgency].filter((text) => text !== undefined && text !== '')
  const rows = present.length > 0 ? present : ['']
  return rows.map(
    (text, row) =>
      new Paragraph({
        style: STYLE.headElement,
        tabStops: [{ type: TabStopType.RIGHT, position: TYPE_AREA.width }],
        spacing: { before: row === 0 ? UNDER_LINE : 0, line: LINE, lineRule: LineRuleType.EXACT },
        children: [
          new TextRun(printable(text ?? '')),
          ...(row === 0
            ? [new TextRun({ children: [new Tab(), printable(documentNumber)], font: fonts(FACE.body) })]
            : []),
        ],
      }),
  )
}
