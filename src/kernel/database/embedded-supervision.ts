import type { RunningServer } from './embedded-server.ts'

export interface SupervisionOptions {
  log: (line: string) => void
  onLost?: ((error: Error) => void) | undefined
}

/** So many deaths within a minute are a broken disk or a full one, not an accident. */
const patience = 5

/**
 * Brings the server back when it ends without being asked (the machine ran out of memory, somebody killed it).
 * PostgreSQL itself recovers from the death of any of its processes but the first.
 */
export function superviseServer(
  first: RunningServer,
  bringUp: () => Promise<RunningServer>,
  options: SupervisionOptions,
): { end: () => Promise<RunningServer | null> } {
  let server: RunningServer | null = first
  let revival: Promise<void> | null = null
  let deaths: number[] = []

  async function revive(): Promise<void> {
    options.log('数据库意外退出，正在重新启动')
    try {
      server = await bringUp()
      options.log('数据库已恢复')
    } catch (error) {
      if (deaths.length >= patience) giveUp(error as Error)
    } finally {
      revival = null
    }
  }

  function giveUp(error: Error): void {
    clearInterval(timer)
    options.onLost?.(error)
  }

  const timer = setInterval(() => {
    if (revival || server?.isAlive()) return
    server = null
    const now = Date.now()
    deaths = [...deaths.filter((moment) => now - moment < 60_000), now]
    if (deaths.length > patience) giveUp(new Error('数据库在一分钟内多次意外退出'))
    else revival = revive()
  }, 250)
  timer.unref()

  return {
    async end() {
      clearInterval(timer)
      await revival
      return server
    },
  }
}
