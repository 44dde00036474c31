import type { z } from 'zod'
import type { Block, Measure, Review } from '#modules/plans/contract.ts'

export type PieceKind = 'field' | 'heading' | 'other' | 'blank'

/** A run of the source that belongs to one thing. Offsets count UTF-16 units of the source text. */
export interface Piece {
  start: number
  end: number
  text: string
  kind: PieceKind
  field: string | null
  measureId: string | null
  /** The first piece of its measure: what the two panes are kept in step by. */
  isAnchor: boolean
}

export interface Cell {
  row: number
  column: number
  rowSpan: number
  columnSpan: number
  pieces: Piece[]
}

export type Drawn =
  | { type: 'paragraph'; start: number; level: number | null; pieces: Piece[] }
  | { type: 'table'; index: number; start: number; rows: { row: number; cells: Cell[] }[]; columns: number }

type Source = Pick<Review, 'sourceText' | 'blocks' | 'spans'> & { measures: Pick<Measure, 'id' | 'source'>[] }

/**
 * The document as it is drawn on the left of the review page. Every character that is not blank stands in exactly
 * one piece: text that no block claims becomes a paragraph of its own rather than vanish.
 */
export function drawDocument(source: Source): Drawn[] {
  const drawn: Drawn[] = []
  const blocks = [...source.blocks].sort((a, b) => a.start - b.start || a.end - b.end)
  const piecesOf = pieceCutter(source)
  let at = 0
  const loose = (until: number) => {
    if (source.sourceText.slice(at, until).trim() !== '') {
      drawn.push({ type: 'paragraph', start: at, level: null, pieces: piecesOf(at, until) })
    }
  }
  for (const block of blocks) {
    if (block.end <= at) continue
    loose(Math.max(at, block.start))
    const pieces = piecesOf(Math.max(at, block.start), block.end)
    at = block.end
    if (block.kind === 'cell' && block.table !== null) addCell(drawn, block, pieces)
    else drawn.push({ type: 'paragraph', start: block.start, level: block.level, pieces })
  }
  loose(source.sourceText.length)
  markAnchors(drawn)
  return drawn
}

function markAnchors(drawn: Drawn[]): void {
  const seen = new Set<string>()
  for (const one of drawn) {
    const pieces =
      one.type === 'paragraph' ? one.pieces : one.rows.flatMap(({ cells }) => cells.flatMap((c) => c.pieces))
    for (const piece of pieces) {
      piece.isAnchor = piece.measureId !== null && piece.kind !== 'blank' && !seen.has(piece.measureId)
      if (piece.isAnchor) seen.add(piece.measureId as string)
    }
  }
}

function addCell(drawn: Drawn[], block: z.infer<typeof Block>, pieces: Piece[]): void {
  let table = drawn.at(-1)
  const fallsBack = (one: { rows: { row: number }[] }) => (one.rows.at(-1)?.row ?? 0) > (block.row ?? 0)
  if (table?.type !== 'table' || table.index !== block.table || fallsBack(table)) {
    table = { type: 'table', index: block.table ?? 0, start: block.start, rows: [], columns: 1 }
    drawn.push(table)
  }
  const cell: Cell = {
    row: block.row ?? 0,
    column: block.column ?? 0,
    rowSpan: block.rowSpan ?? 1,
    columnSpan: block.columnSpan ?? 1,
    pieces,
  }
  const row = table.rows.at(-1)
  if (row && row.row === cell.row) row.cells.push(cell)
  else table.rows.push({ row: cell.row, cells: [cell] })
  table.columns = Math.max(table.columns, cell.column + cell.columnSpan)
}

/** Cuts a stretch of the source where its owner changes. */
function pieceCutter({ sourceText, spans, measures }: Source): (start: number, end: number) => Piece[] {
  const ordered = [...spans].sort((a, b) => a.start - b.start)
  const owners = [...measures].sort((a, b) => a.source.start - b.source.start)
  return (start, end) => {
    const pieces: Piece[] = []
    let at = start
    for (let i = lastStartingBefore(ordered, start); i < ordered.length && at < end; i++) {
      const span = ordered[i]!
      if (span.end <= at) continue
      if (span.start >= end) break
      if (span.start > at) pieces.push(piece(at, span.start, null))
      const from = Math.max(at, span.start)
      const until = Math.min(end, span.end)
      pieces.push(piece(from, until, span))
      at = until
    }
    if (at < end) pieces.push(piece(at, end, null))
    return pieces
  }

  function piece(start: number, end: number, span: Source['spans'][number] | null): Piece {
    const owner =
      span?.kind === 'field' ? owners[lastStartingBefore(owners, start, (one) => one.source.start)] : null
    return {
      start,
      end,
      text: sourceText.slice(start, end),
      kind: span?.kind ?? 'other',
      field: span?.field ?? null,
      measureId: owner && owner.source.start <= start && start < owner.source.end ? owner.id : null,
      isAnchor: false,
    }
  }
}

/** Index of the last that starts at or before `offset`, 0 when none does. */
function lastStartingBefore<T>(
  ordered: readonly T[],
  offset: number,
  startOf: (one: T) => number = (one) => (one as { start: number }).start,
): number {
  let low = 0
  let high = ordered.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if (startOf(ordered[middle]!) <= offset) low = middle
    else high = middle - 1
  }
  return low
}
