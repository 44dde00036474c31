import { findDates } from './dates.ts'
import type { UnitMention } from './plan-reading.ts'
import {
  endsFirmly,
  isFieldOfOffice,
  isGroup,
  levelOf,
  looksLikeUnit,
  standsAlone,
  withoutNotes,
  withPrefix,
} from './unit-shape.ts'
import type { UnitTable } from './unit-table.ts'

export type SuffixRole = 'lead' | 'partner' | 'duty'

/** One stretch of a printed list between separators. */
export type Member = {
  /** a note tells how to read the list: 列第一位的为牵头单位，下同 */
  kind: 'unit' | 'deadline' | 'words' | 'note'
  /** of the name alone: without 由, 牵头, 等 and notes of a role */
  start: number
  end: number
  /** of the stretch with everything that belongs to it */
  from: number
  to: number
  /** role that a verb behind the name gives to it and to those before it: A、B牵头 */
  closes: SuffixRole | null
  /** role that a note in brackets gives to this name alone: A（牵头） */
  own: SuffixRole | null
  /** 会同 before the name: this one and those after it are partners */
  joins: boolean
  /** 等 after the name: the list is not complete */
  open: boolean
}

const SEPARATOR = /[、,;。\n|/·]/
/** 和 and 及 are cut off only before a level word: 和平区 begins with the same character. */
const LEADING =
  /^(?:(?:主要|具体|分别|并|请)?(?:由|以及|会同)|[和及与](?=[省市区县州盟旗各]|有关|相关|自治))\s*/
const TAIL =
  /等(?:(?:\d{1,3}|[一二三四五六七八九十]{1,3}|多|若干)(?:个|家))?(?:市直|市级|区直|区级|县直|州直|旗直|省直|有关|相关|责任|成员|职能|配合|参与|业务|主管|行业|其他|各级|各有关|各相关|各)*(?:部门和单位|部门及单位|单位和部门|部门|单位|地方|机构|企业|地区|处室|科室|委办局|金融机构)?$/
const TASKED = '(?:落实|推进|实施|组织|组织实施|办理|完成|负责|协调|统筹|抓总|做好|推动|开展|抓好|工作){0,4}'
const LEAD_VERB = new RegExp(`(?:共同|联合|分别|总|主要|负责)?牵头${TASKED}$|(?:负总责|抓总|总负责)$`)
const PARTNER_VERB = new RegExp(
  `(?:密切|积极|共同|协同|全力|做好|予以|给予|协作){0,2}(?:配合|协助|参与|参加|协同|协办|支持)${TASKED}$`,
)
const BY_DUTY =
  '(?:共同|分别|各自|具体|直接|依|按照?|根据|依据|各自|职责|职能|任务|工作|权限|分工|和|管辖|原则|属地|分级|分类|等){0,8}'
const DUTY_VERB = new RegExp(
  `${BY_DUTY}(?:负责|落实|组织实施|实施|承担|承办|办理)${TASKED}$|按(?:照)?(?:各自)?职[责能]分工$`,
)
const OWN_NOTE =
  /[([][^()[\]]{0,8}?(牵头|主办|主责|第一责任|配合|协办|参与|责任)(?:单位|部门|落实|负责|实施|责任)?[^()[\]]{0,2}[)\]]$/
/** A note that tells how to read the list, not what the unit is called. */
const READING_NOTE =
  /[([][^()[\]]*(?:下同|牵头单位|为牵头|列第一|排名第一|排第一|首位|按职责|详见|略)[^()[\]]*[)\]]$/
const LIST_NOTE =
  /^(?:均)?(?:列|排|位列)?(?:在)?(?:第一|首位|首个)[^、]{0,14}(?:牵头|汇总|主办|单位|部门)|^(?:下同|以下同|下同\)|以下均|以下各|不再列出|不再单列|不再一一列出|以上)/
const TIME_WORDS =
  /^(?:并|且|须|应|需)?(?:长期|持续|常态化?|全年|立行立改|立即|贯穿|滚动|即知即改|每[月年季周]|年内|年底前)[\u4e00-\u9fff]{0,10}$/

/** Splits a printed list of units (folded text between `from` and `to`) at its separators. */
export function splitMembers(folded: string, from: number, to: number, table: UnitTable): Member[] {
  const members: Member[] = []
  for (const [start, end] of stretches(folded, from, to)) {
    const pieces = cutConjunctions(folded, start, end, table)
    for (const [pieceStart, pieceEnd, joins] of pieces) {
      const member = readMember(folded, pieceStart, pieceEnd, table)
      if (member) members.push({ ...member, joins: member.joins || joins })
    }
  }
  return members
}

