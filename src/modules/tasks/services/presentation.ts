import type { Actor } from '#kernel/actor.ts'
import { allowedActions, type Case } from '#kernel/cases/cases.ts'
import type { CaseFile } from '#kernel/cases/files.ts'
import { today } from '#kernel/clock.ts'
import { unitLabels } from '#modules/people/service.ts'
import type { FileRef, Report, TaskRow } from '../contract.ts'
import type { ReportRow } from '../queries/reports.ts'
import type { TaskListRow } from '../queries.ts'
import { daysBetween, expectedProgressOf } from '../rules.ts'
import { reportWorkflow, taskWorkflow } from '../workflow.ts'

export const presentFile = (file: CaseFile): FileRef => ({
  id: file.id,
  name: file.name,
  mediaType: file.mediaType,
  size: file.size,
  uploadedAt: file.uploadedAt,
  isPublic: file.isPublic,
})

export function presentRow(row: TaskListRow): TaskRow {
  const state = row.state as TaskRow['state']
  return {
    id: row.id,
    number: row.number,
    title: row.title,
    action: row.action_name,
    field: row.field_name,
    lead: row.lead_unit_id ? { id: row.lead_unit_id, name: row.lead_name ?? '' } : null,
    partnerCount: row.partner_count,
    state,
    stateLabel: taskWorkflow.states[state].label,
    light: row.light as TaskRow['light'],
    lightReason: row.light_reason,
    dueOn: row.due_on,
    deadlineText: row.deadline_text,
    longTerm: row.long_term,
    progress: row.progress,
    expectedProgress: expectedProgressOf(row.dispatched_on, row.due_on, today().toString()),
    lastReportedOn: row.last_reported_on,
    receivable: row.receivable,
    updatedAt: row.updated_at,
  }
}

type PreviousReport = {
  month: string
  percent: number
  done: string
  problems: string
  next_steps: string
  support_needed: string
}

export function presentReport(
  row: ReportRow,
  files: CaseFile[],
  previous: PreviousReport | undefined,
  actor: Actor,
): Report {
  const state = row.state as Report['state']
  return {
    id: row.id,
    taskId: row.task_id,
    taskNumber: row.task_number,
    taskTitle: row.task_title,
    unit: { id: row.unit_id, name: row.unit_name ?? '' },
    month: row.month,
    state,
    stateLabel: reportWorkflow.states[state].label,
    dueOn: row.due_on,
    daysLate: row.first_filed_on ? Math.max(0, daysBetween(row.due_on, row.first_filed_on)) : null,
    percent: row.percent,
    done: row.done,
    problems: row.problems,
    nextSteps: row.next_steps,
    supportNeeded: row.support_needed,
    original: row.original as Report['original'],
    publicText: row.public_text,
    returnReason: row.return_reason,
    files: files.map(presentFile),
    filedBy: row.filed_by,
    filedAt: row.filed_at,
    signedBy: row.signed_by,
    adoptedAt: row.adopted_at,
    previous: previous
      ? {
          month: previous.month,
          percent: previous.percent,
          done: previous.done,
          problems: previous.problems,
          nextSteps: previous.next_steps,
          supportNeeded: previous.support_needed,
        }
      : null,
    allowedActions: allowedActions(reportWorkflow, caseOf(row), null, actor),
  }
}

/** An adopted report as a partner of the task reads it: the result, without what passed between unit and centre. */
export function presentToPartner(row: ReportRow): Report {
  const state = row.state as Report['state']
  return {
    id: row.id,
    taskId: row.task_id,
    taskNumber: row.task_number,
    taskTitle: row.task_title,
    unit: { id: row.unit_id, name: row.unit_name ?? '' },
    month: row.month,
    state,
    stateLabel: reportWorkflow.states[state].label,
    dueOn: row.due_on,
    daysLate: null,
    percent: row.percent,
    done: row.done,
    problems: '',
    nextSteps: row.next_steps,
    supportNeeded: '',
    original: null,
    publicText: row.public_text,
    returnReason: null,
    files: [],
    filedBy: null,
    filedAt: row.filed_at,
    signedBy: null,
    adoptedAt: row.adopted_at,
    previous: null,
    allowedActions: [],
  }
}

/** What the guard of a life cycle needs of a row that was read together with its case. */
export const caseOf = (row: {
  state: string
  parties: unknown
  done_by: unknown
}): Pick<Case, 'state' | 'parties' | 'done_by'> => ({
  state: row.state,
  parties: row.parties as Case['parties'],
  done_by: row.done_by as Case['done_by'],
})

/** Units by id as they are shown, in the order asked for. */
export async function unitRefs(ids: string[]): Promise<{ id: string; name: string }[]> {
  const labels = await unitLabels(ids)
  return ids.map((id) => ({ id, name: labels.get(id) ?? '' }))
}
