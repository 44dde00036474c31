import type { DateContext } from './dates.ts'
import { readDeadline } from './deadlines.ts'
import type { DutyGroup, DutyPart } from './duty-parts.ts'
import { flag } from './flags.ts'
import type {
  Deadline,
  ExtraField,
  FieldSpan,
  Flag,
  ItemField,
  Leader,
  Range,
  UnitMention,
} from './plan-reading.ts'
import { type Carried, type Member, mentionOf } from './unit-list.ts'
import type { UnitTable } from './unit-table.ts'

export type Reader = {
  printed: string
  folded: string
  units: UnitTable
  places: ReadonlySet<string>
  dates: DateContext
  /** the document says that the unit named first leads */
  firstLeads: boolean
  /** footnotes, which stand between the lines of the text */
  notes: Range[]
}

/** What the duty groups of one measure say. */
export type Duties = {
  leads: UnitMention[]
  partners: UnitMention[]
  leaders: Leader[]
  deadline: Deadline | null
  extras: ExtraField[]
  flags: Flag[]
  fieldSpans: FieldSpan[]
}

/**
 * Gives the parts of duty groups to the fields of a measure.
 * @param ledAbove a heading names the lead: 责任单位 here are partners
 */
export function assignDuties(reader: Reader, groups: DutyGroup[], ledAbove = false): Duties {
  const duties: Duties = {
    leads: [],
    partners: [],
    leaders: [],
    deadline: null,
    extras: [],
    flags: [],
    fieldSpans: [],
  }
  const parts = groups.flatMap((group) => group.parts)
  const led = ledAbove || hasLead(groups)
  const carried: Carried = { prefix: null }
  const dutyOpen = { taken: led }
  for (const part of parts) {
    const field = fieldOf(part, led, dutyOpen.taken)
    if (part.role === 'lead' || part.role === 'partner' || part.role === 'duty')
      readUnits(reader, part, carried, duties, dutyOpen)
    else if (part.role === 'leader') duties.leaders.push(...readLeaders(reader.printed, part.value))
    else if (part.role === 'extra')
      duties.extras.push({
        label: part.label ?? '',
        text: reader.printed.slice(part.value.start, part.value.end),
        span: { ...part.value },
      })
    duties.fieldSpans.push({ field, start: part.start, end: part.end })
  }
  // printed twice, in two brackets: once is enough
  duties.leads = distinct(duties.leads, [])
  duties.partners = distinct(duties.partners, [])
  readTime(reader, parts, duties)
  for (const group of groups) {
    if (group.basis === 'list') duties.flags.push(flag('bare-list', group))
    if (group.basis === 'sentence') duties.flags.push(flag('from-sentence', group))
  }
  return duties
}

/** Whether the groups name a lead in so many words. */
export function hasLead(groups: DutyGroup[]): boolean {
  return groups.some((group) => group.parts.some((part) => part.role === 'lead' && part.members.length > 0))
}

function fieldOf(part: DutyPart, led: boolean, taken: boolean): ItemField {
  switch (part.role) {
    case 'lead':
      return 'leads'
    case 'partner':
      return 'partners'
    case 'duty':
      // the list holds the lead and the partners: its characters belong to the lead
      return led || taken ? 'partners' : 'leads'
    case 'leader':
      return 'leaders'
    case 'deadline':
      return 'deadline'
    case 'extra':
      return 'extra'
  }
}

function readUnits(
  reader: Reader,
  part: DutyPart,
  carried: Carried,
  duties: Duties,
  open: { taken: boolean },
): void {
  const mentions = part.members.map((member) => {
    const mention = mentionOf(reader.printed, reader.folded, member, carried, reader.units, reader.places)
    duties.flags.push(...unitFlags(reader, mention, member))
    return mention
  })
  if (part.role === 'lead') duties.leads.push(...mentions)
  else if (part.role === 'partner') duties.partners.push(...mentions)
  else if (open.taken) duties.partners.push(...distinct(mentions, duties.leads))
  else {
    const [first, ...rest] = mentions
    if (!first) return
    open.taken = true
    const alone = rest.length === 0
    duties.leads.push(alone || reader.firstLeads ? first : { ...first, guessed: true })
    duties.partners.push(...rest)
    if (!alone)
      duties.flags.push(flag(reader.firstLeads ? 'first-as-lead-stated' : 'first-as-lead', part.value))
  }
}

