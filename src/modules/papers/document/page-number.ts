import { AlignmentType, Footer, PageNumber, Paragraph, TextRun } from 'docx'
import { ShapeRun } from 'docx/shapes'
import { emu, LANDSCAPE, millimetres, PAGE_NUMBER } from './page.ts'
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

const BOX_LENGTH_MM = 30
const POINT_MM = 25.4 / 72
const MM_PIXELS = 96 / 25.4

/**
 * On a landscape page the number stays where it is on the upright sheet (7.5): under what would be the lower edge,
 * that is left of 版心, turned a quarter, the odd ones at the lower end and the even ones at the upper.
 */
const turned = (side: Side): Footer => {
  const height = PAGE_NUMBER.points * POINT_MM
  const from = millimetres(PAGE_NUMBER.fromSide)
  const top =
    side === 'odd'
      ? millimetres(LANDSCAPE.height - LANDSCAPE.bottom) - from - BOX_LENGTH_MM
      : millimetres(LANDSCAPE.top) + from
  return new Footer({
    children: [
      new Paragraph({
        style: STYLE.pageNumber,
        children: [
          new ShapeRun({
            type: 'rectangle',
            transformation: { width: height * MM_PIXELS, height: BOX_LENGTH_MM * MM_PIXELS },
            fill: undefined,
            line: { width: 0, transparency: 100 },
            textOptions: { direction: 'topToBottom', margins: { top: 0, right: 0, bottom: 0, left: 0 } },
            floating: {
              horizontalPosition: {
                relative: 'page',
                offset: emu(millimetres(LANDSCAPE.left) - PAGE_NUMBER.belowTypeAreaMm - height / 2),
              },
              verticalPosition: { relative: 'page', offset: emu(top) },
            },
            altText: { name: '页码' },
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
  })
}

/** `docx` takes the footer of odd pages as the default one; the document must count odd and even apart. */
export const pageNumbers = (landscape: boolean) => {
  const footer = landscape ? turned : upright
  return { default: footer('odd'), even: footer('even') }
}
