import { assignDuties, type Duties, type Reader } from './assign.ts'
import { findDates } from './dates.ts'
import { readDeadline } from './deadlines.ts'
import { cellParts, type DutyPart } from './duty-parts.ts'
import type { ColumnRole, DutyRole } from './labels.ts'
import type { Deadline, ExtraField, ItemField, Milestone, Range } from './plan-reading.ts'
import type { GridCell } from './table-grid.ts'

const NONE = /^[/\-—－／\\无~]{1,4}$/

/** A cell under its label: the head of its column, or the cell to its left in a form. */
export type LabelledCell = { role: ColumnRole | null; label: string; cell: GridCell }

export function wordsOf(cell: GridCell): Range {
  return { start: cell.wordsStart, end: cell.wordsEnd }
}

/** Duties, leaders, deadline and everything else that the cells beside the measure say. */
export function cellDuties(reader: Reader, cells: LabelledCell[]): Duties {
  const parts: DutyPart[] = []
  const extras: ExtraField[] = []
  const milestones: (Milestone & { span: Range })[] = []
  for (const { role, label, cell } of cells) {
    const span = wordsOf(cell)
    const text = reader.printed.slice(span.start, span.end)
    if (text === '' || NONE.test(cell.words)) continue
    const duty = dutyRole(role)
    if (duty) parts.push(...cellParts(reader.folded, duty, label, span.start, span.end, reader.units))
    else if (role === 'milestone') {
      const date = milestoneDate(reader, label, cell)
      if (date) milestones.push({ label, date, target: text, span })
      else extras.push({ label, text, span })
    } else extras.push({ label, text, span })
  }
  const duties = assignDuties(reader, [{ start: 0, end: 0, parts, basis: 'label' }])
  duties.extras.push(...extras)
  if (milestones.length > 0) duties.deadline = withMilestones(duties.deadline, milestones)
  return duties
}

function dutyRole(role: ColumnRole | null): DutyRole | null {
  switch (role) {
    case 'lead':
    case 'partner':
    case 'duty':
    case 'both':
    case 'deadline':
    case 'leader':
      return role
    default:
      return null
  }
}

/** A date printed in the cell is surer than the head of the column. */
function milestoneDate(reader: Reader, label: string, cell: GridCell): string | null {
  const [inside] = findDates(reader.folded, cell.wordsStart, cell.wordsEnd, reader.dates).filter(
    (atom) => atom.limit && !atom.inferredYear,
  )
  return inside?.date ?? readDeadline(label, reader.dates)?.date ?? null
}

function withMilestones(deadline: Deadline | null, milestones: (Milestone & { span: Range })[]): Deadline {
  const bare = milestones.map(({ span: _, ...milestone }) => milestone)
  if (deadline) return { ...deadline, milestones: [...deadline.milestones, ...bare] }
  return {
    raw: bare.map((milestone) => `${milestone.label}：${milestone.target ?? ''}`).join('；'),
    kind: 'milestones',
    date: bare.at(-1)?.date ?? null,
    longTerm: false,
    milestones: bare,
    inferredYear: true,
    fromText: false,
    span: { start: milestones[0]?.span.start ?? 0, end: milestones.at(-1)?.span.end ?? 0 },
  }
}

/** The field of a measure that a column fills. */
export function fieldOf(role: ColumnRole | null): ItemField {
  switch (role) {
    case 'sequence':
      return 'number'
    case 'task':
    case 'problem':
    case 'group':
      return 'title'
    case 'measure':
      return 'text'
    case 'lead':
    case 'duty':
    case 'both':
      return 'leads'
    case 'partner':
      return 'partners'
    case 'leader':
      return 'leaders'
    case 'deadline':
    case 'milestone':
      return 'deadline'
    default:
      return 'extra'
  }
}

/** Words on one line, without the stop at their end. */
export function plain(words: string): string {
  return words
    .replace(/\s*\n\s*/g, '')
    .replace(/[。.；;，,：:]+$/, '')
    .trim()
}
