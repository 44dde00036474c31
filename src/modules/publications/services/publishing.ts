import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { Change, Light } from '../contract.ts'
import * as queries from '../queries.ts'
import { tellOfChange } from './counting.ts'

/** A task as it was approved for the public. Names of units, never of persons. */
export interface PublishedMeasure {
  taskId: string
  number: string
  planId: string
  planTitle: string
  documentNumber: string | null
  action: string
  field: string
  path: string[]
  title: string
  text: string
  leadUnitId: string | null
  leadName: string
  coLeadNames: string[]
  partnerNames: string[]
  /** Units of the co-leads and partners, where they are known: their pages list what they take part in. */
  partnerUnitIds?: string[]
  dueOn: string | null
  deadlineText: string
  longTerm: boolean
  state: string
  stateLabel: string
  light: Light | null
  lightReason: string | null
  progress: number
  expectedProgress: number
  dispatchedOn: string | null
}

/** What moves while a task lives. Absent fields stay as they are. */
export interface MeasureMovement {
  state: string
  stateLabel: string
  light: Light | null
  lightReason: string | null
  progress: number
  expectedProgress: number
  leadUnitId?: string | null
  leadName?: string
  closedOn?: string | null
}

export interface PublishedNote {
  taskId: string
  kind: 'progress' | 'result'
  /** `2026-03`: the month that it speaks of. */
  month: string | null
  percent: number | null
  text: string
  /** ISO moment of the approval. */
  at: string
  files: { fileId: string; name: string; mediaType: string; size: number; sha256: string }[]
}

/** Rows of one statement: PostgreSQL takes 65,535 parameters, a row has about 30. */
const rowsAtOnce = 500

/** Shows a task on the portal, or replaces what is shown of it. Part of the caller's transaction. */
export const publishMeasure = (measure: PublishedMeasure, actor: Actor): Promise<void> =>
  publishMeasures([measure], actor)

/** Shows many tasks at once: a plan of 500 takes three statements. */
export async function publishMeasures(measures: readonly PublishedMeasure[], actor: Actor): Promise<void> {
  await transaction(async () => {
    for (let from = 0; from < measures.length; from += rowsAtOnce) {
      const batch = measures.slice(from, from + rowsAtOnce)
      const at = moment()
      const before = new Map(
        (await queries.lockMeasures(batch.map((measure) => measure.taskId))).map((row) => [row.task_id, row]),
      )
      const rows = await queries.upsertMeasures(batch.map((measure) => rowOf(measure, at)))
      await queries.insertVersions(
        rows.map((row) => {
          const former = before.get(row.task_id)
          const isNew = !former || former.withdrawn_at !== null
          return versionOf(row, isNew ? 'published' : 'revised', null, null, at, actor)
        }),
      )
    }
    for (const measure of measures) tellOfChange(measure.taskId)
  })
}

/**
 * Moves what is shown of a task along with its life. Does nothing when the task is not on the portal.
 * A version is kept when a reader would call it news; the daily step of 序时进度 alone is none.
 */
export const refreshMeasure = (taskId: string, movement: MeasureMovement, actor: Actor): Promise<void> =>
  refreshMeasures([{ taskId, ...movement }], actor)

/** The same for many tasks in a few statements: every morning most of them take a step, or none. */
export async function refreshMeasures(
  movements: readonly (MeasureMovement & { taskId: string })[],
  actor: Actor,
): Promise<void> {
  for (let from = 0; from < movements.length; from += rowsAtOnce) {
    await transaction(() => move(movements.slice(from, from + rowsAtOnce), actor))
  }
}

async function move(
  movements: readonly (MeasureMovement & { taskId: string })[],
  actor: Actor,
): Promise<void> {
  const byTask = new Map(movements.map((movement) => [movement.taskId, movement]))
  const moving = (rows: queries.MeasureRow[]) =>
    rows
      .filter((former) => former.withdrawn_at === null)
      .map((former) => ({ former, row: moved(former, byTask.get(former.task_id)!) }))
      .filter(({ former, row }) => !isSame(former, row))
  // What stays as it is takes no lock: on most days that is most of them.
  const candidates = moving(await queries.findMeasures([...byTask.keys()]))
  if (candidates.length === 0) return
  const changes = moving(await queries.lockMeasures(candidates.map(({ former }) => former.task_id)))
  const at = moment()
  const versions = []
  for (const { former, row } of changes) {
    const news = newsBetween(former, row)
    if (!news) continue
    row.changed_at = at
    versions.push(versionOf(row, news.change, news.before, news.after, at, actor))
  }
  const [renamed, others] = [
    changes.filter(({ former, row }) => former.lead_name !== row.lead_name),
    changes.filter(({ former, row }) => former.lead_name === row.lead_name),
  ]
  await queries.moveMeasures(others.map(({ row }) => row))
  for (const { row } of renamed) {
    const { task_id: taskId, ...columns } = row
    await queries.updateMeasure(taskId, columns, row)
  }
  await queries.insertVersions(versions)
  for (const { row } of changes) tellOfChange(row.task_id)
}

