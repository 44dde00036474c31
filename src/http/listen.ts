import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import type { Config } from '#kernel/config.ts'
import { Refusal } from '#kernel/refusal.ts'

/** Opens the port. @throws Refusal when it is taken */
export function listen(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  config: Pick<Config, 'PORT' | 'HOST'>,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    // Its own light `Request` and `Response` stay in place of the global ones: they save a quarter of a request's time.
    const options = { fetch, port: config.PORT, hostname: config.HOST }
    const server = serve(options, () => resolve(server)) as Server
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new Refusal('conflict', `端口 ${config.PORT} 已被占用，请用 PORT 指定另一个端口。`))
      else reject(error)
    })
    server.requestTimeout = 60_000
  })
}
