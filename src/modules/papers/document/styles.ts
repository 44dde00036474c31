import { AlignmentType, type IParagraphStyleOptions, type IStylesOptions, LineRuleType } from 'docx'
import { FACE, type Face, fonts } from './fonts.ts'
import { HEADING_NUMBERING } from './numbering.ts'
import { BODY_POINTS, CONDENSED, characters, halfPoints, LINE, POINTS, RED } from './page.ts'

/** Ids of the paragraph styles; their Chinese names are what Word and WPS show in the style list. */
export const STYLE = {
  free: 'OfficialFree',
  body: 'OfficialBody',
  title: 'Title',
  headElement: 'OfficialHeadElement',
  mark: 'OfficialMark',
  number: 'OfficialNumber',
  recipients: 'OfficialRecipients',
  attachmentsNote: 'OfficialAttachmentsNote',
  signature: 'OfficialSignature',
  attachmentLabel: 'OfficialAttachmentLabel',
  imprint: 'OfficialImprint',
  pageNumber: 'OfficialPageNumber',
  tableHead: 'OfficialTableHead',
  tableCell: 'OfficialTableCell',
  remark: 'OfficialRemark',
  roll: 'OfficialRoll',
} as const

const EXACT_LINE = { line: LINE, lineRule: LineRuleType.EXACT, before: 0, after: 0 }

/** Two characters. `firstLineChars` lets Word keep them when the size changes; readers without it take the twips. */
export const TWO_CHARACTERS = { firstLineChars: 200, firstLine: characters(2) }

const run = (face: Face, points: number = BODY_POINTS) => ({ font: fonts(face), size: halfPoints(points) })

/** Small text (tables, 版记) on lines of its own; exact, since a line that snaps to the grid would take 579 twips. */
const smallLines = (line: number) => ({
  spacing: { before: 0, after: 0, line, lineRule: LineRuleType.EXACT },
})

const heading = (level: number, face: Face) => ({
  basedOn: 'Normal',
  next: STYLE.body,
  quickFormat: true,
  run: { ...run(face), bold: false, italics: false, color: '000000' },
  paragraph: {
    indent: TWO_CHARACTERS,
    outlineLevel: level,
    numbering: { reference: HEADING_NUMBERING, level },
    keepNext: level < 2,
    keepLines: false,
  },
})

const style = (
  id: string,
  name: string,
  options: Pick<IParagraphStyleOptions, 'run' | 'paragraph' | 'next' | 'basedOn'>,
): IParagraphStyleOptions => ({ id, name, basedOn: STYLE.free, quickFormat: true, ...options })

/**
 * Normal is 3号仿宋 on 22 exact lines of 28 characters. The page declares the same grid for the page set-up dialogue, but
 * the text does not lean on it: Word condenses the characters into a grid finer than their size, LibreOffice gives each
 * of them two cells (14 a line). Condensed by a fraction of a point and off the grid, every program sets 28.
 * 公文版面 is the base of everything that is not body text: natural width of the characters.
 * As XML, since `docx` can say neither `w:snapToGrid` of a paragraph nor a spacing of zero.
 */
export const baseStylesXml = (): string => {
  const { ascii, eastAsia } = fonts(FACE.body)
  const size = halfPoints(BODY_POINTS)
  return (
    '<w:styles xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">' +
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>' +
    '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>' +
    '<w:adjustRightInd w:val="0"/><w:snapToGrid w:val="0"/>' +
    `<w:spacing w:before="0" w:after="0" w:line="${LINE}" w:lineRule="exact"/><w:jc w:val="both"/></w:pPr>` +
    `<w:rPr><w:rFonts w:ascii="${ascii}" w:hAnsi="${ascii}" w:cs="${ascii}" w:eastAsia="${eastAsia}"/>` +
    `<w:snapToGrid w:val="0"/><w:spacing w:val="${CONDENSED}"/><w:sz w:val="${size}"/><w:szCs w:val="${size}"/>` +
    '</w:rPr></w:style>' +
    `<w:style w:type="paragraph" w:customStyle="1" w:styleId="${STYLE.free}"><w:name w:val="公文版面"/>` +
    '<w:basedOn w:val="Normal"/><w:rPr><w:spacing w:val="0"/></w:rPr></w:style></w:styles>'
  )
}

/** The styles of 7.2–7.5, on a Normal of 3号仿宋 that the character grid counts from. */
export const officialStyles = (): IStylesOptions => ({
  default: {
    document: { run: { language: { value: 'en-US', eastAsia: 'zh-CN' } } },
    title: {
      basedOn: STYLE.free,
      next: STYLE.body,
      quickFormat: true,
      run: { font: fonts(FACE.title, FACE.title), size: halfPoints(POINTS.二号), bold: false },
      paragraph: {
        alignment: AlignmentType.CENTER,
        spacing: { ...EXACT_LINE, before: 2 * LINE, after: LINE },
      },
    },
    heading1: heading(0, FACE.hei),
    heading2: heading(1, FACE.kai),
    heading3: heading(2, FACE.body),
    heading4: heading(3, FACE.body),
  },
  paragraphStyles: [
    style(STYLE.body, '公文正文', { basedOn: 'Normal', paragraph: { indent: TWO_CHARACTERS } }),
    style(STYLE.headElement, '公文版头要素', {
      run: run(FACE.hei),
      paragraph: { alignment: AlignmentType.LEFT },
    }),
    style(STYLE.mark, '公文发文机关标志', {
      run: { font: fonts(FACE.mark, FACE.mark), color: RED },
      paragraph: { alignment: AlignmentType.CENTER },
    }),
    style(STYLE.number, '公文发文字号', { paragraph: { alignment: AlignmentType.CENTER } }),
    style(STYLE.recipients, '公文主送机关', {
      next: STYLE.body,
      paragraph: { alignment: AlignmentType.LEFT },
    }),
    style(STYLE.attachmentsNote, '公文附件说明', { paragraph: { alignment: AlignmentType.LEFT } }),
    style(STYLE.signature, '公文署名', { paragraph: { alignment: AlignmentType.RIGHT, keepNext: true } }),
    style(STYLE.attachmentLabel, '公文附件序号', {
      next: STYLE.title,
      run: run(FACE.hei),
      paragraph: { alignment: AlignmentType.LEFT, keepNext: true },
    }),
    style(STYLE.imprint, '公文版记', {
      run: run(FACE.body, POINTS.四号),
      paragraph: { ...smallLines(420), alignment: AlignmentType.LEFT },
    }),
    style(STYLE.pageNumber, '公文页码', {
      run: { font: fonts(FACE.song, FACE.song), size: halfPoints(POINTS.四号) },
      paragraph: {
        spacing: { before: 0, after: 0, line: POINTS.四号 * 20, lineRule: LineRuleType.EXACT },
      },
    }),
    style(STYLE.tableHead, '公文表头', {
      run: run(FACE.hei, POINTS.五号),
      paragraph: { ...smallLines(300), alignment: AlignmentType.CENTER },
    }),
    style(STYLE.tableCell, '公文表格', {
      run: run(FACE.body, POINTS.五号),
      paragraph: { ...smallLines(300), alignment: AlignmentType.LEFT },
    }),
    style(STYLE.remark, '公文表注', {
      run: run(FACE.body, POINTS.小四),
      paragraph: { ...smallLines(360), alignment: AlignmentType.LEFT },
    }),
    style(STYLE.roll, '公文出席名单', { paragraph: { alignment: AlignmentType.LEFT } }),
  ],
})
