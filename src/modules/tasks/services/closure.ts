import { type Actor, system } from '#kernel/actor.ts'
import { act } from '#kernel/cases/cases.ts'
import { attachFiles, filesOf, releaseFiles } from '#kernel/cases/files.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { emit } from '#kernel/events.ts'
import { publishNote } from '#modules/publications/service.ts'
import { type applyClosure, taskClosed } from '../contract.ts'
import * as queries from '../queries.ts'
import { partWorkflow, type TaskSubject, taskWorkflow } from '../workflow.ts'
import { refreshLights } from './lights.ts'
import { refusePersonalData, waiveOpenReports } from './reports.ts'

/** What the guard of a task looks at. */
export async function subjectOf(taskId: string): Promise<TaskSubject> {
  return { reportsUnderReview: await queries.countReportsInState(taskId, ['filed', 'signedOff']) }
}

/** 申请办结: the statement is meant for the public as well, so it may hold nobody's numbers. */
export async function requestClosure(input: InputOf<typeof applyClosure>, actor: Actor): Promise<void> {
  await transaction(async () => {
    const task = await queries.findTask(input.id)
    if (task?.is_public) refusePersonalData(input.statement, 'statement')
    await act(
      taskWorkflow,
      input.id,
      'applyClosure',
      { subject: await subjectOf(input.id), note: input.statement },
      actor,
    )
    await attachFiles(input.fileIds, input.id, actor)
    await queries.updateTask(input.id, {
      closure_statement: input.statement,
      closure_applied_at: now().toString(),
    })
    await refreshLights([input.id], actor)
  })
}

type Verdict = 'checkClosure' | 'refuseClosure' | 'recheckClosure' | 'overturnClosure' | 'writeOff' | 'cancel'

/** 初审, 复核, 退回, 销号, 取消. With the second check the task is 办结 and its result goes out. */
export async function decide(
  id: string,
  action: Verdict,
  note: string | undefined,
  actor: Actor,
): Promise<void> {
  await transaction(async () => {
    await act(taskWorkflow, id, action, { subject: await subjectOf(id), note }, actor)
    if (action === 'recheckClosure') await close(id, actor)
    if (action === 'refuseClosure' || action === 'overturnClosure')
      await queries.updateTask(id, { closure_applied_at: null })
    if (action === 'cancel') await endShares(id)
    await refreshLights([id], actor)
  })
}

async function close(id: string, actor: Actor): Promise<void> {
  const task = (await queries.findTask(id))!
  await endShares(id)
  await queries.updateTask(id, { closed_on: today().toString(), progress: 100 })
  if (task.is_public && task.closure_statement) {
    const files = (await filesOf([id])).get(id) ?? []
    const released = await releaseFiles(
      files.map((file) => file.id),
      id,
    )
    await publishNote(
      {
        taskId: id,
        kind: 'result',
        month: null,
        percent: 100,
        text: task.closure_statement,
        at: now().toString(),
        files: released.map(({ id: fileId, name, mediaType, size, sha256 }) => ({
          fileId,
          name,
          mediaType,
          size,
          sha256,
        })),
      },
      actor,
    )
  }
  await emit(taskClosed, { taskId: id }, actor)
}

async function endShares(id: string): Promise<void> {
  await waiveOpenReports(id)
  for (const part of await queries.listParts(id)) {
    if (part.state !== 'ended') await act(partWorkflow, part.id, 'end', { subject: null }, system)
  }
}
