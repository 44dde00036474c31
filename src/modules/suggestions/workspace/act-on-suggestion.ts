import type { InputOf } from '#kernel/endpoint.ts'
import { actOnSuggestion } from '#modules/suggestions/contract.ts'
import type { ActOnCase } from '#workspace/page.ts'

export type SuggestionAction = InputOf<typeof actOnSuggestion>['action']

/** Acts on a suggestion from the row of the inbox. */
export const act: ActOnCase = (call, { caseId, action, note }, key) =>
  call(actOnSuggestion, { id: caseId, action: action as SuggestionAction, note }, { key })