function stretches(folded: string, from: number, to: number): [number, number][] {
  const found: [number, number][] = []
  let depth = 0
  let start = from
  for (let at = from; at < to; at++) {
    const character = folded[at] ?? ''
    if (character === '(' || character === '[' || character === '《') depth++
    else if (character === ')' || character === ']' || character === '》') depth = Math.max(0, depth - 1)
    else if (
      depth === 0 &&
      (SEPARATOR.test(character) || (character === ' ' && gap(folded, start, at, to)))
    ) {
      // a line broken inside a name is no separator
      if (character === '\n' && brokenName(folded, start, at, to)) continue
      if (character === '、' && oneGroup(folded, start, at, to)) continue
      found.push([start, at])
      start = at + 1
    }
  }
  found.push([start, to])
  return found
}

/** A space separates where names stand on both sides of it. */
function gap(folded: string, start: number, at: number, to: number): boolean {
  const before = folded.slice(Math.max(start, at - 30), at).trim()
  if (!endsFirmly(before)) return false
  const after = /^ +([^、,;。\n |]{2,30})/.exec(folded.slice(at, Math.min(to, at + 40)))?.[1]
  return (
    after !== undefined &&
    (looksLikeUnit(after) || looksLikeUnit(after.replace(TAIL, '')) || levelOf(after) !== null)
  )
}

function brokenName(folded: string, start: number, at: number, to: number): boolean {
  const before = folded.slice(Math.max(start, at - 30), at).trim()
  const after = /^\s*([^、,;。\n |]{1,30})/.exec(folded.slice(at, Math.min(to, at + 40)))?.[1] ?? ''
  if (before === '' || endsFirmly(before)) return false
  return !looksLikeUnit(after) || !looksLikeUnit(before)
}

const KINDS = '(?:[县市区旗州盟乡镇]|街道|县级市|功能区|园区|开发区|镇街|苏木)'
const NOTED = '(?:\\([^()]{1,12}\\))?'
const GROUP_START = new RegExp(
  `^(?:(?:以下)?均?需?各${KINDS}{1,3}${NOTED}(?:、${KINDS}{1,3}${NOTED}){0,3}|[省市区县州旗盟])$`,
)
const GROUP_END = new RegExp(
  `^${KINDS}{1,4}${NOTED}${KINDS}{0,2}(?:人民政府|政府|管委会|办事处|党委|党工委|两级.{2,12})?$`,
)

