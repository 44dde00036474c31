import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'

/**
 * Whether the work waits for whoever moves a case: holds the case's lock, starts the work, and looks whether it is
 * done or stands in the queue. Ends when the work has ended.
 */
export async function waitsForCase(
  url: string,
  caseId: string,
  work: () => Promise<unknown>,
): Promise<boolean> {
  const holder = new pg.Client({ connectionString: url })
  await holder.connect()
  try {
    await holder.query('begin')
    await holder.query('select from kernel.case where id = $1 for update', [caseId])
    let isDone = false
    const running = work().finally(() => {
      isDone = true
    })
    let waits = false
    while (!isDone && !waits) {
      const queue = await holder.query(
        `select from pg_stat_activity where wait_event_type = 'Lock' and pg_backend_pid() = any(pg_blocking_pids(pid))`,
      )
      waits = (queue.rowCount ?? 0) > 0
      if (!waits) await pause(10)
    }
    await holder.query('rollback')
    await running
    return waits
  } finally {
    await holder.end()
  }
}
