import { chineseNumber } from './chinese-numbers.ts'
import { type DateAtom, type DateContext, findDates } from './dates.ts'
import { fold } from './fold.ts'
import type { Deadline, Milestone } from './plan-reading.ts'

export type DeadlineReading = Omit<Deadline, 'span' | 'fromText'> & {
  /** sentences in Chinese about what had to be concluded */
  doubts: { code: string; message: string }[]
}

const LONG_TERM = /长期|持续|常态|常年|全年|滚动|经常性|日常|始终|贯穿/
const IMMEDIATE = /立行立改|立即|即知即改|即行|即刻|即时|马上|立查立改|已完成/
const EVENT =
  /(?:按照?|根据|依据|随|待|视|与|参照).{0,24}(?:部署|要求|安排|进度|时间|规定|节点|计划|通知|文件|出台|同步|推进|情况|实际)|分年度|分步|分批|分阶段|逐年|适时/
const RECURRING = /(?:每个?|按|逐)(月|季度|季|半年|年|周)(?:度)?(?:[^\d]{0,4}(\d{1,2})[日号])?/
const RELATIVE = /(\d{1,3}|[一二两三四五六七八九十]{1,3}|半) ?个?(工作日|小时|天|日|周|月|年)(?:之)?[内]/
/** 48小时 as all that a field says */
const BARE_RELATIVE = /^\s*(\d{1,3}|[一二两三四五六七八九十]{1,3}|半) ?个?(工作日|小时|天|日|周|月|年)\s*$/
const NOTHING = /^[\s/\\\-—－／、.。无~]*$/
const SOON = /当天|当日|即日/

/**
 * Reads the words of a deadline field (§7.4 of the domain notes). Months without a year are read in
 * the year before them in the same words, else in the plan's year, and say so in `inferredYear`.
 * @returns null where the field holds no words
 */
export function readDeadline(raw: string, context: DateContext): DeadlineReading | null {
  const words = fold(raw)
  if (NOTHING.test(words)) return null
  const serial = /^\s*(\d{5})\s*$/.exec(words)
  if (serial) return fromSerial(raw, Number(serial[1]))
  const atoms = findDates(words, 0, words.length, context)
  const longTerm = LONG_TERM.test(words)
  const base = {
    raw: raw.trim(),
    longTerm,
    milestones: [] as Milestone[],
    inferredYear: false,
    doubts: [] as DeadlineReading['doubts'],
  }
  if (atoms.length > 0) return fromAtoms(words, raw, atoms, base)
  const recurring = RECURRING.exec(words)
  if (recurring) {
    const every = (
      { 月: 'month', 季度: 'quarter', 季: 'quarter', 半年: 'half-year', 年: 'year', 周: 'week' } as const
    )[recurring[1] as '月']
    return {
      ...base,
      kind: 'recurring',
      date: null,
      recur: { every, ...(recurring[2] ? { day: Number(recurring[2]) } : {}) },
    }
  }
  const relative = RELATIVE.exec(words) ?? BARE_RELATIVE.exec(words)
  if (relative)
    return {
      ...base,
      kind: 'relative',
      date: null,
      relative: relativeLimit(relative[1] ?? '', relative[2] ?? ''),
    }
  if (SOON.test(words)) return { ...base, kind: 'relative', date: null, relative: { amount: 0, unit: 'day' } }
  if (IMMEDIATE.test(words))
    return { ...base, kind: 'immediate', date: null, relative: { amount: 10, unit: 'working-day' } }
  if (longTerm) return { ...base, kind: 'long-term', date: null }
  if (EVENT.test(words))
    return {
      ...base,
      kind: 'event',
      date: null,
      doubts: [{ code: 'deadline-event', message: '时限取决于上级部署或其他条件，需由承办单位定出日期' }],
    }
  return {
    ...base,
    kind: 'unclear',
    date: null,
    doubts: [{ code: 'deadline-unclear', message: `时限“${raw.trim().slice(0, 30)}”无法换算成日期，请填写` }],
  }
}

function relativeLimit(amount: string, unit: string): NonNullable<Deadline['relative']> {
  if (amount === '半') return unit === '年' ? { amount: 6, unit: 'month' } : { amount: 15, unit: 'day' }
  const number = chineseNumber(amount.replace('两', '二'))
  if (unit === '周') return { amount: number * 7, unit: 'day' }
  return {
    amount: number,
    unit: ({ 工作日: 'working-day', 小时: 'hour', 天: 'day', 日: 'day', 月: 'month', 年: 'year' } as const)[
      unit as '天'
    ],
  }
}

/** A date that a spreadsheet shows as its serial number (days since 1899-12-30). */
function fromSerial(raw: string, serial: number): DeadlineReading {
  const plausible = serial >= 36526 && serial <= 73050
  const date = plausible
    ? new Date(Date.UTC(1899, 11, 30) + serial * 86400000).toISOString().slice(0, 10)
    : null
  return {
    raw: raw.trim(),
    kind: date ? 'date' : 'unclear',
    date,
    longTerm: false,
    milestones: [],
    inferredYear: false,
    doubts: [
      date
        ? { code: 'deadline-serial', message: `单元格中是日期序号 ${serial}，按 ${date} 读取，请核对` }
        : { code: 'deadline-unclear', message: `时限“${raw.trim()}”无法换算成日期，请填写` },
    ],
  }
}

