import type { Actor } from '#kernel/actor.ts'
import { today } from '#kernel/clock.ts'
import { unitLabels } from '#modules/people/service.ts'
import { publishMeasures, refreshMeasures } from '#modules/publications/service.ts'
import * as queries from '../queries.ts'
import { expectedProgressOf, publicStateOf } from '../rules.ts'
import type { TaskState } from '../workflow.ts'

/** Tells the portal of another lead: news of its own, and then everything else that hangs on it. */
export async function publishLead(ids: string[], actor: Actor): Promise<void> {
  const rows = (await queries.listForPublication(ids)).filter((row) => row.is_public && row.dispatched_on)
  const day = today().toString()
  await refreshMeasures(
    rows.map((row) => ({
      taskId: row.id,
      state: publicStateOf(row.state as TaskState).state,
      stateLabel: publicStateOf(row.state as TaskState).label,
      light: row.light as 'green' | null,
      lightReason: row.light_reason,
      progress: row.progress,
      expectedProgress: expectedProgressOf(row.dispatched_on, row.due_on, day),
      leadUnitId: row.lead_unit_id,
      leadName: row.lead_name ?? row.leads_as_printed,
      closedOn: row.closed_on,
    })),
    actor,
  )
  await publish(
    rows.map(({ id }) => id),
    actor,
  )
}

/** Shows tasks on the portal as they stand now. */
export async function publish(ids: string[], actor: Actor): Promise<void> {
  if (ids.length === 0) return
  const rows = await queries.listForPublication(ids)
  const labels = await unitLabels(rows.flatMap((row) => [...row.co_lead_unit_ids, ...row.partner_unit_ids]))
  const day = today().toString()
  await publishMeasures(
    rows.map((row) => ({
      taskId: row.id,
      number: row.number,
      planId: row.plan_id,
      planTitle: row.plan_title,
      documentNumber: row.document_number,
      action: row.action_name,
      field: row.field_name,
      path: row.path,
      title: row.title,
      text: row.body,
      leadUnitId: row.lead_unit_id,
      leadName: row.lead_name ?? row.leads_as_printed,
      coLeadNames: row.co_lead_unit_ids.map((unit) => labels.get(unit) ?? ''),
      partnerNames: row.partners_as_printed ? row.partners_as_printed.split('、') : [],
      partnerUnitIds: [...row.co_lead_unit_ids, ...row.partner_unit_ids],
      dueOn: row.due_on,
      deadlineText: row.deadline_text,
      longTerm: row.long_term,
      state: publicStateOf(row.state as TaskState).state,
      stateLabel: publicStateOf(row.state as TaskState).label,
      light: row.light as 'green' | null,
      lightReason: row.light_reason,
      progress: row.progress,
      expectedProgress: expectedProgressOf(row.dispatched_on, row.due_on, day),
      dispatchedOn: row.dispatched_on,
    })),
    actor,
  )
}
