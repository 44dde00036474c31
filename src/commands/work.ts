import type { Config } from '#kernel/config.ts'
import { startJobs } from '#kernel/jobs.ts'
import { startLive } from '#kernel/live.ts'
import { startPlatform, stopOnSignal } from './platform.ts'
import { allJobs } from './serving.ts'

/** `work`: only what happens by the clock, beside any number of `serve` processes on the same database. */
export async function run(config: Config): Promise<void> {
  const platform = await startPlatform(config)
  const stopLive = await startLive(platform.connectionString)
  const stopJobs = await startJobs(platform.connectionString, allJobs)
  stopOnSignal(async () => {
    await stopJobs()
    await stopLive()
    await platform.stop()
  })
  console.log(`定时作业已启动：${allJobs.map((job) => job.summary).join('、')}`)
}
