import { contentOfFile } from '#kernel/cases/files.ts'
import { type Module, on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as service from './service.ts'
import { planWorkflow } from './workflow.ts'

export const plansModule: Module = {
  name: 'plans',
  label: '方案',
  dependsOn: ['city', 'people'],
  permissions: {
    'plans.read': {
      label: '查看方案',
      roles: [
        'dispatcher',
        'dispatch-head',
        'liaison',
        'unit-leader',
        'district-dispatcher',
        'city-leader',
        'secrecy-reviewer',
      ],
    },
    'plans.edit': { label: '上传、核对方案', roles: ['dispatcher', 'dispatch-head'] },
    'plans.dispatch': { label: '批准下达', roles: ['dispatch-head'] },
  },
  workflows: [planWorkflow],
  routes: [
    on(contract.uploadPlan, ({ file }, actor) => service.upload(file, actor)),
    on(contract.listPlans, (_, actor) => service.list(actor)),
    on(contract.getPlan, ({ id }, actor) => service.read(id, actor)),
    on(contract.getReview, ({ id }, actor) => service.reviewOf(id, actor)),
    on(contract.downloadSource, async ({ id }, actor) => {
      const file = await service.sourceFileOf(id, actor)
      return { name: file.name, mediaType: file.mediaType, body: await contentOfFile(file) }
    }),
    on(contract.updatePlan, service.changePlan),
    on(contract.updateMeasure, service.changeMeasure),
    on(contract.settleDoubts, service.settle),
    on(contract.matchUnit, service.match),
    on(contract.actOnPlan, service.actOn),
  ],
}
