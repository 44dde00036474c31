import { assignDuties, type Duties, doubtFlag, type Reader } from './assign.ts'
import type { Claims } from './claims.ts'
import { findDates } from './dates.ts'
import { findTextDeadlines, readDeadline } from './deadlines.ts'
import { cellParts, type DutyPart, findDuties } from './duties.ts'
import { flag } from './flags.ts'
import type { HeadingList } from './headings.ts'
import { type ColumnRole, columnRole } from './labels.ts'
import { readMarker } from './numbering.ts'
import { leadSentence } from './outline.ts'
import type {
  Deadline,
  ExtraField,
  FieldSpan,
  Flag,
  Item,
  ItemField,
  Milestone,
  Range,
} from './plan-reading.ts'
import type { SourceTable } from './source.ts'
import { cellsIn, type Grid, type GridCell, gridOf, type Head, headAt, repeatsHead } from './table-grid.ts'

const SAME = /^(?:同上|同前|同左|〃|″|"|”|''|、、|〞|〟|--?同上|如上|ˊˊ)$/
const NONE = /^[/\-—－／\\无~]{1,4}$/
const TOTAL = /^(?:合计|小计|总计|共计|累计|总计数)/
const NOTE = /^(?:注|备注|说明|填表|填报|审核|制表|联系人|单位负责人)[:1-9]|^\(?续(?:表|上表)/

export type TableContext = {
  reader: Reader
  claims: Claims
  headings: HeadingList
  items: Item[]
  /** heading above the table, in the text or by the name of the sheet */
  parent: number | null
}

/** What a table is, before its measures are read. */
export type TableShape = { grid: Grid; heads: Head[]; form: boolean }

/** Recognises the head (or heads) of a table, or the form that it is. */
export function shapeOf(table: SourceTable, folded: string): TableShape {
  const grid = gridOf(table, folded)
  const heads: Head[] = []
  for (let row = 0; row < grid.rows.length; row++) {
    const before = heads.at(-1)
    if (before && row <= before.last) continue
    if (before && repeatsHead(grid, before, row)) continue
    const head = headAt(grid, row)
    if (head && !(before && looksLikeData(grid, row, before))) heads.push(head)
  }
  return { grid, heads, form: heads.length === 0 && formPairs(grid).length > 0 }
}

/** A row of data in which two cells happen to read like column heads. */
function looksLikeData(grid: Grid, row: number, head: Head): boolean {
  const cells = cellsIn(grid, row).filter((cell) => cell.row === row)
  const roles = cells.filter((cell) => columnRole(cell.words) !== null).length
  return (
    roles * 2 < cells.length ||
    head.columns.some(
      (column, c) => column.role === 'sequence' && /^\d+$/.test(grid.rows[row]?.[c]?.words ?? ''),
    )
  )
}

/** Reads the measures of one table. */
export function readTable(context: TableContext, shape: TableShape): void {
  if (shape.form) {
    readForm(context, shape.grid)
    return
  }
  let parent = context.parent
  const { grid, heads } = shape
  heads.forEach((head, i) => {
    const from = i === 0 ? 0 : (heads[i - 1]?.last ?? 0) + 1
    for (let row = i === 0 ? from : head.first; row < head.first; row++) {
      // a numbered line above the head is the heading of what follows
      const [only, ...more] = cellsIn(grid, row).filter((cell) => cell.row === row)
      if (
        only &&
        more.length === 0 &&
        readMarker(context.reader.folded, context.reader.printed, only.wordsStart, only.wordsEnd)
      )
        parent = addHeading(context, only, only, context.parent)
    }
    for (let row = head.first; row <= head.last; row++)
      for (const cell of cellsIn(grid, row)) context.claims.claim(cell, { kind: 'other', role: 'table-head' })
    const last = (heads[i + 1]?.first ?? grid.rows.length) - 1
    new RowReader({ ...context, parent }, grid, head, last).read()
  })
}

function addHeading(context: TableContext, key: unknown, cell: GridCell, parent: number | null): number {
  const { printed, folded } = context.reader
  const marker = readMarker(folded, printed, cell.wordsStart, cell.wordsEnd)
  const title = printed
    .slice(marker?.end ?? cell.wordsStart, cell.wordsEnd)
    .replace(/\s*\n\s*/g, '')
    .replace(/[。；;]+$/, '')
    .trim()
  const words = printed
    .slice(cell.wordsStart, cell.wordsEnd)
    .replace(/\s*\n\s*/g, '')
    .replace(/[。；;]+$/, '')
    .trim()
  const index = context.headings.add(key, {
    number: marker?.number ?? '',
    title,
    printed: words,
    range: { start: cell.wordsStart, end: cell.wordsEnd },
    parent,
  })
  context.claims.claim({ start: cell.wordsStart, end: cell.wordsEnd }, { kind: 'heading', heading: index })
  return index
}

type Row = {
  row: number
  /** cell per column, with 同上 and fill-down resolved */
  cells: (GridCell | undefined)[]
  copied: Set<number>
  guessed: Set<number>
  section: number | null
  more: number[]
}

/** Reads the rows below one head. */
class RowReader {
  readonly #context: TableContext
  readonly #grid: Grid
  readonly #head: Head
  readonly #last: number
  readonly #columns: Head['columns']
  /** columns of words from the outside in; the last holds the measure */
  readonly #subjects: number[]
  #groupNumbers: boolean | null = null
  /** in how many rows of measures a cell is met */
  readonly #coverage = new Map<GridCell, number>()

  constructor(context: TableContext, grid: Grid, head: Head, last: number) {
    this.#context = context
    this.#grid = grid
    this.#head = head
    this.#last = last
    this.#columns = head.columns
    this.#subjects = this.#subjectColumns()
  }

  #subjectColumns(): number[] {
    const by = (role: ColumnRole): number[] =>
      this.#columns.flatMap((column, c) => (column.role === role ? [c] : []))
    let subjects = [...by('group'), ...by('task'), ...by('measure')]
    if (by('measure').length === 0 && by('task').length === 0) {
      const longest = this.#longestUnknown()
      if (longest !== null) subjects = [...by('group'), longest]
      else if (subjects.length === 0) subjects = by('goal')
    }
    return subjects.filter((column, i) => i === 0 || !this.#sameColumn(subjects[i - 1] ?? -1, column))
  }

  /** Two columns under one merged head and merged cells are one. */
  #sameColumn(a: number, b: number): boolean {
    return (
      a >= 0 &&
      this.#grid.rows[this.#head.first]?.[a] === this.#grid.rows[this.#head.first]?.[b] &&
      this.#rows().every((row) => this.#grid.rows[row]?.[a] === this.#grid.rows[row]?.[b])
    )
  }

  #rows(): number[] {
    const rows: number[] = []
    for (let row = this.#head.last + 1; row <= this.#last; row++) rows.push(row)
    return rows
  }

  #longestUnknown(): number | null {
    let best: number | null = null
    let most = 0
    this.#columns.forEach((column, c) => {
      if (column.role !== null) return
      let length = 0
      for (const row of this.#rows()) length += this.#grid.rows[row]?.[c]?.words.length ?? 0
      if (length > most) {
        most = length
        best = c
      }
    })
    return best
  }

  read(): void {
    const rows = this.#collect()
    for (const row of rows)
      for (const cell of new Set(row.cells)) if (cell) this.#coverage.set(cell, this.#covers(cell) + 1)
    const grouping = this.#groupingColumns(rows)
    for (const row of rows) this.#item(row, grouping, rows)
  }

  #collect(): Row[] {
    const rows: Row[] = []
    const { claims, reader } = this.#context
    const main = this.#subjects.at(-1) ?? 0
    let section: number | null = this.#context.parent
    const open: { rank: number; heading: number }[] = []
    for (const row of this.#rows()) {
      const cells = cellsIn(this.#grid, row)
      const begun = cells.filter((cell) => cell.row === row)
      if (begun.length === 0) {
        const previous = rows.at(-1)
        if (cells.length > 0 && previous) previous.more.push(row)
        continue
      }
      if (repeatsHead(this.#grid, this.#head, row)) {
        for (const cell of begun) claims.claim(cell, { kind: 'other', role: 'table-head' })
        continue
      }
      const [first] = begun
      if (
        first &&
        (TOTAL.test(first.words) ||
          begun.some((cell) => TOTAL.test(cell.words) && cell.words.length < 12) ||
          NOTE.test(first.words))
      ) {
        for (const cell of begun) claims.claim(cell, { kind: 'other', role: 'table-note' })
        continue
      }
      if (first && begun.length === 1 && cells.length === 1 && this.#isSection(first)) {
        const marker = readMarker(reader.folded, reader.printed, first.wordsStart, first.wordsEnd)
        const rank = marker?.rank ?? 1.5
        while (open.length > 0 && (open.at(-1)?.rank ?? 0) >= rank) open.pop()
        section = addHeading(this.#context, first, first, open.at(-1)?.heading ?? this.#context.parent)
        open.push({ rank, heading: section })
        continue
      }
      const resolved = this.#resolve(row, rows.at(-1))
      const subject = resolved.cells[main]
      const words = this.#subjects.some((column) => {
        const cell = resolved.cells[column]
        return cell !== undefined && cell.row === row && cell.words !== ''
      })
      const previous = rows.at(-1)
      const continues =
        previous !== undefined &&
        (subject === undefined || subject.words === '' || subject.row < row) &&
        !words
      if (continues) {
        previous.more.push(row)
        continue
      }
      rows.push({ ...resolved, row, section, more: [] })
    }
    return rows
  }

  /** One cell across the table: a heading between rows. */
  #isSection(cell: GridCell): boolean {
    if (cell.words.length > 80) return false
    const wide = cell.columnSpan * 2 > this.#grid.columns
    const marker = readMarker(
      this.#context.reader.folded,
      this.#context.reader.printed,
      cell.wordsStart,
      cell.wordsEnd,
    )
    if (wide) return !/。./.test(cell.words)
    if (
      cell.column === (this.#subjects.at(-1) ?? -1) &&
      this.#subjects.length === 1 &&
      !(marker && marker.rank < 3)
    )
      return false
    return (
      cell.words.length <= 50 &&
      !/。/.test(cell.words) &&
      (marker !== null ? marker.rank < 3 : cell.column === 0)
    )
  }

  #resolve(row: number, previous: Row | undefined): Pick<Row, 'cells' | 'copied' | 'guessed'> {
    const cells: (GridCell | undefined)[] = []
    const copied = new Set<number>()
    const guessed = new Set<number>()
    const sequence = this.#columns.findIndex((column) => column.role === 'sequence')
    const unnumbered =
      sequence >= 0 &&
      (this.#grid.rows[row]?.[sequence]?.words ?? '') === '' &&
      this.#grid.rows[row]?.[sequence]?.row === row
    for (let c = 0; c < this.#grid.columns; c++) {
      const cell = this.#grid.rows[row]?.[c]
      cells[c] = cell
      const above = previous?.cells[c]
      if (cell && SAME.test(cell.words)) {
        cells[c] = above
        copied.add(c)
        this.#context.claims.claim(cell, {
          kind: 'item',
          item: this.#context.items.length,
          field: fieldOf(this.#columns[c]?.role ?? null),
        })
      } else if (above && above.words !== '' && (cell === undefined || cell.words === '')) {
        const role = this.#columns[c]?.role ?? null
        // an export that lost its merged cells: groups go on, duties only where the number is missing too
        if (this.#subjects.includes(c) && c !== this.#subjects.at(-1)) cells[c] = above
        else if (
          unnumbered &&
          (role === 'lead' || role === 'duty' || role === 'deadline') &&
          this.#subjects.length > 1
        ) {
          cells[c] = above
          guessed.add(c)
        }
      }
    }
    return { cells, copied, guessed }
  }

  /** Columns whose cells stand above several measures each: they are headings, not titles. */
  #groupingColumns(rows: Row[]): Set<number> {
    const grouping = new Set<number>()
    for (const column of this.#subjects.slice(0, -1)) {
      const distinct = new Set(rows.map((row) => row.cells[column]).filter((cell) => cell !== undefined))
      if (this.#columns[column]?.role === 'group' || distinct.size * 3 <= rows.length * 2)
        grouping.add(column)
    }
    return grouping
  }

  #item(row: Row, grouping: Set<number>, rows: Row[]): void {
    const { reader, claims, headings, items } = this.#context
    const index = items.length
    const fields: FieldSpan[] = []
    const flags: Flag[] = []
    const own = (cell: GridCell): boolean => cell.row === row.row || row.more.includes(cell.row)
    const take = (
      cell: GridCell,
      field: ItemField,
      range: Range = { start: cell.wordsStart, end: cell.wordsEnd },
    ): void => {
      if (range.end <= range.start) return
      if (own(cell)) claims.claim(range, { kind: 'item', item: index, field })
      fields.push({ field, ...range, ...(own(cell) ? {} : { shared: true }) })
    }
    let parent = row.section
    let titleCell: GridCell | null = null
    const mainColumn = this.#subjects.at(-1) ?? 0
    let main = row.cells[mainColumn]
    for (const column of this.#subjects.slice(0, -1)) {
      const cell = row.cells[column]
      if (!cell || cell.words === '') continue
      if (cell === main) continue
      if (!grouping.has(column) && this.#covers(cell) === 1 && main && main.words !== '') titleCell = cell
      else if (main && main.words !== '') parent = addHeading(this.#context, cell, cell, parent)
      else main = cell
    }
    const numbered = this.#number(row, this.#numbersGroups(rows) && parent !== row.section, take)
    if (numbered.heading !== null && parent !== null) {
      const heading = headings.list[parent]
      if (heading && heading.number === '') heading.number = numbered.heading
    }
    const words = this.#words(titleCell, main, take)
    const duties = this.#duties(row, take, index)
    const embedded =
      main && duties.leads.length + duties.partners.length === 0 ? this.#embedded(main, words, take) : null
    const settled = embedded ?? { duties, title: words.title, text: words.text }
    flags.push(...settled.duties.flags)
    let deadline = settled.duties.deadline ?? duties.deadline
    if (deadline === null && main) {
      const found = findTextDeadlines(
        reader.printed,
        reader.folded,
        main.wordsStart,
        main.wordsEnd,
        reader.dates,
      )
      if (found) {
        const { doubts, ...reading } = found.reading
        const span = { start: found.start, end: found.end }
        deadline = { ...reading, fromText: true, span }
        flags.push(
          flag('deadline-from-text', span, `“${reading.raw}”`),
          ...doubts.map((doubt) => doubtFlag(doubt, span)),
        )
      }
    }
    if (settled.duties.leads.length === 0) flags.push(flag('no-lead'))
    if (deadline === null) flags.push(flag('no-deadline'))
    for (const column of row.copied) {
      const cell = this.#grid.rows[row.row]?.[column]
      if (cell) flags.push(flag('copied-above', { start: cell.wordsStart, end: cell.wordsEnd }))
    }
    for (const column of row.guessed) flags.push(flag('blank-as-above', row.cells[column]))
    if (this.#grid.table.hiddenRows.has(row.row)) flags.push(flag('hidden-row', main))
    if (numbered.repaired) flags.push(flag('sequence-repaired'))
    const path = headings.path(parent)
    const ownSpans = fields.filter((span) => !span.shared)
    const start = Math.min(
      ...ownSpans.map((span) => span.start),
      main?.wordsStart ?? Number.POSITIVE_INFINITY,
    )
    const end = Math.max(...ownSpans.map((span) => span.end), main?.wordsEnd ?? 0)
    items.push({
      number: numbered.number || words.number,
      path: path.map((at) => headings.list[at]?.printed ?? ''),
      headings: path,
      title: settled.title,
      text: settled.text === '' ? settled.title : settled.text,
      leads: settled.duties.leads,
      partners: settled.duties.partners,
      leaders: settled.duties.leaders,
      deadline,
      marks: words.marks,
      extras: duties.extras,
      flags,
      source: { start: Number.isFinite(start) ? start : 0, end },
      fieldSpans: fields,
    })
  }

  /** The column of numbers counts the groups, not the measures: some number stands for several rows. */
  #numbersGroups(rows: Row[]): boolean {
    if (this.#groupNumbers === null) {
      const column = this.#columns.findIndex((one) => one.role === 'sequence')
      const group = this.#subjects.length > 1 ? (this.#subjects.at(-2) ?? -1) : -1
      this.#groupNumbers =
        column >= 0 &&
        rows.some((row) => {
          const cell = row.cells[column]
          if (cell && cell.words !== '') return this.#covers(cell) > 1
          // merged cells that an export lost: number and group are both blank below the first row
          return group >= 0 && row.cells[group] !== undefined && row.cells[group].row < row.row
        })
    }
    return this.#groupNumbers
  }

  #covers(cell: GridCell): number {
    return this.#coverage.get(cell) ?? 0
  }

  #number(
    row: Row,
    ofGroup: boolean,
    take: (cell: GridCell, field: ItemField) => void,
  ): { number: string; heading: string | null; repaired: boolean } {
    const column = this.#columns.findIndex((one) => one.role === 'sequence')
    const cell = column < 0 ? undefined : row.cells[column]
    if (!cell || cell.words === '') return { number: '', heading: null, repaired: false }
    const { printed } = this.#context.reader
    const words = printed
      .slice(cell.wordsStart, cell.wordsEnd)
      .replace(/[、.．\s]+$/, '')
      .trim()
    if (ofGroup) {
      take(cell, 'number')
      return { number: '', heading: words, repaired: false }
    }
    take(cell, 'number')
    const before = this.#context.items.at(-1)?.number ?? ''
    const [a, b] = [/^(\d+)\.(\d+)$/.exec(before), /^(\d+)\.(\d+)$/.exec(words)]
    // 1.10 kept as a number shows as 1.1
    if (a && b && a[1] === b[1] && Number(a[2]) % 10 === 9 && Number(b[2]) * 10 === Number(a[2]) + 1)
      return { number: `${b[1]}.${Number(a[2]) + 1}`, heading: null, repaired: true }
    return { number: words, heading: null, repaired: false }
  }

  /** Title and text of the measure out of the columns of words. */
  #words(
    titleCell: GridCell | null,
    main: GridCell | undefined,
    take: (cell: GridCell, field: ItemField, range?: Range) => void,
  ): { number: string; marks: string[]; title: string; text: string; lead: Range } {
    const { printed, folded } = this.#context.reader
    const cell = titleCell ?? main
    if (!cell) return { number: '', marks: [], title: '', text: '', lead: { start: 0, end: 0 } }
    const marker = readMarker(folded, printed, cell.wordsStart, cell.wordsEnd)
    const from = marker?.end ?? cell.wordsStart
    if (marker) take(cell, 'number', { start: cell.wordsStart, end: from })
    if (titleCell) {
      take(titleCell, 'title', { start: from, end: titleCell.wordsEnd })
      if (main) take(main, 'text')
      return {
        number: marker?.number ?? '',
        marks: marker?.marks ?? [],
        title: plain(printed.slice(from, titleCell.wordsEnd)),
        text: main ? printed.slice(main.wordsStart, main.wordsEnd) : '',
        lead: { start: from, end: titleCell.wordsEnd },
      }
    }
    const lead = leadSentence(folded, from, cell.wordsEnd)
    let body = lead.end
    while (/[。;!]/.test(folded[body] ?? '') && body < cell.wordsEnd) body++
    take(cell, 'title', { start: from, end: body })
    take(cell, 'text', { start: body, end: cell.wordsEnd })
    return {
      number: marker?.number ?? '',
      marks: marker?.marks ?? [],
      title: plain(printed.slice(lead.start, lead.end)),
      text: printed.slice(body, cell.wordsEnd).trim(),
      lead,
    }
  }

  /** Duties printed inside the cell of the measure itself: …（责任单位：…） */
  #embedded(
    main: GridCell,
    words: { lead: Range },
    take: (cell: GridCell, field: ItemField, range?: Range) => void,
  ): { duties: Duties; title: string; text: string } | null {
    const { reader } = this.#context
    const groups = findDuties(reader.folded, main.wordsStart, main.wordsEnd, reader.units).filter(
      (group) => group.basis !== 'sentence',
    )
    if (groups.length === 0) return null
    const duties = assignDuties(reader, groups)
    for (const span of duties.fieldSpans) take(main, span.field, span)
    const first = groups[0]
    const lead = { start: words.lead.start, end: Math.min(words.lead.end, first?.start ?? words.lead.end) }
    let at = lead.end
    const kept: string[] = []
    for (const group of groups) {
      kept.push(reader.printed.slice(at, Math.max(at, group.start)))
      at = Math.max(at, group.end)
    }
    kept.push(reader.printed.slice(at, main.wordsEnd))
    return {
      duties,
      title: plain(reader.printed.slice(lead.start, lead.end)),
      text: kept
        .join('')
        .replace(/^[。\s]+/, '')
        .trim(),
    }
  }

  #duties(row: Row, take: (cell: GridCell, field: ItemField, range?: Range) => void, index: number): Duties {
    const { reader, claims } = this.#context
    const parts: DutyPart[] = []
    const extras: ExtraField[] = []
    const milestones: (Milestone & { span: Range })[] = []
    const seen = new Set<GridCell>()
    const main = this.#subjects.at(-1) ?? 0
    this.#columns.forEach((column, c) => {
      if (column.role === 'sequence' || this.#subjects.includes(c) || c === main) return
      const cells = [row.cells[c], ...row.more.map((more) => this.#grid.rows[more]?.[c])]
      for (const cell of cells) {
        if (!cell || seen.has(cell) || cell.words === '') continue
        seen.add(cell)
        const range = { start: cell.wordsStart, end: cell.wordsEnd }
        if (NONE.test(cell.words)) {
          take(cell, fieldOf(column.role), range)
          continue
        }
        if (column.role === 'milestone') {
          const date = this.#milestoneDate(column.label, cell)
          if (date)
            milestones.push({
              label: column.label,
              date,
              target: reader.printed.slice(range.start, range.end),
              span: range,
            })
          take(cell, 'deadline', range)
        } else if (
          column.role === 'lead' ||
          column.role === 'partner' ||
          column.role === 'duty' ||
          column.role === 'both' ||
          column.role === 'deadline' ||
          column.role === 'leader'
        ) {
          const found = cellParts(
            reader.folded,
            column.role,
            column.label,
            range.start,
            range.end,
            reader.units,
          )
          parts.push(...found)
          take(cell, fieldOf(column.role), range)
        } else {
          extras.push({
            label: column.label,
            text: reader.printed.slice(range.start, range.end),
            span: range,
          })
          take(cell, 'extra', range)
        }
      }
    })
    // continuation rows may carry more words of the measure
    for (const more of row.more)
      for (const column of this.#subjects) {
        const cell = this.#grid.rows[more]?.[column]
        if (cell && cell.row === more && cell.words !== '' && !seen.has(cell))
          claims.claim(cell, { kind: 'item', item: index, field: 'text' })
      }
    const duties = assignDuties(reader, [{ start: 0, end: 0, parts, basis: 'label' }])
    duties.extras.push(...extras)
    if (milestones.length > 0) duties.deadline = withMilestones(duties.deadline, milestones)
    return duties
  }

  #milestoneDate(label: string, cell: GridCell): string | null {
    const { reader } = this.#context
    // a date in the cell is surer than the head of the column
    const [inside] = findDates(reader.folded, cell.wordsStart, cell.wordsEnd, reader.dates).filter(
      (atom) => atom.limit && !atom.inferredYear,
    )
    if (inside?.date) return inside.date
    return readDeadline(label, reader.dates)?.date ?? null
  }
}

