import { chineseNumber } from './chinese-numbers.ts'
import { day } from './dates.ts'
import { skipSpace, trimEnd } from './fold.ts'
import { findLabels } from './labels.ts'
import { readMarker } from './numbering.ts'
import type { Range } from './plan-reading.ts'
import type { Line } from './source.ts'

/** What the head (and the foot) of a document says about the document itself. */
export type Front = {
  title: string | null
  titleRange: Range | null
  documentNumber: string | null
  issuedOn: string | null
  year: number | null
  endYear: number | null
  /** the year is only the one printed most often in the text */
  yearGuessed: boolean
  /** no title was found in the document: the name of the file stands in */
  namedByFile: boolean
  /** the document says that the unit named first leads */
  firstLeads: boolean
  /** offsets of lines at which a new part begins (title of the plan, annexes) */
  breaks: Set<number>
}

const PLAN_WORD =
  '(?:方案|计划|要点|措施|举措|清单|意见|分工|分解|台账|规划|安排|任务书|责任书|一览表|汇总表|任务表|分工表|分解表|台账表|明细表|责任表|项目表|进度表|推进表|任务|若干政策|政策|行动|工程|责任分解|责任清单|表|事项|办法|条例|规定|实施细则|制度|通知|通报|讲话|总结|报告|公告|函)'
const TITLE = new RegExp(`${PLAN_WORD}(?:\\([^()]{1,24}\\)|[一二三四五六七八九十\\d.]+版|\\d\\.0)?$`)
const ANNEX = /^附(?:件|表|录) ?(?:[\d一二三四五六七八九十]{1,3})?(?: ?[:-]|$| {1,4}\S)/
const NUMBER = /([\u4e00-\u9fff]{1,14}) ?[[(<〈《]? ?((?:19|20)\d\d) ?[\])>〉》]? ?(?:第? ?)(\d{1,4}) ?号/
const NUMBER_BRACKETED = /([\u4e00-\u9fff]{1,14}) ?[[(<〈] ?((?:19|20)\d\d) ?[\])>〉] ?第? ?(\d{1,4}) ?号/
const DATE =
  /^(?:((?:19|20)\d\d)|(二[〇零][一二三四五六七八九〇零]{2})) ?年 ?(\d{1,2}|十[一二]?|[一二三四五六七八九]) ?月 ?(\d{1,2}|[一二三四五六七八九十]{1,3}) ?日$/
const DATED =
  /(?:成文日期|发文日期|印发日期|发布日期|公布日期|公开日期|生成日期|印发时间|发布时间|^时间| 时间) ?[:：]? ?((?:19|20)\d\d)[-年/.](\d{1,2})[-月/.](\d{1,2})/
const FIRST_LEADS =
  /(?:列第一位|排名?第一|第一个?|排在首位|首位|排首位)[^。;]{0,12}(?:责任)?(?:单位|部门)?[^。;]{0,8}(?:为|是|作为)[^。;]{0,6}(?:牵头|汇总)/

/**
 * @param lines lines outside tables, and single cells that stand above a table's head
 * @param until offset of the first measure or table: titles stand before it
 */
export function readFront(
  printed: string,
  folded: string,
  lines: Line[],
  until: number,
  name: string,
): Front {
  const front: Front = {
    title: null,
    titleRange: null,
    documentNumber: null,
    issuedOn: null,
    year: null,
    endYear: null,
    yearGuessed: false,
    namedByFile: false,
    firstLeads: FIRST_LEADS.test(folded),
    breaks: new Set(),
  }
  const head = lines.filter((line) => line.start < until)
  readTitle(printed, folded, head, front, lines)
  front.documentNumber = readNumber(printed, folded, head)
  front.issuedOn = readIssued(folded, head, lines)
  for (const line of lines) {
    const start = skipSpace(folded, line.start, line.end)
    if (ANNEX.test(folded.slice(start, Math.min(line.end, start + 12))) && line.end - start < 60)
      front.breaks.add(line.start)
  }
  if (front.titleRange) {
    const at = front.titleRange.start
    const line = lines.find((candidate) => candidate.start <= at && at < candidate.end)
    if (line && line.start > 0) front.breaks.add(line.start)
  }
  if (front.title === null) {
    front.title = titleFromName(name)
    front.namedByFile = front.title !== null
  }
  readYears(folded, front)
  return front
}

