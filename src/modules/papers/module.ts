import { type Module, on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as service from './service.ts'

export const papersModule: Module = {
  name: 'papers',
  label: '公文与台账',
  dependsOn: ['city', 'people', 'plans', 'tasks'],
  permissions: {
    'papers.bulletin': { label: '编制月度通报', roles: ['dispatcher', 'dispatch-head', 'city-leader'] },
    'papers.ledger': {
      label: '下载任务台账',
      roles: [
        'dispatcher',
        'dispatch-head',
        'city-leader',
        'liaison',
        'unit-leader',
        'district-dispatcher',
        'secrecy-reviewer',
      ],
    },
  },
  routes: [on(contract.downloadBulletin, service.bulletin), on(contract.downloadLedger, service.ledger)],
}
