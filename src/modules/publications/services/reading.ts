import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { contentOfFile } from '#kernel/cases/files.ts'
import type { Download } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import { readSetting, setting, writeSetting } from '#kernel/settings.ts'
import {
  type Change,
  LegendEntry,
  type Light,
  type Measure,
  type MeasureFilter,
  type MeasureRow,
  type Note,
} from '../contract.ts'
import * as queries from '../queries.ts'

/** Totals above it are said as "more than"; see {@link listMeasures}. */
const countedUpTo = 10_000

export async function listMeasures(
  filter: Partial<MeasureFilter>,
  page: number,
  pageSize: number,
): Promise<{ measures: MeasureRow[]; total: number; totalIsAtLeast: boolean }> {
  const [rows, total] = await Promise.all([
    queries.listMeasures(filter, pageSize, (page - 1) * pageSize),
    queries.countMeasures(filter, countedUpTo + 1),
  ])
  return {
    measures: rows.map(presentRow),
    total: Math.min(total, countedUpTo),
    totalIsAtLeast: total > countedUpTo,
  }
}

/** @throws {Refusal} `not-found`; `gone` when it was public and has been withdrawn. */
export async function getMeasure(number: string): Promise<Measure> {
  const row = await queries.findByNumber(number)
  if (row) return presentWhole(row)
  if (await queries.isWithdrawn(number)) throw new Refusal('gone', '这项任务已从公开平台撤下。')
  throw new Refusal('not-found', `没有编号为“${number}”的公开任务，请核对编号，或从任务列表查找。`)
}

/** The public row of a task; nothing when it is not on the portal. */
export async function findMeasureOfTask(taskId: string): Promise<MeasureRow | undefined> {
  const row = await queries.findByTask(taskId)
  return row && presentRow(row)
}

export const isPublished = async (taskId: string): Promise<boolean> =>
  (await queries.findByTask(taskId)) !== undefined

/** Name of a unit that leads something public. */
export const findUnitName = (unitId: string): Promise<string | undefined> => queries.findUnitName(unitId)

export async function listPartnered(unitId: string, limit: number): Promise<MeasureRow[]> {
  return (await queries.listPartnered(unitId, limit)).map(presentRow)
}

/** @throws {Refusal} `not-found` when the file is not, or no longer, public. */
export async function getPublicFile(fileId: string): Promise<Download> {
  const file = await queries.findFile(fileId)
  if (!file) throw new Refusal('not-found', '没有这份公开附件，可能已随任务撤下。')
  return { name: file.name, mediaType: file.media_type, body: await contentOfFile(file), inline: true }
}

export type Mark = Pick<MeasureRow, 'number' | 'title' | 'action' | 'light' | 'progress' | 'stateLabel'>

/** Every measure as a mark, in the order of the plan. */
export async function listMarks(filter: Partial<MeasureFilter>, limit: number): Promise<Mark[]> {
  return (await queries.listMarks(filter, limit)) as Mark[]
}

/** The moment of the newest change that is public; null when nothing is. */
export const lastChangeAt = (plan?: string): Promise<string | null> => queries.lastChangeAt(plan)

const legendSetting = setting<LegendEntry[]>({
  name: 'publications.legend',
  label: '亮灯图例',
  schema: z.array(LegendEntry),
  fallback: [
    { light: 'green', text: '正常推进' },
    {
      light: 'yellow',
      text: '距时限不足 15 天且进度低于 80%，或落后序时进度 10 个百分点以上，或漏报 1 期',
    },
    { light: 'red', text: '逾期未办结，或落后序时进度超过 30 个百分点，或连续漏报 2 期' },
    { light: 'blue', text: '已办结' },
  ],
})

/** What the lights mean, as the city has decided it. */
export const getLegend = (): Promise<LegendEntry[]> => readSetting(legendSetting)

/** Says what the lights mean; called by whoever changes the rule behind them. */
export const publishLegend = (legend: LegendEntry[], actor: Actor): Promise<void> =>
  writeSetting(legendSetting, legend, actor)

const presentRow = (row: queries.ListRow): MeasureRow => ({
  taskId: row.task_id,
  number: row.number,
  title: row.title,
  action: row.action,
  field: row.field,
  leadUnitId: row.lead_unit_id,
  leadName: row.lead_name,
  dueOn: row.due_on,
  deadlineText: row.deadline_text,
  longTerm: row.long_term,
  state: row.state,
  stateLabel: row.state_label,
  light: row.light as Light | null,
  lightReason: row.light_reason,
  progress: row.progress,
  expectedProgress: row.expected_progress,
  changedAt: row.changed_at,
})

async function presentWhole(row: queries.MeasureRow): Promise<Measure> {
  const [notes, versions] = await Promise.all([notesOf(row.task_id), queries.listVersions(row.task_id)])
  return {
    ...presentRow(row),
    planId: row.plan_id,
    planTitle: row.plan_title,
    documentNumber: row.document_number,
    path: row.path,
    text: row.body,
    coLeadNames: row.co_lead_names,
    partnerNames: row.partner_names,
    dispatchedOn: row.dispatched_on,
    closedOn: row.closed_on,
    firstPublishedAt: row.first_published_at,
    notes,
    changes: versions.map(({ change, ...version }) => ({ ...version, change: change as Change['change'] })),
  }
}

async function notesOf(taskId: string): Promise<Note[]> {
  const notes = await queries.listNotes(taskId)
  const files = await queries.listFiles(notes.map((note) => note.id))
  return notes.map((note) => ({
    kind: note.kind as Note['kind'],
    month: note.month,
    percent: note.percent,
    text: note.body,
    at: note.at,
    files: files
      .filter((file) => file.note_id === note.id)
      .map((file) => ({ id: file.file_id, name: file.name, mediaType: file.media_type, size: file.size })),
  }))
}
