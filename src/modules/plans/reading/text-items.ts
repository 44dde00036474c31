import { assignDuties, type Duties, doubtFlag, type Reader } from './assign.ts'
import type { Claims } from './claims.ts'
import { findTextDeadlines } from './deadlines.ts'
import type { ItemDraft } from './decide.ts'
import { flag } from './flags.ts'
import { skipSpace, trimEnd } from './fold.ts'
import { leadSentence } from './outline.ts'
import type { FieldSpan, Flag, Item, Range } from './plan-reading.ts'
import { startOfTail } from './tail.ts'

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
  const pieces = between(folded, draft.contentStart, end, groups)
  const lead = pieces[0]
    ? leadSentence(folded, pieces[0].start, pieces[0].end)
    : { start: draft.contentStart, end: draft.contentStart }
  const body = pieces.map((piece, i) =>
    i === 0 ? { start: afterStop(folded, lead.end, piece.end), end: piece.end } : piece,
  )
  const own = assignDuties(reader, groups)
  const inherited =
    needsInherited(own) && draft.inherited.length > 0 ? assignDuties(reader, draft.inherited) : null
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

  const title = oneLine(printed.slice(lead.start, lead.end)).replace(/[。.；;，,：:]+$/, '')
  const text = body
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
    number:
      marker?.number ??
      (draft.ownsNumber
        ? ''
        : draft.flags.includes('several-duties')
          ? (draft.node.marker?.number ?? '')
          : ''),
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

function needsInherited(own: Duties): boolean {
  return own.leads.length === 0
}

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

function textDeadline(reader: Reader, pieces: Range[], flags: Flag[]): Item['deadline'] {
  const found = pieces.flatMap((piece) => {
    const one = findTextDeadlines(reader.printed, reader.folded, piece.start, piece.end, reader.dates)
    return one ? [one] : []
  })
  const best = found.reduce<(typeof found)[number] | null>(
    (a, b) => (a === null || (b.reading.date ?? '') > (a.reading.date ?? '') ? b : a),
    null,
  )
  if (!best) return null
  const { doubts, ...deadline } = best.reading
  const span = { start: best.start, end: best.end }
  flags.push(flag('deadline-from-text', span, `“${deadline.raw.replace(/\s+/g, '').slice(0, 24)}”`))
  for (const doubt of doubts) flags.push(doubtFlag(doubt, span))
  return { ...deadline, fromText: true, span }
}
