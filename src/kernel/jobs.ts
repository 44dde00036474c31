import { PgBoss } from 'pg-boss'
import { zone } from './clock.ts'
import { log } from './log.ts'
import type { Job } from './module.ts'

/** Starts what happens by the clock. Any number of processes may do so on one database: each run happens once. */
export async function startJobs(
  connectionString: string,
  jobs: readonly Job[],
): Promise<() => Promise<void>> {
  const boss = new PgBoss({ connectionString, schema: 'jobs', max: 4, application_name: 'wuxin-jobs' })
  boss.on('error', (error) => log.error({ reason: error.message }, 'job queue'))
  await boss.start()
  for (const job of jobs) {
    await boss.createQueue(job.name)
    if (job.cron) await boss.schedule(job.name, job.cron, {}, { tz: zone })
    await boss.work(job.name, async (batch) => {
      for (const item of batch) {
        const started = performance.now()
        try {
          await job.run((item.data ?? {}) as Record<string, unknown>)
          log.info({ job: job.name, milliseconds: Math.round(performance.now() - started) }, 'job done')
        } catch (error) {
          log.error({ job: job.name, reason: (error as Error).message }, 'job failed')
          throw error
        }
      }
    })
  }
  return () => boss.stop({ graceful: true, timeout: 5_000 })
}
