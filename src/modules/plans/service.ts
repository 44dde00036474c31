/** The face of the module: what other modules and routes may ask of plans. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { act, openCase } from '#kernel/cases/cases.ts'
import { attachFiles, findFile, storeFile } from '#kernel/cases/files.ts'
import { digestOf } from '#kernel/cases/timeline.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf, OutputOf } from '#kernel/endpoint.ts'
import { emit } from '#kernel/events.ts'
import { Refusal } from '#kernel/refusal.ts'
import { getCity } from '#modules/city/service.ts'
import { unitLabels, unitNamesForReading } from '#modules/people/service.ts'
import {
  type actOnPlan,
  type getPlan,
  type Measure,
  type Plan,
  planConcluded,
  planConfirmed,
  planDispatched,
  planSentBack,
} from './contract.ts'
import * as queries from './queries.ts'
import type { PlanReading } from './reading/plan-reading.ts'
import { draftOf } from './services/draft.ts'
import { presentMeasure, presentPlan } from './services/presentation.ts'
import { readInRoom } from './services/reading-room.ts'
import { getPlanRow, sectionsOf } from './services/review.ts'
import { planWorkflow } from './workflow.ts'

export { changeMeasure, changePlan, match, reviewOf, settle } from './services/review.ts'

/** Takes a published document in: reads it, keeps it with what was read, and opens it for review. */
export async function upload(file: File, actor: Actor): Promise<Plan> {
  const kept = await storeFile(
    file,
    'plan',
    ['docx', 'xlsx', 'txt', 'pdf', 'doc', 'xls', 'wps', 'et', 'ofd'],
    actor,
  )
  const known = await queries.findPlanByFile(kept.sha256)
  if (known) {
    throw new Refusal(
      'conflict',
      `这份文件已上传过，见方案“${known.title}”。如需重新读取，请先作废原方案。`,
      { field: 'file', planId: known.id },
    )
  }
  const knowledge = await unitNamesForReading()
  const reading = await readInRoom({
    name: kept.name,
    bytes: new Uint8Array(await file.arrayBuffer()),
    knowledge,
  })
  if (reading.items.length === 0) {
    throw new Refusal(
      'invalid',
      '文件中没有找到任务清单：没有读出带牵头单位或完成时限的条目。请确认是否选对了文件。',
      { field: 'file' },
    )
  }
  return transaction(async () => {
    const id = randomUUID()
    const title = (reading.title ?? kept.name.replace(/\.\w+$/, '')).slice(0, 200)
    const { centreUnitId } = await getCity()
    await openCase(
      planWorkflow,
      {
        id,
        number: id.slice(0, 8),
        title,
        parties: { centre: centreUnitId },
        label: '上传方案',
        data: { fileName: kept.name, sha256: kept.sha256 },
      },
      actor,
    )
    await attachFiles([kept.id], id, actor)
    await queries.insertPlan({
      id,
      title,
      document_number: reading.documentNumber,
      issued_on: reading.issuedOn,
      year: reading.year,
      file_name: kept.name,
      file_id: kept.id,
      file_sha256: kept.sha256,
      created_at: now().toString(),
    })
    const { items: _, sourceText, ...layout } = reading
    await queries.insertReading({
      plan_id: id,
      source_text: sourceText,
      layout: JSON.stringify(layout),
      read_at: now().toString(),
    })
    const members = [...reading.items.flatMap((item) => [...item.leads, ...item.partners])].flatMap(
      (mention) => mention.members ?? [],
    )
    await queries.insertMeasures(draftOf(id, reading, await unitLabels([...new Set(members)])))
    return presentPlan(await getPlanRow(id), actor)
  })
}

export async function list(actor: Actor): Promise<{ plans: Plan[] }> {
  return { plans: (await queries.listPlans()).map((row) => presentPlan(row, actor)) }
}

export async function read(id: string, actor: Actor): Promise<OutputOf<typeof getPlan>> {
  const plan = presentPlan(await getPlanRow(id), actor)
  const reading = await queries.findReading(id)
  return {
    plan,
    sections: reading ? sectionsOf(reading.layout as PlanReading) : [],
    measures: (await queries.listMeasures(id)).map(presentMeasure),
  }
}

/** 定稿, 下达, 退回, 收官, 作废: other modules hear of it in the same transaction. */
export async function actOn({ id, action, note }: InputOf<typeof actOnPlan>, actor: Actor): Promise<Plan> {
  return transaction(async () => {
    const row = await getPlanRow(id)
    await act(
      planWorkflow,
      id,
      action,
      { subject: { openDoubts: row.open_doubts, measureCount: row.measure_count ?? 0 }, note },
      actor,
    )
    if (action === 'confirm') {
      await freeze(id)
      await emit(planConfirmed, { planId: id }, actor)
    }
    if (action === 'sendBack') {
      await queries.updatePlan(id, { text_digest: null, frozen_at: null })
      await emit(planSentBack, { planId: id, reason: note ?? '' }, actor)
    }
    if (action === 'dispatch') await emit(planDispatched, { planId: id }, actor)
    if (action === 'conclude') await emit(planConcluded, { planId: id }, actor)
    return presentPlan(await getPlanRow(id), actor)
  })
}

async function freeze(id: string): Promise<void> {
  const reading = await queries.findReading(id)
  const measures = (await queries.listMeasures(id)).map(presentMeasure)
  const digest = digestOf({
    text: reading?.source_text ?? '',
    measures: measures.map(({ doubts: _, revision: __, ...frozen }) => frozen),
  })
  await queries.updatePlan(id, { text_digest: digest, frozen_at: now().toString() })
}

export type FrozenMeasure = Measure

/** The confirmed text of a plan, for whoever carries it out. */
export async function getFrozenPlan(id: string): Promise<{
  id: string
  title: string
  documentNumber: string | null
  year: number
  measures: FrozenMeasure[]
}> {
  const row = await getPlanRow(id)
  if (!row.frozen_at) throw new Refusal('conflict', '方案尚未定稿。')
  return {
    id,
    title: row.title,
    documentNumber: row.document_number,
    year: row.year ?? today().year,
    measures: (await queries.listMeasures(id)).map(presentMeasure),
  }
}

/** Title and number of a plan, for papers. */
export async function planHeading(id: string): Promise<{ title: string; documentNumber: string | null }> {
  const row = await getPlanRow(id)
  return { title: row.title, documentNumber: row.document_number }
}

/** Plans in one state, the newest first. */
export async function listPlanHeadings(state: string): Promise<{ id: string; title: string }[]> {
  return (await queries.listPlans())
    .filter((row) => row.state === state)
    .map(({ id, title }) => ({ id, title }))
}

/** The document as it was uploaded. */
export async function sourceFileOf(id: string) {
  const row = await getPlanRow(id)
  const file = await findFile(row.file_id)
  if (!file) throw new Refusal('gone', '原文件已不在存储中。')
  return file
}
