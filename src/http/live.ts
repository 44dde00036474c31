import type { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { onChange } from '#kernel/live.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { Authenticate } from './session.ts'

const heartbeatMilliseconds = 25_000

/** Server-sent events: says that something of a topic changed, never what; the page asks again with its own rights. */
export function mountLive(app: Hono, authenticate: Authenticate): void {
  app.get('/api/live', async (context) => {
    const actor = await authenticate(context)
    if (!actor) throw new Refusal('not-signed-in', '请先登录。')
    return streamSSE(context, async (stream) => {
      const topics = new Set<string>()
      let wake = () => {}
      const stop = onChange(({ topic }) => {
        topics.add(topic)
        wake()
      })
      const beat = setInterval(() => wake(), heartbeatMilliseconds)
      stream.onAbort(() => {
        stop()
        clearInterval(beat)
        wake()
      })
      await stream.writeSSE({ event: 'ready', data: '' })
      while (!stream.aborted) {
        await new Promise<void>((resolve) => {
          wake = resolve
          if (topics.size > 0) resolve()
        })
        if (stream.aborted) break
        if (topics.size === 0) await stream.writeSSE({ event: 'beat', data: '' })
        for (const topic of topics) await stream.writeSSE({ event: 'change', data: topic })
        topics.clear()
      }
    })
  })
}
