import { assignDuties, type Duties, type Reader } from './assign.ts'
import { findDuties } from './duties.ts'
import type { DutyGroup } from './duty-parts.ts'
import { flag } from './flags.ts'
import { columnRole } from './labels.ts'
import { leadSentence } from './outline.ts'
import type { FieldSpan, Flag, ItemField, Range } from './plan-reading.ts'
import type { SourceTable } from './source.ts'
import { cellDuties, fieldOf, type LabelledCell, plain, wordsOf } from './table-cells.ts'
import { extent, markerOf, type TableContext } from './table-context.ts'
import { readForm } from './table-forms.ts'
import { cellsIn, type Grid, type GridCell, gridOf, type Head, headAt, repeatsHead } from './table-grid.ts'
import {
  collectRows,
  coverage,
  formPairs,
  groupingColumns,
  type MeasureRow,
  numbersCountGroups,
  subjectColumns,
} from './table-rows.ts'
import { deadlineInWords } from './words-deadline.ts'

/** What a table is, before its measures are read. */
export type TableShape = { grid: Grid; heads: Head[]; form: boolean }

/** Recognises the head (or heads) of a table, or the form that it is. */
export function shapeOf(table: SourceTable, folded: string): TableShape {
  const grid = gridOf(table, folded)
  const heads: Head[] = []
  for (let row = 0; row < grid.rows.length; row++) {
    const before = heads.at(-1)
    if (before && (row <= before.last || repeatsHead(grid, before, row))) continue
    const head = headAt(grid, row)
    if (head && !(before && looksLikeData(grid, row, before))) heads.push(head)
  }
  return { grid, heads, form: heads.length === 0 && formPairs(grid).length > 0 }
}

/** A row of data in which two cells happen to read like column heads. */
function looksLikeData(grid: Grid, row: number, head: Head): boolean {
  const cells = cellsIn(grid, row).filter((cell) => cell.row === row)
  const roles = cells.filter((cell) => columnRole(cell.words) !== null).length
  if (roles * 2 < cells.length) return true
  return head.columns.some(
    (column, c) => column.role === 'sequence' && /^\d+$/.test(grid.rows[row]?.[c]?.words ?? ''),
  )
}

/** Reads the measures of one table. */
export function readTable(context: TableContext, shape: TableShape): void {
  if (shape.form) readForm(context, shape.grid)
  shape.heads.forEach((head, i) => {
    // a numbered line above the first head is the heading of what follows
    let above: GridCell | null = null
    for (let row = 0; i === 0 && row < head.first; row++) {
      const [only, ...more] = cellsIn(shape.grid, row).filter((cell) => cell.row === row)
      if (only && more.length === 0 && markerOf(context.reader, only)) above = only
    }
    for (let row = head.first; row <= head.last; row++)
      for (const cell of cellsIn(shape.grid, row))
        context.claims.claim(cell, { kind: 'other', role: 'table-head' })
    readRows(context, shape.grid, head, (shape.heads[i + 1]?.first ?? shape.grid.rows.length) - 1, above)
  })
}

function addHeading(context: TableContext, key: unknown, cell: GridCell, parent: number | null): number {
  const { printed } = context.reader
  const marker = markerOf(context.reader, cell)
  const index = context.headings.add(key, {
    number: marker?.number ?? '',
    title: plain(printed.slice(marker?.end ?? cell.wordsStart, cell.wordsEnd)),
    printed: plain(printed.slice(cell.wordsStart, cell.wordsEnd)),
    range: wordsOf(cell),
    parent,
  })
  context.claims.claim(wordsOf(cell), { kind: 'heading', heading: index })
  return index
}

/** What the rows below one head have in common. */
type Reading = {
  context: TableContext
  grid: Grid
  head: Head
  subjects: number[]
  grouping: Set<number>
  counts: Map<GridCell, number>
  /** the column of numbers counts groups */
  groupNumbers: boolean
  sections: Map<GridCell, number>
}

