import { useQueryClient } from '@tanstack/react-query'
import type { InputOf } from '#kernel/endpoint.ts'
import {
  getReview,
  type Measure,
  matchUnit,
  type Plan,
  type Review,
  settleDoubts,
  updateMeasure,
  updatePlan,
} from '#modules/plans/contract.ts'
import { answerKey, useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { mergeMeasures } from './doubt-groups.ts'

export type MeasureChange = Omit<InputOf<typeof updateMeasure>, 'id'>
export type PlanChange = Omit<InputOf<typeof updatePlan>, 'id'>

/**
 * The review of one plan and what may be done in it. A review of 500 measures is large, so answers are put into
 * what is shown instead of asking for the whole again, and changes elsewhere do not fetch it anew.
 */
export function useReview(id: string) {
  const client = useQueryClient()
  const answer = useAnswer(getReview, { id }, { topics: [], fresh: 60_000 })
  const put = (change: (known: Review) => Review) =>
    client.setQueryData<Review>(answerKey(getReview, { id }), (known) => known && change(known))
  const take = ({ plan, measures }: { plan: Plan; measures: Measure[] }) =>
    put((known) => ({ ...known, plan, measures: mergeMeasures(known.measures, measures) }))

  const settle = useWrite(settleDoubts, { onDone: take, refresh: false })
  const save = useWrite(updateMeasure, { onDone: take, refresh: false })
  const match = useWrite(matchUnit, {
    refresh: false,
    onDone: (changed, { name }) => {
      take(changed)
      put((known) => ({ ...known, unknownUnits: known.unknownUnits.filter((unit) => unit.name !== name) }))
    },
  })
  const facts = useWrite(updatePlan, {
    refresh: false,
    onDone: (plan) => put((known) => ({ ...known, plan })),
  })
  return { answer, settle, save, match, facts }
}
