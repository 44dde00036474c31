import { isDeepStrictEqual } from 'node:util'
import type { Deadline, Item, PlanReading } from '../reading/plan-reading.ts'
import { readPlan } from '../reading/read-plan.ts'
import type { CorpusDocument, ExpectedDeadline, ExpectedItem, Print } from './document.ts'
import { extensionOf, printDocument } from './print-document.ts'

export const FIELDS = [
  'document title',
  'document number',
  'year',
  'number of items',
  'number',
  'path',
  'title',
  'text',
  'leads',
  'partners',
  'leaders',
  'marks',
  'deadline kind',
  'deadline date',
  'long-term',
  'milestones',
  'flags',
  'every character owned once',
] as const
export type Field = (typeof FIELDS)[number]

export type Check = { field: Field; right: boolean; at: string; expected: unknown; read: unknown }

/** Reads one print of a document and holds every field against what was written down for it. */
export async function checkDocument(document: CorpusDocument, print: Print): Promise<Check[]> {
  const bytes = await printDocument(document, print)
  const reading = await readPlan(
    { name: `文件.${extensionOf(print)}`, bytes },
    document.knowledge ?? { units: [], collectives: [] },
  )
  const checks: Check[] = []
  const check = (field: Field, at: string, read: unknown, expected: unknown): void => {
    checks.push({ field, at, read, expected, right: isDeepStrictEqual(read, expected) })
  }
  check('document title', '', reading.title, document.title)
  if (document.documentNumber !== undefined)
    check('document number', '', reading.documentNumber, document.documentNumber)
  if (document.year !== undefined) check('year', '', reading.year, document.year)
  check('number of items', '', reading.items.length, document.items.length)
  document.items.forEach((expected, i) => {
    checkItem(`${i + 1} ${expected.title}`, reading.items[i], expected, check)
  })
  for (const code of document.flags ?? [])
    check('flags', '', reading.flags.some((flag) => flag.code === code) ? code : null, code)
  check('every character owned once', '', ownership(reading), null)
  return checks
}

type CheckField = (field: Field, at: string, read: unknown, expected: unknown) => void

function checkItem(at: string, item: Item | undefined, expected: ExpectedItem, check: CheckField): void {
  check('number', at, item?.number, expected.number)
  if (expected.path) check('path', at, item?.path, expected.path)
  check('title', at, item?.title, expected.title)
  if (expected.text !== undefined) check('text', at, item?.text, expected.text)
  check(
    'leads',
    at,
    item?.leads.map((unit) => unit.name),
    expected.leads,
  )
  check(
    'partners',
    at,
    item?.partners.map((unit) => unit.name),
    expected.partners,
  )
  check(
    'leaders',
    at,
    item?.leaders.map((leader) => leader.raw),
    expected.leaders ?? [],
  )
  if (expected.marks) check('marks', at, item?.marks, expected.marks)
  checkDeadline(at, item?.deadline ?? null, expected.deadline, check)
  for (const code of expected.flags ?? [])
    check('flags', at, item?.flags.some((flag) => flag.code === code) ? code : null, code)
}

function checkDeadline(
  at: string,
  read: Deadline | null,
  expected: ExpectedDeadline | null,
  check: CheckField,
): void {
  check('deadline kind', at, read?.kind ?? null, expected?.kind ?? null)
  check('deadline date', at, read?.date ?? null, expected?.date ?? null)
  check('long-term', at, read?.longTerm ?? false, expected?.longTerm ?? false)
  check(
    'milestones',
    at,
    (read?.milestones ?? []).map(({ date, label }) => ({ label, date })),
    expected?.milestones ?? [],
  )
}

/** What is wrong with the ownership of characters, or null. */
function ownership(reading: PlanReading): string | null {
  let at = 0
  for (const span of reading.spans) {
    if (span.start !== at || span.end <= span.start) return `${at} → ${span.start}–${span.end}`
    if (span.kind === 'separator' && /[^\s\u200b\ufeff]/.test(reading.sourceText.slice(at, span.end)))
      return `separator with words at ${at}`
    at = span.end
  }
  return at === reading.sourceText.length ? null : `ends at ${at} of ${reading.sourceText.length}`
}
