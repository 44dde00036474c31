/** The face of the module: what other modules, jobs and routes may ask of tasks. */
import type { Actor } from '#kernel/actor.ts'
import { act, getCaseLocked } from '#kernel/cases/cases.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { actOnTask, applyClosure, reassignTask, receivePart, Task } from './contract.ts'
import { decide, requestClosure, subjectOf } from './services/closure.ts'
import { refreshLights } from './services/lights.ts'
import { getVisibleTask, readTask } from './services/reading.ts'
import { reassign } from './services/reassignment.ts'
import { receivePartOf, receiveTask } from './services/receipts.ts'
import { taskWorkflow } from './workflow.ts'

export { listForLedger, listForMonth, type MonthRow, type PaperRow } from './queries/papers.ts'
export { keepEvidence, openEvidence } from './services/evidence.ts'
export { lightRule, refreshAllLights } from './services/lights.ts'
export { board, listOfTasks } from './services/lists.ts'
export { keepMonthLights } from './services/month-lights.ts'
export { overview } from './services/overview.ts'
export { readTask, taskOfPart } from './services/reading.ts'
export { receiveMany } from './services/receipts.ts'
export { listOfReports, readReport } from './services/report-reading.ts'
export { openMonthReports, reportDay } from './services/report-slots.ts'
export { adopt, file, move } from './services/reports.ts'

/** Does what needs no more than a word; everything else has an endpoint of its own. */
export async function actOn(input: InputOf<typeof actOnTask>, actor: Actor): Promise<Task> {
  const { id, action, note, publicFileIds } = input
  return withTask(id, actor, async () => {
    if (action === 'receive' || action === 'decline' || action === 'insist') {
      if (publicFileIds?.length) {
        throw new Refusal('invalid', '公开材料在复核通过时选定，本次操作不能公开材料。', {
          field: 'publicFileIds',
        })
      }
      if (action === 'receive') return receiveTask(id, actor)
      await act(taskWorkflow, id, action, { subject: await subjectOf(id), note }, actor)
      return refreshLights([id], actor)
    }
    return decide({ id, action, note, publicFileIds }, actor)
  })
}

export const receiveOnePart = ({ id, partId }: InputOf<typeof receivePart>, actor: Actor): Promise<Task> =>
  withTask(id, actor, () => receivePartOf(id, partId, actor))

export const reassignTo = (input: InputOf<typeof reassignTask>, actor: Actor): Promise<Task> =>
  withTask(input.id, actor, () => reassign(input.id, input.leadUnitId, input.note, actor))

export const applyForClosure = (input: InputOf<typeof applyClosure>, actor: Actor): Promise<Task> =>
  withTask(input.id, actor, () => requestClosure(input, actor))

/** Works on a task that this person sees, while nobody else does; answers it as it stands then. */
async function withTask(id: string, actor: Actor, work: () => Promise<void>): Promise<Task> {
  return transaction(async () => {
    await getVisibleTask(id, actor)
    await getCaseLocked(id)
    await work()
    return readTask(id, actor)
  })
}
