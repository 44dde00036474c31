import { assignDuties, type Duties, hasLead, type Reader } from './assign.ts'
import type { Claims } from './claims.ts'
import type { ItemDraft } from './decide.ts'
import { flag } from './flags.ts'
import { skipSpace, trimEnd } from './fold.ts'
import { leadSentence } from './outline.ts'
import type { FieldSpan, Flag, Item, Range } from './plan-reading.ts'
import { startOfTail } from './tail.ts'
import { deadlineInWords } from './words-deadline.ts'

/**
 * Builds a measure out of a stretch of running text, and claims its characters.
 * @param index place of the measure in the list of measures
 * @param last no measure follows in this part of the text: what stands behind its duties is the tail
 */
export function textItem(
  reader: Reader,
  draft: ItemDraft,
  index: number,
  path: { headings: number[]; printed: string[] },
  last: boolean,
  claims: Claims,
): Item {
  const { printed, folded } = reader
  const marker = draft.ownsNumber ? draft.node.marker : null
  const groups = [...draft.groups].sort((a, b) => a.start - b.start)
  const end = endOfItem(reader, draft, groups.at(-1)?.end ?? null, last)
  const notes = reader.notes.filter((note) => note.start >= draft.contentStart && note.end <= end)
  const apart = notes.length === 0 ? groups : [...groups, ...notes].sort((a, b) => a.start - b.start)
  const pieces = between(folded, draft.contentStart, end, apart)
  const lead = pieces[0]
    ? leadSentence(folded, pieces[0].start, pieces[0].end)
    : { start: draft.contentStart, end: draft.contentStart }
  const body = pieces.map((piece, i) =>
    i === 0 ? { start: afterStop(folded, lead.end, piece.end), end: piece.end } : piece,
  )
  const own = assignDuties(reader, groups, hasLead(draft.inherited) && !hasLead(groups))
  const inherited =
    draft.inherited.length > 0 && own.leads.length === 0 ? assignDuties(reader, draft.inherited) : null
  const fieldSpans: FieldSpan[] = []
  if (marker) fieldSpans.push({ field: 'number', start: marker.start, end: marker.end })
  if (lead.end > lead.start)
    fieldSpans.push({
      field: 'title',
      start: lead.start,
      end: Math.max(lead.end, body[0]?.start ?? lead.end),
    })
  for (const piece of body)
    if (skipSpace(folded, piece.start, piece.end) < piece.end) fieldSpans.push({ field: 'text', ...piece })
  fieldSpans.push(...own.fieldSpans)
  for (const span of fieldSpans) claims.claim(span, { kind: 'item', item: index, field: span.field })
  if (inherited) fieldSpans.push(...inherited.fieldSpans.map((span) => ({ ...span, shared: true })))

  const named = draft.namedByHeading === true
  if (named) {
    if (draft.node.marker)
      fieldSpans.push({
        field: 'number',
        start: draft.node.start,
        end: draft.node.contentStart,
        shared: true,
      })
    fieldSpans.push({ field: 'title', ...draft.node.title, shared: true })
  }
  const number =
    draft.ownsNumber || named || draft.flags.includes('several-duties')
      ? (draft.node.marker?.number ?? '')
      : ''
  const called = named ? draft.node.title : lead
  const title = oneLine(printed.slice(called.start, called.end))
    .replace(/^[—–●•■▪-]+\s*/, '')
    .replace(NAME_LABEL, '')
    .replace(/[。.；;，,：:]+$/, '')
  const text = (named ? pieces : body)
    .map((piece) =>
      printed
        .slice(piece.start, piece.end)
        .replace(/^[。；;\s]+/, '')
        .trim(),
    )
    .filter((words) => words !== '')
    .join('\n')
  const flags: Flag[] = []
  const duties = inherited ? inherit(own, inherited) : own
  flags.push(...duties.flags)
  if (inherited) flags.push(flag('inherited-duty', draft.inherited[0]))
  else if (draft.inherited[0]) flags.push(flag('duty-on-heading', draft.inherited[0]))
  for (const code of draft.flags) flags.push(flag(code, { start: draft.start, end }))
  const deadline = duties.deadline ?? textDeadline(reader, [lead, ...body], flags)
  if (duties.leads.length === 0) flags.push(flag('no-lead'))
  if (deadline === null) flags.push(flag('no-deadline'))
  const lastGroup = groups.at(-1)
  if (
    lastGroup &&
    text !== '' &&
    body.length > 1 &&
    skipSpace(folded, lastGroup.end, end) < end &&
    !draft.flags.includes('children-as-text')
  )
    flags.push(flag('text-after-duty', { start: lastGroup.end, end }))
  const start = marker ? marker.start : skipSpace(folded, draft.start, end)
  return {
    number,
    path: path.printed,
    headings: path.headings,
    title,
    text:
      text === '' ? printed.slice(lead.start, Math.max(lead.end, body[0]?.start ?? lead.end)).trim() : text,
    leads: duties.leads,
    partners: duties.partners,
    leaders: duties.leaders,
    deadline,
    marks: marker?.marks ?? [],
    extras: duties.extras,
    flags,
    source: { start, end: trimEnd(folded, start, end) },
    fieldSpans,
  }
}

