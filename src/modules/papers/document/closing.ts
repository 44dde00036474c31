import { LineRuleType, Paragraph, Tab, TabStopType, TextRun } from 'docx'
import type { OfficialDocument } from './content.ts'
import { characters, LINE } from './page.ts'
import { STYLE, TWO_CHARACTERS } from './styles.ts'
import { chineseDate, printable, widthInCharacters } from './wording.ts'

const spacing = (linesBefore: number) => ({
  before: linesBefore * LINE,
  line: LINE,
  lineRule: LineRuleType.EXACT,
})

/** What follows the text: 附件说明, 署名 and 成文日期, 附注 (7.3.4–7.3.6). */
export const closing = (document: OfficialDocument): Paragraph[] => [
  ...attachmentsNote(document.attachmentsNote ?? []),
  ...(document.layout === 'minutes' ? [] : signature(document)),
  ...(document.note
    ? [new Paragraph({ style: STYLE.body, indent: TWO_CHARACTERS, text: `（${printable(document.note)}）` })]
    : []),
]

const LABEL = 3
const NUMBER = 1

/** “附件：1.…” one line below, two characters in; every name hangs behind its number, without a full stop. */
const attachmentsNote = (names: readonly string[]): Paragraph[] =>
  names.map((name, index) => {
    const numbered = names.length > 1
    const left = characters(2 + LABEL + (numbered ? NUMBER : 0))
    const hanging = characters((index === 0 ? LABEL : 0) + (numbered ? NUMBER : 0))
    return new Paragraph({
      style: STYLE.attachmentsNote,
      spacing: spacing(index === 0 ? 1 : 0),
      indent: { left, hanging },
      tabStops: numbered ? [{ type: TabStopType.LEFT, position: left }] : [],
      children: [
        new TextRun({
          children: [
            index === 0 ? '附件：' : '',
            ...(numbered ? [`${index + 1}.`, new Tab()] : []),
            printable(name),
          ],
        }),
      ],
    })
  })

/**
 * With room for a seal the date keeps four characters on the right and the name stands centred over it; a name longer
 * than that room keeps two characters, and the date is centred under the name. Without a seal the name keeps two
 * characters and the date begins two characters to the right of it (7.3.5).
 */
const signature = ({ signature: name = '', signedOn, sealed = true }: OfficialDocument): Paragraph[] => {
  if (!name && !signedOn) return []
  const date = signedOn ? chineseDate(signedOn) : ''
  const widths = { name: widthInCharacters(name), date: widthInCharacters(date) }
  const right = (sealed ? sealedIndents : unsealedIndents)(widths)
  const paragraph = (text: string, indent: number, before: number, keepNext: boolean) =>
    new Paragraph({
      style: STYLE.signature,
      spacing: spacing(before),
      indent: { right: characters(Math.max(0, indent)) },
      keepNext,
      text: printable(text),
    })
  return [
    ...(name ? [paragraph(name, right.name, 2, date !== '')] : []),
    ...(date ? [paragraph(date, right.date, name ? 0 : 2, false)] : []),
  ]
}

type Pair = { name: number; date: number }

/** Space right of the name and of the date, in characters. */
const sealedIndents = (width: Pair): Pair => {
  const centred = 4 + (width.date - width.name) / 2
  return centred >= 2 || width.name === 0
    ? { name: centred, date: 4 }
    : { name: 2, date: 2 + (width.name - width.date) / 2 }
}

const unsealedIndents = (width: Pair): Pair => {
  const dateEnd = width.name - 2 - width.date
  return dateEnd >= 0 ? { name: 2, date: 2 + dateEnd } : { name: 2 - dateEnd, date: 2 }
}
