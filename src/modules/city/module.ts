import { type Module, on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import * as city from './service.ts'

export const cityModule: Module = {
  name: 'city',
  label: '城市',
  dependsOn: [],
  permissions: {
    'city.manage': { label: '修改城市名称、品牌与发文机关', roles: ['system-admin'] },
  },
  routes: [
    on(contract.getCity, () => city.getCity()),
    on(contract.updateCity, (input, actor) => city.updateCity(input, actor)),
  ],
}
