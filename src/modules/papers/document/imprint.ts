import {
  BorderStyle,
  HeightRule,
  Paragraph,
  RelativeVerticalPosition,
  Tab,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TabStopType,
  TextRun,
  VerticalAlign,
  WidthType,
} from 'docx'
import type { OfficialDocument } from './content.ts'
import { characters, POINTS, PORTRAIT, RULE, TYPE_AREA } from './page.ts'
import { STYLE } from './styles.ts'
import { chineseDate, printable } from './wording.ts'

const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }
const rule = (size: number) => ({ style: BorderStyle.SINGLE, size, color: '000000' })

/** One character of 4号: 版记 keeps it on both sides (7.4.2, 7.4.3). */
const SIDE = POINTS.四号 * 20
const LABEL = '抄送：'

/**
 * 版记: a table pinned to the lower edge of 版心 on the page of its anchor, so that its last line coincides with that
 * edge however long the text is; lines of 0.35, 0.25 and 0.35 mm (7.4). A letter has neither lines nor 印发机关 (10.1).
 */
export const imprint = (document: OfficialDocument): Table[] => {
  const entries = rows(document)
  if (entries.length === 0) return []
  const lined = document.layout !== 'letter'
  return [
    new Table({
      width: { size: TYPE_AREA.width, type: WidthType.DXA },
      columnWidths: [TYPE_AREA.width],
      layout: TableLayoutType.FIXED,
      margins: { left: 0, right: 0, top: 0, bottom: 0 },
      float: {
        // From the page, not the margin: LibreOffice lets a table as wide as the text float only then.
        horizontalAnchor: TableAnchorType.PAGE,
        absoluteHorizontalPosition: PORTRAIT.left,
        verticalAnchor: TableAnchorType.MARGIN,
        relativeVerticalPosition: RelativeVerticalPosition.BOTTOM,
        leftFromText: 0,
        rightFromText: 0,
        topFromText: 0,
        bottomFromText: 0,
      },
      borders: {
        top: lined ? rule(RULE.thick) : NONE,
        bottom: lined ? rule(RULE.thick) : NONE,
        insideHorizontal: lined ? rule(RULE.thin) : NONE,
        left: NONE,
        right: NONE,
        insideVertical: NONE,
      },
      rows: entries.map(
        (paragraph) =>
          new TableRow({
            cantSplit: true,
            height: { value: characters(1.6), rule: HeightRule.ATLEAST },
            children: [
              new TableCell({
                width: { size: TYPE_AREA.width, type: WidthType.DXA },
                verticalAlign: VerticalAlign.CENTER,
                children: [paragraph],
              }),
            ],
          }),
      ),
    }),
  ]
}

const rows = ({ layout, copyTo, printedBy, printedOn }: OfficialDocument): Paragraph[] => {
  const entries: Paragraph[] = []
  if (copyTo)
    entries.push(
      new Paragraph({
        style: STYLE.imprint,
        indent: { left: SIDE + LABEL.length * SIDE, hanging: LABEL.length * SIDE, right: SIDE },
        text: `${LABEL}${printable(copyTo).replace(/。$/, '')}。`,
      }),
    )
  if (layout !== 'letter' && (printedBy || printedOn))
    entries.push(
      new Paragraph({
        style: STYLE.imprint,
        // Said although it is nothing: LibreOffice gives the last cell of a floating table two characters otherwise.
        indent: { left: SIDE, right: SIDE, firstLine: 0 },
        tabStops: [{ type: TabStopType.RIGHT, position: TYPE_AREA.width - SIDE }],
        children: [
          new TextRun({
            children: [
              printable(printedBy ?? ''),
              new Tab(),
              printedOn ? `${chineseDate(printedOn)}印发` : '',
            ],
          }),
        ],
      }),
    )
  return entries
}
