import { type ColumnRole, columnRole } from './labels.ts'
import type { Marker } from './numbering.ts'
import { cellsIn, type Grid, type GridCell, type Head, repeatsHead } from './table-grid.ts'

const SAME = /^(?:同上|同前|如上|〃|″|"|”|''|〞|〟|--?同上)$/
const TOTAL = /^(?:合计|小计|总计|共计|累计)/
const NOTE = /^(?:注|备注|说明|填表|填报|审核|制表|联系人|单位负责人)[:1-9]|^\(?续(?:表|上表)/

/** A row that holds a measure, with the rows below that continue it. */
export type MeasureRow = {
  row: number
  /** cell per column, 同上 and blanks of lost merges resolved */
  cells: (GridCell | undefined)[]
  /** columns whose words are copied from above because the cell says so */
  copied: number[]
  /** columns whose words are copied from above because the cell is blank */
  guessed: number[]
  more: number[]
  /** line across the table above it */
  section: GridCell | null
}

/** What the rows below a head are. */
export type Rows = {
  measures: MeasureRow[]
  /** lines across the table, each with the one above it, and its number where that has a cell of its own */
  sections: { cell: GridCell; number: GridCell | null; above: GridCell | null }[]
  /** cells of repeated heads */
  heads: GridCell[]
  /** cells of totals, notes and continuation marks */
  notes: GridCell[]
}

/** Columns of words from the outside in; the last holds the measure. */
export function subjectColumns(grid: Grid, head: Head, last: number): number[] {
  const by = (role: ColumnRole): number[] =>
    head.columns.flatMap((column, c) => (column.role === role ? [c] : []))
  let subjects = [...by('group'), ...by('problem'), ...by('task'), ...by('measure')]
  if (by('measure').length === 0 && by('task').length === 0 && by('problem').length === 0) {
    const longest = longestUnknown(grid, head, last)
    if (longest !== null) subjects = [...by('group'), longest]
    else if (subjects.length === 0) subjects = by('goal')
  }
  return subjects.filter(
    (column, i) => i === 0 || !sameColumn(grid, head, last, subjects[i - 1] ?? -1, column),
  )
}

/** Two columns under one merged head whose cells are merged too are one. */
function sameColumn(grid: Grid, head: Head, last: number, a: number, b: number): boolean {
  if (a < 0) return false
  for (let row = head.first; row <= last; row++) if (grid.rows[row]?.[a] !== grid.rows[row]?.[b]) return false
  return true
}

function longestUnknown(grid: Grid, head: Head, last: number): number | null {
  let best: number | null = null
  let most = 0
  head.columns.forEach((column, c) => {
    if (column.role !== null) return
    let length = 0
    for (let row = head.last + 1; row <= last; row++) length += grid.rows[row]?.[c]?.words.length ?? 0
    if (length > most) {
      most = length
      best = c
    }
  })
  return best
}

type Open = { rank: number; cell: GridCell }

/**
 * @param marker reads the number at the head of a cell
 * @param above a numbered line that stands above the head
 */
export function collectRows(
  grid: Grid,
  head: Head,
  last: number,
  subjects: number[],
  marker: (cell: GridCell) => Marker | null,
  above: GridCell | null,
): Rows {
  const rows: Rows = { measures: [], sections: [], heads: [], notes: [] }
  const main = subjects.at(-1) ?? 0
  const open: Open[] = above ? [{ rank: marker(above)?.rank ?? 1.5, cell: above }] : []
  for (let row = head.last + 1; row <= last; row++) {
    const cells = cellsIn(grid, row)
    const begun = cells.filter((cell) => cell.row === row)
    const previous = rows.measures.at(-1)
    const [first, second] = begun
    if (!first) {
      if (cells.length > 0 && previous) previous.more.push(row)
    } else if (repeatsHead(grid, head, row)) rows.heads.push(...begun)
    else if (NOTE.test(first.words) || begun.some((cell) => TOTAL.test(cell.words) && cell.words.length < 12))
      rows.notes.push(...begun)
    else if (cells.length === 1 && isSection(grid, first, subjects, marker(first)))
      openSection(rows, open, first, null, marker(first)?.rank ?? 1.5)
    else if (cells.length === 2 && second && isNumberedSection(head, subjects, first, second))
      openSection(rows, open, second, first, /^[(（]/.test(first.words) ? 2 : 1)
    else {
      const resolved = resolve(grid, head, subjects, row, previous)
      const subject = resolved.cells[main]
      const words = subjects.some(
        (column) => resolved.cells[column]?.row === row && resolved.cells[column]?.words !== '',
      )
      if (previous && !words && (subject === undefined || subject.words === '' || subject.row < row))
        previous.more.push(row)
      else rows.measures.push({ ...resolved, row, more: [], section: open.at(-1)?.cell ?? null })
    }
  }
  return rows
}

function openSection(rows: Rows, open: Open[], cell: GridCell, number: GridCell | null, rank: number): void {
  while (open.length > 0 && (open.at(-1)?.rank ?? 0) >= rank) open.pop()
  rows.sections.push({ cell, number, above: open.at(-1)?.cell ?? null })
  open.push({ rank, cell })
}

/** 一 | 政务环境, and nothing else in the row: a heading whose number has a cell of its own. */
function isNumberedSection(head: Head, subjects: number[], number: GridCell, words: GridCell): boolean {
  if (head.columns[number.column]?.role !== 'sequence' || !subjects.includes(words.column)) return false
  return /^[(（]?[一二三四五六七八九十]{1,3}[)）]?[、.]?$/.test(number.words) && words.words.length <= 50
}

/** One cell across the table: a heading between rows. */
function isSection(grid: Grid, cell: GridCell, subjects: number[], marker: Marker | null): boolean {
  if (cell.words.length > 80) return false
  if (cell.columnSpan * 2 > grid.columns) return !/。./.test(cell.words)
  const numbered = marker !== null && marker.rank < 3
  if (subjects.length === 1 && cell.column === subjects[0] && !numbered) return false
  return (
    cell.words.length <= 50 && !cell.words.includes('。') && (marker === null ? cell.column === 0 : numbered)
  )
}

function resolve(
  grid: Grid,
  head: Head,
  subjects: number[],
  row: number,
  previous: MeasureRow | undefined,
): Pick<MeasureRow, 'cells' | 'copied' | 'guessed'> {
  const cells: (GridCell | undefined)[] = []
  const copied: number[] = []
  const guessed: number[] = []
  const sequence = head.columns.findIndex((column) => column.role === 'sequence')
  const number = grid.rows[row]?.[sequence]
  const unnumbered = sequence >= 0 && number?.words === '' && number.row === row
  for (let c = 0; c < grid.columns; c++) {
    const cell = grid.rows[row]?.[c]
    const above = previous?.cells[c]
    const role = head.columns[c]?.role ?? null
    cells[c] = cell
    if (cell && SAME.test(cell.words)) {
      cells[c] = above
      copied.push(c)
    } else if (above && above.words !== '' && (cell === undefined || cell.words === '')) {
      // an export that lost its merged cells: groups go on (inner ones only within the same outer one),
      // duties only where the number is missing too
      if (subjects.includes(c) && c !== subjects.at(-1)) {
        if (subjects.slice(0, subjects.indexOf(c)).every((outer) => cells[outer] === previous?.cells[outer]))
          cells[c] = above
      } else if (
        unnumbered &&
        subjects.length > 1 &&
        (role === 'lead' || role === 'duty' || role === 'deadline')
      ) {
        cells[c] = above
        guessed.push(c)
      }
    }
  }
  return { cells, copied, guessed }
}

/** Columns whose cells stand above several measures each: they are headings, not titles. */
export function groupingColumns(head: Head, subjects: number[], measures: MeasureRow[]): Set<number> {
  const grouping = new Set<number>()
  for (const column of subjects.slice(0, -1)) {
    const distinct = new Set(measures.map((row) => row.cells[column]?.words))
    const role = head.columns[column]?.role
    if (role === 'group' || role === 'problem' || distinct.size * 3 <= measures.length * 2)
      grouping.add(column)
  }
  return grouping
}

/** In how many rows of measures each cell is met. */
export function coverage(measures: MeasureRow[]): Map<GridCell, number> {
  const counts = new Map<GridCell, number>()
  for (const row of measures)
    for (const cell of new Set(row.cells)) if (cell) counts.set(cell, (counts.get(cell) ?? 0) + 1)
  return counts
}

/** The column of numbers counts the groups, not the measures: some number stands for several rows. */
export function numbersCountGroups(
  head: Head,
  subjects: number[],
  measures: MeasureRow[],
  counts: Map<GridCell, number>,
): boolean {
  const column = head.columns.findIndex((one) => one.role === 'sequence')
  if (column < 0) return false
  const group = subjects.at(-2)
  return measures.some((row) => {
    const cell = row.cells[column]
    if (cell && cell.words !== '') return (counts.get(cell) ?? 0) > 1
    // merged cells that an export lost: number and group are both blank below the first row
    const above = group === undefined ? undefined : row.cells[group]
    return above !== undefined && above.row < row.row
  })
}

export type FormPair = { role: ColumnRole; label: GridCell; value: GridCell }

/** Label cells with the cells to their right, in a vertical form; empty where the table is no form. */
export function formPairs(grid: Grid): FormPair[] {
  const pairs: FormPair[] = []
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
  const subject = roles.has('task') || roles.has('problem') || roles.has('measure')
  const duty = roles.has('lead') || roles.has('duty') || roles.has('deadline') || roles.has('partner')
  return subject && duty && pairs.length >= 3 ? pairs : []
}
