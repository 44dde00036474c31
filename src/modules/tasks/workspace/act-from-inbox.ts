import type { InputOf } from '#kernel/endpoint.ts'
import { actOnReport, actOnTask, getPart, receivePart } from '#modules/tasks/contract.ts'
import type { ActOnCase } from '#workspace/page.ts'

export type TaskAction = InputOf<typeof actOnTask>['action']
export type ReportAction = InputOf<typeof actOnReport>['action']

export const actOnTaskCase: ActOnCase = (call, { caseId, action, note }, key) =>
  call(actOnTask, { id: caseId, action: action as TaskAction, note }, { key })

export const actOnReportCase: ActOnCase = (call, { caseId, action, note }, key) =>
  call(actOnReport, { id: caseId, action: action as ReportAction, note }, { key })

/** A part is received under its task, which the row of the inbox does not name. */
export const actOnPartCase: ActOnCase = async (call, { caseId }, key) => {
  const task = await call(getPart, { id: caseId })
  return call(receivePart, { id: task.id, partId: caseId }, { key })
}
