import { BorderStyle, LineRuleType, Paragraph, Tab, TabStopType, TextRun } from 'docx'
import type { OfficialDocument } from './content.ts'
import { FACE, fonts } from './fonts.ts'
import { characters, halfPoints, LINE, MARK_BELOW_TYPE_AREA, RED, RULE, TYPE_AREA } from './page.ts'
import { STYLE } from './styles.ts'
import { titleLines } from './title.ts'
import { chineseDate, printable, widthInCharacters } from './wording.ts'

/** 份号, 密级和保密期限, 紧急程度 keep these lines of 版心 whether they are filled or not, so the mark keeps its place. */
const ELEMENT_LINES = 3

/**
 * From the lower edge of the characters to the red line: 4 mm (7.2.7), of which the line box takes about a fifth of
 * a 579 twip line less what a Chinese character reaches under its base line (3.5 pt). In points, as borders count.
 */
const LINE_UNDER_NUMBER_POINTS = 8

/** 版头 of the document and of the minutes layout, down to the red line. */
export const head = (document: OfficialDocument): Paragraph[] => [
  ...elements(document),
  mark(document),
  ...(document.layout === 'minutes' ? minutesNumber(document) : [documentNumber(document)]),
]

const elements = ({ copyNumber, secrecy, urgency }: OfficialDocument): Paragraph[] => {
  const present = [copyNumber, secrecy, urgency].filter((text) => text !== undefined && text !== '')
  return Array.from({ length: ELEMENT_LINES }, (_, line) => {
    const text = present[line]
    return new Paragraph({
      style: STYLE.headElement,
      children:
        text === undefined
          ? []
          : [
              new TextRun({
                text: printable(text),
                ...(text === copyNumber ? { font: fonts(FACE.body) } : {}),
              }),
            ],
    })
  })
}

/**
 * The size of a mark that fills the width of `widthPoints`, up to `largest`. A long name is set tall and narrow, as
 * printers do, rather than small; never narrower than three fifths.
 */
export const markSize = (
  text: string,
  widthPoints: number,
  largest: number,
): { points: number; scale: number } => {
  // A hair less than the whole width: word processors round each character, and a mark must not break.
  const room = (widthPoints * 0.97) / widthInCharacters(text)
  if (room >= largest) return { points: largest, scale: 100 }
  const tall = Math.min(largest, 40)
  if (room >= tall) return { points: Math.floor(room), scale: 100 }
  const scale = Math.max(60, Math.floor((room / tall) * 100))
  return { points: Math.floor(Math.min(tall, (room / scale) * 100)), scale }
}

export const markText = ({ issuer, withWenjian }: OfficialDocument): string =>
  printable(issuer) + (withWenjian ? '文件' : '')

/** Centred, red, its upper edge 35 mm under that of 版心 (7.2.4). */
const mark = (document: OfficialDocument): Paragraph => {
  const text = markText(document)
  const { points, scale } = markSize(text, TYPE_AREA.width / 20, 62)
  return new Paragraph({
    style: STYLE.mark,
    spacing: {
      before: MARK_BELOW_TYPE_AREA - ELEMENT_LINES * LINE,
      line: points * 20,
      lineRule: LineRuleType.EXACT,
    },
    children: [new TextRun({ text, size: halfPoints(points), scale })],
  })
}

const RED_LINE = {
  bottom: { style: BorderStyle.SINGLE, size: RULE.red, space: LINE_UNDER_NUMBER_POINTS, color: RED },
}
/** One character from either side. Tabs, not indents: the red line below is as wide as the paragraph. */
const SIDES = [
  { type: TabStopType.LEFT, position: characters(1) },
  { type: TabStopType.RIGHT, position: TYPE_AREA.width - characters(1) },
]
const TWO_LINES_BELOW = { before: 2 * LINE, line: LINE, lineRule: LineRuleType.EXACT }

/** 发文字号 two lines below the mark, and the red line; beside it 签发人 of a paper that goes up (7.2.5–7.2.7). */
const documentNumber = ({ documentNumber = '', signatory }: OfficialDocument): Paragraph => {
  const number = printable(documentNumber)
  if (!signatory)
    return new Paragraph({ style: STYLE.number, border: RED_LINE, spacing: TWO_LINES_BELOW, text: number })
  return new Paragraph({
    style: STYLE.number,
    border: RED_LINE,
    spacing: TWO_LINES_BELOW,
    alignment: 'left',
    tabStops: SIDES,
    children: [
      new TextRun({ children: [new Tab(), number] }),
      new TextRun({ children: [new Tab(), '签发人：'] }),
      new TextRun({ text: printable(signatory), font: fonts(FACE.kai) }),
    ],
  })
}

/** Minutes carry their issue, then the office on the left and the day on the right above the red line. */
const minutesNumber = ({ documentNumber = '', signature = '', signedOn }: OfficialDocument): Paragraph[] => [
  new Paragraph({
    style: STYLE.number,
    spacing: { ...TWO_LINES_BELOW, before: LINE },
    text: printable(documentNumber),
  }),
  new Paragraph({
    style: STYLE.number,
    border: RED_LINE,
    spacing: { before: LINE, line: LINE, lineRule: LineRuleType.EXACT },
    alignment: 'left',
    tabStops: SIDES,
    children: [
      new TextRun({ children: [new Tab(), printable(signature)] }),
      new TextRun({ children: [new Tab(), signedOn ? chineseDate(signedOn) : ''] }),
    ],
  }),
]

/** The title, broken by sense; the turn is a line break within one paragraph, so it stays one entry of the outline. */
export const titleParagraph = (title: string, spacing?: { before: number; after: number }): Paragraph =>
  new Paragraph({
    style: STYLE.title,
    ...(spacing ? { spacing: { ...spacing, line: LINE, lineRule: LineRuleType.EXACT } } : {}),
    children: titleLines(title).map((text, line) => new TextRun({ text, ...(line > 0 ? { break: 1 } : {}) })),
  })
