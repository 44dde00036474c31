import { skipSpace, trimEnd } from './fold.ts'
import { type DutyRole, findLabels, type Label, labelRole } from './labels.ts'
import type { Range } from './plan-reading.ts'
import { type Member, splitMembers } from './unit-list.ts'
import type { UnitTable } from './unit-table.ts'

export type DutyPartRole = 'lead' | 'partner' | 'duty' | 'leader' | 'deadline' | 'extra'

/** A stretch of a duty group that says one thing. Parts of a group touch one another without gaps. */
export type DutyPart = Range & {
  role: DutyPartRole
  /** printed label without colon, where one is printed */
  label: string | null
  /** members of a list of units */
  members: Member[]
  value: Range
}

/** Who, with whom, by when: one bracket, or labelled lines that follow one another. */
export type DutyGroup = Range & {
  parts: DutyPart[]
  /** how the group was recognised, surest first */
  basis: 'label' | 'verb' | 'list' | 'sentence'
}

/** A part before its stretch is known. */
export type Draft = {
  role: DutyPartRole
  label: string | null
  from: number
  value: Range
  members: Member[]
}

/** What stands behind one label. */
export function labelDrafts(folded: string, label: Label, valueEnd: number, table: UnitTable): Draft[] {
  const end = trimEnd(folded, label.end, valueEnd)
  const value = { start: skipSpace(folded, label.end, end), end: trimPunctuation(folded, label.end, end) }
  if (value.start > value.end) value.start = value.end
  if (label.role === 'deadline' || label.role === 'leader' || label.role === 'extra')
    return [{ role: label.role, label: label.label, from: label.start, value, members: [] }]
  return unitDrafts(folded, value.start, end, label, label.start, table)
}

function trimPunctuation(folded: string, from: number, to: number): number {
  let at = trimEnd(folded, from, to)
  while (at > from && /[,;。、.]/.test(folded[at - 1] ?? '')) at = trimEnd(folded, from, at - 1)
  return at
}

/** Splits a list of units by the roles that verbs and notes in it give; what is left has the label's role. */
export function unitDrafts(
  folded: string,
  from: number,
  to: number,
  label: Label | null,
  start: number | null,
  table: UnitTable,
): Draft[] {
  const members = splitMembers(folded, from, to, table)
  const roles = new Map<Member, DutyPartRole>()
  let pending: Member[] = []
  let joined = false
  let led = false
  const close = (role: DutyPartRole): void => {
    for (const member of pending) if (!roles.has(member)) roles.set(member, role)
    if (role === 'lead') led = true
    pending = []
  }
  for (const member of members) {
    if (member.kind === 'note') continue
    if (member.kind === 'deadline') {
      roles.set(member, 'deadline')
      continue
    }
    if (member.joins) {
      close('lead')
      joined = true
    }
    if (member.own) {
      roles.set(member, member.own)
      if (member.own === 'lead') led = true
    } else pending.push(member)
    if (member.closes) {
      close(joined ? 'partner' : member.closes)
      joined = false
    }
  }
  close(joined ? 'partner' : roleOf(label?.role ?? null, led))
  const drafts: Draft[] = []
  for (const member of members) {
    // a note belongs to the stretch that it stands in, and names nobody
    if (member.kind === 'note') continue
    const role = roles.get(member) ?? 'duty'
    const last = drafts.at(-1)
    const plain = member.end > member.start || member.kind === 'deadline'
    if (last && last.role === role) {
      if (plain) last.members.push(member)
      last.value.end = Math.max(last.value.end, member.end)
    } else
      drafts.push({
        role,
        label: drafts.length === 0 ? (label?.label ?? null) : null,
        from: drafts.length === 0 && start !== null ? start : member.from,
        value: { start: member.start, end: member.end },
        members: plain ? [member] : [],
      })
  }
  if (label && drafts.length === 0)
    drafts.push({
      role: roleOf(label.role, false),
      label: label.label,
      from: label.start,
      value: { start: to, end: to },
      members: [],
    })
  return drafts
}

function roleOf(label: DutyRole | null, led: boolean): DutyPartRole {
  if (label === 'both') return led ? 'partner' : 'duty'
  if (label === null) return led ? 'partner' : 'duty'
  return label
}

/** Gives every character of the group to one part: each reaches to where the next begins. */
export function finish(range: Range, drafts: Draft[], basis: DutyGroup['basis']): DutyGroup {
  const parts = drafts.map(
    (draft, i): DutyPart => ({
      role: draft.role,
      label: draft.label,
      members: draft.members,
      value: draft.value,
      start: i === 0 ? range.start : draft.from,
      end: drafts[i + 1]?.from ?? range.end,
    }),
  )
  return { ...range, parts, basis }
}

/** The parts that a cell under a head of this role holds. */
export function cellParts(
  folded: string,
  role: DutyRole,
  label: string,
  from: number,
  to: number,
  table: UnitTable,
): DutyPart[] {
  const start = skipSpace(folded, from, to)
  const end = trimPunctuation(folded, start, to)
  const whole = { start: from, end: to }
  if (start >= end) return []
  if (role === 'deadline' || role === 'leader' || role === 'extra')
    return [{ ...whole, role, label, members: [], value: { start, end } }]
  const labels = findLabels(folded, start, end)
  const drafts: Draft[] = []
  const head: Label = { role, label, start, end: start }
  drafts.push(
    ...unitDrafts(
      folded,
      start,
      labels[0]?.start ?? end,
      labels.length > 0 && skipSpace(folded, start, labels[0]?.start ?? end) >= (labels[0]?.start ?? end)
        ? null
        : head,
      start,
      table,
    ),
  )
  labels.forEach((inner, i) => {
    drafts.push(...labelDrafts(folded, inner, labels[i + 1]?.start ?? end, table))
  })
  return finish(whole, drafts, 'label').parts
}

/** 3.责任单位。市发改委、市财政局。: a number whose lead sentence is itself a label. */
export function labelledStretch(
  folded: string,
  label: string,
  start: number,
  from: number,
  to: number,
  table: UnitTable,
): DutyGroup | null {
  const role = labelRole(label)
  const valueStart = skipSpace(folded, from, to)
  if (role === null || role === 'extra' || valueStart >= to) return null
  const drafts = labelDrafts(folded, { role, label, start, end: valueStart }, to, table)
  if (
    drafts.every(
      (draft) => draft.members.every((member) => member.kind === 'words') && draft.role !== 'deadline',
    )
  )
    return null
  return finish({ start, end: trimEnd(folded, start, to) }, drafts, 'label')
}
