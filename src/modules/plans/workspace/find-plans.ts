import { listPlans } from '#modules/plans/contract.ts'
import type { Find } from '#workspace/page.ts'

/** Finds plans by title or document number; a city has few, so the list itself is looked through. */
export const findPlans: Find = async (call, words, signal) => {
  const { plans } = await call(listPlans, {}, { signal })
  return plans
    .filter((plan) => plan.title.includes(words) || plan.documentNumber?.includes(words))
    .slice(0, 5)
    .map((plan) => ({
      title: plan.title,
      detail: [plan.documentNumber, plan.stateLabel, `${plan.measureCount} 条措施`]
        .filter(Boolean)
        .join(' · '),
      to: `/plans/${plan.id}`,
    }))
}