function withMilestones(deadline: Deadline | null, milestones: (Milestone & { span: Range })[]): Deadline {
  const [first] = milestones
  const last = milestones.at(-1)
  const plainMilestones = milestones.map(({ span: _, ...milestone }) => milestone)
  if (deadline) return { ...deadline, milestones: [...deadline.milestones, ...plainMilestones] }
  return {
    raw: milestones.map((milestone) => `${milestone.label}：${milestone.target ?? ''}`).join('；'),
    kind: 'milestones',
    date: last?.date ?? null,
    longTerm: false,
    milestones: plainMilestones,
    inferredYear: true,
    fromText: false,
    span: { start: first?.span.start ?? 0, end: last?.span.end ?? 0 },
  }
}

function fieldOf(role: ColumnRole | null): ItemField {
  switch (role) {
    case 'sequence':
      return 'number'
    case 'task':
    case 'group':
      return 'title'
    case 'measure':
      return 'text'
    case 'lead':
    case 'duty':
    case 'both':
      return 'leads'
    case 'partner':
      return 'partners'
    case 'leader':
      return 'leaders'
    case 'deadline':
    case 'milestone':
      return 'deadline'
    default:
      return 'extra'
  }
}

function plain(words: string): string {
  return words
    .replace(/\s*\n\s*/g, '')
    .replace(/[。.；;，,：:]+$/, '')
    .trim()
}

