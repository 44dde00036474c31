import {
  Document,
  type FileChild,
  type ISectionOptions,
  LineRuleType,
  Packer,
  Paragraph,
  SectionType,
  Table,
} from 'docx'
import { blocks } from './body.ts'
import { closing } from './closing.ts'
import type { Attachment, OfficialDocument } from './content.ts'
import { fontTableXml } from './fonts.ts'
import { head, titleParagraph } from './head.ts'
import { imprint } from './imprint.ts'
import { letterFooter, letterHead, letterHeader } from './letter-head.ts'
import { officialNumbering } from './numbering.ts'
import {
  CHARACTER_SPACE,
  FOOTER_DISTANCE,
  LANDSCAPE,
  LANDSCAPE_FOOTER_DISTANCE,
  LETTER,
  LINE,
  mm,
  PORTRAIT,
  TYPE_AREA,
} from './page.ts'
import { pageNumbers } from './page-number.ts'
import { baseStylesXml, officialStyles, STYLE } from './styles.ts'
import { printable } from './wording.ts'

/**
 * The document as a `.docx` in the form of GB/T 9704-2012, with real styles and numbers for further editing in Word
 * and WPS. Refuses (RangeError of Temporal) a date that is no ISO day. Load this file only when a paper is written:
 * it brings the `docx` package.
 */
export const writeOfficialDocument = async (document: OfficialDocument): Promise<Uint8Array> => {
  const file = new Document({
    title: printable(document.title).replaceAll('\n', ''),
    creator: printable(document.signature ?? document.issuer),
    externalStyles: baseStylesXml(),
    styles: officialStyles(),
    numbering: officialNumbering(),
    evenAndOddHeaderAndFooters: true,
    compatibility: {
      version: 15,
      balanceSingleByteDoubleByteWidth: true,
      doNotLeaveBackslashAlone: true,
      doNotExpandShiftReturn: true,
    },
    sections: sections(document),
  })
  const bytes = await Packer.toBuffer(file, undefined, [{ path: 'word/fontTable.xml', data: fontTableXml() }])
  return new Uint8Array(bytes)
}

const sections = (document: OfficialDocument): ISectionOptions[] => {
  const main = section(false, [
    ...opening(document),
    ...blocks(document.body, TYPE_AREA.width, 0),
    ...closing(document),
  ])
  const first = document.layout === 'letter' ? withLetterEdges(main, document) : main
  const parts = [first, ...(document.attachments ?? []).map(attachment)]
  const ending = imprint(document)
  if (ending.length === 0) return parts
  // 版记 stands on the last page, upright; after a landscape attachment it takes a page of its own.
  const last = parts.at(-1)!
  const after = [...ending, anchor()]
  return (document.attachments ?? []).at(-1)?.landscape
    ? [...parts, section(false, [anchor(), ...after])]
    : [...parts.slice(0, -1), { ...last, children: [...last.children, ...after] }]
}

const opening = (document: OfficialDocument): Paragraph[] => [
  ...opened(document),
  ...(document.recipients
    ? [
        new Paragraph({
          style: STYLE.recipients,
          text: `${printable(document.recipients).replace(/[：:]$/, '')}：`,
        }),
      ]
    : []),
]

/** Everything down to the title. */
const opened = (document: OfficialDocument): Paragraph[] => {
  if (document.layout === 'letter') return [...letterHead(document), titleParagraph(document.title)]
  if (document.layout !== 'plain') return [...head(document), titleParagraph(document.title)]
  const title = titleParagraph(document.title, { before: 0, after: LINE })
  return document.documentNumber
    ? [
        title,
        new Paragraph({ style: STYLE.number, alignment: 'right', text: printable(document.documentNumber) }),
      ]
    : [title]
}

/** “附件1” on the first line of a new page, its title on the third (7.3.7). */
const attachment = ({ title, landscape = false, body }: Attachment, index: number, all: Attachment[]) =>
  section(landscape, [
    new Paragraph({ style: STYLE.attachmentLabel, text: all.length > 1 ? `附件${index + 1}` : '附件' }),
    titleParagraph(title, { before: LINE, after: LINE }),
    ...blocks(
      body,
      landscape ? LANDSCAPE.width - LANDSCAPE.left - LANDSCAPE.right : TYPE_AREA.width,
      index + 1,
    ),
  ])

const section = (landscape: boolean, children: FileChild[]): ISectionOptions => {
  const page = landscape ? LANDSCAPE : PORTRAIT
  return {
    properties: {
      type: SectionType.NEXT_PAGE,
      page: {
        // `docx` turns the sheet by itself when the orientation is landscape, so it is given the upright sizes.
        size: {
          width: PORTRAIT.width,
          height: PORTRAIT.height,
          orientation: landscape ? 'landscape' : 'portrait',
        },
        margin: {
          top: page.top,
          right: page.right,
          bottom: page.bottom,
          left: page.left,
          header: mm(15),
          footer: landscape ? LANDSCAPE_FOOTER_DISTANCE : FOOTER_DISTANCE,
        },
      },
      grid: landscape
        ? { type: 'lines', linePitch: LINE }
        : { type: 'linesAndChars', linePitch: LINE, charSpace: CHARACTER_SPACE },
    },
    footers: pageNumbers(landscape),
    // A section ends with a paragraph; after a table, one that cannot be all that stands on one more page.
    children: children.at(-1) instanceof Table ? [...children, anchor()] : children,
  }
}

/** The first page of a letter has its own head and foot, and no number (10.1). */
const withLetterEdges = (main: ISectionOptions, document: OfficialDocument): ISectionOptions => ({
  ...main,
  properties: {
    ...main.properties,
    titlePage: true,
    page: {
      ...main.properties!.page,
      margin: { ...main.properties!.page!.margin, header: mm(LETTER.markFromEdgeMm) },
    },
  },
  headers: { first: letterHeader(document) },
  footers: { ...main.footers, first: letterFooter() },
})

/** What a paragraph needs at least: 22 lines of 579 twips leave 18 of 版心, and Word takes no line under 0.7 pt. */
const LEAST_LINE = 14

/** The paragraph that a table hangs on: it must exist, and takes as little room as a paragraph can. */
const anchor = (): Paragraph =>
  new Paragraph({
    style: STYLE.free,
    spacing: { before: 0, after: 0, line: LEAST_LINE, lineRule: LineRuleType.EXACT },
  })
