import { type Module, on } from '#kernel/module.ts'
import * as contract from './contract.ts'
import { publicPages } from './portal/pages.ts'
import { actOn, getSuggestion, listSuggestions } from './services/answering.ts'
import { follow, submit } from './services/sending.ts'
import { forgetSources } from './services/sources.ts'
import { suggestionWorkflow } from './workflow.ts'

export const suggestionsModule: Module = {
  name: 'suggestions',
  label: '公众意见',
  dependsOn: ['city', 'publications'],
  permissions: {
    'suggestions.read': {
      label: '查看公众意见',
      roles: ['dispatcher', 'dispatch-head', 'liaison', 'unit-leader', 'city-leader'],
    },
    'suggestions.readAll': {
      label: '查看全部公众意见',
      roles: ['dispatcher', 'dispatch-head', 'city-leader'],
    },
    'suggestions.accept': { label: '受理公众意见、审核答复', roles: ['dispatcher', 'dispatch-head'] },
    'suggestions.answer': { label: '答复公众意见', roles: ['liaison', 'unit-leader'] },
  },
  workflows: [suggestionWorkflow],
  portal: publicPages,
  routes: [
    on(contract.submitSuggestion, (input, actor) => submit(input, actor)),
    on(contract.followSuggestion, ({ queryCode }, actor) => follow(queryCode, actor)),
    on(contract.listSuggestions, ({ page, pageSize, ...filter }, actor) =>
      listSuggestions(filter, page, pageSize, actor),
    ),
    on(contract.getSuggestion, ({ id }, actor) => getSuggestion(id, actor)),
    on(contract.actOnSuggestion, (input, actor) => actOn(input, actor)),
  ],
  jobs: [
    {
      name: 'suggestions.forgetSources',
      cron: '10 3 * * *',
      summary: '销毁两天前的来源摘要密钥',
      run: forgetSources,
    },
  ],
}
