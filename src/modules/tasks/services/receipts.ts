import type { Actor } from '#kernel/actor.ts'
import { act, getCaseLocked } from '#kernel/cases/cases.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { receiveAll } from '../contract.ts'
import { findTaskOfPart, listPartsToReceive, markPartReceived } from '../queries/shares.ts'
import * as queries from '../queries.ts'
import { partWorkflow, taskWorkflow } from '../workflow.ts'
import { refreshLights } from './lights.ts'
import { openReport } from './report-slots.ts'

/** 签收 by the lead unit; the month's report is owed from now on. */
export async function receiveTask(id: string, actor: Actor): Promise<void> {
  await transaction(async () => {
    const row = await act(taskWorkflow, id, 'receive', { subject: { reportsUnderReview: 0 } }, actor)
    await queries.updateTask(id, { received_on: today().toString() })
    await openReport({ id, number: row.number, title: row.title, parties: row.parties }, today())
    await refreshLights([id], actor)
  })
}

/** 签收 of one part by its unit. */
export async function receivePartOf(taskId: string, partId: string, actor: Actor): Promise<void> {
  if ((await findTaskOfPart(partId)) !== taskId) {
    throw new Refusal('not-found', '这项任务没有这项配合任务，可能已改派，请刷新后查看。', {
      field: 'partId',
    })
  }
  await receiveShare(partId, actor)
}

async function receiveShare(partId: string, actor: Actor): Promise<void> {
  await act(partWorkflow, partId, 'receive', { subject: null }, actor)
  await markPartReceived(partId, now().toString())
}

/** Signs for many tasks at once: the unit's own and its parts; all or nothing. */
export async function receiveMany(
  { taskIds }: InputOf<typeof receiveAll>,
  actor: Actor,
): Promise<{ received: number }> {
  return transaction(async () => {
    // In one order for everybody, so that two who sign at a time wait for each other instead of blocking.
    const ids = [...new Set(taskIds)].sort()
    for (const id of ids) await getCaseLocked(id)
    const seen = new Map((await queries.listVisible(ids, actor)).map((row) => [row.id, row]))
    if (seen.size < ids.length) {
      const hidden = taskIds.findIndex((id) => !seen.has(id))
      throw new Refusal('not-found', '所选任务中有一项不存在，或不在您的查看范围内，请刷新后重新选择。', {
        field: `taskIds.${hidden}`,
      })
    }
    const parts = actor.unitId ? await listPartsToReceive(ids, actor.unitId) : []
    const own = ids.filter((id) => {
      const row = seen.get(id)!
      return row.state === 'awaitingReceipt' && row.lead_unit_id === actor.unitId
    })
    for (const id of own) await receiveTask(id, actor)
    for (const part of parts) await receiveShare(part.id, actor)
    return { received: own.length + parts.length }
  })
}
