import { chineseNumber } from './chinese-numbers.ts'
import type { Counts, Heading, Item, StatedCount } from './plan-reading.ts'

const NOUN =
  '(?:专项|重点|提升|工作|改革|具体|主要|方面的?|项目|攻坚|任务|优化|创新|专门|关键|工作任务|营商环境){0,3}(行动|领域|方面|环境|板块|指标|环节|维度|条|项|任务|举措|措施|事项|部分|类)'
const STATED = new RegExp(
  `(?<![\\d.年月第])(\\d{1,4}|[一二三四五六七八九十百]{1,5}) ?(?:个|大|项|条|方面|类)?${NOUN}`,
  'g',
)
const TASK_NOUNS = new Set(['条', '项', '任务', '举措', '措施', '事项'])

type Text = { folded: string; printed: string }

/**
 * Counts what was read, and holds it against the numbers that the document itself states
 * (“5个行动、23个领域、100条”) outside its measures.
 * @param outside whether an offset is outside measures and headings
 */
export function countPlan(
  text: Text,
  headings: Heading[],
  items: Item[],
  outside: (offset: number) => boolean,
): Counts {
  assignRoles(headings, items)
  const stated = statedCounts(text, outside)
  for (const statement of stated) compare(statement, headings, items)
  // beside a number that agrees, a number of measures is about the same list however far off it is
  for (const statement of stated)
    if (
      statement.agrees === null &&
      TASK_NOUNS.has(statement.noun) &&
      stated.some((other) => other.agrees === true && sameSentence(text.folded, other, statement))
    )
      settle(statement, items.length)
  stated.push(...headingCounts(headings))
  // a number that fits nothing that was read is no statement about this list
  const told = stated.filter((statement) => statement.agrees !== null)
  return {
    items: items.length,
    actions: headings.filter((heading) => heading.role === 'action').length,
    fields: headings.filter((heading) => heading.role === 'field').length,
    sections: headings.flatMap((heading, index) =>
      heading.items > 0 ? [{ heading: index, printed: heading.printed, items: heading.items }] : [],
    ),
    stated,
    agree: told.length === 0 ? null : told.every((statement) => statement.agrees === true),
  }
}

/** The wrapper 重点任务 is a section; below it stand actions, and fields below actions. */
function assignRoles(headings: Heading[], items: Item[]): void {
  for (const heading of headings) {
    heading.items = 0
    heading.children = 0
  }
  for (const item of items)
    for (const index of item.headings) {
      const heading = headings[index]
      if (heading) heading.items++
    }
  const holding = headings.filter((heading) => heading.items > 0)
  for (const heading of holding) {
    const parent = heading.parent === null ? null : headings[heading.parent]
    if (parent) parent.children++
  }
  const deepest = Math.max(-1, ...holding.map((heading) => heading.depth))
  // levels with a single heading that holds all measures are wrappers
  let first = 0
  while (first <= deepest) {
    const level = holding.filter((heading) => heading.depth === first)
    if (level.length === 1 && level[0]?.items === items.length && first < deepest) first++
    else break
  }
  const levels = deepest - first + 1
  for (const heading of holding) {
    const level = heading.depth - first
    if (level < 0) heading.role = 'section'
    else if (levels === 1) heading.role = 'field'
    else heading.role = level === 0 ? 'action' : level === 1 ? 'field' : 'group'
  }
}

/** （一）提升政务环境（12项）: what a heading says of itself. */
function headingCounts(headings: Heading[]): StatedCount[] {
  return headings.flatMap((heading, index) => {
    const match = /[（(][^()（）]{0,6}?(\d{1,3}|[一二三四五六七八九十]{1,3})([项条])[)）]$/.exec(
      heading.printed,
    )
    const number = chineseNumber(match?.[1] ?? '')
    if (!match || !(number > 0) || heading.items === 0) return []
    const { start, end } = heading
    const agrees = heading.items === number
    return [
      {
        raw: match[0],
        number,
        noun: match[2] ?? '',
        counted: heading.items,
        agrees,
        heading: index,
        start,
        end,
      },
    ]
  })
}

function statedCounts(text: Text, outside: (offset: number) => boolean): StatedCount[] {
  const found: StatedCount[] = []
  for (const match of text.folded.matchAll(STATED)) {
    if (!outside(match.index)) continue
    const number = chineseNumber(match[1] ?? '')
    const noun = match[2] ?? ''
    const start = match.index
    const end = start + match[0].length
    if (!(number >= 2) || !inSummary(text.folded, start, end)) continue
    found.push({ raw: text.printed.slice(start, end), number, noun, counted: null, agrees: null, start, end })
    if (found.length >= 40) break
  }
  return found
}

/** The words around say that the document itself is meant. */
function inSummary(folded: string, start: number, end: number): boolean {
  const from = Math.max(folded.lastIndexOf('。', start), folded.lastIndexOf('\n', start)) + 1
  const stops = [folded.indexOf('。', end), folded.indexOf('\n', end)].filter((at) => at >= 0)
  const sentence = folded.slice(Math.max(from, start - 120), Math.min(end + 120, ...stops))
  const near = folded.slice(Math.max(from, start - 40), end + 20)
  if (/已|去年|上年|累计|完成了/.test(folded.slice(Math.max(from, start - 12), start))) return false
  return (
    /本方案|《?方案》?|本计划|提出|共|部署|围绕|聚焦|从|实施|开展|包括|包含|分为|确定|明确|推出|制定|形成|涉及|安排|细化|梳理|重点任务/.test(
      near,
    ) && sentence.length > 0
  )
}

function sameSentence(folded: string, a: StatedCount, b: StatedCount): boolean {
  const [first, second] = a.start < b.start ? [a, b] : [b, a]
  return second.start - first.end < 60 && !/[。\n]/.test(folded.slice(first.end, second.start))
}

function compare(statement: StatedCount, headings: Heading[], items: Item[]): void {
  const levels = new Map<number, number>()
  for (const heading of headings)
    if (heading.items > 0) levels.set(heading.depth, (levels.get(heading.depth) ?? 0) + 1)
  const fitting = [...levels.values()].includes(statement.number)
  if (TASK_NOUNS.has(statement.noun)) {
    if (statement.number === items.length) settle(statement, items.length)
    else if (fitting) settle(statement, statement.number)
    else if (
      statement.number >= 8 &&
      Math.abs(statement.number - items.length) <= Math.max(3, items.length / 3)
    )
      settle(statement, items.length)
    return
  }
  if (fitting) settle(statement, statement.number)
  else if (statement.noun === '行动' || statement.noun === '领域') {
    const role = statement.noun === '行动' ? 'action' : 'field'
    const counted = headings.filter((heading) => heading.role === role && heading.items > 0).length
    if (counted > 0 && Math.abs(counted - statement.number) <= Math.max(2, counted / 2))
      settle(statement, counted)
  }
}

function settle(statement: StatedCount, counted: number): void {
  statement.counted = counted
  statement.agrees = counted === statement.number
}
