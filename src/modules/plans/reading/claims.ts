import { isSpace } from './fold.ts'
import type { ItemField, OtherRole, Range, Span } from './plan-reading.ts'

type Owner =
  | { kind: 'item'; item: number; field: ItemField }
  | { kind: 'heading'; heading: number }
  | { kind: 'other'; role: OtherRole }

/**
 * The book of who owns which characters. Every character of the text belongs to exactly one of: a field
 * of a measure, a heading, other text, or a separator. A separator is white space that stands between
 * two of these, and the empty stretches of a document; white space inside an owned stretch is its own.
 */
export class Claims {
  readonly #claims: (Range & { owner: Owner })[] = []

  claim(range: Range, owner: Owner): void {
    if (range.end > range.start) this.#claims.push({ start: range.start, end: range.end, owner })
  }

  /** The partition of `text`. What nobody claimed is other text of the role that `rest` gives. */
  spans(text: string, rest: (range: Range) => OtherRole): Span[] {
    const spans: Span[] = []
    // earlier claims win where two overlap: the later one keeps what is left
    const sorted = [...this.#claims].sort((a, b) => a.start - b.start || b.end - a.end)
    let at = 0
    const fill = (end: number): void => {
      for (const range of words(text, at, end)) {
        if (range.start > at) put(spans, { start: at, end: range.start, kind: 'separator' })
        put(spans, { start: range.start, end: range.end, kind: 'other', role: rest(range) })
        at = range.end
      }
      if (end > at) put(spans, { start: at, end, kind: 'separator' })
      at = Math.max(at, end)
    }
    for (const claim of sorted) {
      const start = Math.max(claim.start, at)
      if (claim.end <= start) continue
      const [first, last] = trimmed(text, start, claim.end)
      if (first >= last) continue
      fill(first)
      put(spans, { start: first, end: last, ...claim.owner })
      at = last
    }
    fill(text.length)
    return spans
  }
}

function put(spans: Span[], span: Span): void {
  const last = spans.at(-1)
  if (last && last.end === span.start && sameOwner(last, span)) last.end = span.end
  else spans.push(span)
}

function sameOwner(a: Span, b: Span): boolean {
  if (a.kind === 'item' && b.kind === 'item') return a.item === b.item && a.field === b.field
  if (a.kind === 'heading' && b.kind === 'heading') return a.heading === b.heading
  return a.kind === 'separator' && b.kind === 'separator'
}

function trimmed(text: string, from: number, to: number): [number, number] {
  let start = from
  let end = to
  while (start < end && isSpace(text.charCodeAt(start))) start++
  while (end > start && isSpace(text.charCodeAt(end - 1))) end--
  return [start, end]
}

/** Stretches of words between line ends, tabs included in none. */
function words(text: string, from: number, to: number): Range[] {
  const found: Range[] = []
  let at = from
  while (at < to) {
    let stop = at
    while (stop < to && text[stop] !== '\n') stop++
    const [start, end] = trimmed(text, at, stop)
    if (start < end) found.push({ start, end })
    at = stop + 1
  }
  return found
}
