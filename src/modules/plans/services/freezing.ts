import { digestOf } from '#kernel/cases/timeline.ts'
import { now } from '#kernel/clock.ts'
import { Refusal } from '#kernel/refusal.ts'
import * as queries from '../queries.ts'
import { presentMeasure } from './presentation.ts'

/** Freezes a plan as it stands: from now on the database refuses every change of it. */
export async function freeze(id: string): Promise<void> {
  await queries.updatePlan(id, { text_digest: await digestOfPlan(id), frozen_at: now().toString() })
}

/** Opens a plan again that was sent back before its dispatch. */
export const thaw = (id: string) => queries.updatePlan(id, { text_digest: null, frozen_at: null })

/** SM3 of what is confirmed: title, number, source text and measures, without the doubts that led there. */
export async function digestOfPlan(id: string): Promise<string> {
  const plan = await queries.findPlan(id)
  const reading = await queries.findReading(id)
  if (!plan || !reading) throw new Refusal('not-found', '没有这份方案，可能已作废。')
  const measures = (await queries.listMeasures(id)).map(presentMeasure)
  return digestOf({
    title: plan.title,
    documentNumber: plan.document_number,
    text: reading.source_text,
    measures: measures.map(({ doubts: _, revision: __, ...frozen }) => frozen),
  })
}
