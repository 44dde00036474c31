import { chineseNumber } from './chinese-numbers.ts'

/** A date expression found in folded text: 2025年12月底前, 三季度末, 2025—2027年, 年底前 … */
export type DateAtom = {
  start: number
  end: number
  /** first day of a range, YYYY-MM-DD */
  from: string | null
  /** last day, YYYY-MM-DD; null where no year is known */
  date: string | null
  inferredYear: boolean
  precision: 'day' | 'month' | 'quarter' | 'half' | 'year'
  /** printed with 前, 底, 末 or 内: the words set a limit, not merely a time */
  limit: boolean
  /** 六月前 can mean before June or by the end of June */
  ambiguous: boolean
  /** 6月31日: read as the last day of the month */
  noSuchDay?: boolean
}

export type DateContext = { year: number | null; endYear?: number | null }

const S = '[ \\n]{0,2}'
const YEAR = `((?:19|20)\\d\\d|二[〇零][一二三四五六七八九〇零]{2}|今|本|当|明)${S}年度?`
const MONTH = `(1[0-2]|0?[1-9]|十[一二]|十|[一二三四五六七八九])${S}月份?`
const DAY = `(3[01]|[12]\\d|0?[1-9]|三十一|三十|二十[一二三四五六七八九]|二十|十[一二三四五六七八九]|十|[一二三四五六七八九])${S}[日号]`
const PART = `(上旬|中旬|下旬|初|中|底|末)?`
const QUARTER = `第?${S}([一二三四1-4])${S}季度`
const LIMIT = `(${S}(?:底|末)?(?:之前|以前|前|内|底|末)?)`
const TO = `${S}[-~至到]{1,2}${S}`

const PATTERNS: [name: string, source: string][] = [
  ['month-range', `(?:${YEAR}${S})?${MONTH}${S}${PART}${TO}(?:${YEAR}${S})?${MONTH}${S}${PART}${LIMIT}`],
  ['year-range', `((?:19|20)\\d\\d)${S}年?${TO}((?:19|20)\\d\\d)${S}年${LIMIT}`],
  [
    'iso-range',
    `((?:19|20)\\d\\d)[-/.](1[0-2]|0?[1-9])(?:[-/.](3[01]|[12]\\d|0?[1-9]))?${TO}((?:19|20)\\d\\d)[-/.](1[0-2]|0?[1-9])(?:[-/.](3[01]|[12]\\d|0?[1-9]))?(?!\\d)`,
  ],
  [
    'iso',
    '((?:19|20)\\d\\d)[-/.](1[0-2]|0?[1-9])(?:[-/.](3[01]|[12]\\d|0?[1-9]))?(?!\\d)(?![-/.]\\d)(前|之前|以前)?',
  ],
  ['day', `(?:${YEAR}${S})?${MONTH}${S}${DAY}${LIMIT}`],
  ['month', `(?:${YEAR}${S})?${MONTH}${S}${PART}${LIMIT}`],
  ['quarter', `(?:${YEAR}${S})?${QUARTER}${LIMIT}`],
  ['half', `(?:${YEAR}${S})?(上半年|下半年)${LIMIT}`],
  ['year-end', `(?:${YEAR}${S})?(年底|年末|年内|年中|全年)(前|之前|以前|内)?`],
  ['year-part', `${YEAR}${S}(底|末|内|中|初|全年)(前|之前|以前|内)?`],
  ['plan', '[“"]?(十四五|十五五|十六五)[”"]?(?:期间|时期|末|规划期)(内|前)?'],
  ['year', `${YEAR}${LIMIT}`],
]

const MASTER = new RegExp(
  PATTERNS.map(([name, source]) => `(?<${name.replace('-', '_')}>${source})`).join('|'),
  'g',
)
const EACH = new Map(PATTERNS.map(([name, source]) => [name.replace('-', '_'), new RegExp(`^${source}$`)]))
const PLAN_END: Record<string, number> = { 十四五: 2025, 十五五: 2030, 十六五: 2035 }

/** All date expressions between `from` and `to`, in order. Years not printed come from the one before or from the context. */
export function findDates(folded: string, from: number, to: number, context: DateContext): DateAtom[] {
  const atoms: DateAtom[] = []
  let year: number | null = null
  for (const match of folded.slice(from, to).matchAll(MASTER)) {
    const name = Object.entries(match.groups ?? {}).find(([, value]) => value !== undefined)?.[0]
    const groups = name ? EACH.get(name)?.exec(match[0]) : null
    if (!name || !groups) continue
    const start = from + match.index
    // 每月5日, 1个月, 12个月内 are not dates
    if (
      /(?:[每逐按半]|每(?:个|一)?(?:年|季度))$/.test(folded.slice(Math.max(0, start - 5), start)) ||
      /\d/.test(folded[start - 1] ?? '')
    )
      continue
    const read = readAtom(name, groups.slice(1), year, context)
    if (!read) continue
    if (read.year !== null) year = read.year
    const { year: _, ...atom } = read
    atoms.push({ ...atom, start, end: start + match[0].length })
  }
  return atoms
}

type Read = Omit<DateAtom, 'start' | 'end'> & { year: number | null }

