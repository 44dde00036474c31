import type { Actor } from '#kernel/actor.ts'
import { allowedActions } from '#kernel/cases/cases.ts'
import { filesOf } from '#kernel/cases/files.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { State } from '#kernel/workflow.ts'
import { unitLabels } from '#modules/people/service.ts'
import type { Task } from '../contract.ts'
import { listReportsOf } from '../queries/reports.ts'
import { findTaskOfPart, listParts, type PartRow } from '../queries/shares.ts'
import * as queries from '../queries.ts'
import { partWorkflow, taskWorkflow } from '../workflow.ts'
import { subjectOf } from './closure.ts'
import { caseOf, presentFile, presentRow, unitRefs } from './presentation.ts'
import { presentAll } from './report-reading.ts'
import { storyOf } from './story.ts'
import { seesWorkOf } from './visibility.ts'

type VisibleTask = NonNullable<Awaited<ReturnType<typeof queries.findVisible>>>

/** @throws Refusal `not-found` also for a task that this person may not see */
export async function getVisibleTask(id: string, actor: Actor): Promise<VisibleTask> {
  const row = await queries.findVisible(id, actor)
  if (!row) throw new Refusal('not-found', '没有这项任务，或不在您的查看范围内。')
  return row
}

/** One task with everything that belongs to it, for a person who may see it. */
export async function readTask(id: string, actor: Actor): Promise<Task> {
  const row = await getVisibleTask(id, actor)
  const parts = await listParts(id)
  const reports = await listReportsOf(id)
  const ownReports = reports.filter((report) => seesWorkOf(report.unit_id, actor))
  const seesEvidence = seesWorkOf(row.lead_unit_id, actor)
  const files = await filesOf([...(seesEvidence ? [id] : []), ...ownReports.map((report) => report.id)])
  return {
    ...presentRow(row),
    text: row.body,
    planId: row.plan_id,
    planTitle: row.plan_title,
    documentNumber: row.document_number,
    measureNumber: row.measure_number,
    path: row.path,
    coLeads: await unitRefs(row.co_lead_unit_ids),
    partners: await unitRefs(row.partner_unit_ids),
    leadsAsPrinted: row.leads_as_printed,
    partnersAsPrinted: row.partners_as_printed,
    isPublic: row.is_public,
    dispatchedOn: row.dispatched_on,
    receivedOn: row.received_on,
    closedOn: row.closed_on,
    waitsOn: await waitsOn(row),
    waitsDueOn: row.waits_due_on,
    closure:
      row.closure_statement && row.closure_applied_at
        ? {
            statement: row.closure_statement,
            files: (files.get(id) ?? []).map(presentFile),
            appliedAt: row.closure_applied_at,
          }
        : null,
    parts: parts.map((part) => presentPart(part, actor)),
    reports: await presentAll(reports, actor),
    timeline: await storyOf(
      id,
      reports.map((report) => ({ ...report, isOwn: ownReports.includes(report) })),
      parts.map((part) => ({ id: part.id, unitName: part.unit_name ?? '' })),
      files,
    ),
    allowedActions: allowedActions(taskWorkflow, caseOf(row), await subjectOf(id), actor),
  }
}

function presentPart(part: PartRow, actor: Actor): Task['parts'][number] {
  return {
    id: part.id,
    unit: { id: part.unit_id, name: part.unit_name ?? '' },
    role: part.role as 'lead' | 'partner',
    state: part.state,
    stateLabel: (partWorkflow.states[part.state as keyof typeof partWorkflow.states] as State).label,
    receivedAt: part.received_at,
    allowedActions: allowedActions(partWorkflow, caseOf(part), null, actor),
  }
}

async function waitsOn(row: { waits_on_unit: string | null; asks: string | null }): Promise<string | null> {
  if (!row.waits_on_unit) return null
  const name = (await unitLabels([row.waits_on_unit])).get(row.waits_on_unit) ?? ''
  return `${name}${row.asks ?? ''}`
}

/** The task that a part belongs to, for links from the inbox. */
export async function taskOfPart(partId: string): Promise<string> {
  const id = await findTaskOfPart(partId)
  if (!id) throw new Refusal('not-found', '没有这项配合任务，可能已改派。')
  return id
}
