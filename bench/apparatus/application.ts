import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { endChild } from './child.ts'

export interface Application {
  address: string
  process: ChildProcess
  /** Seconds from the start of the process until it said that it was ready. */
  readyAfter: number
  stop(): Promise<void>
}

export interface ApplicationOptions {
  command?: 'serve' | 'demo'
  dataFolder: string
  /** Absent: its own database, in its data folder. */
  databaseUrl?: string
  /** Whether it does the jobs as well, as it does unless told otherwise. */
  works?: boolean
}

const root = join(import.meta.dirname, '../..')
const patienceSeconds = 60

/** Starts the real program and waits for `/readyz`. */
export async function startApplication(options: ApplicationOptions): Promise<Application> {
  const address = `http://127.0.0.1:${await freePort()}`
  const began = performance.now()
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), options.command ?? 'serve'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: {
      ...process.env,
      HOST: '127.0.0.1',
      PORT: new URL(address).port,
      DATA_FOLDER: options.dataFolder,
      DATABASE_URL: options.databaseUrl ?? '',
      WORK_IN_SERVE: String(options.works ?? true),
      LOG_LEVEL: 'error',
    },
  })
  try {
    while (!(await isReady(address))) {
      const waited = (performance.now() - began) / 1000
      if (child.exitCode !== null || waited > patienceSeconds)
        throw new Error(`the application was not ready after ${waited} s`)
      await pause(5)
    }
  } catch (error) {
    await endChild(child)
    throw error
  }
  return {
    address,
    process: child,
    readyAfter: (performance.now() - began) / 1000,
    stop: () => endChild(child),
  }
}

async function isReady(address: string): Promise<boolean> {
  try {
    const answer = await fetch(`${address}/readyz`)
    await answer.body?.cancel()
    return answer.ok
  } catch {
    return false
  }
}

export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  server.close()
  await once(server, 'close')
  return port
}
