import { type Actor, system } from '#kernel/actor.ts'
import { act, getCaseLocked } from '#kernel/cases/cases.ts'
import { attachFiles, type CaseFile, filesOf, releaseFiles } from '#kernel/cases/files.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { emit } from '#kernel/events.ts'
import { Refusal } from '#kernel/refusal.ts'
import { publishNote } from '#modules/publications/service.ts'
import { type applyClosure, taskClosed } from '../contract.ts'
import { countReportsInState } from '../queries/reports.ts'
import { listParts } from '../queries/shares.ts'
import * as queries from '../queries.ts'
import { partWorkflow, type TaskSubject, taskWorkflow } from '../workflow.ts'
import { refreshLights } from './lights.ts'
import { noticeFile, refusePersonalData } from './public-texts.ts'
import { waiveOpenReports } from './report-slots.ts'

/** What the guard of a task looks at; asked under the task's lock, so that nothing slips in between. */
export async function subjectOf(taskId: string): Promise<TaskSubject> {
  return { reportsUnderReview: await countReportsInState(taskId, ['filed', 'signedOff']) }
}

/** 申请办结: the statement is meant for the public as well, so it may hold nobody's numbers. */
export async function requestClosure(input: InputOf<typeof applyClosure>, actor: Actor): Promise<void> {
  await transaction(async () => {
    await getCaseLocked(input.id)
    await act(
      taskWorkflow,
      input.id,
      'applyClosure',
      { subject: await subjectOf(input.id), note: input.statement },
      actor,
    )
    const task = (await queries.findTask(input.id))!
    if (task.is_public) refusePersonalData(input.statement, 'statement')
    await attachFiles(input.fileIds, input.id, actor)
    await queries.updateTask(input.id, {
      closure_statement: input.statement,
      closure_applied_at: now().toString(),
    })
    await refreshLights([input.id], actor)
  })
}

type Verdict = 'checkClosure' | 'refuseClosure' | 'recheckClosure' | 'overturnClosure' | 'writeOff' | 'cancel'

interface Decision {
  id: string
  action: Verdict
  note?: string | undefined
  /** Evidence that was approved for the public together with the result. */
  publicFileIds?: string[] | undefined
}

/** 初审, 复核, 退回, 销号, 取消. With the second check the task is 办结 and its result goes out. */
export async function decide(decision: Decision, actor: Actor): Promise<void> {
  const { id, action, note, publicFileIds = [] } = decision
  await transaction(async () => {
    await getCaseLocked(id)
    const data = publicFileIds.length > 0 ? { publicFileIds } : undefined
    await act(taskWorkflow, id, action, { subject: await subjectOf(id), note, data }, actor)
    if (publicFileIds.length > 0 && action !== 'recheckClosure') {
      throw new Refusal('invalid', '公开材料在复核通过时选定，本次操作不能公开材料。', {
        field: 'publicFileIds',
      })
    }
    if (action === 'recheckClosure') await close(id, publicFileIds, actor)
    if (action === 'refuseClosure' || action === 'overturnClosure')
      await queries.updateTask(id, { closure_applied_at: null })
    if (action === 'cancel') await endShares(id)
    await refreshLights([id], actor)
  })
}

async function close(id: string, publicFileIds: string[], actor: Actor): Promise<void> {
  const task = (await queries.findTask(id))!
  await endShares(id)
  await queries.updateTask(id, { closed_on: today().toString(), progress: 100 })
  if (publicFileIds.length > 0 && !task.is_public) {
    throw new Refusal('invalid', '这项任务不公开，不能公开其材料。', { field: 'publicFileIds' })
  }
  if (task.is_public && task.closure_statement) {
    const files = await released(publicFileIds, id)
    await publishNote(
      {
        taskId: id,
        kind: 'result',
        month: null,
        percent: 100,
        text: task.closure_statement,
        at: now().toString(),
        files: files.map(noticeFile),
      },
      actor,
    )
  }
  await emit(taskClosed, { taskId: id }, actor)
}

/** Marks evidence of this task as public. @throws Refusal when one of the files is not its own */
async function released(fileIds: string[], taskId: string): Promise<CaseFile[]> {
  const own = ((await filesOf([taskId])).get(taskId) ?? []).map((file) => file.id)
  const stranger = fileIds.findIndex((id) => !own.includes(id))
  if (stranger >= 0) {
    throw new Refusal('invalid', '所选公开材料不是这项任务的办结佐证，请重新选择。', {
      field: `publicFileIds.${stranger}`,
    })
  }
  return releaseFiles(fileIds, taskId)
}

async function endShares(id: string): Promise<void> {
  await waiveOpenReports(id)
  for (const part of await listParts(id)) {
    if (part.state !== 'ended') await act(partWorkflow, part.id, 'end', { subject: null }, system)
  }
}
