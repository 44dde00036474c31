import type { DeadlineKind, Knowledge } from '../reading/plan-reading.ts'

/** One paragraph, or a table; `auto` is the level of automatic numbering (docx only). */
export type Part = string | Table | { auto: number; text: string } | { inserted: string; removed: string }

export type Table = { rows: Cell[][] }

/** Text; with `down` and `across` the cell covers further rows and columns, whose cells are left out. */
export type Cell = string | { text: string; down?: number; across?: number }

/** Cells of a sheet: text, a date (as a serial), a number, or null. */
export type SheetCell = string | number | { day: string } | null

export type Sheet = {
  name: string
  rows: SheetCell[][]
  merges?: string[]
  /** counted from 1 */
  hiddenRows?: number[]
}

export type Print = 'txt' | 'txt-bom-crlf' | 'gb18030' | 'docx' | 'docx-runs' | 'xlsx'

export type ExpectedDeadline = {
  kind: DeadlineKind
  date: string | null
  longTerm: boolean
  milestones: { label: string; date: string }[]
}

/** What a careful person writes down about one measure. Names carry the prefix that print leaves out. */
export type ExpectedItem = {
  number: string
  title: string
  leads: string[]
  partners: string[]
  deadline: ExpectedDeadline | null
  leaders?: string[]
  /** headings above, as printed; not compared where absent */
  path?: string[]
  marks?: string[]
  /** compared where given */
  text?: string
  /** flags that must be raised, among others */
  flags?: string[]
}

export type CorpusDocument = {
  /** the format of the list of fifteen that it belongs to, and a word of its own */
  name: string
  /** traps that it sets, in words */
  shows: string
  prints: Print[]
  body?: Part[]
  sheets?: Sheet[]
  knowledge?: Knowledge
  title: string | null
  documentNumber?: string | null
  year?: number | null
  items: ExpectedItem[]
  /** flags of the whole document that must be raised, among others */
  flags?: string[]
}
