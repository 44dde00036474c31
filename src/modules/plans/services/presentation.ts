import type { Actor } from '#kernel/actor.ts'
import { allowedActions, type Case } from '#kernel/cases/cases.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Doubt, Measure, Plan, UnitMention } from '../contract.ts'
import type { MeasureRow, PlanRow } from '../queries.ts'
import * as queries from '../queries.ts'
import { type PlanState, planWorkflow } from '../workflow.ts'

/** A plan that this person may see; for work by the clock, any. */
export async function getPlanRow(id: string, actor?: Actor): Promise<PlanRow> {
  const row = await (actor ? queries.findVisible(id, actor) : queries.findPlan(id))
  if (!row) throw new Refusal('not-found', '没有这份方案，可能已作废或尚未下达，请从方案列表中查看。')
  return row
}

export function presentPlan(row: PlanRow, actor: Actor): Plan {
  const state = row.state as PlanState
  const measureCount = row.measure_count ?? 0
  return {
    id: row.id,
    title: row.title,
    documentNumber: row.document_number,
    issuedOn: row.issued_on,
    year: row.year,
    versionName: row.version_name,
    state,
    stateLabel: planWorkflow.states[state].label,
    fileName: row.file_name,
    measureCount,
    openDoubts: row.open_doubts,
    textDigest: row.text_digest,
    createdAt: row.created_at,
    // Whether doubts remain is said on the page itself: the button stands, and the refusal names what is left.
    allowedActions: allowedActions(
      planWorkflow,
      caseOf(row),
      { openDoubts: 0, measureCount, leaderless: [] },
      actor,
    ),
  }
}

export const caseOf = (row: { state: string; parties: unknown; done_by: unknown }) => ({
  state: row.state,
  parties: row.parties as Case['parties'],
  done_by: row.done_by as Case['done_by'],
})

export function presentMeasure(row: MeasureRow): Measure {
  return {
    id: row.id,
    ordinal: row.ordinal,
    number: row.number,
    path: row.path,
    title: row.title,
    text: row.body,
    leads: row.leads as UnitMention[],
    partners: row.partners as UnitMention[],
    deadline: row.deadline as Measure['deadline'],
    marks: row.marks,
    isPublic: row.is_public,
    doubts: row.doubts as Doubt[],
    raw: row.raw as Record<string, string>,
    source: { start: row.source_start, end: row.source_end },
    revision: row.revision,
  }
}
