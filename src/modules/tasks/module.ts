import { type Module, on, when } from '#kernel/module.ts'
import { unitSucceeded } from '#modules/people/contract.ts'
import { planConfirmed, planDispatched, planSentBack } from '#modules/plans/contract.ts'
import * as contract from './contract.ts'
import { taskJobs } from './jobs.ts'
import * as service from './service.ts'
import { createTasksOf, withdrawTasksOf } from './services/creation.ts'
import { dispatchTasksOf } from './services/dispatch.ts'
import { inheritTasksOf } from './services/succession.ts'
import { partWorkflow, reportWorkflow, taskWorkflow } from './workflow.ts'

const centre = ['dispatcher', 'dispatch-head'] as const
const units = ['liaison', 'unit-leader', 'district-dispatcher'] as const

export const tasksModule: Module = {
  name: 'tasks',
  label: '任务',
  dependsOn: ['city', 'people', 'publications', 'plans'],
  permissions: {
    'tasks.read': { label: '查看任务', roles: [...centre, ...units, 'city-leader', 'secrecy-reviewer'] },
    'tasks.readAll': { label: '查看全市任务', roles: [...centre, 'city-leader', 'secrecy-reviewer'] },
    'tasks.dispatch': { label: '改派任务', roles: [...centre] },
    'tasks.cancel': { label: '取消任务', roles: ['dispatch-head'] },
    'tasks.receive': { label: '签收任务', roles: ['liaison', 'district-dispatcher'] },
    'tasks.report': { label: '填报进展、申请办结', roles: ['liaison', 'district-dispatcher'] },
    'tasks.signOff': { label: '审签进展', roles: ['unit-leader'] },
    'tasks.review': { label: '审核进展、初审办结', roles: [...centre] },
    'tasks.recheck': { label: '复核办结', roles: [...centre] },
    'tasks.writeOff': { label: '销号', roles: [...centre] },
  },
  workflows: [taskWorkflow, partWorkflow, reportWorkflow],
  routes: [
    on(contract.listTasks, service.listOfTasks),
    on(contract.boardOfTasks, service.board),
    on(contract.getOverview, ({ planId }, actor) => service.overview(planId, actor)),
    on(contract.getTask, ({ id }, actor) => service.readTask(id, actor)),
    on(contract.actOnTask, service.actOn),
    on(contract.receivePart, service.receiveOnePart),
    on(contract.receiveAll, service.receiveMany),
    on(contract.reassignTask, service.reassignTo),
    on(contract.applyClosure, service.applyForClosure),
    on(contract.getPart, async ({ id }, actor) => service.readTask(await service.taskOfPart(id), actor)),
    on(contract.listReports, service.listOfReports),
    on(contract.getReport, ({ id }, actor) => service.readReport(id, actor)),
    on(contract.fileReport, service.file),
    on(contract.actOnReport, service.move),
    on(contract.adoptReport, service.adopt),
    on(contract.uploadFile, ({ file }, actor) => service.keepEvidence(file, actor)),
    on(contract.downloadFile, ({ id }, actor) => service.openEvidence(id, actor)),
  ],
  jobs: taskJobs,
  listeners: [
    when(planConfirmed, createTasksOf),
    when(planDispatched, dispatchTasksOf),
    when(planSentBack, withdrawTasksOf),
    when(unitSucceeded, inheritTasksOf),
  ],
}
