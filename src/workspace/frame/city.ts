import type { OutputOf } from '#kernel/endpoint.ts'
import { getCity } from '#modules/city/contract.ts'
import { useAnswer } from '../api/use-answer.ts'

/** How the city calls itself and its platform; absent until the answer is there. */
export function useCity(): Partial<OutputOf<typeof getCity>> {
  return useAnswer(getCity, {}, { topics: ['setting'], fresh: 10 * 60_000 }).data ?? {}
}
