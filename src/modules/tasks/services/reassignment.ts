import { type Actor, system } from '#kernel/actor.ts'
import { act, getCaseLocked } from '#kernel/cases/cases.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import { listUnits, unitLabels } from '#modules/people/service.ts'
import { deleteShare, insertShares, listParts } from '../queries/shares.ts'
import * as queries from '../queries.ts'
import { partWorkflow, taskWorkflow } from '../workflow.ts'
import { refreshLights } from './lights.ts'
import { publishLead } from './publishing.ts'

/** 改派: another unit leads; the one that declined is no longer concerned. */
export async function reassign(id: string, leadUnitId: string, note: string, actor: Actor): Promise<void> {
  await transaction(async () => {
    await getCaseLocked(id)
    const task = (await queries.findTask(id))!
    const former = task.lead_unit_id
    if (leadUnitId === former) {
      throw new Refusal('invalid', '新的牵头单位与原牵头单位相同，请另选单位，或驳回退回申请。', {
        field: 'leadUnitId',
      })
    }
    const lead = await getLead(leadUnitId)
    const row = await act(
      taskWorkflow,
      id,
      'reassign',
      {
        subject: { reportsUnderReview: 0 },
        note,
        changes: { parties: { lead: leadUnitId } },
        data: { from: former && ((await unitLabels([former])).get(former) ?? null), to: lead },
      },
      actor,
    )
    if (former) await deleteShare(id, former)
    // A unit that shared the task before leads it now; its part of it ends with that.
    const part = (await listParts(id)).find((share) => share.unit_id === leadUnitId)
    if (part && part.state !== 'ended') await act(partWorkflow, part.id, 'end', { subject: null }, system)
    await deleteShare(id, leadUnitId)
    await insertShares([
      { unit_id: leadUnitId, task_id: id, role: 'lead', part_id: null, due_on: task.due_on },
    ])
    await queries.updateTask(id, {
      lead_unit_id: leadUnitId,
      partner_unit_ids: task.partner_unit_ids.filter((unitId) => unitId !== leadUnitId),
      co_lead_unit_ids: task.co_lead_unit_ids.filter((unitId) => unitId !== leadUnitId),
    })
    const found = [
      row.number,
      row.title,
      task.body,
      ...task.path,
      task.leads_as_printed,
      task.partners_as_printed,
      lead,
    ]
    await queries.updateSearch(id, found.join('\n'))
    await refreshLights([id], actor)
    await publishLead([id], actor)
  })
}

/** Short name of a unit that may be given a task today. */
async function getLead(unitId: string): Promise<string> {
  const unit = (await listUnits()).find((each) => each.id === unitId)
  if (!unit?.isCurrent) {
    throw new Refusal('invalid', '没有这个单位，或已撤并，请从单位列表中重新选择。', { field: 'leadUnitId' })
  }
  if (!unit.canReport) {
    throw new Refusal('invalid', `${unit.shortName}不承担任务填报，请另选单位。`, { field: 'leadUnitId' })
  }
  return unit.shortName
}