function fromAtoms(
  words: string,
  raw: string,
  atoms: DateAtom[],
  base: Omit<DeadlineReading, 'kind' | 'date'>,
): DeadlineReading {
  const doubts = [...base.doubts]
  const inferredYear = atoms.some((atom) => atom.inferredYear)
  const dated = atoms.filter((atom) => atom.date !== null)
  if (atoms.some((atom) => atom.ambiguous))
    doubts.push({
      code: 'deadline-ambiguous',
      message: `“${base.raw.slice(0, 30)}”可有两种理解，按较晚的一日读取，请核对`,
    })
  if (dated.length === 0) {
    doubts.push({
      code: 'deadline-unclear',
      message: `时限“${base.raw.slice(0, 30)}”没有年份，文件中也找不到年份，请填写`,
    })
    return { ...base, kind: 'unclear', date: null, inferredYear, doubts }
  }
  if (inferredYear)
    doubts.push({ code: 'deadline-year', message: `“${base.raw.slice(0, 30)}”未印年份，按文件年度推定` })
  const last = dated.reduce((a, b) => ((b.date ?? '') >= (a.date ?? '') ? b : a))
  const distinct = new Set(dated.map((atom) => atom.date))
  const range = dated.length === 1 ? last.from : null
  if (atoms.some((atom) => atom.noSuchDay))
    doubts.push({
      code: 'deadline-no-such-day',
      message: `“${base.raw.slice(0, 30)}”中的日期不存在，按当月最后一日读取，请核对`,
    })
  if (distinct.size < 2)
    return {
      ...base,
      kind: 'date',
      date: last.date,
      ...(range ? { start: range } : {}),
      inferredYear,
      doubts,
    }
  return {
    ...base,
    kind: 'milestones',
    date: last.date,
    milestones: milestonesOf(words, raw, dated),
    inferredYear,
    doubts,
  }
}

/** One milestone for each dated clause, labelled with the clause's own words. */
function milestonesOf(words: string, raw: string, atoms: DateAtom[]): Milestone[] {
  return atoms.map((atom, i) => {
    const limit = atoms[i + 1]?.start ?? words.length
    const after = words.slice(atom.end, limit)
    const clause = /^[\s,、:]*([^,;。\n]*)/.exec(after)
    const inner = clause?.[1] ?? ''
    const from = atom.end + (clause?.[0].length ?? 0)
    let label = tidy(raw.slice(from - inner.length, from))
    if (label === '') {
      // 完成试点（6月底前）: the words stand before the date
      const before =
        /([^,;。\n]*)$/.exec(words.slice(i === 0 ? 0 : (atoms[i - 1]?.end ?? 0), atom.start))?.[1] ?? ''
      label = tidy(raw.slice(atom.start - before.length, atom.start))
    }
    return { label: label === '' ? raw.slice(atom.start, atom.end).trim() : label, date: atom.date ?? '' }
  })
}

function tidy(label: string): string {
  return label.replace(/^[\s)）]+|[\s(（:：,，)）]+$/g, '')
}

/**
 * Limits set in running text: “9月底前，实现…”. Only words that set a limit count (前, 底, 末, 内);
 * past years, years of reports and figures such as 5个工作日 do not.
 */
export function findTextDeadlines(
  printed: string,
  folded: string,
  from: number,
  to: number,
  context: DateContext,
): { reading: DeadlineReading; start: number; end: number } | null {
  const words = folded.slice(from, to)
  const atoms = findDates(words, 0, words.length, context).filter((atom) => {
    if (!atom.limit || atom.date === null) return false
    const year = Number(atom.date.slice(0, 4))
    if (context.year !== null && year < context.year) return false
    if (/[自从较比]$|截[至止]到?$|以来$/.test(words.slice(Math.max(0, atom.start - 3), atom.start)))
      return false
    if (/^[,的]?(?:已|时|增长|下降|提高了|出台的|印发的|发布的)/.test(words.slice(atom.end, atom.end + 5)))
      return false
    return !insideQuotes(words, atom.start)
  })
  const first = atoms[0]
  const last = atoms.at(-1)
  if (!first || !last) return null
  const raw = atoms.map((atom) => printed.slice(from + atom.start, from + atom.end).trim()).join('；')
  const base = { raw, longTerm: false, milestones: [], inferredYear: false, doubts: [] }
  const reading = fromAtoms(words, printed.slice(from, to), atoms, base)
  return { reading, start: from + first.start, end: from + last.end }
}

function insideQuotes(words: string, at: number): boolean {
  const before = words.slice(Math.max(0, at - 60), at)
  return (
    before.lastIndexOf('《') > before.lastIndexOf('》') || before.lastIndexOf('“') > before.lastIndexOf('”')
  )
}
