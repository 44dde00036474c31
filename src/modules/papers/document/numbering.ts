import { AlignmentType, type INumberingOptions, LevelFormat, LevelSuffix } from 'docx'
import { characters } from './page.ts'

/** The one numbering of headings: 一、 → （一） → 1. → （1） (7.3.3). */
export const HEADING_NUMBERING = 'headings'

const LEVELS = [
  { format: LevelFormat.CHINESE_COUNTING_THOUSAND, text: '%1、' },
  { format: LevelFormat.CHINESE_COUNTING_THOUSAND, text: '（%2）' },
  { format: LevelFormat.DECIMAL, text: '%3.' },
  { format: LevelFormat.DECIMAL, text: '（%4）' },
]

/** Numbers that Word and WPS count by themselves, so that a heading can be put in or taken out while editing. */
export const officialNumbering = (): INumberingOptions => ({
  config: [
    {
      reference: HEADING_NUMBERING,
      levels: LEVELS.map(({ format, text }, level) => ({
        level,
        format,
        text,
        alignment: AlignmentType.LEFT,
        suffix: LevelSuffix.NOTHING,
        style: { style: `Heading${level + 1}`, paragraph: { indent: { left: 0, firstLine: characters(2) } } },
      })),
    },
  ],
})
