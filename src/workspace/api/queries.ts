import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { Refusal } from '#kernel/refusal.ts'
import { sessionEnded } from '../session/state.ts'

const watch = (error: unknown): void => {
  if (error instanceof Refusal && error.code === 'not-signed-in') sessionEnded()
}

/** One cache for all pages. A refusal is an answer and is not asked again; a broken line is, twice. */
export const queries = new QueryClient({
  queryCache: new QueryCache({ onError: watch }),
  mutationCache: new MutationCache({ onError: watch }),
  defaultOptions: {
    queries: {
      retry: (count, error) => count < 2 && (!(error instanceof Refusal) || error.code === 'unavailable'),
      refetchOnWindowFocus: true,
      gcTime: 10 * 60_000,
    },
  },
})
