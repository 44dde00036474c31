import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useSessionState } from '../session/state.ts'

/** Gathers a burst; the spread keeps a thousand open pages from asking in the same instant. */
const pauseMilliseconds = () => 600 + Math.random() * 600
/** However busy the city is, a page asks no more often than this. */
const restMilliseconds = 5_000
/** Where a proxy swallows server-sent events, counts still move. */
const withoutLiveMilliseconds = 60_000

/**
 * Asks again what is on the page when the server says that something of its topic has changed. A page that nobody
 * looks at holds no line: browsers allow six to one host, and clerks open more tabs than that.
 */
export function useLive(): void {
  const queries = useQueryClient()
  const state = useSessionState()
  useEffect(() => {
    if (state !== 'open') return
    let stop = document.hidden ? null : listen(queries)
    const turn = () => {
      if (document.hidden) {
        stop?.()
        stop = null
      } else if (!stop) {
        stop = listen(queries)
        // What happened meanwhile was not heard.
        void queries.invalidateQueries({ refetchType: 'active', stale: true })
      }
    }
    document.addEventListener('visibilitychange', turn)
    return () => {
      stop?.()
      document.removeEventListener('visibilitychange', turn)
    }
  }, [queries, state])
}

function listen(queries: QueryClient): () => void {
  const pending = new Set<string>()
  let timer: number | undefined
  let askedAt = 0
  let heardAt = Date.now()
  const ask = () => {
    timer = undefined
    askedAt = Date.now()
    const topics = new Set(pending)
    pending.clear()
    void queries.invalidateQueries({
      predicate: ({ meta }) => ((meta?.topics ?? []) as string[]).some((topic) => topics.has(topic)),
    })
  }
  const soon = (topic: string) => {
    pending.add(topic)
    timer ??= window.setTimeout(ask, Math.max(pauseMilliseconds(), askedAt + restMilliseconds - Date.now()))
  }
  const stream = new EventSource('/api/live')
  for (const event of ['ready', 'beat', 'change']) {
    stream.addEventListener(event, (message) => {
      heardAt = Date.now()
      if (event === 'change') soon((message as MessageEvent<string>).data)
    })
  }
  const fallback = window.setInterval(() => {
    if (Date.now() - heardAt >= withoutLiveMilliseconds) soon('case')
  }, withoutLiveMilliseconds)
  return () => {
    stream.close()
    window.clearInterval(fallback)
    window.clearTimeout(timer)
  }
}
