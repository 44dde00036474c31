import { doubtFlag, type Reader } from './assign.ts'
import { findTextDeadlines } from './deadlines.ts'
import { flag } from './flags.ts'
import type { Deadline, Flag, Range } from './plan-reading.ts'

/** A limit in the words of the measure, where no field states one. */
export function deadlineInWords(reader: Reader, range: Range, flags: Flag[]): Deadline | null {
  const found = findTextDeadlines(reader.printed, reader.folded, range.start, range.end, reader.dates)
  if (!found) return null
  const { doubts, ...deadline } = found.reading
  const span = { start: found.start, end: found.end }
  flags.push(flag('deadline-from-text', span, `“${deadline.raw.replace(/\s+/g, '').slice(0, 24)}”`))
  for (const doubt of doubts) flags.push(doubtFlag(doubt, span))
  return { ...deadline, fromText: true, span }
}
