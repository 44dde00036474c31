import type { DateContext } from './dates.ts'
import { readDeadline } from './deadlines.ts'
import type { DutyGroup, DutyPart } from './duties.ts'
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

/** Gives the parts of duty groups to the fields of a measure. */
export function assignDuties(reader: Reader, groups: DutyGroup[]): Duties {
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
  const led = parts.some((part) => part.role === 'lead' && part.members.length > 0)
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
  readTime(reader, parts, duties)
  for (const group of groups) {
    if (group.basis === 'list') duties.flags.push(flag('bare-list', group))
    if (group.basis === 'sentence') duties.flags.push(flag('from-sentence', group))
  }
  return duties
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
  else if (part.role === 'partner' || open.taken) duties.partners.push(...mentions)
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

export function readLeaders(printed: string, value: Range): Leader[] {
  const leaders: Leader[] = []
  const pattern = /[^、，,；;\n\s\t／/]+/g
  for (const match of printed.slice(value.start, value.end).matchAll(pattern)) {
    const start = value.start + match.index
    leaders.push({ raw: match[0], span: { start, end: start + match[0].length } })
  }
  return leaders
}

function readTime(reader: Reader, parts: DutyPart[], duties: Duties): void {
  const timed = parts.filter((part) => part.role === 'deadline' && part.value.end > part.value.start)
  const [first, ...rest] = timed
  if (!first) return
  const raw = timed.map((part) => reader.printed.slice(part.value.start, part.value.end)).join('；')
  const reading = readDeadline(raw, reader.dates)
  if (!reading) return
  const { doubts, ...deadline } = reading
  duties.deadline = {
    ...deadline,
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