const moved = (former: queries.MeasureRow, movement: MeasureMovement): queries.MeasureRow => ({
  ...former,
  state: movement.state,
  state_label: movement.stateLabel,
  light: movement.light,
  light_reason: movement.lightReason,
  progress: movement.progress,
  expected_progress: movement.expectedProgress,
  lead_unit_id: movement.leadUnitId === undefined ? former.lead_unit_id : movement.leadUnitId,
  lead_name: movement.leadName ?? former.lead_name,
  closed_on: closedOn(former, movement),
})

const isSame = (former: queries.MeasureRow, row: queries.MeasureRow): boolean =>
  Object.entries(row).every(([column, value]) => former[column as keyof typeof former] === value)

/** Adds dated progress or a result. Does nothing when the task is not on the portal: a note alone publishes nothing. */
export async function publishNote(note: PublishedNote, actor: Actor): Promise<void> {
  await transaction(async () => {
    const [measure] = await queries.lockMeasures([note.taskId])
    if (!measure || measure.withdrawn_at !== null) return
    const at = moment()
    const id = randomUUID()
    await queries.insertNote({
      id,
      task_id: note.taskId,
      kind: note.kind,
      month: note.month,
      percent: note.percent,
      body: note.text,
      at: note.at,
      published_at: at,
    })
    await queries.insertFiles(
      note.files.map(({ fileId, name, mediaType, size, sha256 }, ordinal) => ({
        file_id: fileId,
        note_id: id,
        ordinal,
        name,
        media_type: mediaType,
        size,
        sha256,
      })),
    )
    await queries.updateMeasure(note.taskId, { changed_at: at }, null)
    await queries.insertVersions([
      {
        task_id: note.taskId,
        at,
        change: note.kind === 'result' ? 'result' : 'note',
        before: null,
        after: note.percent === null ? null : `${note.percent}%`,
        snapshot: JSON.stringify({ ...note, noteId: id }),
        actor_label: actor.label,
      },
    ])
    tellOfChange(note.taskId)
  })
}

/** Takes a task from the portal; its history stays. */
export async function withdrawMeasure(taskId: string, reason: string, actor: Actor): Promise<void> {
  await transaction(async () => {
    const [former] = await queries.lockMeasures([taskId])
    if (!former || former.withdrawn_at !== null) return
    const at = moment()
    await queries.updateMeasure(taskId, { withdrawn_at: at, withdrawal_reason: reason, changed_at: at }, null)
    await queries.insertVersions([versionOf(former, 'withdrawn', null, reason, at, actor)])
    tellOfChange(taskId)
  })
}

const moment = () => now().toString({ fractionalSecondDigits: 3 })

function rowOf(measure: PublishedMeasure, at: string) {
  return {
    task_id: measure.taskId,
    number: measure.number,
    plan_id: measure.planId,
    plan_title: measure.planTitle,
    document_number: measure.documentNumber,
    action: measure.action,
    field: measure.field,
    path: measure.path,
    title: measure.title,
    body: measure.text,
    lead_unit_id: measure.leadUnitId,
    lead_name: measure.leadName,
    co_lead_names: measure.coLeadNames,
    partner_names: measure.partnerNames,
    partner_unit_ids: measure.partnerUnitIds ?? [],
    due_on: measure.dueOn,
    deadline_text: measure.deadlineText,
    long_term: measure.longTerm,
    state: measure.state,
    state_label: measure.stateLabel,
    light: measure.light,
    light_reason: measure.lightReason,
    progress: measure.progress,
    expected_progress: measure.expectedProgress,
    dispatched_on: measure.dispatchedOn,
    closed_on: measure.light === 'blue' ? today().toString() : null,
    first_published_at: at,
    changed_at: at,
    withdrawn_at: null,
  }
}

/** The day that the caller names; else the day on which the light turned blue. */
function closedOn(former: queries.MeasureRow, movement: MeasureMovement): string | null {
  if (movement.closedOn !== undefined) return movement.closedOn
  if (movement.light !== 'blue') return null
  return former.closed_on ?? today().toString()
}

type News = Pick<Change, 'change' | 'before' | 'after'>

/** What a reader would call news, the most telling first. */
function newsBetween(former: queries.MeasureRow, row: queries.MeasureRow): News | null {
  if (former.light !== row.light) return { change: 'light', before: former.light, after: row.light }
  if (former.state !== row.state)
    return { change: 'state', before: former.state_label, after: row.state_label }
  if (former.lead_unit_id !== row.lead_unit_id || former.lead_name !== row.lead_name) {
    return { change: 'lead', before: former.lead_name, after: row.lead_name }
  }
  if (former.progress !== row.progress) {
    return { change: 'progress', before: `${former.progress}%`, after: `${row.progress}%` }
  }
  return null
}

function versionOf(
  row: queries.MeasureRow,
  change: Change['change'],
  before: string | null,
  after: string | null,
  at: string,
  actor: Actor,
) {
  const { withdrawn_at: _, ...snapshot } = row
  return {
    task_id: row.task_id,
    at,
    change,
    before,
    after,
    snapshot: JSON.stringify(snapshot),
    actor_label: actor.label,
  }
}