function readTitle(printed: string, folded: string, head: Line[], front: Front, lines: Line[]): void {
  type Candidate = Range & { text: string; notice: boolean; centred: boolean; beforeNumbers: boolean }
  const candidates: Candidate[] = []
  let numbered = false
  let quoted: string | null = null
  let pending: { start: number; end: number; text: string; centred: boolean } | null = null
  for (const line of head) {
    const start = skipSpace(folded, line.start, line.end)
    const end = trimEnd(folded, start, line.end)
    if (start >= end || line.sheet) continue
    const words = folded.slice(start, end)
    const marked = readMarker(folded, printed, start, line.end) !== null
    if (marked) numbered = true
    const within = /印发[《<〈](.+)[》>〉](?:的通知)/.exec(words)
    if (within && quoted === null) quoted = unquote(printed.slice(start, end))
    const titled =
      words.length <= 70 &&
      !marked &&
      !/[。;,!?:]$|^[-(]|^\d(?!\d{3}年)|。|^附/.test(words) &&
      findLabels(folded, start, end).length === 0
    if (!titled) {
      pending = null
      continue
    }
    const piece: { start: number; end: number; text: string; centred: boolean } =
      pending !== null && words.length <= 44
        ? {
            start: pending.start,
            end,
            text: pending.text + printed.slice(start, end).trim(),
            centred: pending.centred || line.align === 'center',
          }
        : { start, end, text: printed.slice(start, end).trim(), centred: line.align === 'center' }
    const alone = { start, end, text: printed.slice(start, end).trim(), centred: line.align === 'center' }
    const before = candidates.at(-1)
    if (
      TITLE.test(words) &&
      before &&
      words.length <= 16 &&
      !before.notice &&
      /^\s*$/.test(folded.slice(before.end, start))
    ) {
      // …重点任务 / 分工方案: both lines end like a title, together they are one
      before.text += printed.slice(start, end)
      before.end = end
    } else if (TITLE.test(words)) {
      const whole =
        pending !== null && piece.text.length <= 80 && continuesTitle(pending.text) ? piece : alone
      candidates.push({
        ...whole,
        notice: /(?:通知|通报|函|公告)(?:\(.*\))?$/.test(words),
        beforeNumbers: !numbered,
      })
      pending = null
    } else if (isLetterhead(words)) pending = null
    else pending = pending !== null && continuesTitle(pending.text) && piece.text.length <= 60 ? piece : alone
  }
  const plans = candidates.filter((candidate) => !candidate.notice)
  const free = plans.filter((candidate) => candidate.beforeNumbers || candidate.centred)
  const best =
    free.at(-1) ?? plans.filter((candidate) => precededByDate(folded, lines, candidate.start)).at(-1)
  if (best) {
    front.title = clean(best.text)
    front.titleRange = { start: best.start, end: best.end }
  } else if (quoted) front.title = quoted
  else {
    const notice = candidates[0]
    if (notice) {
      front.title = clean(notice.text)
      front.titleRange = { start: notice.start, end: notice.end }
    }
  }
}

/** The name of a body, a number or a date alone in its line: no part of a title. */
function isLetterhead(words: string): boolean {
  if (/关于|的$/.test(words)) return false
  return /人民政府|办公室|委员会|文件$|年.{1,3}月|号$/.test(words)
}

/** A line ends so that a title can go on in the next: no date, no signature, no number of a document. */
function continuesTitle(line: string): boolean {
  return (
    !/\d号$|日$|^\d|[:：]$/.test(line) && line.length >= 4 && !/(?:人民政府|办公室|委员会|局)$/.test(line)
  )
}

function precededByDate(folded: string, lines: Line[], at: number): boolean {
  const index = lines.findIndex((line) => line.start <= at && at <= line.end)
  for (let i = index - 1; i >= 0 && i > index - 5; i--) {
    const line = lines[i]
    const words = line ? folded.slice(line.start, line.end).trim() : ''
    if (DATE.test(words) || ANNEX.test(words) || /^\(此件/.test(words)) return true
  }
  return false
}

function unquote(text: string): string {
  const open = text.search(/[《<〈]/)
  const close = Math.max(text.lastIndexOf('》'), text.lastIndexOf('>'), text.lastIndexOf('〉'))
  return clean(text.slice(open + 1, close))
}

function clean(title: string): string {
  return title.replace(/[\s\u3000]+/g, '').replace(/^关于印发/, '')
}

function titleFromName(name: string): string | null {
  const plain = name
    .replace(/^.*[\\/]/, '')
    .replace(/\.[A-Za-z]{2,5}$/, '')
    .trim()
  return /[\u4e00-\u9fff]{4}/.test(plain) ? plain : null
}

function readNumber(printed: string, folded: string, head: Line[]): string | null {
  for (const line of head) {
    const words = folded.slice(line.start, line.end)
    const labelled = /(?:文 ?号|发文字号|字 ?号) ?[:|】\]]? ?/.exec(words)
    const match = NUMBER_BRACKETED.exec(words) ?? (labelled ? NUMBER.exec(words) : null)
    if (!match) continue
    const rest = words.replace(match[0], '').trim()
    // a line of its own, or labelled: elsewhere it is another document's number
    if (!labelled && rest.length > 12) continue
    if (!labelled && /[《》<>]/.test(rest)) continue
    const raw = printed.slice(line.start + match.index, line.start + match.index + match[0].length)
    return raw.replace(/\s+/g, '').replace(/^(?:发文字号|文号|字号)/, '')
  }
  return null
}

function readIssued(folded: string, head: Line[], lines: Line[]): string | null {
  const dates = (some: Line[]): string[] =>
    some.flatMap((line) => {
      const match = DATE.exec(folded.slice(line.start, line.end).trim())
      if (!match) return []
      const date = day(
        chineseNumber(match[1] ?? match[2] ?? ''),
        chineseNumber(match[3] ?? ''),
        chineseNumber(match[4] ?? ''),
      )
      return date ? [date] : []
    })
  const [first] = dates(head)
  if (first) return first
  for (const line of head) {
    const match = DATED.exec(folded.slice(line.start, line.end))
    const date = match ? day(Number(match[1]), Number(match[2]), Number(match[3])) : null
    if (date) return date
  }
  return dates(lines.slice(-30)).at(-1) ?? printedOn(folded, lines)
}

/** 2025年3月25日印发, at the foot. */
function printedOn(folded: string, lines: Line[]): string | null {
  for (const line of lines.slice(-30)) {
    const match = /((?:19|20)\d\d)年(\d{1,2})月(\d{1,2})日 ?印发/.exec(folded.slice(line.start, line.end))
    const date = match ? day(Number(match[1]), Number(match[2]), Number(match[3])) : null
    if (date) return date
  }
  return null
}

function readYears(folded: string, front: Front): void {
  const title = front.title ?? ''
  const range = /((?:19|20)\d\d)年?\s*[-—–－~～至到]{1,2}\s*((?:19|20)\d\d)年?/.exec(title)
  const single = /((?:19|20)\d\d)年/.exec(title)
  if (range) {
    const issued = Number(front.issuedOn?.slice(0, 4) ?? Number.NaN)
    const [first, last] = [Number(range[1]), Number(range[2])]
    front.year = issued >= first && issued <= last ? issued : first
    front.endYear = last
    return
  }
  const fromNumber = /(?:19|20)\d\d/.exec(front.documentNumber ?? '')?.[0]
  const printedYear = single?.[1] ?? fromNumber ?? front.issuedOn?.slice(0, 4) ?? null
  const year = printedYear ?? commonYear(folded)
  front.yearGuessed = printedYear === null && year !== null
  front.year = year ? Number(year) : null
  front.endYear = front.year
}

/** The year printed most often, where the head of the document names none. */
function commonYear(folded: string): string | null {
  const counts = new Map<string, number>()
  for (const match of folded.slice(0, 200_000).matchAll(/(20\d\d) ?年/g))
    counts.set(match[1] ?? '', (counts.get(match[1] ?? '') ?? 0) + 1)
  let best: string | null = null
  for (const [year, count] of counts) if (best === null || count > (counts.get(best) ?? 0)) best = year
  return best
}
