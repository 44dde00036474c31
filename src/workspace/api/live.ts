import { useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'

/** A burst of changes is one question; and while nobody looks at the page, none. */
const pauseMilliseconds = 800
/** Where a proxy swallows server-sent events, counts still move. */
const withoutLiveMilliseconds = 60_000

/** Asks again what is on the page when the server says that something of its topic has changed. */
export function useLive(): void {
  const queries = useQueryClient()
  useEffect(() => {
    const pending = new Set<string>()
    let timer: number | undefined
    let heardAt = Date.now()
    const ask = () => {
      timer = undefined
      if (document.hidden || pending.size === 0) return
      const topics = new Set(pending)
      pending.clear()
      void queries.invalidateQueries({
        predicate: ({ meta }) => ((meta?.topics ?? []) as string[]).some((topic) => topics.has(topic)),
      })
    }
    const soon = () => {
      timer ??= window.setTimeout(ask, pauseMilliseconds)
    }
    const stream = new EventSource('/api/live')
    const heard = () => {
      heardAt = Date.now()
    }
    stream.addEventListener('ready', heard)
    stream.addEventListener('beat', heard)
    stream.addEventListener('change', (event) => {
      heard()
      pending.add((event as MessageEvent<string>).data)
      soon()
    })
    const fallback = window.setInterval(() => {
      if (Date.now() - heardAt < withoutLiveMilliseconds) return
      pending.add('case')
      soon()
    }, withoutLiveMilliseconds)
    document.addEventListener('visibilitychange', soon)
    return () => {
      stream.close()
      window.clearInterval(fallback)
      window.clearTimeout(timer)
      document.removeEventListener('visibilitychange', soon)
    }
  }, [queries])
}
