import { system } from '#kernel/actor.ts'
import { act, getCaseLocked } from '#kernel/cases/cases.ts'
import { unitLabels } from '#modules/people/service.ts'
import { listReportsOf, updateReport } from '../queries/reports.ts'
import { deleteShare, findShare, listSharesOf, moveShare } from '../queries/shares.ts'
import * as queries from '../queries.ts'
import { partWorkflow, reportWorkflow, taskWorkflow } from '../workflow.ts'
import { publishLead } from './publishing.ts'

interface Succession {
  unitId: string
  successorId: string
  /** Names of both, for the history. */
  data: { formerUnit: string | undefined; successor: string | undefined }
}

/** A unit went over into another: what it had to do, and what it may see, is the successor's from now on. */
export async function inheritTasksOf(event: { unitId: string; successorId: string }): Promise<void> {
  const { unitId, successorId } = event
  const labels = await unitLabels([unitId, successorId])
  const data = { formerUnit: labels.get(unitId), successor: labels.get(successorId) }
  const succession = { unitId, successorId, data }
  const shares = await listSharesOf(unitId)
  for (const share of shares) {
    await getCaseLocked(share.task_id)
    if (share.part_id === null) await inheritLead(share.task_id, succession)
    else await inheritPart(share.task_id, share.part_id, succession)
    await renameIn((await queries.findTask(share.task_id))!, succession)
  }
  for (const task of await queries.listDraftedFor(unitId)) {
    if (task.lead_unit_id === unitId) await succeedAsLead(task.id, succession)
    await renameIn(task, succession)
  }
  await publishLead(
    shares.map((share) => share.task_id),
    system,
  )
}

async function inheritLead(taskId: string, succession: Succession): Promise<void> {
  const { unitId, successorId, data } = succession
  await succeedAsLead(taskId, succession)
  // A successor that shared the task leads it now; its part of it ends with that.
  const own = await findShare(taskId, successorId)
  if (own) {
    if (own.part_id) await endPart(own.part_id)
    await deleteShare(taskId, successorId)
  }
  await moveShare(taskId, unitId, successorId)
  for (const report of await listReportsOf(taskId)) {
    if (report.unit_id !== unitId) continue
    if (report.state !== 'adopted' && report.state !== 'waived') {
      const row = (await getCaseLocked(report.id))!
      await act(
        reportWorkflow,
        report.id,
        'succeed',
        {
          subject: null,
          data: { ...data },
          changes: { parties: { lead: successorId } },
          waitsDueOn: row.waits_due_on,
        },
        system,
      )
    }
    await updateReport(report.id, { unit_id: successorId })
  }
}

async function succeedAsLead(taskId: string, { successorId, data }: Succession): Promise<void> {
  const row = (await getCaseLocked(taskId))!
  if (!(taskWorkflow.actions.succeed.from as readonly string[]).includes(row.state)) return
  await act(
    taskWorkflow,
    taskId,
    'succeed',
    {
      subject: { reportsUnderReview: 0 },
      data: { ...data },
      changes: { parties: { lead: successorId } },
      waitsDueOn: row.waits_due_on,
    },
    system,
  )
}

async function inheritPart(taskId: string, partId: string, succession: Succession): Promise<void> {
  const { unitId, successorId, data } = succession
  if (await findShare(taskId, successorId)) {
    await endPart(partId)
    await deleteShare(taskId, unitId)
    return
  }
  const row = (await getCaseLocked(partId))!
  if (row.state !== 'ended') {
    await act(
      partWorkflow,
      partId,
      'succeed',
      {
        subject: null,
        data: { ...data },
        changes: { parties: { unit: successorId } },
        waitsDueOn: row.waits_due_on,
      },
      system,
    )
  }
  await moveShare(taskId, unitId, successorId)
}

async function endPart(partId: string): Promise<void> {
  const row = await getCaseLocked(partId)
  if (row && row.state !== 'ended') await act(partWorkflow, partId, 'end', { subject: null }, system)
}

/** The lists of a task name the successor once, and not beside itself as lead. */
async function renameIn(
  task: NonNullable<Awaited<ReturnType<typeof queries.findTask>>>,
  { unitId, successorId }: Succession,
): Promise<void> {
  const lead = task.lead_unit_id === unitId ? successorId : task.lead_unit_id
  const renamed = (ids: string[], others: (string | null)[]) => [
    ...new Set(ids.map((id) => (id === unitId ? successorId : id)).filter((id) => !others.includes(id))),
  ]
  const coLeads = renamed(task.co_lead_unit_ids, [lead])
  await queries.updateTask(task.id, {
    lead_unit_id: lead,
    co_lead_unit_ids: coLeads,
    partner_unit_ids: renamed(task.partner_unit_ids, [lead, ...coLeads]),
  })
}
