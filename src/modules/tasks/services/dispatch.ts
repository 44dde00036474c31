import type { Actor } from '#kernel/actor.ts'
import { act, type Case, openCase } from '#kernel/cases/cases.ts'
import { today } from '#kernel/clock.ts'
import { readSetting } from '#kernel/settings.ts'
import type { PlanEvent } from '#modules/plans/contract.ts'
import { publishLegend } from '#modules/publications/service.ts'
import { insertShares, type NewShare } from '../queries/shares.ts'
import * as queries from '../queries.ts'
import { legendOf } from '../rules.ts'
import { partWorkflow, taskWorkflow } from '../workflow.ts'
import { lightRule, refreshLights } from './lights.ts'
import { publish } from './publishing.ts'

/** Sends the tasks of an approved plan to lead and partner units and publishes those that are public. */
export async function dispatchTasksOf({ planId }: PlanEvent, actor: Actor): Promise<void> {
  await publishLegend(legendOf(await readSetting(lightRule)), actor)
  const tasks = await queries.listOfPlan(planId, 'drafted')
  const ids = tasks.map(({ id }) => id)
  const shares: NewShare[] = []
  for (const task of tasks) {
    const row = await act(taskWorkflow, task.id, 'dispatch', { subject: { reportsUnderReview: 0 } }, actor)
    const share = { task_id: task.id, due_on: task.due_on }
    if (task.lead_unit_id) shares.push({ ...share, unit_id: task.lead_unit_id, role: 'lead', part_id: null })
    const others = [
      ...task.co_lead_unit_ids.map((unitId) => ({ unitId, role: 'lead' as const })),
      ...task.partner_unit_ids.map((unitId) => ({ unitId, role: 'partner' as const })),
    ]
    for (const [i, { unitId, role }] of others.entries()) {
      shares.push({ ...share, unit_id: unitId, role, part_id: await openPart(row, unitId, i + 1, actor) })
    }
  }
  await insertShares(shares)
  await queries.updateTasks(ids, { dispatched_on: today().toString() })
  await refreshLights(ids, actor)
  await publish(
    tasks.filter((task) => task.is_public).map(({ id }) => id),
    actor,
  )
}

/** Another unit's share of a task, with a receipt of its own. */
async function openPart(task: Case, unitId: string, place: number, actor: Actor): Promise<string> {
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
