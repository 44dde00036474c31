import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query'
import type { CallInputOf, Endpoint, OutputOf } from '#kernel/endpoint.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { call } from './call.ts'

export interface AnswerOptions {
  enabled?: boolean
  /** Topics of `/api/live` on which it is asked again; `case` unless told. */
  topics?: readonly string[]
  /** While the input changes, the former answer stays on the page (tables that turn a leaf). */
  keepPrevious?: boolean
  /** Milliseconds during which the answer is not asked again. */
  fresh?: number
}

export const answerKey = (endpoint: Endpoint, input?: unknown) =>
  input === undefined ? [endpoint.method, endpoint.path] : [endpoint.method, endpoint.path, input]

/** Asks an endpoint and keeps the answer current. */
export function useAnswer<E extends Endpoint>(
  endpoint: E,
  input: CallInputOf<E>,
  options: AnswerOptions = {},
): UseQueryResult<OutputOf<E>, Refusal> {
  return useQuery<OutputOf<E>, Refusal>({
    queryKey: answerKey(endpoint, input),
    queryFn: ({ signal }) => call(endpoint, input, { signal }),
    enabled: options.enabled ?? true,
    staleTime: options.fresh ?? 5_000,
    placeholderData: options.keepPrevious ? keepPreviousData : undefined,
    meta: { topics: options.topics ?? ['case'] },
  })
}
