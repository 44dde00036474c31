import { skipSpace, trimEnd } from './fold.ts'
import { type ColumnRole, columnRole } from './labels.ts'
import type { SourceCell, SourceTable } from './source.ts'

/** A cell with its words trimmed. */
export type GridCell = SourceCell & { words: string; wordsStart: number; wordsEnd: number }

/** A table as rows and columns; a merged cell is met at each of its places. */
export type Grid = {
  table: SourceTable
  rows: (GridCell | undefined)[][]
  columns: number
}

/** @param folded the folded text of the whole document */
export function gridOf(table: SourceTable, folded: string): Grid {
  const rows: (GridCell | undefined)[][] = Array.from({ length: table.rows }, () => [])
  for (const cell of table.cells) {
    const wordsStart = skipSpace(folded, cell.start, cell.end)
    const wordsEnd = trimEnd(folded, wordsStart, cell.end)
    const placed: GridCell = { ...cell, wordsStart, wordsEnd, words: folded.slice(wordsStart, wordsEnd) }
    const rowEnd = Math.min(cell.row + cell.rowSpan, table.rows)
    const columnEnd = Math.min(cell.column + cell.columnSpan, table.columns)
    for (let r = cell.row; r < rowEnd; r++) {
      const row = rows[r]
      if (row) for (let c = cell.column; c < columnEnd; c++) row[c] ??= placed
    }
  }
  return { table, rows, columns: table.columns }
}

/** The cells that begin in or reach into a row, each once, with words. */
export function cellsIn(grid: Grid, row: number): GridCell[] {
  const cells: GridCell[] = []
  for (const cell of grid.rows[row] ?? [])
    if (cell && cell !== cells.at(-1) && cell.words !== '') cells.push(cell)
  return cells
}

export type Column = { role: ColumnRole | null; label: string }

export type Head = {
  first: number
  last: number
  columns: Column[]
}

const SUBJECT = new Set<ColumnRole | null>(['task', 'problem', 'measure', 'group', 'goal'])
const DUTY = new Set<ColumnRole | null>([
  'lead',
  'partner',
  'duty',
  'both',
  'deadline',
  'leader',
  'milestone',
])

/** The head that begins in a row, or null. A head of two or three rows is read as one. */
export function headAt(grid: Grid, row: number): Head | null {
  const cells = cellsIn(grid, row).filter((cell) => cell.row === row)
  if (cells.length < 2 || cells.some((cell) => cell.words.length > 40)) return null
  const roles = cells.map((cell) => columnRole(cell.words))
  const spanning = cells.filter((cell) => cell.columnSpan > 1 && cell.rowSpan === 1)
  let last = row
  for (const cell of cells)
    if (cell.rowSpan > 1 && cell.rowSpan <= 3) last = Math.max(last, cell.row + cell.rowSpan - 1)
  const below =
    row + 1 < grid.rows.length ? cellsIn(grid, row + 1).filter((cell) => cell.row === row + 1) : []
  if (last === row && spanning.length > 0) {
    const under = below.filter((cell) =>
      spanning.some((top) => cell.column >= top.column && cell.column < top.column + top.columnSpan),
    )
    if (
      under.length >= 2 &&
      under.filter((cell) => columnRole(cell.words) !== null).length * 2 >= under.length
    )
      last = row + 1
  }
  const columns: Column[] = []
  for (let c = 0; c < grid.columns; c++) columns.push(columnAt(grid, row, last, c))
  const all = new Set([...roles, ...columns.map((column) => column.role)].filter((role) => role !== null))
  const subject = [...all].some((role) => SUBJECT.has(role))
  const duty = [...all].some((role) => DUTY.has(role))
  const known = columns.filter((column) => column.role !== null).length
  const pair = subject && all.has('sequence') && cells.length >= 2 && dutiesBelow(grid, last)
  if (
    !(
      pair ||
      (subject && duty) ||
      (subject && all.has('sequence') && cells.length >= 3 && known >= 2) ||
      (duty && all.has('sequence') && cells.length >= 3)
    )
  )
    return null
  return { first: row, last, columns }
}

/** Cells below the head that carry their duties in themselves: …（责任单位：…） */
function dutiesBelow(grid: Grid, head: number): boolean {
  for (let row = head + 1; row < grid.rows.length && row < head + 6; row++)
    for (const cell of cellsIn(grid, row))
      if (/[([].*(?:牵头|(?:责任|配合|主办)(?:单位|部门) ?:).*[)\]]/.test(cell.words)) return true
  return false
}

function columnAt(grid: Grid, first: number, last: number, column: number): Column {
  const labels: string[] = []
  for (let r = first; r <= last; r++) {
    const words = grid.rows[r]?.[column]?.words.replace(/\s/g, '') ?? ''
    if (words !== '' && words !== labels.at(-1)) labels.push(words)
  }
  const label = labels.at(-1) ?? ''
  let role = columnRole(label)
  if (role === null && labels.length > 1) role = columnRole(labels.join('')) ?? columnRole(labels[0] ?? '')
  return { role, label: labels.length > 1 && role === null ? labels.join('·') : label }
}

/** Whether a row prints the head again, as on a new page. */
export function repeatsHead(grid: Grid, head: Head, row: number): boolean {
  const cells = cellsIn(grid, row).filter((cell) => cell.row === row)
  if (cells.length < 2) return false
  return cells.every((cell) => {
    for (let r = head.first; r <= head.last; r++) {
      const printed = grid.rows[r]?.[cell.column]?.words.replace(/\s/g, '')
      if (printed === cell.words.replace(/\s/g, '')) return true
    }
    return false
  })
}
