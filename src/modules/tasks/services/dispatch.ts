import { randomUUID } from 'node:crypto'
import { type Actor, system } from '#kernel/actor.ts'
import { act, nextNumbers, openCase } from '#kernel/cases/cases.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import { readSetting } from '#kernel/settings.ts'
import { getCity } from '#modules/city/service.ts'
import { unitLabels } from '#modules/people/service.ts'
import type { PlanEvent } from '#modules/plans/contract.ts'
import { type FrozenMeasure, getFrozenPlan } from '#modules/plans/service.ts'
import { publishLegend, publishMeasure } from '#modules/publications/service.ts'
import * as queries from '../queries.ts'
import { expectedProgressOf, legendOf } from '../rules.ts'
import { partWorkflow, type TaskState, taskWorkflow } from '../workflow.ts'
import { lightRule, refreshLights } from './lights.ts'
import { openReport } from './reports.ts'

const nothingUnderReview = { reportsUnderReview: 0 }

/** Makes a task of each measure of a plan that was confirmed; they wait for the approval of its dispatch. */
export async function createTasksOf({ planId }: PlanEvent, actor: Actor): Promise<void> {
  const plan = await getFrozenPlan(planId)
  const year = plan.year ?? today().year
  const numbers = await nextNumbers(`RW-${year}-`, plan.measures.length)
  const { centreUnitId } = await getCity()
  for (const [i, measure] of plan.measures.entries()) {
    const [lead, ...coLeads] = unitIdsOf(measure.leads)
    const partners = unitIdsOf(measure.partners).filter((id) => id !== lead && !coLeads.includes(id))
    const id = randomUUID()
    await openCase(
      taskWorkflow,
      {
        id,
        number: numbers[i]!,
        title: measure.title,
        parties: { lead: lead ?? null, centre: centreUnitId },
        dueOn: measure.deadline?.date ?? null,
        label: '由方案生成',
        data: { planId, measureId: measure.id, measureNumber: measure.number },
      },
      actor,
    )
    await queries.insertTasks([
      {
        id,
        plan_id: planId,
        measure_id: measure.id,
        plan_title: plan.title,
        document_number: plan.documentNumber,
        ordinal: measure.ordinal,
        measure_number: measure.number,
        path: measure.path,
        action_name: measure.path.at(-2) ?? '',
        field_name: measure.path.at(-1) ?? '',
        body: measure.text,
        lead_unit_id: lead ?? null,
        co_lead_unit_ids: coLeads,
        partner_unit_ids: partners,
        leads_as_printed: measure.leads.map((mention) => mention.raw).join('、'),
        partners_as_printed: measure.partners.map((mention) => mention.raw).join('、'),
        deadline_text: measure.deadline?.raw ?? '',
        due_on: measure.deadline?.date ?? null,
        long_term: measure.deadline?.longTerm ?? false,
        is_public: measure.isPublic,
        searched: [
          numbers[i],
          measure.title,
          measure.text,
          measure.path.join('\n'),
          ...[...measure.leads, ...measure.partners].map((mention) => mention.name),
        ].join('\n'),
      },
    ])
  }
}

const unitIdsOf = (mentions: FrozenMeasure['leads']): string[] => [
  ...new Set(
    mentions.flatMap((mention) =>
      mention.unitId ? [mention.unitId] : mention.members.map((member) => member.unitId),
    ),
  ),
]

/** Sends the tasks of an approved plan to lead and partner units and publishes those that are public. */
export async function dispatchTasksOf({ planId }: PlanEvent, actor: Actor): Promise<void> {
  await publishLegend(legendOf(await readSetting(lightRule)), actor)
  for (const id of await queries.listTaskIdsOfPlan(planId, 'drafted')) {
    const row = await act(taskWorkflow, id, 'dispatch', { subject: nothingUnderReview }, actor)
    const task = (await queries.findTask(id))!
    await queries.updateTask(id, { dispatched_on: today().toString() })
    const shares = [
      ...(task.lead_unit_id ? [{ unitId: task.lead_unit_id, role: 'lead' as const, part: false }] : []),
      ...task.co_lead_unit_ids.map((unitId) => ({ unitId, role: 'lead' as const, part: true })),
      ...task.partner_unit_ids.map((unitId) => ({ unitId, role: 'partner' as const, part: true })),
    ]
    const rows = []
    for (const [i, share] of shares.entries()) {
      const partId = share.part ? await openPart(row, share.unitId, i, actor) : null
      rows.push({
        unit_id: share.unitId,
        task_id: id,
        role: share.role,
        part_id: partId,
        due_on: task.due_on,
      })
    }
    await queries.insertShares(rows)
    await refreshLights([id], actor)
    if (task.is_public) await publish(id, actor)
  }
}

