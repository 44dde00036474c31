import { join } from 'node:path'
import { loadCalendar } from '#kernel/calendar/corrections.ts'
import { keepFilesIn } from '#kernel/cases/files.ts'
import { declareWorkflows } from '#kernel/cases/inbox.ts'
import type { Config } from '#kernel/config.ts'
import { connect, disconnect } from '#kernel/database/connection.ts'
import { startEmbedded } from '#kernel/database/embedded.ts'
import { migrate } from '#kernel/database/migrate.ts'
import { listenTo } from '#kernel/events.ts'
import { openFileStore } from '#kernel/files/open-store.ts'
import { clamdAt } from '#kernel/files/virus-scan.ts'
import { log } from '#kernel/log.ts'
import { declarePermissions } from '#kernel/permissions.ts'
import { migrationFolders, modules } from '#modules/modules.ts'
import { configurePeople } from '#modules/people/service.ts'

export interface Platform {
  connectionString: string
  stop: () => Promise<void>
}

/** Where Vite puts the built workspace. */
export const workspaceFolder = join(import.meta.dirname, '../../dist/workspace')

/** Brings up what every process needs: database, schema, modules, files. */
export async function startPlatform(config: Config): Promise<Platform> {
  const embedded = config.DATABASE_URL
    ? null
    : await startEmbedded(config.DATA_FOLDER, {
        log: (line) => console.log(line),
        onLost: (error) => {
          log.error({ reason: error.message }, 'database lost')
          process.exit(1)
        },
      })
  const connectionString = config.DATABASE_URL ?? embedded!.connectionString
  try {
    await migrate(connectionString, migrationFolders)
    connect(connectionString, { connections: config.DATABASE_CONNECTIONS })
    declarePermissions(modules)
    declareWorkflows(modules.flatMap((module) => module.workflows ?? []))
    listenTo(modules)
    await loadCalendar()
    const scan = config.CLAMD_SOCKET ? clamdAt(config.CLAMD_SOCKET) : undefined
    keepFilesIn(await openFileStore(config), config.UPLOAD_BYTES, scan)
    configurePeople(config)
  } catch (error) {
    await disconnect()
    await embedded?.stop()
    throw error
  }
  return {
    connectionString,
    stop: async () => {
      await disconnect()
      await embedded?.stop()
    },
  }
}

/** A terminal and npm may both pass on one Ctrl+C. */
const sameSignalMilliseconds = 1000

/** Stops in good order when the process is asked to end; asked again later, it ends at once. */
export function stopOnSignal(stop: () => Promise<void>): void {
  let askedAt: number | null = null
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (askedAt !== null && performance.now() - askedAt > sameSignalMilliseconds) process.exit(1)
      if (askedAt !== null) return
      askedAt = performance.now()
      stop().then(
        () => process.exit(0),
        (error) => {
          log.error({ reason: (error as Error).message }, 'stop failed')
          process.exit(1)
        },
      )
    })
  }
}
