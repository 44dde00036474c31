import {
  AlignmentType,
  BorderStyle,
  Footer,
  HeightRule,
  PageNumber,
  Paragraph,
  Table,
  TableAnchorType,
  TableCell,
  TableLayoutType,
  TableRow,
  TextDirection,
  TextRun,
  WidthType,
} from 'docx'
import { LANDSCAPE, mm, PAGE_NUMBER } from './page.ts'
import { STYLE } from './styles.ts'

type Side = 'odd' | 'even'

const number = () => new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'] })

/** — N —: odd pages on the right, even pages on the left, one character from the side (7.5). */
const upright = (side: Side): Footer =>
  new Footer({
    children: [
      new Paragraph({
        style: STYLE.pageNumber,
        alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
        indent: side === 'odd' ? { right: PAGE_NUMBER.fromSide } : { left: PAGE_NUMBER.fromSide },
        children: [number()],
      }),
    ],
  })

const BOX_LENGTH = mm(30)
const NONE = { style: BorderStyle.NONE, size: 0, color: 'auto' }

/**
 * On a landscape page the number stays where it is on the upright sheet (8): under what would be the lower edge,
 * that is left of 版心, turned a quarter, the odd ones at the lower end and the even ones at the upper. A cell of a table
 * that floats at this place of the page: LibreOffice loses the place of a text box in a footer now and then.
 */
const turned = (side: Side): Footer => {
  const line = PAGE_NUMBER.points * 20
  const end = LANDSCAPE.height - LANDSCAPE.bottom - PAGE_NUMBER.fromSide
  return new Footer({
    children: [
      new Table({
        width: { size: line, type: WidthType.DXA },
        columnWidths: [line],
        layout: TableLayoutType.FIXED,
        margins: { left: 0, right: 0, top: 0, bottom: 0 },
        borders: {
          top: NONE,
          bottom: NONE,
          left: NONE,
          right: NONE,
          insideHorizontal: NONE,
          insideVertical: NONE,
        },
        float: {
          horizontalAnchor: TableAnchorType.PAGE,
          absoluteHorizontalPosition: LANDSCAPE.left - mm(PAGE_NUMBER.belowTypeAreaMm) - line / 2,
          verticalAnchor: TableAnchorType.PAGE,
          absoluteVerticalPosition: side === 'odd' ? end - BOX_LENGTH : LANDSCAPE.top + PAGE_NUMBER.fromSide,
        },
        rows: [
          new TableRow({
            height: { value: BOX_LENGTH, rule: HeightRule.EXACT },
            children: [
              new TableCell({
                textDirection: TextDirection.TOP_TO_BOTTOM_RIGHT_TO_LEFT,
                children: [
                  new Paragraph({
                    style: STYLE.pageNumber,
                    alignment: side === 'odd' ? AlignmentType.RIGHT : AlignmentType.LEFT,
                    children: [number()],
                  }),
                ],
              }),
            ],
          }),
        ],
      }),
      new Paragraph({ style: STYLE.pageNumber }),
    ],
  })
}

/** `docx` takes the footer of odd pages as the default one; the document must count odd and even apart. */
export const pageNumbers = (landscape: boolean) => {
  const footer = landscape ? turned : upright
  return { default: footer('odd'), even: footer('even') }
}
