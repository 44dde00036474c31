import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  LevelFormat,
  LevelSuffix,
  LineRuleType,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx'
import { plan } from './plan.ts'
import { type LineKind, type PlanLine, planLines } from './plan-lines.ts'

/** Faces as GB/T 9704-2012 uses them; sizes in half points (32 is 3号, 44 is 2号). */
const fonts = { song: '方正小标宋简体', fang: '仿宋_GB2312', hei: '黑体', kai: '楷体_GB2312' } as const
/** 22 lines on a page of 225 mm: 28.95 pt each, in twentieths of a point. */
const linePitch = 579
/** Two characters of 3号. */
const twoCharacters = 640

interface Face {
  readonly font: string
  readonly size?: number
  readonly color?: string
  readonly alignment?: (typeof AlignmentType)[keyof typeof AlignmentType]
  readonly firstLine?: number
  readonly right?: number
  readonly before?: number
  readonly after?: number
  /** The face of the number and lead sentence where it differs. */
  readonly headFont?: string
}

const plain: Face = { font: fonts.fang, firstLine: twoCharacters, alignment: AlignmentType.BOTH }
const faces: Readonly<Record<LineKind, Face>> = {
  mark: { font: fonts.song, size: 64, color: 'FF0000', alignment: AlignmentType.CENTER, before: 600 },
  'document-number': { font: fonts.fang, alignment: AlignmentType.CENTER, before: linePitch * 2 },
  title: {
    font: fonts.song,
    size: 44,
    alignment: AlignmentType.CENTER,
    before: linePitch * 2,
    after: linePitch,
  },
  addressees: { font: fonts.fang },
  body: plain,
  signature: {
    font: fonts.fang,
    alignment: AlignmentType.RIGHT,
    right: twoCharacters,
    before: linePitch * 2,
  },
  date: { font: fonts.fang, alignment: AlignmentType.RIGHT, right: twoCharacters * 2 },
  note: plain,
  'plan-title': { font: fonts.song, size: 44, alignment: AlignmentType.CENTER, after: linePitch },
  'level-1': { font: fonts.hei, firstLine: twoCharacters },
  'level-2': { font: fonts.kai, firstLine: twoCharacters },
  field: { font: fonts.fang },
  measure: { ...plain, headFont: fonts.kai },
  label: plain,
  safeguard: { ...plain, headFont: fonts.kai },
  copies: { font: fonts.fang, size: 28, before: linePitch * 2 },
  printed: { font: fonts.fang, size: 28 },
}

function run(text: string, font: string, face: Face): TextRun {
  return new TextRun({
    text,
    font: { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: font },
    size: face.size ?? 32,
    ...(face.color ? { color: face.color } : {}),
  })
}

function paragraph(line: PlanLine): Paragraph {
  const face = faces[line.kind]
  const head = line.head ?? ''
  const children = head ? [run(head, face.headFont ?? face.font, face)] : []
  children.push(run(line.text.slice(head.length), face.font, face))
  const rule = { style: BorderStyle.SINGLE, space: 8 }
  return new Paragraph({
    children,
    alignment: face.alignment ?? AlignmentType.LEFT,
    spacing: {
      line: line.kind === 'mark' ? 900 : linePitch,
      lineRule: LineRuleType.EXACT,
      before: face.before ?? 0,
      after: face.after ?? 0,
    },
    indent: {
      ...(face.firstLine ? { firstLine: face.firstLine } : {}),
      ...(face.right ? { right: face.right } : {}),
    },
    pageBreakBefore: line.kind === 'plan-title',
    ...(line.list === undefined ? {} : { numbering: { reference: 'fields', level: 0, instance: line.list } }),
    ...(line.kind === 'document-number'
      ? { border: { bottom: { ...rule, color: 'FF0000', size: 12 } } }
      : {}),
    ...(line.kind === 'copies'
      ? { border: { top: { ...rule, size: 8 }, bottom: { ...rule, size: 6 } } }
      : {}),
    ...(line.kind === 'printed' ? { border: { bottom: { ...rule, size: 8 } } } : {}),
  })
}

function pageNumber(alignment: Face['alignment']): Footer {
  const children = ['— ', PageNumber.CURRENT, ' —']
  return new Footer({
    children: [
      new Paragraph({ alignment: alignment!, children: [new TextRun({ children, font: '宋体', size: 28 })] }),
    ],
  })
}

/** The published paper of the plan as a Word file: format F01, with the numbers of the fields left to Word. */
export async function writePlanDocx(): Promise<Buffer> {
  const numbered = { indent: { firstLine: twoCharacters, left: 0 } }
  const document = new Document({
    title: plan.title,
    creator: plan.notice.signature,
    evenAndOddHeaderAndFooters: true,
    numbering: {
      config: [
        {
          reference: 'fields',
          levels: [
            {
              level: 0,
              format: LevelFormat.DECIMAL,
              text: '%1.',
              suffix: LevelSuffix.NOTHING,
              style: { paragraph: numbered, run: { font: 'Times New Roman', size: 32 } },
            },
          ],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: 11906, height: 16838 },
            margin: { top: 2098, right: 1474, bottom: 1984, left: 1588, footer: 1400 },
          },
        },
        footers: { default: pageNumber(AlignmentType.RIGHT), even: pageNumber(AlignmentType.LEFT) },
        children: [...planLines()].map(paragraph),
      },
    ],
  })
  return await Packer.toBuffer(document)
}
