import { printable, widthInCharacters } from './wording.ts'

/** What fits into one line of 版心 at 2号, with a character of air. */
const WIDEST = 19

const words = new Intl.Segmenter('zh', { granularity: 'word' })

/**
 * Breaks a title where its sense allows, into lines of like length that stand as a trapezoid or a diamond
 * (7.3.1: 回行时做到词意完整、排列对称、长短适宜). A title that brings its own line breaks keeps them.
 */
export const titleLines = (title: string, widest = WIDEST): string[] => {
  const text = printable(title).trim()
  if (text.includes('\n')) return text.split('\n').map((line) => line.trim())
  const width = widthInCharacters(text)
  if (width <= widest) return [text]
  const pieces = [...words.segment(text)].map(({ segment }) => segment)
  for (let count = Math.ceil(width / widest); count <= pieces.length; count++) {
    const best = bestBreak(pieces, count, widest, width / count)
    if (best) return best
  }
  return [text]
}

/** Of all ways to make `count` lines that fit, the one with the smallest cost; none when the words do not allow it. */
const bestBreak = (pieces: string[], count: number, widest: number, ideal: number): string[] | undefined => {
  type Way = { cost: number; lines: string[] }
  let ways = new Map<number, Way>([[0, { cost: 0, lines: [] }]])
  for (let line = 0; line < count; line++) {
    const next = new Map<number, Way>()
    for (const [from, way] of ways) {
      let text = ''
      for (let to = from; to < pieces.length; to++) {
        text += pieces[to]
        const width = widthInCharacters(text)
        if (width > widest) break
        const last = line === count - 1
        if (last !== (to === pieces.length - 1)) continue
        const turn = last ? 0 : turnCost(pieces.slice(0, to + 1).join(''), pieces[to + 1]!)
        if (turn === undefined) continue
        const cost = way.cost + (width - ideal) ** 2 + turn
        const known = next.get(to + 1)
        if (!known || cost < known.cost) next.set(to + 1, { cost, lines: [...way.lines, text] })
      }
    }
    ways = next
  }
  return ways.get(pieces.length)?.lines
}

/** What it costs to turn the line between two pieces of text; undefined where a line may not turn. */
const turnCost = (before: string, after: string): number | undefined => {
  if (/^[的地得了和及与、，。：；！？”’）》〉】〕]/.test(after) || /[“‘（《〈【〔]$/.test(before))
    return undefined
  if (/\d$/.test(before) && /^[年月日号条项个]/.test(after)) return undefined
  if (/年$/.test(before) && /^\d/.test(after)) return undefined
  if (isInsideQuotation(before)) return 100
  if (/(关于|对|在|将|向|为)$/.test(before)) return 60
  if (/^关于/.test(after)) return -12
  return /[的、情况]$/.test(before) ? 0 : 4
}

const isInsideQuotation = (before: string): boolean =>
  (before.match(/[“《]/g)?.length ?? 0) > (before.match(/[”》]/g)?.length ?? 0)
