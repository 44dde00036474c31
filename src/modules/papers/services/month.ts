import type { Actor } from '#kernel/actor.ts'
import { now, today, zone } from '#kernel/clock.ts'
import { unitLabels } from '#modules/people/service.ts'
import type { Light } from '#modules/tasks/contract.ts'
import { expectedProgressOf, monthAfter, monthOf, reportDueOn } from '#modules/tasks/rules.ts'
import { listForMonth, type MonthRow } from '#modules/tasks/service.ts'
import type { BulletinTask } from '../document/bulletin.ts'

/** A task as a month's bulletin sees it. */
export interface Standing extends BulletinTask {
  state: string
  /** How its report of the month was filed; null where none is owed. */
  report: Reporting | null
}

export interface Reporting {
  /** `open`: not filed, and its day has not passed. */
  filing: 'onTime' | 'late' | 'missed' | 'open'
  wasReturned: boolean
}

export interface MonthStandings {
  /** The day that the figures stand for. */
  asOf: string
  tasks: Standing[]
}

/** Tasks of a plan as they were kept at a month's end, or as they stand today while the month runs. */
export async function standingsOf(planId: string, month: string, actor: Actor): Promise<MonthStandings> {
  const day = today().toString()
  const isPast = month < monthOf(day)
  const asOf = isPast ? reportDueOn(month, 31) : day
  const rows = await listForMonth(planId, month, isPast, endOf(month, isPast), actor)
  const labels = await unitLabels(rows.flatMap((row) => row.co_lead_unit_ids))
  return { asOf, tasks: rows.map((row) => standing(row, month, asOf, isPast, labels)) }
}

/** The moment before which something belongs to a month: its last midnight, or just after now. */
const endOf = (month: string, isPast: boolean): string =>
  isPast
    ? Temporal.PlainDate.from(`${monthAfter(month, 1)}-01`)
        .toZonedDateTime(zone)
        .toInstant()
        .toString()
    : now().add({ milliseconds: 1 }).toString()

export const isClosed = (state: string): boolean => state === 'closed' || state === 'writtenOff'

function standing(
  row: MonthRow,
  month: string,
  asOf: string,
  isPast: boolean,
  labels: Map<string, string>,
): Standing {
  return {
    state: row.state,
    report: reporting(row, asOf, isPast),
    number: row.number,
    name: row.title,
    action: row.action_name,
    field: row.field_name,
    leads: [
      row.lead_name ?? row.leads_as_printed,
      ...row.co_lead_unit_ids.map((id) => labels.get(id)).filter((name) => name !== undefined),
    ],
    dueOn: row.due_on ?? undefined,
    dueText: row.deadline_text,
    received: row.received_on !== null && row.received_on <= asOf,
    light: row.light,
    lightReason: row.light_reason ?? undefined,
    lightLastMonth: row.before_light,
    progress: row.progress,
    progressLastMonth: row.before_progress ?? undefined,
    expected: row.due_on ? expectedProgressOf(row.dispatched_on, row.due_on, asOf) : undefined,
    late: !isClosed(row.state) && row.due_on !== null && row.due_on < asOf,
    redMonths: row.light === 'red' ? row.red_months + 1 : 0,
    closedThisMonth: isClosed(row.state) && row.closed_on !== null && monthOf(row.closed_on) === month,
    done: row.last_month === month ? (row.last_done ?? undefined) : undefined,
    problem: row.last_problems || undefined,
    nextStep: row.last_next_steps || undefined,
  }
}

function reporting(row: MonthRow, asOf: string, isPast: boolean): Reporting | null {
  if (row.month_state === null || row.month_state === 'waived' || row.month_due_on === null) return null
  const wasReturned = row.month_returns > 0
  if (row.month_state === 'owed' || row.month_filed_on === null) {
    // At the end of a past month its last day is over; today is not.
    const isOver = isPast ? row.month_due_on <= asOf : row.month_due_on < asOf
    return { filing: isOver ? 'missed' : 'open', wasReturned }
  }
  return { filing: row.month_filed_on > row.month_due_on ? 'late' : 'onTime', wasReturned }
}

export const lights: Light[] = ['green', 'yellow', 'red', 'blue']
