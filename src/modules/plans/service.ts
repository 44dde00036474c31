/** The face of the module: what other modules and routes may ask of plans. */
import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { act, getCaseLocked, nextNumber, openCase } from '#kernel/cases/cases.ts'
import { attachFiles, type CaseFile, findFile, storeFile } from '#kernel/cases/files.ts'
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
import { freeze, thaw } from './services/freezing.ts'
import { getPlanRow, presentMeasure, presentPlan } from './services/presentation.ts'
import { readInRoom } from './services/reading-room.ts'
import { sectionsOf } from './services/review.ts'
import { planWorkflow } from './workflow.ts'

export { changeMeasure, changePlan, match, settle } from './services/changes.ts'
export { digestOfPlan } from './services/freezing.ts'
export { reviewOf } from './services/review.ts'

/**
 * Takes a published document in: reads it, keeps it with what was read, and opens it for review. All of it or
 * nothing: a document that is refused leaves no file behind.
 */
export async function upload(file: File, actor: Actor): Promise<Plan> {
  return transaction(async () => {
    const kept = await storeFile(file, 'plan', taken, actor)
    await queries.lockFile(kept.sha256)
    const known = await queries.findPlanByFile(kept.sha256)
    if (known) {
      throw new Refusal(
        'conflict',
        `这份文件已上传过，见方案“${known.title}”。如需重新读取，请先作废原方案。`,
        { field: 'file', planId: known.id },
      )
    }
    const reading = await readInRoom({
      name: kept.name,
      bytes: new Uint8Array(await file.arrayBuffer()),
      knowledge: await unitNamesForReading(),
    })
    if (reading.items.length === 0) {
      throw new Refusal(
        'invalid',
        '文件中没有找到任务清单：没有读出带牵头单位或完成时限的条目。请确认是否选对了文件。',
        { field: 'file' },
      )
    }
    return keep(kept, reading, actor)
  })
}

const taken = ['docx', 'xlsx', 'txt', 'pdf', 'doc', 'xls', 'wps', 'et', 'ofd'] as const

async function keep(file: CaseFile, reading: PlanReading, actor: Actor): Promise<Plan> {
  const id = randomUUID()
  const title = (reading.title ?? file.name.replace(/\.\w+$/, '')).slice(0, 200)
  const { centreUnitId } = await getCity()
  await openCase(
    planWorkflow,
    {
      id,
      number: await nextNumber(`FA-${reading.year ?? today().year}-`, 3),
      title,
      parties: { centre: centreUnitId },
      label: '上传方案',
      data: { fileName: file.name, sha256: file.sha256 },
    },
    actor,
  )
  await attachFiles([file.id], id, actor)
  await queries.insertPlan({
    id,
    title,
    document_number: reading.documentNumber,
    issued_on: reading.issuedOn,
    year: reading.year,
    file_name: file.name,
    file_id: file.id,
    file_sha256: file.sha256,
    created_at: now().toString(),
  })
  const { items: _, sourceText, ...layout } = reading
  await queries.insertReading({
    plan_id: id,
    source_text: sourceText,
    layout: JSON.stringify(layout),
    read_at: now().toString(),
  })
  const members = reading.items
    .flatMap((item) => [...item.leads, ...item.partners])
    .flatMap((mention) => mention.members ?? [])
  await queries.insertMeasures(draftOf(id, reading, await unitLabels(new Set(members))))
  return presentPlan(await getPlanRow(id), actor)
}

export async function list(actor: Actor): Promise<{ plans: Plan[] }> {
  return { plans: (await queries.listPlans(actor)).map((row) => presentPlan(row, actor)) }
}

export async function read(id: string, actor: Actor): Promise<OutputOf<typeof getPlan>> {
  const plan = presentPlan(await getPlanRow(id, actor), actor)
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
    await getPlanRow(id, actor)
    // Nobody may open a doubt again between the look at what is left and the confirmation.
    await getCaseLocked(id)
    const row = await getPlanRow(id)
    const subject = {
      openDoubts: row.open_doubts,
      measureCount: row.measure_count ?? 0,
      leaderless: await queries.listLeaderless(id),
    }
    await act(planWorkflow, id, action, { subject, note }, actor)
    if (action === 'confirm') {
      await freeze(id)
      await emit(planConfirmed, { planId: id }, actor)
    }
    if (action === 'sendBack') {
      await thaw(id)
      await emit(planSentBack, { planId: id, reason: note ?? '' }, actor)
    }
    if (action === 'dispatch') await emit(planDispatched, { planId: id }, actor)
    if (action === 'conclude') await emit(planConcluded, { planId: id }, actor)
    return presentPlan(await getPlanRow(id), actor)
  })
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
  if (!row.frozen_at) throw new Refusal('conflict', '方案尚未定稿，请先核对并确认定稿。')
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
  return (await queries.listPlansInState(state)).map(({ id, title }) => ({ id, title }))
}

/** The document as it was uploaded. */
export async function sourceFileOf(id: string, actor: Actor): Promise<CaseFile> {
  const row = await getPlanRow(id, actor)
  const file = await findFile(row.file_id)
  if (!file) throw new Refusal('gone', '原文件已不在存储中，请联系系统管理员。')
  return file
}