function readRows(context: TableContext, grid: Grid, head: Head, last: number, above: GridCell | null): void {
  const subjects = subjectColumns(grid, head, last)
  const rows = collectRows(grid, head, last, subjects, (cell) => markerOf(context.reader, cell), above)
  for (const cell of rows.heads) context.claims.claim(cell, { kind: 'other', role: 'table-head' })
  for (const cell of rows.notes) context.claims.claim(cell, { kind: 'other', role: 'table-note' })
  const sections = new Map<GridCell, number>()
  if (above) sections.set(above, addHeading(context, above, above, context.parent))
  for (const section of rows.sections) {
    const parent = section.above ? (sections.get(section.above) ?? null) : context.parent
    const index = addHeading(context, section.cell, section.cell, parent)
    sections.set(section.cell, index)
    const heading = context.headings.list[index]
    if (section.number && heading) {
      heading.number = section.number.words
      heading.printed = `${section.number.words}${/[)、.]$/.test(section.number.words) ? '' : '、'}${heading.printed}`
      context.claims.claim(wordsOf(section.number), { kind: 'heading', heading: index })
    }
  }
  const counts = coverage(rows.measures)
  const reading: Reading = {
    context,
    grid,
    head,
    subjects,
    grouping: groupingColumns(head, subjects, rows.measures),
    counts,
    groupNumbers: numbersCountGroups(head, subjects, rows.measures, counts),
    sections,
  }
  for (const row of rows.measures) readRow(reading, row)
}

/** Takes cells for one measure: claims the characters that are its own, remembers those that it shares. */
class Taking {
  readonly fields: FieldSpan[] = []
  readonly #context: TableContext
  readonly #rows: Set<number>

  constructor(context: TableContext, row: MeasureRow) {
    this.#context = context
    this.#rows = new Set([row.row, ...row.more])
  }

  take(cell: GridCell, field: ItemField, range: Range = wordsOf(cell)): void {
    if (range.end <= range.start) return
    const own = this.#rows.has(cell.row)
    if (own) this.#context.claims.claim(range, { kind: 'item', item: this.#context.items.length, field })
    this.fields.push(own ? { field, ...range } : { field, ...range, shared: true })
  }
}

function readRow(reading: Reading, row: MeasureRow): void {
  const { context, grid, head, subjects, counts } = reading
  const { reader, headings, items } = context
  const taking = new Taking(context, row)
  const flags: Flag[] = []
  const section = row.section ? (reading.sections.get(row.section) ?? context.parent) : context.parent
  let parent = section
  let titleCell: GridCell | null = null
  let main = row.cells[subjects.at(-1) ?? 0]
  for (const column of subjects.slice(0, -1)) {
    const cell = row.cells[column]
    if (!cell || cell.words === '' || cell === main) continue
    if (!main || main.words === '') main = cell
    else if (!reading.grouping.has(column) && counts.get(cell) === 1) titleCell = cell
    // the same words under the same heading are the same group, merged or printed again
    else parent = addHeading(context, `${grid.table.index} ${column} ${parent} ${cell.words}`, cell, parent)
  }
  const number = readNumber(reading, row, taking, parent === section ? null : parent)
  if (number.repaired) flags.push(flag('sequence-repaired'))
  const beside = besideCells(reading, row)
  for (const { role, cell } of beside) taking.take(cell, fieldOf(role))
  const duties = cellDuties(reader, beside)
  const words = readWords(reader, titleCell, main, duties, taking)
  const settled = words.duties ?? duties
  flags.push(...settled.flags)
  const more = moreWords(reading, row, taking)
  const deadline =
    settled.deadline ?? duties.deadline ?? (main ? deadlineInWords(reader, wordsOf(main), flags) : null)
  if (settled.leads.length === 0) flags.push(flag('no-lead'))
  if (deadline === null) flags.push(flag('no-deadline'))
  for (const column of row.copied) {
    const cell = grid.rows[row.row]?.[column]
    if (!cell) continue
    taking.take(cell, fieldOf(head.columns[column]?.role ?? null))
    flags.push(flag('copied-above', wordsOf(cell)))
  }
  for (const column of row.guessed) flags.push(flag('blank-as-above', row.cells[column]))
  if (grid.table.hiddenRows.has(row.row)) flags.push(flag('hidden-row', main))
  const own = taking.fields.filter((span) => !span.shared)
  const path = headings.path(parent)
  const text = [words.text, ...more].filter((part) => part !== '').join('\n')
  items.push({
    number: number.number || words.number,
    path: path.map((at) => headings.list[at]?.printed ?? ''),
    headings: path,
    title: words.title,
    text: text === '' ? words.title : text,
    leads: settled.leads,
    partners: settled.partners,
    leaders: settled.leaders,
    deadline,
    marks: words.marks,
    extras: duties.extras,
    flags,
    source: extent(own.length > 0 ? own : taking.fields),
    fieldSpans: taking.fields,
  })
}

