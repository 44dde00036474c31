import { type UseMutationResult, useMutation, useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { CallInputOf, Endpoint, OutputOf } from '#kernel/endpoint.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { call, newKey } from './call.ts'

export interface WriteOptions<E extends Endpoint> {
  onDone?: (output: OutputOf<E>, input: CallInputOf<E>) => unknown
  /** What the page shows is asked again afterwards; false when the answer itself is all that changed. */
  refresh?: boolean
}

/**
 * Writes through an endpoint. The same content sent again before an answer came carries the same
 * idempotency key, so pressing twice or trying again after a broken line does the thing once.
 */
export function useWrite<E extends Endpoint>(
  endpoint: E,
  options: WriteOptions<E> = {},
): UseMutationResult<OutputOf<E>, Refusal, CallInputOf<E>> {
  const queries = useQueryClient()
  const attempt = useRef<{ content: string; key: string } | null>(null)
  return useMutation<OutputOf<E>, Refusal, CallInputOf<E>>({
    mutationFn: (input) => {
      const content = contentOf(input)
      if (attempt.current?.content !== content) attempt.current = { content, key: newKey() }
      return call(endpoint, input, { key: attempt.current.key })
    },
    onSuccess: async (output, input) => {
      attempt.current = null
      await options.onDone?.(output, input)
      if (options.refresh !== false) void queries.invalidateQueries()
    },
  })
}

const contentOf = (input: unknown): string =>
  JSON.stringify(input, (_, value) =>
    value instanceof File ? [value.name, value.size, value.lastModified] : value,
  ) ?? ''