type Pair = { role: ColumnRole; label: GridCell; value: GridCell }

/** Label cells with the cells to their right, in a vertical form; empty where the table is no form. */
function formPairs(grid: Grid): Pair[] {
  const pairs: Pair[] = []
  for (let row = 0; row < grid.rows.length; row++) {
    const cells = cellsIn(grid, row)
    for (let i = 0; i + 1 < cells.length; i++) {
      const [label, value] = [cells[i], cells[i + 1]]
      if (!label || !value || label.row !== row) continue
      const role = columnRole(label.words)
      if (role === null || role === 'sequence' || role === 'milestone' || columnRole(value.words) !== null)
        continue
      pairs.push({ role, label, value })
      i++
    }
  }
  const roles = new Set(pairs.map((pair) => pair.role))
  const subject = roles.has('task') || roles.has('measure')
  const duty = roles.has('lead') || roles.has('duty') || roles.has('deadline') || roles.has('partner')
  return subject && duty && pairs.length >= 3 ? pairs : []
}

/** One task for each run of labels; a label that comes again begins the next task. */
function readForm(context: TableContext, grid: Grid): void {
  const { reader, claims, items } = context
  const tasks: Pair[][] = []
  for (const pair of formPairs(grid)) {
    const current = tasks.at(-1)
    if (!current || (pair.role === 'task' && current.some((other) => other.role === 'task')))
      tasks.push([pair])
    else current.push(pair)
  }
  for (const pairs of tasks) {
    const index = items.length
    const fieldSpans: FieldSpan[] = []
    const parts: DutyPart[] = []
    const extras: ExtraField[] = []
    const texts: string[] = []
    let title = ''
    let number = ''
    for (const { role, label, value } of pairs) {
      const range = { start: value.wordsStart, end: value.wordsEnd }
      let field = fieldOf(role)
      const words = reader.printed.slice(range.start, range.end)
      if (role === 'task' && title === '') {
        const marker = readMarker(reader.folded, reader.printed, range.start, range.end)
        number = marker?.number ?? ''
        title = plain(reader.printed.slice(marker?.end ?? range.start, range.end))
      } else if (role === 'measure' || role === 'task') {
        texts.push(words)
        field = 'text'
      } else if (
        role === 'lead' ||
        role === 'partner' ||
        role === 'duty' ||
        role === 'both' ||
        role === 'deadline'
      )
        parts.push(...cellParts(reader.folded, role, label.words, range.start, range.end, reader.units))
      else if (role === 'leader')
        parts.push({ ...range, role: 'leader', label: label.words, members: [], value: range })
      else
        extras.push({
          label: reader.printed.slice(label.wordsStart, label.wordsEnd),
          text: words,
          span: range,
        })
      for (const cell of [label, value]) {
        claims.claim(cell, { kind: 'item', item: index, field })
        fieldSpans.push({ field, start: cell.wordsStart, end: cell.wordsEnd })
      }
    }
    const duties = assignDuties(reader, [{ start: 0, end: 0, parts, basis: 'label' }])
    const flags = [...duties.flags]
    if (duties.leads.length === 0) flags.push(flag('no-lead'))
    if (duties.deadline === null) flags.push(flag('no-deadline'))
    const text = texts.join('\n')
    if (title === '') title = plain(text.split(/[。\n]/)[0] ?? '')
    const path = context.headings.path(context.parent)
    items.push({
      number,
      path: path.map((at) => context.headings.list[at]?.printed ?? ''),
      headings: path,
      title,
      text: text === '' ? title : text,
      leads: duties.leads,
      partners: duties.partners,
      leaders: duties.leaders,
      deadline: duties.deadline,
      marks: [],
      extras: [...duties.extras, ...extras],
      flags,
      source: {
        start: Math.min(...fieldSpans.map((span) => span.start)),
        end: Math.max(...fieldSpans.map((span) => span.end)),
      },
      fieldSpans,
    })
  }
}