function readAtom(
  name: string,
  g: (string | undefined)[],
  carried: number | null,
  context: DateContext,
): Read | null {
  const yearOf = (printed: string | undefined): { year: number | null; inferred: boolean } => {
    if (printed === undefined) return { year: carried ?? context.year, inferred: carried === null }
    if (/[今本当]/.test(printed)) return { year: context.year, inferred: true }
    if (printed === '明') return { year: context.year === null ? null : context.year + 1, inferred: true }
    return { year: chineseNumber(printed), inferred: false }
  }
  const limit = (word: string | undefined): boolean => /[前底末内]/.test(word ?? '')
  switch (name) {
    case 'month_range': {
      const [y1, m1, , y2, m2, part2, word] = g
      const last = yearOf(y2 ?? y1)
      const first = yearOf(y1)
      const month = monthOf(m2)
      const end = endOfMonthPart(last.year, month, part2)
      return {
        from: day(first.year, monthOf(m1), 1),
        date: end,
        inferredYear: last.inferred,
        precision: 'month',
        limit: limit(part2) || limit(word),
        ambiguous: false,
        year: last.year,
      }
    }
    case 'year_range': {
      const [y1, y2, word] = g
      return {
        from: `${y1}-01-01`,
        date: `${y2}-12-31`,
        inferredYear: false,
        precision: 'year',
        limit: limit(word),
        ambiguous: false,
        year: Number(y2),
      }
    }
    case 'iso_range': {
      const [y1, m1, d1, y2, m2, d2] = g.map((part) => Number(part ?? 0))
      return {
        from: day(y1 ?? 0, m1 ?? 0, d1 || 1),
        date: d2 ? day(y2 ?? 0, m2 ?? 0, d2) : endOfMonthPart(y2 ?? 0, m2 ?? 0, undefined),
        inferredYear: false,
        precision: d2 ? 'day' : 'month',
        limit: false,
        ambiguous: false,
        year: y2 ?? null,
      }
    }
    case 'iso': {
      const [y, m, d, word] = g
      const date = d ? day(Number(y), Number(m), Number(d)) : endOfMonthPart(Number(y), Number(m), undefined)
      return {
        from: null,
        date,
        inferredYear: false,
        precision: d ? 'day' : 'month',
        limit: limit(word),
        ambiguous: false,
        year: Number(y),
      }
    }
    case 'day': {
      const [y, m, d, word] = g
      const { year, inferred } = yearOf(y)
      const date = day(year, monthOf(m), chineseNumber(d ?? ''))
      const noSuchDay = date === null && year !== null
      return {
        from: null,
        date: noSuchDay ? endOfMonthPart(year, monthOf(m), undefined) : date,
        inferredYear: inferred,
        precision: 'day',
        limit: limit(word),
        ambiguous: false,
        ...(noSuchDay ? { noSuchDay } : {}),
        year,
      }
    }
    case 'month': {
      const [y, m, part, word] = g
      const { year, inferred } = yearOf(y)
      const bare = part === undefined && /前/.test(word ?? '') && !/[底末]/.test(word ?? '')
      return {
        from: null,
        date: endOfMonthPart(year, monthOf(m), part),
        inferredYear: inferred,
        precision: 'month',
        limit: limit(part) || limit(word),
        ambiguous: bare,
        year,
      }
    }
    case 'quarter': {
      const [y, q, word] = g
      const { year, inferred } = yearOf(y)
      const quarter = chineseNumber(q ?? '')
      return {
        from: limit(word) ? null : day(year, quarter * 3 - 2, 1),
        date: endOfMonthPart(year, quarter * 3, undefined),
        inferredYear: inferred,
        precision: 'quarter',
        limit: limit(word),
        ambiguous: false,
        year,
      }
    }
    case 'half': {
      const [y, half, word] = g
      const { year, inferred } = yearOf(y)
      const first = half === '上半年'
      return {
        from: null,
        date: endOfMonthPart(year, first ? 6 : 12, undefined),
        inferredYear: inferred,
        precision: 'half',
        limit: limit(word),
        ambiguous: false,
        year,
      }
    }
    case 'year_end':
    case 'year_part': {
      const [y, part] = g
      const { year, inferred } = yearOf(y)
      const middle = /中$/.test(part ?? '')
      const beginning = /初$/.test(part ?? '')
      return {
        from: null,
        date: endOfMonthPart(year, middle ? 6 : beginning ? 1 : 12, undefined),
        inferredYear: inferred,
        precision: 'year',
        limit: !/全年|初/.test(part ?? ''),
        ambiguous: middle || beginning,
        year,
      }
    }
    case 'plan': {
      const year = PLAN_END[g[0] ?? ''] ?? null
      return {
        from: null,
        date: day(year, 12, 31),
        inferredYear: true,
        precision: 'year',
        limit: true,
        ambiguous: false,
        year: null,
      }
    }
    case 'year': {
      const [y, word] = g
      const { year, inferred } = yearOf(y)
      return {
        from: limit(word) ? null : day(year, 1, 1),
        date: day(year, 12, 31),
        inferredYear: inferred,
        precision: 'year',
        limit: limit(word),
        ambiguous: false,
        year,
      }
    }
    default:
      return null
  }
}

function monthOf(text: string | undefined): number {
  return chineseNumber(text ?? '')
}

/** YYYY-MM-DD, or null where the day does not exist. */
export function day(year: number | null, month: number, date: number): string | null {
  if (year === null || !(month >= 1 && month <= 12) || !(date >= 1)) return null
  if (date > daysInMonth(year, month)) return null
  return `${year}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`
}

function endOfMonthPart(year: number | null, month: number, part: string | undefined): string | null {
  if (year === null) return null
  if (part === '上旬' || part === '初') return day(year, month, 10)
  if (part === '中旬') return day(year, month, 20)
  if (part === '中') return day(year, month, 15)
  return day(year, month, daysInMonth(year, month))
}

function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate()
}
