import type { InputOf } from '#kernel/endpoint.ts'
import { actOnPlan } from '#modules/plans/contract.ts'
import type { ActOnCase } from '#workspace/page.ts'

/** Acts on a plan from the row of the inbox. */
export const act: ActOnCase = (call, { caseId, action, note }, key) =>
  call(actOnPlan, { id: caseId, action: action as InputOf<typeof actOnPlan>['action'], note }, { key })