/** 任务名称：… : the label is no part of the name. */
const NAME_LABEL = /^(?:任务|工作任务|重点任务|主要任务|改革任务|事项|项目|措施)(?:名称)?[：:]\s*/

function inherit(own: Duties, above: Duties): Duties {
  return {
    leads: above.leads.map((mention) => ({ ...mention, guessed: true })),
    partners: own.partners.length > 0 ? own.partners : above.partners,
    leaders: own.leaders.length > 0 ? own.leaders : above.leaders,
    deadline: own.deadline ?? above.deadline,
    extras: [...own.extras, ...above.extras],
    flags: [...own.flags, ...above.flags],
    fieldSpans: own.fieldSpans,
  }
}

/** Where the measure ends: before the tail of the document, and before text behind its duties if it is the last. */
function endOfItem(reader: Reader, draft: ItemDraft, dutiesEnd: number | null, last: boolean): number {
  const { folded } = reader
  const tail = startOfTail(folded, dutiesEnd ?? draft.contentStart, draft.end)
  if (!last || dutiesEnd === null || dutiesEnd >= draft.end) return tail
  const first = leadSentence(folded, draft.contentStart, draft.groups[0]?.start ?? draft.end)
  const hasBody =
    folded.slice(first.end, Math.max(first.end, draft.groups[0]?.start ?? 0)).replace(/[。\s]/g, '').length >
    0
  const sentence = folded[first.end] === '。'
  const newline = folded.indexOf('\n', dutiesEnd)
  if (
    (hasBody || sentence || draft.flags.includes('children-as-text')) &&
    newline >= 0 &&
    newline < tail &&
    folded.slice(dutiesEnd, newline).trim() === ''
  )
    return dutiesEnd
  return tail
}

/** The stretches of [from, to) outside the duty groups. */
function between(folded: string, from: number, to: number, groups: Range[]): Range[] {
  const pieces: Range[] = []
  let at = from
  const push = (end: number): void => {
    if (skipSpace(folded, at, end) < end && /[^\s。；;，,、.]/.test(folded.slice(at, end)))
      pieces.push({ start: at, end })
  }
  for (const group of groups) {
    if (group.start >= to) break
    push(Math.max(at, group.start))
    at = Math.max(at, group.end)
  }
  push(to)
  return pieces
}

function afterStop(folded: string, at: number, to: number): number {
  let next = at
  while (next < to && /[。!;]/.test(folded[next] ?? '')) next++
  return next
}

function oneLine(words: string): string {
  return words.replace(/\s*\n\s*/g, '').trim()
}

/** The latest limit set in the words of the measure. */
function textDeadline(reader: Reader, pieces: Range[], flags: Flag[]): Item['deadline'] {
  let best: Item['deadline'] = null
  let told: Flag[] = []
  for (const piece of pieces) {
    const doubts: Flag[] = []
    const found = deadlineInWords(reader, piece, doubts)
    if (found && (best === null || (found.date ?? '') > (best.date ?? ''))) {
      best = found
      told = doubts
    }
  }
  flags.push(...told)
  return best
}
