/** The face of the module: what other modules, jobs and routes may ask of tasks. */
import type { Actor } from '#kernel/actor.ts'
import { act } from '#kernel/cases/cases.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import type { actOnTask, applyClosure, reassignTask, receiveAll, receivePart, Task } from './contract.ts'
import * as queries from './queries.ts'
import { decide, requestClosure, subjectOf } from './services/closure.ts'
import { reassign, receiveShare, receiveTask } from './services/dispatch.ts'
import { refreshLights } from './services/lights.ts'
import { readTask } from './services/reading.ts'
import { taskWorkflow } from './workflow.ts'

export { keepMonthLights, lightRule, refreshAllLights } from './services/lights.ts'
export { overview } from './services/overview.ts'
export { board, keepEvidence, listOfTasks, openEvidence, readTask, taskOfPart } from './services/reading.ts'
export {
  adopt,
  file,
  listOfReports,
  move,
  openMonthReports,
  readReport,
  reportDay,
} from './services/reports.ts'

/** Does what needs no more than a word; everything else has an endpoint of its own. */
export async function actOn({ id, action, note }: InputOf<typeof actOnTask>, actor: Actor): Promise<Task> {
  await readTask(id, actor)
  if (action === 'receive') await receiveTask(id, actor)
  else if (action === 'decline' || action === 'insist') {
    await transaction(async () => {
      await act(taskWorkflow, id, action, { subject: await subjectOf(id), note }, actor)
      await refreshLights([id], actor)
    })
  } else await decide(id, action, note, actor)
  return readTask(id, actor)
}

export async function receiveOnePart(
  { id, partId }: InputOf<typeof receivePart>,
  actor: Actor,
): Promise<Task> {
  await receiveShare(partId, actor)
  return readTask(id, actor)
}

/** Signs for many tasks at once: the unit's own and its parts; all or nothing. */
export async function receiveMany(
  { taskIds }: InputOf<typeof receiveAll>,
  actor: Actor,
): Promise<{ received: number }> {
  return transaction(async () => {
    let received = 0
    for (const id of taskIds) {
      const task = await readTask(id, actor)
      if (task.allowedActions.some((allowed) => allowed.action === 'receive')) {
        await receiveTask(id, actor)
        received += 1
      }
      for (const part of task.parts) {
        if (part.allowedActions.some((allowed) => allowed.action === 'receive')) {
          await receiveShare(part.id, actor)
          received += 1
        }
      }
    }
    return { received }
  })
}

export async function reassignTo(input: InputOf<typeof reassignTask>, actor: Actor): Promise<Task> {
  await readTask(input.id, actor)
  await reassign(input.id, input.leadUnitId, input.note, actor)
  return readTask(input.id, actor)
}

export async function applyForClosure(input: InputOf<typeof applyClosure>, actor: Actor): Promise<Task> {
  await readTask(input.id, actor)
  await requestClosure(input, actor)
  return readTask(input.id, actor)
}

/** Every task of a plan (or all) as papers print it, with its last adopted report up to a month. */
export const tasksForPapers = queries.listForPapers
