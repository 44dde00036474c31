import { isSpace, skipSpace, trimEnd } from './fold.ts'
import { findLabels, spacedLabel } from './labels.ts'
import { type Marker, readMarker } from './numbering.ts'
import type { Line } from './source.ts'

/** Where a node of the outline begins. A rank below zero begins a new part, not a node. */
export type Start = {
  at: number
  marker: Marker | null
  contentStart: number
  rank: number
  lineStart: boolean
}

/** All places at which a number, a plain heading or a new part begins, in order. */
export function findStarts(
  printed: string,
  folded: string,
  lines: Line[],
  breaks: ReadonlySet<number>,
): Start[] {
  const starts: Start[] = []
  const markers = lines.map((line) => {
    const at = skipSpace(folded, line.start, line.end)
    return line.note || line.contents ? null : readMarker(folded, printed, at, line.end)
  })
  /** last value of each style: numbers may run on across headings */
  const last = new Map<string, number>()
  const push = (marker: Marker, lineStart: boolean): void => {
    last.set(marker.style, marker.value)
    starts.push({ at: marker.start, marker, contentStart: marker.end, rank: marker.rank, lineStart })
  }
  lines.forEach((line, i) => {
    if (breaks.has(line.start)) {
      last.clear()
      starts.push({ at: line.start, marker: null, contentStart: line.start, rank: -1, lineStart: true })
      return
    }
    const marker = markers[i]
    if (marker) push(marker, true)
    else {
      const heading = plainHeading(folded, lines, markers, i, starts.length > 0)
      if (heading !== null) {
        const at = skipSpace(folded, line.start, line.end)
        starts.push({ at, marker: null, contentStart: at, rank: heading, lineStart: true })
        return
      }
    }
    if (!line.note && !line.contents)
      for (const inner of innerMarkers(
        printed,
        folded,
        line,
        marker?.end ?? line.start,
        last,
        nextMarker(markers, i),
      ))
        push(inner, false)
  })
  return starts
}

function nextMarker(markers: (Marker | null)[], from: number): Marker | null {
  for (let i = from + 1; i < markers.length && i < from + 12; i++) if (markers[i]) return markers[i] ?? null
  return null
}

const BOUNDARY = /[。;)\]:!?”"]/

/** Numbers inside a line: only where they carry on a count, or begin one that is carried on. */
function innerMarkers(
  printed: string,
  folded: string,
  line: Line,
  from: number,
  last: Map<string, number>,
  next: Marker | null,
): Marker[] {
  const candidates: Marker[] = []
  let depth = 0
  let at = from
  let before = ''
  let clauseStart = from
  while (at < line.end) {
    const character = folded[at] ?? ''
    if (isSpace(character.charCodeAt(0))) {
      at++
      continue
    }
    const closed = BOUNDARY.test(before)
    // 一、加强要素保障（一）强化财税支持。: text whose line ends were lost
    const loose = !closed && (character === '(' || character === '（') && at - clauseStart <= 40
    if (depth === 0 && (closed || loose)) {
      const marker = readMarker(folded, printed, at, line.end)
      if (marker && marker.marks.length === 0 && (closed || marker.style === 'chinese-brackets')) {
        candidates.push(marker)
        at = marker.end
        before = ')'
        clauseStart = at
        continue
      }
    }
    if (character === '(' || character === '[') depth++
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1)
    if (/[。,;:]/.test(character)) clauseStart = Number.NEGATIVE_INFINITY
    before = character
    at++
  }
  const values = new Map<string, Set<number>>()
  for (const marker of candidates) {
    const set = values.get(marker.style) ?? new Set()
    set.add(marker.value)
    values.set(marker.style, set)
  }
  const running = new Map(last)
  const kept: Marker[] = []
  for (const marker of candidates) {
    const carriesOn = running.get(marker.style) === marker.value - 1 && marker.value > 1
    const followed =
      values.get(marker.style)?.has(2) === true || (next?.style === marker.style && next.value === 2)
    if (!carriesOn && !(marker.value === 1 && followed)) continue
    running.set(marker.style, marker.value)
    kept.push(marker)
  }
  return kept
}

/** Rank of a heading that is printed without a number, or null. */
function plainHeading(
  folded: string,
  lines: Line[],
  markers: (Marker | null)[],
  i: number,
  inside: boolean,
): number | null {
  const line = lines[i]
  if (!line || line.note || line.contents) return null
  const start = skipSpace(folded, line.start, line.end)
  const end = trimEnd(folded, start, line.end)
  const length = end - start
  if (length < 2 || length > 44) return null
  const words = folded.slice(start, end)
  if (/[。;,:!?、]$|。|^\(|^附件|年.{1,3}月.{1,3}日$/.test(words)) return null
  if (findLabels(folded, start, end).length > 0 || spacedLabel(folded, start, end)) return null
  if (line.level !== undefined) return line.level - 0.2
  if (!inside) return null
  const next = following(lines, markers, folded, i)
  if (!next || next.rank < 2) return null
  const previous = precedingLine(folded, lines, i)
  const complete =
    /[。)\]]$/.test(previous) || previous === '' || findLabels(previous, 0, previous.length).length > 0
  if (!complete && !line.bold) return null
  if (next.value !== 1 && !line.bold && line.align !== 'center') return null
  return next.rank - 0.25
}

function following(lines: Line[], markers: (Marker | null)[], folded: string, i: number): Marker | null {
  for (let j = i + 1; j < lines.length && j < i + 4; j++) {
    if (markers[j]) return markers[j] ?? null
    const line = lines[j]
    if (line && skipSpace(folded, line.start, line.end) < line.end) return null
  }
  return null
}

function precedingLine(folded: string, lines: Line[], i: number): string {
  for (let j = i - 1; j >= 0 && j > i - 4; j--) {
    const line = lines[j]
    const words = line ? folded.slice(line.start, line.end).trim() : ''
    if (words !== '') return words
  }
  return ''
}