/** The cells of a measure beside its words: of its own row and of the rows that continue it. */
function besideCells(reading: Reading, row: MeasureRow): LabelledCell[] {
  const cells: LabelledCell[] = []
  const seen = new Set<GridCell>()
  reading.head.columns.forEach(({ role, label }, c) => {
    if (role === 'sequence' || reading.subjects.includes(c)) return
    for (const cell of [row.cells[c], ...row.more.map((more) => reading.grid.rows[more]?.[c])]) {
      if (!cell || cell.words === '' || seen.has(cell)) continue
      seen.add(cell)
      cells.push({ role, label, cell })
    }
  })
  return cells
}

/** Words of the measure in the rows that continue it. */
function moreWords(reading: Reading, row: MeasureRow, taking: Taking): string[] {
  const words: string[] = []
  for (const more of row.more)
    for (const column of reading.subjects) {
      const cell = reading.grid.rows[more]?.[column]
      if (!cell || cell.row !== more || cell.words === '') continue
      taking.take(cell, 'text')
      words.push(reading.context.reader.printed.slice(cell.wordsStart, cell.wordsEnd))
    }
  return words
}

function readNumber(
  reading: Reading,
  row: MeasureRow,
  taking: Taking,
  group: number | null,
): { number: string; repaired: boolean } {
  const { context, head } = reading
  const cell = row.cells[head.columns.findIndex((column) => column.role === 'sequence')]
  if (!cell || cell.words === '') return { number: '', repaired: false }
  const words = context.reader.printed.slice(cell.wordsStart, cell.wordsEnd).replace(/[、.．\s]+$/, '')
  taking.take(cell, 'number')
  if (reading.groupNumbers && group !== null) {
    const heading = context.headings.list[group]
    if (heading && heading.number === '') heading.number = words
    return { number: '', repaired: false }
  }
  const [before, now] = [context.items.at(-1)?.number ?? '', words].map((number) =>
    /^(\d+)\.(\d+)$/.exec(number),
  )
  // 1.10 kept as a number shows as 1.1
  if (
    before &&
    now &&
    before[1] === now[1] &&
    Number(before[2]) % 10 === 9 &&
    Number(now[2]) * 10 === Number(before[2]) + 1
  )
    return { number: `${now[1]}.${Number(before[2]) + 1}`, repaired: true }
  return { number: words, repaired: false }
}

type Words = {
  number: string
  marks: string[]
  title: string
  text: string /** printed inside the words themselves */
  duties: Duties | null
}

/** Title and text of the measure out of the columns of words. */
function readWords(
  reader: Reader,
  titleCell: GridCell | null,
  main: GridCell | undefined,
  duties: Duties,
  taking: Taking,
): Words {
  const { printed, folded } = reader
  const cell = titleCell ?? main
  if (!cell) return { number: '', marks: [], title: '', text: '', duties: null }
  const marker = markerOf(reader, cell)
  const from = marker?.end ?? cell.wordsStart
  if (marker) taking.take(cell, 'number', { start: cell.wordsStart, end: from })
  const groups =
    main && duties.leads.length + duties.partners.length === 0
      ? findDuties(folded, main === cell ? from : main.wordsStart, main.wordsEnd, reader.units).filter(
          (group) => group.basis !== 'sentence',
        )
      : []
  const own = groups.length > 0 ? assignDuties(reader, groups) : null
  if (main && own) for (const span of own.fieldSpans) taking.take(main, span.field, span)
  const named = { number: marker?.number ?? '', marks: marker?.marks ?? [], duties: own }
  if (titleCell) {
    taking.take(titleCell, 'title', { start: from, end: titleCell.wordsEnd })
    const text = main ? withoutDuties(main, main.wordsStart, groups, printed, taking) : ''
    return { ...named, title: plain(printed.slice(from, titleCell.wordsEnd)), text }
  }
  const lead = leadSentence(folded, from, groups[0]?.start ?? cell.wordsEnd)
  let body = lead.end
  while (body < cell.wordsEnd && /[。;!]/.test(folded[body] ?? '')) body++
  taking.take(cell, 'title', { start: from, end: body })
  return {
    ...named,
    title: plain(printed.slice(lead.start, lead.end)),
    text: withoutDuties(cell, body, groups, printed, taking),
  }
}

/** The words of a cell from `from` on, outside the duty groups in it. */
function withoutDuties(
  cell: GridCell,
  from: number,
  groups: DutyGroup[],
  printed: string,
  taking: Taking,
): string {
  const kept: string[] = []
  let at = from
  for (const { start, end } of [...groups, { start: cell.wordsEnd, end: cell.wordsEnd }]) {
    if (start > at) {
      taking.take(cell, 'text', { start: at, end: start })
      kept.push(printed.slice(at, start))
    }
    at = Math.max(at, end)
  }
  return kept.join('').trim()
}
