import { LineRuleType, PageBreak, Paragraph, type Table, TextRun } from 'docx'
import type { Block } from './content.ts'
import { FACE, fonts } from './fonts.ts'
import { HEADING_NUMBERING } from './numbering.ts'
import { characters, LINE } from './page.ts'
import { STYLE } from './styles.ts'
import { officialTable } from './table.ts'
import { lines, printable, widthInCharacters } from './wording.ts'

/**
 * @param width of the text, in twips
 * @param instance of the heading numbers: each body (main text, every attachment) counts from one
 */
export const blocks = (body: readonly Block[], width: number, instance: number): (Paragraph | Table)[] =>
  body.flatMap((block, index) => drawn(block, width, instance, body[index - 1], body[index + 1]))

const drawn = (
  block: Block,
  width: number,
  instance: number,
  before: Block | undefined,
  after: Block | undefined,
): (Paragraph | Table)[] => {
  switch (block.kind) {
    case 'heading':
      return [heading(block, instance)]
    case 'paragraph':
      return lines(block.text).map((text) => new Paragraph({ style: STYLE.body, text }))
    case 'remark':
      return lines(block.text).map((text) => new Paragraph({ style: STYLE.remark, text }))
    case 'roll':
      return [roll(block, before?.kind !== 'roll')]
    case 'table':
      // Nothing under a table that ends the text: it could be all that stands on one more page.
      return [air(), officialTable(block, width), ...(after ? [air()] : [])]
    case 'pageBreak':
      return [new Paragraph({ style: STYLE.body, children: [new PageBreak()] })]
  }
}

/** A little room between text and a table, which has no spacing of its own. */
const air = (): Paragraph =>
  new Paragraph({
    style: STYLE.remark,
    spacing: { before: 0, after: 0, line: 120, lineRule: LineRuleType.EXACT },
  })

const heading = (
  { level, text, follow }: Extract<Block, { kind: 'heading' }>,
  instance: number,
): Paragraph => {
  // “2.” before “9月” would read as 2.9月.
  const apart = level === 3 && /^\d/.test(text) ? ' ' : ''
  const children = [new TextRun(apart + printable(text))]
  if (follow) children.push(new TextRun({ text: lines(follow).join(''), font: fonts(FACE.body) }))
  return new Paragraph({
    style: `Heading${level}`,
    numbering: { reference: HEADING_NUMBERING, level: level - 1, instance },
    ...(follow ? { keepNext: false } : {}),
    children,
  })
}

/** 出席：… one line below, two characters in, following lines under the first name (10.3). */
const roll = ({ label, names }: Extract<Block, { kind: 'roll' }>, first: boolean): Paragraph => {
  const head = `${printable(label)}：`
  const hanging = characters(widthInCharacters(head))
  return new Paragraph({
    style: STYLE.roll,
    spacing: { before: first ? LINE : 0, after: 0, line: LINE, lineRule: LineRuleType.EXACT },
    indent: { left: characters(2) + hanging, hanging },
    children: [new TextRun({ text: head, font: fonts(FACE.hei) }), new TextRun(lines(names).join('、'))],
  })
}
