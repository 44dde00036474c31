import type { CallInputOf } from '#kernel/endpoint.ts'
import { actOnPlan, getReview, settleDoubts, uploadPlan } from '#modules/plans/contract.ts'
import * as tasks from '#modules/tasks/contract.ts'
import { type PrintedMeasure, planFile, planText } from './plan-texts.ts'
import type { UnitKey, Worker, WorkingCity } from './working-city.ts'

/** What a unit says of a month, unless a test says otherwise. */
export const someProgress = {
  percent: 30,
  done: '完成流程梳理，印发办事指南。',
  problems: '系统对接尚未完成。',
  nextSteps: '下月完成联调。',
  supportNeeded: '',
}

/** A measure of 市能源局 with 市住建局 as partner, due at the end of the year. */
export const usualMeasure: PrintedMeasure = {
  title: '压缩用电报装时间',
  lead: '市能源局',
  partners: '市住建局',
  deadline: '2026年12月底前',
}

export type ReportChanges = Partial<typeof someProgress> & { fileIds?: string[] }

/** What people of the city do with tasks, step by step through the front door. */
export function workIn(city: WorkingCity) {
  const { dispatcher, otherDispatcher, head, liaison, leader } = city

  const read = (id: string, by: Worker = dispatcher) => by.call(tasks.getTask, { id })

  const act = (
    id: string,
    action: CallInputOf<typeof tasks.actOnTask>['action'],
    by: Worker,
    note?: string,
    publicFileIds?: string[],
  ) => by.call(tasks.actOnTask, { id, action, note, publicFileIds })

  /** The report of a month that a task owes. */
  async function reportOf(taskId: string, month: string): Promise<tasks.Report> {
    const found = (await read(taskId)).reports.find((report) => report.month === month)
    if (!found) throw new Error(`no report of ${month}`)
    return found
  }

  const actOnReport = (
    id: string,
    action: 'takeBack' | 'signOff' | 'refuseSignature' | 'sendBack',
    by: Worker,
    note?: string,
  ) => by.call(tasks.actOnReport, { id, action, note })

  const upload = (text: string, by: Worker) =>
    by.call(tasks.uploadFile, { file: new File([text], '佐证.txt', { type: 'text/plain' }) })

  async function file(taskId: string, month: string, changes: ReportChanges = {}, unit: UnitKey = 'energy') {
    const { id } = await reportOf(taskId, month)
    return liaison[unit].call(tasks.fileReport, { id, ...someProgress, ...changes })
  }

  async function fileAndSign(
    taskId: string,
    month: string,
    changes: ReportChanges = {},
    unit: UnitKey = 'energy',
  ) {
    const { id } = await file(taskId, month, changes, unit)
    return actOnReport(id, 'signOff', leader[unit])
  }

  async function report(
    taskId: string,
    month: string,
    changes: ReportChanges = {},
    adoption: { publicText?: string; publicFileIds?: string[] } = {},
    unit: UnitKey = 'energy',
  ) {
    const { id } = await fileAndSign(taskId, month, changes, unit)
    return dispatcher.call(tasks.adoptReport, { id, ...adoption })
  }

  async function applyForClosure(taskId: string, unit: UnitKey = 'energy', statement = closureStatement) {
    const { id } = await upload(`办结佐证 ${taskId}`, liaison[unit])
    await liaison[unit].call(tasks.applyClosure, { id: taskId, statement, fileIds: [id] })
    return id
  }

  /** 申请办结, 初审, 复核 by two people. */
  async function close(taskId: string, unit: UnitKey = 'energy') {
    await applyForClosure(taskId, unit)
    await act(taskId, 'checkClosure', dispatcher)
    return act(taskId, 'recheckClosure', otherDispatcher)
  }

  /** Uploads, confirms and dispatches a plan; its tasks in the order of the measures. */
  async function dispatch(...measures: PrintedMeasure[]): Promise<{ planId: string; taskIds: string[] }> {
    const { id: planId } = await confirm(...measures)
    await head.call(actOnPlan, { id: planId, action: 'dispatch' })
    const list = await dispatcher.call(tasks.listTasks, { planId, sort: 'number', pageSize: 200 })
    return { planId, taskIds: list.tasks.map(({ id }) => id) }
  }

  async function confirm(...measures: PrintedMeasure[]) {
    const plan = await dispatcher.call(uploadPlan, { file: planFile(planText(measures)) })
    const review = await dispatcher.call(getReview, { id: plan.id })
    const doubtIds = review.measures.flatMap((measure) =>
      measure.doubts.filter((doubt) => doubt.acceptable).map((doubt) => `${measure.id}/${doubt.id}`),
    )
    if (doubtIds.length > 0) await dispatcher.call(settleDoubts, { id: plan.id, doubtIds })
    return dispatcher.call(actOnPlan, { id: plan.id, action: 'confirm' })
  }

  /** The same, and 市能源局 has signed for all that it leads. */
  async function begin(...measures: PrintedMeasure[]): Promise<{ planId: string; taskIds: string[] }> {
    const dispatched = await dispatch(...measures)
    await liaison.energy.call(tasks.receiveAll, { taskIds: dispatched.taskIds })
    return dispatched
  }

  return {
    act,
    actOnReport,
    applyForClosure,
    begin,
    close,
    confirm,
    dispatch,
    file,
    fileAndSign,
    read,
    report,
    reportOf,
    upload,
  }
}

export const closureStatement = '已建成并联审批平台，报装时间由 20 天压缩到 8 天。'
