import type { Actor } from '#kernel/actor.ts'
import { contentOfFile, findFile, storeFile } from '#kernel/cases/files.ts'
import type { Download } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { FileRef } from '../contract.ts'
import { findReport } from '../queries/reports.ts'
import * as queries from '../queries.ts'
import { presentFile } from './presentation.ts'
import { seesWorkOf } from './visibility.ts'

const kinds = [
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

export async function keepEvidence(file: File, actor: Actor): Promise<FileRef> {
  return presentFile(await storeFile(file, 'evidence', kinds, actor))
}

/** A file of a report or of a closure; before it is attached, for its unit only. */
export async function openEvidence(id: string, actor: Actor): Promise<Download> {
  const file = await findFile(id)
  if (!file || !(await isOpenTo(file, actor))) {
    throw new Refusal('not-found', '没有这份材料，或不在您的查看范围内。')
  }
  return { name: file.name, mediaType: file.mediaType, body: await contentOfFile(file), inline: true }
}

async function isOpenTo(
  file: { caseId: string | null; uploadedUnit: string | null },
  actor: Actor,
): Promise<boolean> {
  if (file.caseId === null) return file.uploadedUnit !== null && file.uploadedUnit === actor.unitId
  const report = await findReport(file.caseId)
  if (report) return seesWorkOf(report.unit_id, actor)
  // What is attached to neither a report nor a task (a plan, a suggestion) is no evidence.
  const task = await queries.findTask(file.caseId)
  return task !== undefined && seesWorkOf(task.lead_unit_id, actor)
}
