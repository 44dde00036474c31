/**
 * What a reading of a published plan says. Every offset counts UTF-16 units of `sourceText`;
 * `end` is exclusive.
 */

export type Range = { start: number; end: number }

/** A unit as the table of units knows it; the reader matches printed names against these. */
export type UnitName = {
  id?: string | undefined
  fullName: string
  shortName?: string | null | undefined
  otherNames?: string[] | undefined
  formerNames?: string[] | undefined
  kind?: string | null | undefined
  level?: string | null | undefined
}

/** A phrase that stands for several units (各旗区人民政府), valid within dates where given (YYYY-MM-DD). */
export type Collective = {
  name: string
  otherNames?: string[] | undefined
  /** ids of units, or their full names where the units have no id */
  members: string[]
  validFrom?: string | null | undefined
  validTo?: string | null | undefined
}

export type Knowledge = { units: UnitName[]; collectives: Collective[] }

export type UnitMatch = 'full' | 'short' | 'other' | 'former' | 'collective' | 'unknown'

export type UnitMention = {
  /** as printed, without separators */
  raw: string
  /** as printed with the elided prefix restored: 市住建局 for 住建局 after 市公安局 */
  name: string
  unitId: string | null
  match: UnitMatch
  /** true where the reader had to conclude something that is not printed */
  guessed: boolean
  /** for collectives: members as given in the table of collectives */
  members?: string[]
  /** other units that the name could also mean, for the person who decides */
  candidates?: string[]
  span: Range
}

export type DeadlineKind =
  | 'date'
  | 'milestones'
  | 'long-term'
  | 'immediate'
  | 'relative'
  | 'recurring'
  | 'event'
  | 'unclear'

export type Milestone = { label: string; date: string; target?: string }

export type Deadline = {
  raw: string
  kind: DeadlineKind
  /** last day, YYYY-MM-DD; null where the words name no day */
  date: string | null
  /** first day of a printed range */
  start?: string
  longTerm: boolean
  milestones: Milestone[]
  /** true where the year is not printed beside the month */
  inferredYear: boolean
  /** true where the deadline was found in running text, not in a deadline field */
  fromText: boolean
  recur?: { every: 'week' | 'month' | 'quarter' | 'half-year' | 'year'; day?: number }
  /** counted from dispatch */
  relative?: { amount: number; unit: 'hour' | 'day' | 'working-day' | 'month' | 'year' }
  span: Range
}

export type Severity = 'info' | 'check' | 'error'

export type Flag = {
  code: string
  /** one sentence in Chinese for the person who checks */
  message: string
  severity: Severity
  span?: Range
}

export type ItemField =
  | 'number'
  | 'mark'
  | 'title'
  | 'text'
  | 'leads'
  | 'partners'
  | 'leaders'
  | 'deadline'
  | 'extra'

export type FieldSpan = Range & {
  field: ItemField
  /** true where the characters are owned by another measure (a merged cell, an inherited duty) */
  shared?: boolean
}

export type Leader = { raw: string; span: Range }

export type ExtraField = { label: string; text: string; span: Range }

export type Item = {
  /** as printed, without the closing 、 or full stop: `（1）`, `12`, `三`; empty where none is printed */
  number: string
  /** the headings above, as printed, outermost first */
  path: string[]
  /** indexes into `headings`, in step with `path` */
  headings: number[]
  title: string
  text: string
  leads: UnitMention[]
  partners: UnitMention[]
  leaders: Leader[]
  deadline: Deadline | null
  /** stars and other signs printed at the number */
  marks: string[]
  /** columns and labels that have no field of their own: 工作目标, 联系人, 备注 … */
  extras: ExtraField[]
  flags: Flag[]
  source: Range
  fieldSpans: FieldSpan[]
}

export type HeadingRole = 'section' | 'action' | 'field' | 'group'

export type Heading = {
  number: string
  title: string
  /** number and title as printed, on one line */
  printed: string
  start: number
  end: number
  parent: number | null
  /** 0 for the outermost */
  depth: number
  role: HeadingRole
  /** measures below, at any depth */
  items: number
  /** headings directly below that hold measures */
  children: number
}

export type OtherRole =
  | 'front'
  | 'introduction'
  | 'requirements'
  | 'table-head'
  | 'table-note'
  | 'contents'
  | 'tail'
  | 'text'

export type Span =
  | (Range & { kind: 'item'; item: number; field: ItemField })
  | (Range & { kind: 'heading'; heading: number })
  | (Range & { kind: 'other'; role: OtherRole })
  | (Range & { kind: 'separator' })

export type CellLayout = {
  table: number
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  hidden?: boolean
}

export type Block = Range & {
  kind: 'paragraph' | 'cell' | 'sheet' | 'note'
  /** 1 to 9 for paragraphs of an outline level */
  level?: number
  align?: 'center' | 'right'
  bold?: boolean
  /** a line of the table of contents */
  contents?: boolean
  cell?: CellLayout
}

export type StatedCount = Range & {
  raw: string
  number: number
  noun: string
  /** what the reader counted for the same noun; null where it found nothing to compare */
  counted: number | null
  agrees: boolean | null
  /** printed at this heading, about the measures below it */
  heading?: number
}

export type SectionCount = { heading: number; printed: string; items: number }

export type Counts = {
  items: number
  actions: number
  fields: number
  sections: SectionCount[]
  stated: StatedCount[]
  /** true or false where the document states counts, null where it states none */
  agree: boolean | null
}

export type FileFormat = 'docx' | 'xlsx' | 'txt'

export type PlanReading = {
  format: FileFormat
  title: string | null
  documentNumber: string | null
  /** 成文日期, YYYY-MM-DD */
  issuedOn: string | null
  /** the year that the plan is for; month-only deadlines are read in it */
  year: number | null
  /** last year of a plan for several years; equals `year` otherwise */
  endYear: number | null
  sourceText: string
  blocks: Block[]
  headings: Heading[]
  items: Item[]
  spans: Span[]
  counts: Counts
  flags: Flag[]
}
