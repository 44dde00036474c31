import { useLocation, useRouter } from '@tanstack/react-router'
import { createContext, useCallback, useContext, useMemo, useState } from 'react'

/** Beside the inbox a page's filters must not touch the address, which is the inbox's. */
export const Embedded = createContext(false)

export type QueryChange = Record<string, string | readonly string[] | null | undefined>

/**
 * Filters kept in the address, so that a view can be sent to a colleague and the way back returns to it.
 * A change is merged: null or '' removes a name; arrays repeat it.
 */
export function useQueryState(): [
  URLSearchParams,
  (change: QueryChange, options?: { push?: boolean }) => void,
] {
  const embedded = useContext(Embedded)
  const location = useLocation()
  const router = useRouter()
  const [local, setLocal] = useState('')
  const text = embedded ? local : location.searchStr
  const query = useMemo(() => new URLSearchParams(text), [text])
  const change = useCallback(
    (changes: QueryChange, options: { push?: boolean } = {}) => {
      const current = embedded ? text : router.history.location.search
      const next = new URLSearchParams(current)
      for (const [name, value] of Object.entries(changes)) {
        next.delete(name)
        for (const one of [value].flat()) if (one) next.append(name, one as string)
      }
      const search = next.toString()
      if (embedded) return setLocal(search)
      const address = `${router.history.location.pathname}${search ? `?${search}` : ''}`
      if (options.push) router.history.push(address)
      else router.history.replace(address)
    },
    [embedded, text, router],
  )
  return [query, change]
}