/** 各县市、区政府 and 各乡镇、街道 name one group. */
function oneGroup(folded: string, start: number, at: number, to: number): boolean {
  if (at - start > 12 || !GROUP_START.test(folded.slice(start, at).trim())) return false
  const next =
    /^(?:[^、,;。\n(]|\([^()]{0,14}\)){1,24}/.exec(folded.slice(at + 1, Math.min(to, at + 40)))?.[0] ?? ''
  return GROUP_END.test(next.replace(TAIL, '').replace(DUTY_VERB, '').replace(PARTNER_VERB, '').trim())
}

type Piece = [start: number, end: number, joins: boolean]

/** Cuts at 和, 及, 与, 以及 and 会同 where names stand on both sides, never inside a known name. */
function cutConjunctions(folded: string, start: number, end: number, table: UnitTable): Piece[] {
  const pieces: Piece[] = []
  let from = start
  let joins = false
  const pattern = /以及|会同|及其|[和及与]/g
  const text = folded.slice(start, end)
  if (table.knows(text.trim())) return [[start, end, false]]
  for (const match of text.matchAll(pattern)) {
    const at = start + match.index
    if (match[0] === '及其' || at < from) continue
    const left = folded.slice(from, at).trim()
    const after = at + match[0].length
    const right = folded.slice(after, end).trim()
    if (left === '' || right === '' || insideBrackets(folded, from, at)) continue
    if (match[0] !== '会同') {
      const bare = stripEnd(right)
      if (
        !endsFirmly(left.replace(TAIL, '')) ||
        !(looksLikeUnit(bare) || startsLikeUnit(bare)) ||
        /^(?:单位|部门|企业)$/.test(bare)
      )
        continue
      // 市工业和信息化局 and its like: the left side alone must be a name
      if (!looksLikeUnit(left.replace(LEADING, '').replace(TAIL, '')) && !isGroup(left)) continue
    }
    pieces.push([from, at, joins])
    from = after
    joins = match[0] === '会同'
  }
  pieces.push([from, end, joins])
  return pieces
}

function startsLikeUnit(text: string): boolean {
  return levelOf(text) !== null || /^(?:各|有关|相关|属地)/.test(text)
}

function stripEnd(text: string): string {
  return text.replace(LEAD_VERB, '').replace(PARTNER_VERB, '').replace(DUTY_VERB, '').replace(TAIL, '').trim()
}

function insideBrackets(folded: string, from: number, at: number): boolean {
  let depth = 0
  for (let i = from; i < at; i++) {
    if (folded[i] === '(' || folded[i] === '[') depth++
    else if (folded[i] === ')' || folded[i] === ']') depth--
  }
  return depth > 0
}

function readMember(folded: string, from: number, to: number, table: UnitTable): Member | null {
  let start = from
  let end = to
  const trim = (): void => {
    while (start < end && /[\s:.]/.test(folded[start] ?? '')) start++
    while (end > start && /[\s.]/.test(folded[end - 1] ?? '')) end--
  }
  trim()
  if (start >= end) return null
  const base = { from, to, closes: null, own: null, joins: false, open: false }
  const words = folded.slice(start, end)
  if (LIST_NOTE.test(words)) return { ...base, kind: 'note', start, end }
  if (isDeadline(words)) return { ...base, kind: 'deadline', start, end }
  if (table.knows(words)) return { ...base, kind: 'unit', start, end }

  let joins = false
  const leading = LEADING.exec(words)
  if (
    leading &&
    (looksLikeUnit(stripEnd(words.slice(leading[0].length))) ||
      leading[0].startsWith('会同') ||
      leading[0].startsWith('由'))
  ) {
    joins = leading[0].startsWith('会同')
    start += leading[0].length
  }
  let closes: SuffixRole | null = null
  let own: SuffixRole | null = null
  let open = false
  const cut = (pattern: RegExp): boolean => {
    const match = pattern.exec(folded.slice(start, end))
    if (!match) return false
    end = start + match.index
    trim()
    return true
  }
  const note = OWN_NOTE.exec(folded.slice(start, end))
  if (
    note &&
    !READING_NOTE.test(note[0].replace(/(?:牵头|责任)单位(?=[)\]]$)/, '')) &&
    end - start > note[0].length
  ) {
    own = /牵头|主办|主责|第一/.test(note[1] ?? '') ? 'lead' : /责任/.test(note[1] ?? '') ? 'duty' : 'partner'
    end = start + note.index
    trim()
  }
  if (own === null) cut(READING_NOTE)
  if (cut(LEAD_VERB)) closes = 'lead'
  else if (cut(PARTNER_VERB)) closes = 'partner'
  else if (cut(DUTY_VERB)) closes = 'duty'
  if (!table.knows(folded.slice(start, end)) && cut(TAIL)) open = true
  const name = folded.slice(start, end)
  if (name === '') return { ...base, kind: 'unit', start, end: start, closes, own, joins, open }
  const kind = looksLikeUnit(name) || table.knows(name) ? 'unit' : 'words'
  return { ...base, kind, start, end, closes, own, joins, open }
}

/** Whether a stretch of a list states a time rather than a unit. */
export function isDeadline(words: string): boolean {
  const plain = words.trim()
  if (plain.length > 40) return false
  if (TIME_WORDS.test(plain)) return true
  const [first] = findDates(plain, 0, plain.length, { year: 2000 })
  if (!first) return /^\d{1,3} ?个?(?:工作日|天|日|月)内/.test(plain)
  return !looksLikeUnit(plain) && (first.start <= 6 || first.limit)
}

export type Carried = { prefix: string | null }

/** The mention of one member, its elided prefix restored from the names before it. */
export function mentionOf(
  printed: string,
  folded: string,
  member: Member,
  carried: Carried,
  table: UnitTable,
  places: ReadonlySet<string>,
): UnitMention {
  const raw = printed.slice(member.start, member.end).replace(/\s+/g, '')
  const plain = folded.slice(member.start, member.end).replace(/\s+/g, '')
  const level = levelOf(plain)
  let name = raw
  if (level) carried.prefix = level
  else if (
    carried.prefix &&
    (isFieldOfOffice(plain) || (member.kind === 'unit' && !standsAlone(withoutNotes(plain), places)))
  )
    name = withPrefix(raw, carried.prefix)
  const found = table.find(name, level ?? carried.prefix)
  const mention: UnitMention = {
    raw,
    name,
    unitId: found.unitId,
    match: found.match === 'unknown' && isGroup(plain) ? 'collective' : found.match,
    guessed: found.guessed || (name !== raw && found.match === 'unknown'),
    span: { start: member.start, end: member.end },
  }
  if (found.members) mention.members = found.members
  if (found.candidates) mention.candidates = found.candidates
  return mention
}
