import { type Draft, type DutyGroup, finish, labelDrafts, unitDrafts } from './duty-parts.ts'
import { skipSpace, trimEnd } from './fold.ts'
import { findLabels, type Label, spacedLabel } from './labels.ts'
import type { Range } from './plan-reading.ts'
import { isDeadline, type Member, splitMembers } from './unit-list.ts'
import { isGroup, levelOf, looksLikeUnit } from './unit-shape.ts'
import type { UnitTable } from './unit-table.ts'

const OPEN = /[([]/
const QUICK = /牵头|主办|责任|负责|配合|协办|参与|协同|协助|落实|单位|部门|时限|时间|承办|实施|领导|分工/

/** All duty groups of a folded text between two offsets, in order. Neighbours without words between are one. */
export function findDuties(folded: string, from: number, to: number, table: UnitTable): DutyGroup[] {
  const groups: DutyGroup[] = []
  const brackets = topBrackets(folded, from, to)
  for (const bracket of brackets) {
    const group = bracketGroup(folded, bracket, to, table)
    if (group) groups.push(group)
  }
  groups.push(...labelledGroups(folded, from, to, brackets, groups, table))
  groups.sort((a, b) => a.start - b.start)
  const merged = mergeNeighbours(folded, groups)
  if (merged.length > 0) return merged
  const sentence = sentenceGroup(folded, from, to, table)
  return sentence ? [sentence] : []
}

type Bracket = Range & { closed: boolean }

/** Outermost brackets; one that is never closed ends with its line. */
function topBrackets(folded: string, from: number, to: number): Bracket[] {
  const found: Bracket[] = []
  let depth = 0
  let start = -1
  for (let at = from; at < to; at++) {
    const character = folded[at] ?? ''
    if (OPEN.test(character)) {
      if (depth === 0) start = at
      depth++
    } else if (character === ')' || character === ']') {
      if (depth > 0 && --depth === 0) found.push({ start, end: at + 1, closed: true })
    } else if (character === '\n' && depth > 0 && !continues(folded, start, at, to)) {
      found.push({ start, end: at, closed: false })
      depth = 0
    }
  }
  if (depth > 0) found.push({ start, end: trimEnd(folded, start, to), closed: false })
  return found
}

/** Whether the bracket that is open at a line's end is closed soon after (a line broken inside it). */
function continues(folded: string, start: number, at: number, to: number): boolean {
  if (at - start > 1200) return false
  const next = folded.slice(at + 1, Math.min(to, at + 800))
  const close = next.search(/[)\]]/)
  const open = next.search(/[([]/)
  return (
    close >= 0 &&
    (open < 0 || close < open || open < close) &&
    !/^\s*(?:[一二三四五六七八九十]{1,3}、|\d{1,3}[.、])/.test(next)
  )
}

function bracketGroup(folded: string, bracket: Bracket, to: number, table: UnitTable): DutyGroup | null {
  const from = bracket.start + 1
  const end = bracket.closed ? bracket.end - 1 : bracket.end
  const content = folded.slice(from, end)
  if (content.length < 2 || content.length > 3000) return null
  const labels = QUICK.test(content)
    ? findLabels(folded, from, end).filter((label) => label.role !== 'extra' || label.start > from)
    : []
  const range = { start: bracket.start, end: withStop(folded, bracket.end, to) }
  const [first] = labels
  if (first && labels.some((label) => label.role !== 'extra')) {
    // [牵头单位]市发改委 … : the bracket holds the label only; labelledGroups reads it
    if (
      labels.length === 1 &&
      skipSpace(folded, first.end, end) >= end &&
      /^[\s:]*$/.test(folded.slice(first.end, end)) &&
      folded[bracket.start] === '['
    )
      return null
    const drafts: Draft[] = []
    if (
      skipSpace(folded, from, first.start) < first.start &&
      /[\u4e00-\u9fff]/.test(folded.slice(from, first.start))
    )
      drafts.push(...unitDrafts(folded, from, first.start, null, null, table))
    labels.forEach((label, i) => {
      const valueEnd = labels[i + 1]?.start ?? end
      drafts.push(...labelDrafts(folded, label, valueEnd, table))
    })
    return finish(range, drafts, 'label')
  }
  if (!bracket.closed) return null
  const members = splitMembers(folded, from, end, table)
  const units = members.filter((member) => member.kind !== 'deadline' && member.kind !== 'note')
  if (units.length === 0) {
    // （2025年12月底前完成）
    const plain = content.trim()
    if (
      members.length > 0 &&
      isDeadline(plain) &&
      /[前底末内年]/.test(plain) &&
      /完成|前|推进|坚持|落实/.test(plain) &&
      atClauseEnd(folded, bracket.end, to)
    )
      return finish(
        range,
        [{ role: 'deadline', label: null, from, value: { start: from, end }, members: [] }],
        'verb',
      )
    return null
  }
  const named = units.every((member) => member.kind === 'unit')
  const verbal = units.some((member) => member.closes !== null || member.own !== null)
  if (!named) {
    const known = units.filter((member) => member.kind === 'unit').length
    if (!(verbal && known >= 1 && known * 2 >= units.length)) return null
  }
  if (verbal) return finish(range, unitDrafts(folded, from, end, null, null, table), 'verb')
  if (!named || !atClauseEnd(folded, bracket.end, to) || !surelyUnits(folded, units, table)) return null
  return finish(range, unitDrafts(folded, from, end, null, null, table), 'list')
}

/** （市发改委、市财政局） at the end of a clause, with a level word, a known name or a group among them. */
function surelyUnits(folded: string, members: Member[], table: UnitTable): boolean {
  const names = members.map((member) => folded.slice(member.start, member.end))
  if (names.some((name) => name.length < 3 && !isGroup(name))) return false
  const sure = names.filter(
    (name) =>
      table.knows(name) ||
      (levelOf(name) !== null && /(?:局|委|办|厅|院|政府|中心|部|管委会|会|支队|公司|机关|室)$/.test(name)) ||
      (isGroup(name) && /部门|单位|政府/.test(name)),
  )
  return sure.length * 2 >= names.length
}

function atClauseEnd(folded: string, at: number, to: number): boolean {
  let next = at
  while (next < to && folded[next] === ' ') next++
  return next >= to || /[\n。;([①-⒛0-9]/.test(folded[next] ?? '')
}

/** A full stop behind the bracket belongs to the group. */
function withStop(folded: string, at: number, to: number): number {
  const next = skipSpaceOnLine(folded, at, to)
  return next < to && /[。;.]/.test(folded[next] ?? '') ? next + 1 : at
}

function skipSpaceOnLine(folded: string, from: number, to: number): number {
  let at = from
  while (at < to && folded[at] === ' ') at++
  return at
}

function labelledGroups(
  folded: string,
  from: number,
  to: number,
  brackets: Bracket[],
  taken: DutyGroup[],
  table: UnitTable,
): DutyGroup[] {
  const inside = (at: number): boolean =>
    brackets.some((bracket) => bracket.closed && at > bracket.start && at < bracket.end - 1)
  const labels = findLabels(folded, from, to).filter((label) => {
    if (taken.some((group) => label.start >= group.start && label.start < group.end)) return false
    return folded[label.start] === '[' || !inside(label.start)
  })
  let line = from
  while (line < to) {
    const label = spacedLabel(folded, line, to)
    if (label && !labels.some((other) => other.start === label.start)) {
      const newline = folded.indexOf('\n', label.end)
      const value = folded.slice(label.end, newline < 0 ? to : Math.min(newline, to))
      if (
        label.role === 'deadline'
          ? isDeadline(value)
          : surelyValue(folded, label.end, label.end + value.length, table)
      )
        labels.push(label)
    }
    const next = folded.indexOf('\n', line)
    if (next < 0) break
    line = next + 1
  }
  labels.sort((a, b) => a.start - b.start)
  const groups: DutyGroup[] = []
  labels.forEach((label, i) => {
    const limit = Math.min(
      labels[i + 1]?.start ?? to,
      ...taken.map((group) => (group.start > label.end ? group.start : to)),
    )
    const valueEnd = endOfValue(folded, label, limit)
    const stop = withStop(folded, valueEnd, limit)
    const drafts = labelDrafts(folded, label, valueEnd, table)
    const empty = skipSpace(folded, label.end, valueEnd) >= valueEnd
    if (
      label.role === 'extra' &&
      groups.at(-1)?.end !== undefined &&
      !onlySpace(folded, groups.at(-1)?.end ?? 0, label.start)
    )
      return
    if (label.role === 'extra' && groups.length === 0) return
    groups.push(
      finish(
        { start: label.start, end: empty ? trimEnd(folded, label.start, valueEnd) : stop },
        drafts,
        'label',
      ),
    )
  })
  return groups
}

function surelyValue(folded: string, from: number, to: number, table: UnitTable): boolean {
  const members = splitMembers(folded, from, to, table)
  return members.length > 0 && members.every((member) => member.kind !== 'words')
}

/** Where the value of a label outside brackets ends: a full stop or a line that is not continued. */
function endOfValue(folded: string, label: Label, limit: number): number {
  let depth = 0
  let at = label.end
  while (at < limit) {
    const character = folded[at] ?? ''
    if (OPEN.test(character)) depth++
    else if (character === ')' || character === ']') depth = Math.max(0, depth - 1)
    else if (character === '。' && depth === 0) return at
    else if (character === '\n') {
      const value = folded.slice(label.end, at).trim()
      const next = folded.slice(at + 1, Math.min(limit, at + 60)).trim()
      const more = next !== '' && (value === '' || /[、,和及与]$/.test(value))
      const sane =
        label.role === 'deadline'
          ? isDeadline(next.split('\n')[0] ?? '')
          : looksLikeUnit((next.split(/[、,;\n。]/)[0] ?? '').trim())
      if (!(more && (sane || value !== ''))) return at
    }
    at++
  }
  return trimEnd(folded, label.end, limit)
}

function onlySpace(folded: string, from: number, to: number): boolean {
  return /^[\s,;。.、]*$/.test(folded.slice(from, to))
}

function mergeNeighbours(folded: string, groups: DutyGroup[]): DutyGroup[] {
  const merged: DutyGroup[] = []
  for (const group of groups) {
    const last = merged.at(-1)
    if (last && last.end <= group.start && onlySpace(folded, last.end, group.start)) {
      const tail = last.parts.at(-1)
      if (tail) tail.end = group.start
      last.parts.push(...group.parts)
      last.end = group.end
      if (group.basis === 'label') last.basis = 'label'
    } else merged.push(group)
  }
  return merged
}

/** …按职责分工负责, …配合，9月底前完成 */
const ENDS_IN_DUTY =
  /(?:牵头|负责|配合|落实|参与)[\u4e00-\u9fff]{0,4}(?:,[^,]{2,16}(?:前|完成|推进|实施|坚持))?$/

/** “…。由市发改委牵头，市财政局配合。” as the last sentence of a measure. */
function sentenceGroup(folded: string, from: number, to: number, table: UnitTable): DutyGroup | null {
  let end = trimEnd(folded, from, to)
  const stop = end
  while (end > from && /[。;.]/.test(folded[end - 1] ?? '')) end--
  let start = end
  while (start > from && !/[。;\n]/.test(folded[start - 1] ?? '') && end - start < 160) start--
  // …，由市发改委牵头: the sentence says what is to be done, its last clauses say by whom
  const by = folded.slice(start, end).lastIndexOf(',由')
  if (by > 0) start += by + 1
  if (start === from) return null
  const sentence = folded.slice(start, end)
  if (!ENDS_IN_DUTY.test(sentence) && !/牵头/.test(sentence)) return null
  const members = splitMembers(folded, start, end, table)
  const units = members.filter((member) => member.kind !== 'deadline' && member.kind !== 'note')
  if (
    units.length === 0 ||
    units.some((member) => member.kind === 'words') ||
    !units.some((member) => member.closes)
  )
    return null
  start = skipSpace(folded, start, end)
  return finish({ start, end: stop }, unitDrafts(folded, start, end, null, start, table), 'sentence')
}
