import { chineseNumber } from './chinese-numbers.ts'

/**
 * A printed number at the head of a heading or a measure. `rank` orders the styles from the outside in,
 * as official documents do: 第一章 → 一、 → （一） → 1. → （1） → ①.
 */
export type Marker = {
  style: string
  rank: number
  value: number
  /** as printed, without the closing 、 or full stop */
  number: string
  marks: string[]
  start: number
  /** where the words begin */
  end: number
}

const CN = '[一二三四五六七八九十百零〇]{1,5}'
const STAR = '[*★☆▲△◆◇※#]'
const SPACE = '[ \\u00a0\\u3000]'

type Style = { name: string; rank: number; pattern: RegExp }

// All patterns are anchored (sticky), without nested repetition: reading a marker takes bounded time.
const STYLES: Style[] = [
  {
    name: 'chapter',
    rank: 0,
    pattern: new RegExp(`第${SPACE}?(${CN}|\\d{1,3})${SPACE}?(?:章|部分|篇|编|板块)[、:]?`, 'y'),
  },
  { name: 'section', rank: 0.5, pattern: new RegExp(`第${SPACE}?(${CN}|\\d{1,3})${SPACE}?节[、:]?`, 'y') },
  { name: 'action', rank: 1.2, pattern: new RegExp(`(?:专项)?行动(${CN}|\\d{1,3})${SPACE}?[:、.]`, 'y') },
  {
    name: 'article',
    rank: 2.5,
    pattern: new RegExp(`第${SPACE}?(${CN}|\\d{1,3})${SPACE}?[条项][、:]?`, 'y'),
  },
  {
    name: 'word',
    rank: 2.6,
    pattern: new RegExp(`(?:任务|措施|举措|事项|项目|条目|问题)(${CN}|\\d{1,3})${SPACE}?[:、.]`, 'y'),
  },
  { name: 'chinese', rank: 1, pattern: new RegExp(`(${CN})${SPACE}?[、.]`, 'y') },
  {
    name: 'chinese-brackets',
    rank: 2,
    pattern: new RegExp(`\\(${SPACE}?(${CN})${SPACE}?\\)${SPACE}?[、.]?`, 'y'),
  },
  {
    name: 'digit-brackets',
    rank: 4,
    pattern: new RegExp(`\\(${SPACE}?(\\d{1,3})${SPACE}?\\)${SPACE}?[、.]?`, 'y'),
  },
  { name: 'digit-half-bracket', rank: 4.5, pattern: /(\d{1,3})\)[、.]?/y },
  { name: 'decimal', rank: 3.1, pattern: /(\d{1,2}(?:\.\d{1,2}){1,3})[.、]?(?![\d%‰])/y },
  {
    name: 'digit',
    rank: 3,
    pattern: new RegExp(`(\\d{1,3})${SPACE}?(${STAR}{0,3})${SPACE}{0,2}[.、](?!\\d)(${STAR}{0,3})`, 'y'),
  },
]

/** Words after 2.5 or 1.2 that make it a figure, not a number of an item. */
const FIGURE = /^ ?(?:万|亿|千|百|个|倍|元|版|米|公里|小时|天|年|吨|平方|兆|级|分|%)/

const ENCLOSED: [first: number, last: number, firstValue: number, style: string, rank: number][] = [
  [0x2460, 0x2473, 1, 'circle', 5],
  [0x3251, 0x325f, 21, 'circle', 5],
  [0x32b1, 0x32bf, 36, 'circle', 5],
  [0x2776, 0x277f, 1, 'circle', 5],
  [0x2780, 0x2789, 1, 'circle', 5],
  [0x2474, 0x2487, 1, 'digit-brackets', 4],
  [0x2488, 0x249b, 1, 'digit', 3],
  [0x3220, 0x3229, 1, 'chinese-brackets', 2],
]

const FIRST = /[第任措举事项条问专行一二三四五六七八九十百零〇(\d*★☆▲△◆◇※#①-⒛㈠-㈩㉑-㉟㊱-㊿❶-➉]/

/**
 * The marker at `at`, or null.
 * @param folded the folded text; offsets equal those of `printed`
 */
export function readMarker(folded: string, printed: string, at: number, limit: number): Marker | null {
  const first = folded[at]
  if (first === undefined || at >= limit || !FIRST.test(first)) return null
  const marks: string[] = []
  let from = at
  while (from < limit && from - at < 6 && /[*★☆▲△◆◇※# ]/.test(folded[from] ?? '')) {
    if (folded[from] !== ' ') marks.push(printed[from] ?? '')
    from++
  }
  const marker = readEnclosed(folded, printed, from) ?? readPlain(folded, printed, from)
  if (!marker || marker.end > limit) return null
  let end = marker.end
  while (end < limit && /[ \u00a0\u3000]/.test(folded[end] ?? '')) end++
  // 1. ★ … : the star after the number belongs to the number
  while (end < limit && /[*★☆▲△※]/.test(folded[end] ?? '')) {
    marker.marks.push(printed[end] ?? '')
    end++
    while (end < limit && folded[end] === ' ') end++
  }
  return { ...marker, marks: [...marks, ...marker.marks], start: at, end }
}

function readEnclosed(folded: string, printed: string, at: number): Marker | null {
  const code = folded.charCodeAt(at)
  for (const [first, last, firstValue, style, rank] of ENCLOSED) {
    if (code < first || code > last) continue
    let end = at + 1
    while (/[、.]/.test(folded[end] ?? '')) end++
    return {
      style,
      rank,
      value: code - first + firstValue,
      number: printed.slice(at, at + 1),
      marks: [],
      start: at,
      end,
    }
  }
  return null
}

function readPlain(folded: string, printed: string, at: number): Marker | null {
  for (const { name, rank, pattern } of STYLES) {
    pattern.lastIndex = at
    const match = pattern.exec(folded)
    if (!match) continue
    const end = at + match[0].length
    const digits = match[1] ?? ''
    if (name === 'decimal') {
      if (FIGURE.test(folded.slice(end, end + 4)) || !/[ \u4e00-\u9fff“"《「『【[(]/.test(folded[end] ?? ''))
        continue
      const parts = digits.split('.')
      if (parts.some((part) => part === '0' || part.length > 2)) continue
      const value = Number(parts.at(-1))
      const depth = parts.length - 1
      return {
        style: `decimal-${depth}`,
        rank: 3 + depth / 10,
        value,
        number: digits,
        marks: [],
        start: at,
        end,
      }
    }
    const value = chineseNumber(digits)
    if (!(value > 0) || value > 999) continue
    if (name === 'chinese' && /^[百零〇]/.test(digits)) continue
    const marks = `${match[2] ?? ''}${match[3] ?? ''}`
    return {
      style: name,
      rank,
      value,
      number: label(printed.slice(at, end), name, digits),
      marks: [...marks],
      start: at,
      end,
    }
  }
  return null
}

/** `1.` → `1`, `一、` → `一`, `（1）、` → `（1）`, `任务1：` → `任务1`. */
function label(printed: string, style: string, digits: string): string {
  if (style === 'digit') return digits
  return printed.replace(/[\s、.．：:]+$/, '').replace(/[ \u3000\u00a0]/g, '')
}
