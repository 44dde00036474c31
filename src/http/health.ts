import type { Hono } from 'hono'
import { isReachable } from '#kernel/database/connection.ts'

/** `/healthz`: the process lives. `/readyz`: it can also do its work. */
export function mountHealth(app: Hono): void {
  app.get('/healthz', (context) => context.json({ status: 'ok' }, 200, { 'cache-control': 'no-store' }))
  app.get('/readyz', async (context) => {
    const database = await isReachable()
    return context.json({ status: database ? 'ok' : 'unavailable', database }, database ? 200 : 503, {
      'cache-control': 'no-store',
    })
  })
}
