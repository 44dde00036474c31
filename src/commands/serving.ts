import type { Server } from 'node:http'
import { serve as listen } from '@hono/node-server'
import { sealHistory } from '#kernel/cases/timeline.ts'
import type { Config } from '#kernel/config.ts'
import { forgetOldKeys } from '#kernel/idempotency/idempotency.ts'
import { startJobs } from '#kernel/jobs.ts'
import { startLive } from '#kernel/live.ts'
import type { Job } from '#kernel/module.ts'
import { Refusal } from '#kernel/refusal.ts'
import { modules } from '#modules/modules.ts'
import { buildApp } from '../http/app.ts'
import { workspaceFolder } from './platform.ts'

/** What happens by the clock whatever the modules are. */
const kernelJobs: Job[] = [
  {
    name: 'kernel.sealHistory',
    cron: '0 * * * *',
    summary: '每小时封存流转记录',
    run: async () => {
      await sealHistory()
    },
  },
  { name: 'kernel.forgetOldKeys', cron: '20 3 * * *', summary: '清理过期的请求编号', run: forgetOldKeys },
]

export const allJobs: Job[] = [...kernelJobs, ...modules.flatMap((module) => module.jobs ?? [])]

export interface Serving {
  /** Where people reach it: PUBLIC_URL, or this machine and the port that was taken. */
  publicUrl: string
  stop: () => Promise<void>
}

/** Opens the port, and by default also does the jobs, in this process. */
export async function startServing(config: Config, connectionString: string): Promise<Serving> {
  let publicUrl = config.PUBLIC_URL ?? `http://localhost:${config.PORT}`
  const app = buildApp(modules, config, publicUrl, workspaceFolder)
  const server = await open(app.fetch, config)
  const address = server.address()
  if (!config.PUBLIC_URL && config.PORT === 0 && typeof address === 'object' && address)
    publicUrl = `http://localhost:${address.port}`
  const stopLive = await startLive(connectionString)
  const stopJobs =
    config.WORK_IN_SERVE === 'true' ? await startJobs(connectionString, allJobs) : async () => {}
  return {
    publicUrl,
    stop: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      // Event streams would keep the port open for as long as pages are.
      server.closeAllConnections()
      await closed
      await stopJobs()
      await stopLive()
    },
  }
}

function open(
  fetch: (request: Request, env: object) => Response | Promise<Response>,
  config: Config,
): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = listen(
      { fetch, port: config.PORT, hostname: config.HOST, overrideGlobalObjects: false },
      () => resolve(server as Server),
    )
    server.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE')
        reject(new Refusal('conflict', `端口 ${config.PORT} 已被占用，请用 PORT 指定另一个端口。`))
      else reject(error)
    })
    ;(server as Server).requestTimeout = 60_000
  })
}
