import type { Actor } from '#kernel/actor.ts'
import { unitLabels } from '#modules/people/service.ts'
import { listForLedger, type PaperRow } from '#modules/tasks/service.ts'
import { type TaskState, taskWorkflow } from '#modules/tasks/workflow.ts'
import type { LedgerRow } from '../document/ledger.ts'

/** Tasks as the 工作台账 shows them: those that this person sees, as they stand now. */
export async function ledgerRows(
  planId: string | undefined,
  unitId: string | undefined,
  actor: Actor,
): Promise<LedgerRow[]> {
  const rows = await listForLedger(planId, unitId, actor)
  const labels = await unitLabels(rows.flatMap((row) => row.co_lead_unit_ids))
  return rows.map((row) => ledgerRow(row, labels))
}

const ledgerRow = (row: PaperRow, labels: Map<string, string>): LedgerRow => ({
  number: row.number,
  name: row.title,
  measure: row.body,
  action: row.action_name,
  field: row.field_name,
  leads: [
    row.lead_name ?? row.leads_as_printed,
    ...row.co_lead_unit_ids.map((id) => labels.get(id)).filter((name) => name !== undefined),
  ],
  partners: row.partners_as_printed ? row.partners_as_printed.split('、') : [],
  dueOn: row.due_on,
  dueText: row.deadline_text,
  longTerm: row.long_term,
  stateLabel: taskWorkflow.states[row.state as TaskState].label,
  light: row.light,
  lightReason: row.light_reason,
  progress: row.progress,
  latest: row.last_done ?? '',
  problem: row.last_problems ?? '',
  lastReportedOn: row.last_filed_on,
})