function unitFlags(reader: Reader, mention: UnitMention, member: Member): Flag[] {
  const flags: Flag[] = []
  const name = `“${mention.name}”`
  if (member.kind === 'words' && mention.match === 'unknown')
    flags.push(flag('not-a-unit', mention.span, name))
  else if (mention.match === 'unknown') {
    if (reader.units.size > 0)
      flags.push(
        flag(
          mention.candidates && mention.candidates.length > 1 ? 'ambiguous-unit' : 'unknown-unit',
          mention.span,
          name,
        ),
      )
  } else if (mention.match === 'collective') {
    if (!mention.members && reader.units.size > 0) flags.push(flag('collective-open', mention.span, name))
  } else if (mention.match === 'former') flags.push(flag('former-unit', mention.span, name))
  else if (mention.guessed) flags.push(flag('guessed-unit', mention.span, name))
  if (member.open) flags.push(flag('open-list', { start: member.start, end: member.to }, name))
  return flags
}

function distinct(mentions: UnitMention[], before: UnitMention[]): UnitMention[] {
  const names = new Set(before.map((mention) => mention.name))
  return mentions.filter((mention) => !names.has(mention.name) && names.add(mention.name))
}

const OFFICE =
  /(?:常委|委员|[省市县区旗州盟]长|书记|主任|主席|秘书长|局长|组长|部长|会长|院长|检察长|巡视员|调研员|领导|同志|负责人)$/

/** Persons as printed. 县委常委、常务副县长 李某 is one: offices before a name belong to it. */
export function readLeaders(printed: string, value: Range): Leader[] {
  const leaders: Leader[] = []
  const pieces = [...printed.slice(value.start, value.end).matchAll(/[^、，,；;\n／/]+/g)].map((match) => {
    const lead = match[0].length - match[0].trimStart().length
    return { start: value.start + match.index + lead, words: match[0].trim() }
  })
  let from: number | null = null
  pieces.forEach(({ start, words }, i) => {
    if (words === '') return
    const next = pieces[i + 1]?.words ?? ''
    from ??= start
    if (
      OFFICE.test(words) &&
      next !== '' &&
      !OFFICE.test(next) &&
      /\s|[长任记席员][\u4e00-\u9fff]{2,3}$/.test(next)
    )
      return
    for (const piece of OFFICE.test(words) || /[长任记席委员] +\S/.test(words)
      ? [words]
      : words.split(/\s+/)) {
      const at = printed.indexOf(piece, from)
      const end = piece === words ? start + words.length : at + piece.length
      leaders.push({
        raw: printed.slice(piece === words ? from : at, end),
        span: { start: piece === words ? from : at, end },
      })
      from = end
    }
    from = null
  })
  return leaders
}

/** 计划启动时间 beside 计划完成时限: where the work begins, no limit of its own. */
const STARTS = /^(?:计划)?(?:启动|开始|开工|起始)/

/** 2025年2月 as a beginning is the first of February. */
function firstDay(date: string, part: DutyPart | undefined, reader: Reader): string {
  const words = part ? reader.folded.slice(part.value.start, part.value.end) : ''
  return /\d ?月 ?$/.test(words) ? `${date.slice(0, 8)}01` : date
}

function readTime(reader: Reader, parts: DutyPart[], duties: Duties): void {
  const timed = parts.filter((part) => part.role === 'deadline' && part.value.end > part.value.start)
  const ends = timed.filter((part) => !STARTS.test(part.label ?? ''))
  const begun = ends.length > 0 ? timed.find((part) => STARTS.test(part.label ?? '')) : undefined
  const stated = ends.length > 0 ? ends : timed
  const [first, ...rest] = stated
  if (!first) return
  const raw = stated.map((part) => reader.printed.slice(part.value.start, part.value.end)).join('；')
  const reading = readDeadline(raw, reader.dates)
  if (!reading) return
  const { doubts, ...deadline } = reading
  const start = begun
    ? readDeadline(reader.printed.slice(begun.value.start, begun.value.end), reader.dates)?.date
    : null
  duties.deadline = {
    ...deadline,
    ...(start ? { start: firstDay(start, begun, reader) } : {}),
    fromText: false,
    span: { start: first.value.start, end: (rest.at(-1) ?? first).value.end },
  }
  for (const doubt of doubts) duties.flags.push(doubtFlag(doubt, duties.deadline.span))
}

/** A doubt of the deadline reader as a flag. An inferred year is only told; what has no date must be settled. */
export function doubtFlag(doubt: { code: string; message: string }, span: Range): Flag {
  return {
    code: doubt.code,
    message: doubt.message,
    severity: doubt.code === 'deadline-unclear' ? 'error' : 'check',
    span: { ...span },
  }
}
