import type { Reader } from './assign.ts'
import type { Claims } from './claims.ts'
import type { HeadingList } from './headings.ts'
import { type Marker, readMarker } from './numbering.ts'
import type { Item, Range } from './plan-reading.ts'
import type { GridCell } from './table-grid.ts'

export type TableContext = {
  reader: Reader
  claims: Claims
  headings: HeadingList
  items: Item[]
  /** heading above the table, in the text or by the name of the sheet */
  parent: number | null
}

/** The number at the head of a cell. */
export function markerOf(reader: Reader, cell: GridCell): Marker | null {
  return readMarker(reader.folded, reader.printed, cell.wordsStart, cell.wordsEnd)
}

/** The stretch from the first to the last of some ranges. */
export function extent(ranges: Range[]): Range {
  let start = Number.POSITIVE_INFINITY
  let end = 0
  for (const range of ranges) {
    start = Math.min(start, range.start)
    end = Math.max(end, range.end)
  }
  return ranges.length === 0 ? { start: 0, end: 0 } : { start, end }
}
