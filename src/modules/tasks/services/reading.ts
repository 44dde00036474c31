import { type Actor, may } from '#kernel/actor.ts'
import { allowedActions } from '#kernel/cases/cases.ts'
import { contentOfFile, filesOf, findFile, storeFile } from '#kernel/cases/files.ts'
import type { Download, InputOf, OutputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { State } from '#kernel/workflow.ts'
import { unitLabels } from '#modules/people/service.ts'
import type { boardOfTasks, FileRef, listTasks, Task, TaskFilter } from '../contract.ts'
import * as queries from '../queries.ts'
import { partWorkflow, type TaskState, taskWorkflow } from '../workflow.ts'
import { subjectOf } from './closure.ts'
import { filterOfFigure } from './overview.ts'
import { caseOf, presentFile, presentRow, unitRefs } from './presentation.ts'
import { presentAll } from './reports.ts'
import { storyOf } from './story.ts'

/** Above this a total is only said to be "at least". */
const countBound = 1000

const evidence = [
  'docx',
  'xlsx',
  'pdf',
  'jpg',
  'jpeg',
  'png',
  'txt',
  'csv',
  'wps',
  'et',
  'ofd',
  'doc',
  'xls',
] as const

export async function listOfTasks(
  input: InputOf<typeof listTasks>,
  actor: Actor,
): Promise<OutputOf<typeof listTasks>> {
  const { sort, descending, page, pageSize, ...given } = input
  const filter = withFigure(given)
  const rows = await queries.listRows(filter, sort, descending, pageSize, (page - 1) * pageSize, actor)
  // A first page that is not full has just been counted.
  const known =
    page === 1 && rows.length < pageSize
      ? rows.length
      : await queries.countRows(filter, countBound + 1, actor)
  return {
    tasks: rows.map(presentRow),
    total: Math.min(known, countBound),
    totalIsAtLeast: known > countBound,
  }
}

const boardStates: TaskState[] = [
  'awaitingReceipt',
  'declined',
  'inProgress',
  'closureRequested',
  'closureChecked',
  'closed',
  'writtenOff',
]

export async function board(
  input: InputOf<typeof boardOfTasks>,
  actor: Actor,
): Promise<OutputOf<typeof boardOfTasks>> {
  const { perColumn, ...given } = input
  const filter = withFigure(given)
  const states = filter.state?.length ? filter.state : boardStates
  const columns = []
  for (const state of states) {
    const narrowed = { ...filter, state: [state] }
    const rows = await queries.listRows(narrowed, 'dueOn', false, perColumn, 0, actor)
    const total =
      rows.length < perColumn ? rows.length : await queries.countRows(narrowed, countBound + 1, actor)
    columns.push({
      state,
      label: taskWorkflow.states[state].label,
      total: Math.min(total, countBound),
      totalIsAtLeast: total > countBound,
      tasks: rows.map(presentRow),
    })
  }
  return { columns }
}

/** A figure's name stands for the filter that its number was counted by. */
function withFigure(filter: TaskFilter): TaskFilter {
  return filter.figure ? { ...filter, ...filterOfFigure(filter.figure), figure: undefined } : filter
}

/** One task with everything that belongs to it, for a person who may see it. */
export async function readTask(id: string, actor: Actor): Promise<Task> {
  const row = await queries.findVisible(id, actor)
  if (!row) throw new Refusal('not-found', '没有这项任务，或不在您的查看范围内。')
  const partRows = await queries.listParts(id)
  const reportRows = await queries.listReportsOf(id)
  const files = await filesOf([id, ...reportRows.map((report) => report.id)])
  const state = row.state as TaskState
  const closureFiles = (files.get(id) ?? []).map(presentFile)
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
        ? { statement: row.closure_statement, files: closureFiles, appliedAt: row.closure_applied_at }
        : null,
    parts: partRows.map((part) => ({
      id: part.id,
      unit: { id: part.unit_id, name: part.unit_name ?? '' },
      role: part.role as 'lead' | 'partner',
      state: part.state,
      stateLabel: (partWorkflow.states[part.state as keyof typeof partWorkflow.states] as State).label,
      receivedAt: part.received_at,
      allowedActions: allowedActions(partWorkflow, caseOf(part), null, actor),
    })),
    reports: await presentAll(reportRows, actor),
    timeline: await storyOf(
      id,
      reportRows,
      partRows.map((part) => ({ id: part.id, unitName: part.unit_name ?? '' })),
      files,
    ),
    allowedActions: allowedActions(taskWorkflow, caseOf(row), await subjectOf(id), actor),
    state,
  }
}

async function waitsOn(row: { waits_on_unit: string | null; asks: string | null }): Promise<string | null> {
  if (!row.waits_on_unit) return null
  const name = (await unitLabels([row.waits_on_unit])).get(row.waits_on_unit) ?? ''
  return `${name}${row.asks ?? ''}`
}

export async function keepEvidence(file: File, actor: Actor): Promise<FileRef> {
  return presentFile(await storeFile(file, 'evidence', evidence, actor))
}

/** Evidence is for those who may see the task that it proves; before it is attached, for its unit. */
export async function openEvidence(id: string, actor: Actor): Promise<Download> {
  const file = await findFile(id)
  const report = file?.caseId ? await queries.findReport(file.caseId) : undefined
  const taskId = report?.task_id ?? file?.caseId
  const visible = taskId
    ? await queries.findVisible(taskId, actor)
    : file && file.uploadedUnit === actor.unitId
  if (!file || !visible || (report && !may(actor, 'tasks.readAll') && report.unit_id !== actor.unitId)) {
    throw new Refusal('not-found', '没有这份材料，或不在您的查看范围内。')
  }
  return { name: file.name, mediaType: file.mediaType, body: await contentOfFile(file), inline: true }
}

/** The task that a part belongs to, for links from the inbox. */
export async function taskOfPart(partId: string): Promise<string> {
  const id = await queries.findTaskOfPart(partId)
  if (!id) throw new Refusal('not-found', '没有这项配合任务。')
  return id
}