async function openPart(
  task: { id: string; number: string; title: string; due_on: string | null },
  unitId: string,
  place: number,
  actor: Actor,
) {
  const part = await openCase(
    partWorkflow,
    {
      number: `${task.number}-${String(place).padStart(2, '0')}`,
      title: task.title,
      parties: { unit: unitId },
      parentId: task.id,
      dueOn: task.due_on,
      label: '下达配合任务',
    },
    actor,
  )
  return part.id
}

/** A plan was sent back before its dispatch: its tasks never were. */
export async function withdrawTasksOf({ planId }: PlanEvent, actor: Actor): Promise<void> {
  for (const id of await queries.listTaskIdsOfPlan(planId, 'drafted')) {
    await act(taskWorkflow, id, 'withdraw', { subject: nothingUnderReview }, actor)
  }
}

/** 签收 by the lead unit; the month's report is owed from now on. */
export async function receiveTask(id: string, actor: Actor): Promise<void> {
  await transaction(async () => {
    const row = await act(taskWorkflow, id, 'receive', { subject: nothingUnderReview }, actor)
    await queries.updateTask(id, { received_on: today().toString() })
    await openReport({ id, number: row.number, title: row.title, parties: row.parties }, today())
    await refreshLights([id], actor)
  })
}

export async function receiveShare(partId: string, actor: Actor): Promise<void> {
  await transaction(async () => {
    await act(partWorkflow, partId, 'receive', { subject: null }, actor)
    await queries.markPartReceived(partId, now().toString())
  })
}

/** 改派: another unit leads; the one that declined is no longer concerned. */
export async function reassign(id: string, leadUnitId: string, note: string, actor: Actor): Promise<void> {
  await transaction(async () => {
    const task = (await queries.findTask(id))!
    if (leadUnitId === task.lead_unit_id) {
      throw new Refusal('invalid', '新的牵头单位与原牵头单位相同，请另选单位，或驳回退回申请。', {
        field: 'leadUnitId',
      })
    }
    const labels = await unitLabels([leadUnitId, ...(task.lead_unit_id ? [task.lead_unit_id] : [])])
    if (!labels.has(leadUnitId))
      throw new Refusal('invalid', '没有这个单位，请重新选择。', { field: 'leadUnitId' })
    await act(
      taskWorkflow,
      id,
      'reassign',
      {
        subject: nothingUnderReview,
        note,
        changes: { parties: { lead: leadUnitId } },
        data: { from: labels.get(task.lead_unit_id ?? '') ?? null, to: labels.get(leadUnitId) },
      },
      actor,
    )
    if (task.lead_unit_id) await queries.deleteShare(id, task.lead_unit_id)
    // A unit that shared the task before leads it now; its part of it ends with that.
    const part = (await queries.listParts(id)).find((share) => share.unit_id === leadUnitId)
    if (part) await act(partWorkflow, part.id, 'end', { subject: null }, system)
    await queries.deleteShare(id, leadUnitId)
    await queries.insertShares([
      { unit_id: leadUnitId, task_id: id, role: 'lead', part_id: null, due_on: task.due_on },
    ])
    await queries.updateTask(id, {
      lead_unit_id: leadUnitId,
      partner_unit_ids: task.partner_unit_ids.filter((unitId) => unitId !== leadUnitId),
      co_lead_unit_ids: task.co_lead_unit_ids.filter((unitId) => unitId !== leadUnitId),
    })
    await refreshLights([id], actor)
    if (task.is_public) await publish(id, actor)
  })
}

/** Shows a task on the portal as it stands now. */
async function publish(id: string, actor: Actor): Promise<void> {
  const row = (await queries.findVisible(id, everything(actor)))!
  const labels = await unitLabels(
    [row.lead_unit_id, ...row.co_lead_unit_ids, ...row.partner_unit_ids].filter((unit) => unit !== null),
  )
  const state = row.state as TaskState
  await publishMeasure(
    {
      taskId: id,
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
      leadName: labels.get(row.lead_unit_id ?? '') ?? row.leads_as_printed,
      coLeadNames: row.co_lead_unit_ids.map((unit) => labels.get(unit) ?? ''),
      partnerNames: row.partners_as_printed ? row.partners_as_printed.split('、') : [],
      dueOn: row.due_on,
      deadlineText: row.deadline_text,
      longTerm: row.long_term,
      state,
      stateLabel: taskWorkflow.states[state].label,
      light: row.light as 'green' | null,
      lightReason: row.light_reason,
      progress: row.progress,
      expectedProgress: expectedProgressOf(row.dispatched_on, row.due_on, today().toString()),
      dispatchedOn: row.dispatched_on,
    },
    actor,
  )
}

/** The acting person, reading what the public page needs even where his own view is narrower. */
const everything = (actor: Actor): Actor => ({
  ...system,
  label: actor.label,
  permissions: new Set(['tasks.readAll']),
})
