import { sealHistory } from '#kernel/cases/timeline.ts'
import type { Config } from '#kernel/config.ts'
import { forgetOldKeys } from '#kernel/idempotency/idempotency.ts'
import { startJobs } from '#kernel/jobs.ts'
import { startLive } from '#kernel/live.ts'
import type { Job } from '#kernel/module.ts'
import { modules } from '#modules/modules.ts'
import { buildApp } from '../http/app.ts'
import { listen } from '../http/listen.ts'
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
  const server = await listen(app.fetch, config)
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
