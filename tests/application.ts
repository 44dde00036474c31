import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'

export interface ApplicationOptions {
  /** Command of `src/main.ts`. */
  command?: 'serve' | 'demo'
  /** A database on the shared test server; absent: the application's own, in its data folder. */
  databaseUrl?: string
  dataFolder?: string
  port?: number
  environment?: Record<string, string>
  /** How long it may take until it is ready. */
  patienceSeconds?: number
}

export interface Application {
  /** `http://127.0.0.1:port`, nothing after it. */
  address: string
  port: number
  dataFolder: string
  process: ChildProcess
  /** Everything that it has written so far. */
  output(): string
  /** Waits until it has written this. */
  said(words: RegExp): Promise<void>
  /** Asks it to end and waits until it has. */
  stop(): Promise<void>
  /** `kill -9`; the data folder stays. */
  kill(): Promise<void>
}

const root = join(import.meta.dirname, '..')

/** What is to be undone when the test file ends, the last first, whichever test has begun it. */
const remains: (() => unknown)[] = []
after(async () => {
  for (const undo of remains.reverse()) await undo()
})
const usualPatienceSeconds = 90

/** Starts the real program as a process of its own and waits until it says that it can do its work. */
export async function startApplication(options: ApplicationOptions = {}): Promise<Application> {
  const port = options.port ?? (await freePort())
  const dataFolder = options.dataFolder ?? newDataFolder()
  const child = spawn(process.execPath, [join(root, 'src/main.ts'), options.command ?? 'serve'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'test',
      HOST: '127.0.0.1',
      PORT: String(port),
      DATA_FOLDER: dataFolder,
      DATABASE_URL: options.databaseUrl ?? '',
      LOG_LEVEL: 'warn',
      ...options.environment,
    },
  })
  let written = ''
  child.stdout!.on('data', (piece) => (written += piece))
  child.stderr!.on('data', (piece) => (written += piece))
  const application: Application = {
    address: `http://127.0.0.1:${port}`,
    port,
    dataFolder,
    process: child,
    output: () => written,
    said: (words) => until(() => words.test(written), application, options.patienceSeconds),
    stop: () => end(child, 'SIGTERM'),
    kill: () => end(child, 'SIGKILL'),
  }
  remains.push(() => application.stop())
  await ready(application, options.patienceSeconds)
  return application
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const exited = once(child, 'exit')
  child.kill(signal)
  await exited
}

/** Waits for `/readyz`; an application that has ended, or takes too long, shows what it wrote. */
export const ready = (application: Application, patienceSeconds?: number): Promise<void> =>
  until(
    async () => {
      const answer = await fetch(`${application.address}/readyz`).catch(() => null)
      await answer?.body?.cancel()
      return answer?.ok ?? false
    },
    application,
    patienceSeconds,
  )

async function until(
  holds: () => boolean | Promise<boolean>,
  { process: child, output }: Application,
  patienceSeconds = usualPatienceSeconds,
): Promise<void> {
  for (let waited = 0; waited < patienceSeconds * 10; waited++) {
    if (await holds()) return
    if (child.exitCode !== null) throw new Error(`the application ended with ${child.exitCode}:\n${output()}`)
    await pause(100)
  }
  throw new Error(`the application is not there after ${patienceSeconds} s:\n${output()}`)
}

/** A folder that goes when the test file ends; as root, the database's account has to pass through it. */
export function newDataFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wuxin-application-'))
  chmodSync(folder, 0o711)
  remains.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** Process number of the database in a data folder; null when none runs. */
export function databaseProcess(dataFolder: string): number | null {
  try {
    return Number(readFileSync(join(dataFolder, 'postgres/postmaster.pid'), 'utf8').split('\n')[0])
  } catch {
    return null
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
