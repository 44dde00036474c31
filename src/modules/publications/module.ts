import { type Module, on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { publicPages } from './portal/pages.ts'
import { countMeasures } from './services/counting.ts'
import { getLegend, getMeasure, listMeasures } from './services/reading.ts'

export const publicationsModule: Module = {
  name: 'publications',
  label: '公开',
  dependsOn: ['city'],
  portal: publicPages,
  routes: [
    on(contract.listMeasures, ({ page, pageSize, ...filter }) => listMeasures(filter, page, pageSize)),
    on(contract.getMeasure, ({ number }) => getMeasure(number)),
    on(contract.countMeasures, ({ plan }) => countMeasures(plan)),
    on(contract.getLegend, async () => ({ legend: await getLegend() })),
  ],
}
