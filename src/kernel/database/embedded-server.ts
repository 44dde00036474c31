import { spawn } from 'node:child_process'
import { closeSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Refusal } from '#kernel/refusal.ts'
import { type Account, mayReach } from './embedded-account.ts'
import { type Binaries, binary } from './embedded-binaries.ts'

/** What a server says about itself in `postmaster.pid`. */
export interface PostmasterFile {
  pid: number
  port: number
  /** As the server was told: `.` is the cluster itself; empty without a socket. */
  socketFolder: string
  status: string
}

export interface RunningServer {
  pid: number
  isAlive: () => boolean
}

/**
 * The server gets nothing of our environment but what a program needs to run: it may belong to another account,
 * and what stands in its environment can be read by every process of that account.
 */
export function serverEnvironment(binaries: Binaries): NodeJS.ProcessEnv {
  const { PATH, SYSTEMROOT, TMPDIR, TEMP } = process.env
  // Copied libraries find one another by their own path; the variable is for systems where they do not.
  return { PATH, SYSTEMROOT, TMPDIR, TEMP, LC_ALL: 'C', LD_LIBRARY_PATH: join(binaries.folder, 'lib') }
}

/**
 * What to call a folder towards a program that runs in it as another account. Where that account may not pass (a
 * clone in /root), Linux still lets it work in the folder it was started in, under this name.
 */
export function nameFor(folder: string, account: Account | null): string {
  if (!account || mayReach(folder, account)) return folder
  if (process.platform === 'linux') return '/proc/self/cwd'
  throw new Refusal(
    'unavailable',
    `数据库以普通账户（uid ${account.uid}）运行，该账户进不了 ${folder}。请把数据目录放到普通账户可以进入的位置（例如 /var/lib/wuxin）。`,
  )
}

export function readPostmasterFile(cluster: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n')
    const pid = Math.abs(Number(lines[0]))
    if (!pid) return null
    return { pid, port: Number(lines[3]), socketFolder: lines[4] ?? '', status: (lines[7] ?? '').trim() }
  } catch {
    return null
  }
}

/** Whether this process is a PostgreSQL that works in this cluster, and not one that got an old number. */
export function servesCluster(pid: number, cluster: string): boolean {
  try {
    process.kill(pid, 0)
    if (process.platform !== 'linux') return true
    if (readFileSync(`/proc/${pid}/comm`, 'utf8').trim() !== 'postgres') return false
    const [its, ours] = [statSync(`/proc/${pid}/cwd`), statSync(cluster)]
    return its.dev === ours.dev && its.ino === ours.ino
  } catch {
    return false
  }
}

/**
 * After a server was killed: ends those of its processes that still run, and removes its lock file when the number
 * in it has gone to somebody else, which PostgreSQL itself would take for a running server. Call only while holding
 * the data folder's lock.
 */
export async function clearRemains(cluster: string, socketFolder: string | null): Promise<void> {
  const file = readPostmasterFile(cluster)
  if (file) {
    if (process.platform === 'linux') await endOrphans(cluster)
    rmSync(join(cluster, 'postmaster.pid'), { force: true })
  }
  if (!socketFolder) return
  for (const name of readdirSync(socketFolder)) {
    if (name.startsWith('.s.PGSQL.')) rmSync(join(socketFolder, name), { force: true })
  }
}

async function endOrphans(cluster: string): Promise<void> {
  const orphans = () =>
    readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && servesCluster(Number(name), cluster))
      .map(Number)
  for (let attempt = 0; orphans().length > 0; attempt++) {
    if (attempt > 1200)
      throw new Refusal(
        'unavailable',
        `上次未正常结束的数据库进程（进程号 ${orphans().join('、')}）无法终止。`,
      )
    // They end by themselves when they notice; what was committed is in the write-ahead log, so force loses nothing.
    for (const pid of orphans()) signal(pid, attempt < 200 ? 'SIGQUIT' : 'SIGKILL')
    await pause(25)
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
}

/**
 * Starts the server of a prepared cluster and waits until it takes connections, however long its recovery takes.
 * @param startLog receives what the server says before it opens its own log
 */
export async function launch(
  binaries: Binaries,
  cluster: string,
  account: Account | null,
  startLog: string,
  log: (line: string) => void,
): Promise<RunningServer> {
  rmSync(startLog, { force: true })
  const output = openSync(startLog, 'wx', 0o600)
  const child = spawn(binary(binaries, 'postgres'), ['-D', nameFor(cluster, account)], {
    ...account,
    cwd: cluster,
    env: serverEnvironment(binaries),
    // A group of its own: Ctrl+C on the terminal is for the application, which stops the server after its work.
    detached: true,
    stdio: ['ignore', output, output],
  })
  closeSync(output)
  let failure: string | null = null
  child.once('error', (error) => {
    failure = error.message
  })
  child.once('exit', (code, name) => {
    failure ??= name ?? `exit ${code}`
  })
  for (let round = 1; failure === null; round++) {
    const file = readPostmasterFile(cluster)
    if (file && file.pid === child.pid && file.status === 'ready') {
      child.unref()
      return { pid: file.pid, isAlive: () => child.exitCode === null && child.signalCode === null }
    }
    if (round === 300) log('数据库正在从上次的中断中恢复，请稍候')
    await pause(10)
  }
  throw new Refusal(
    'unavailable',
    `内置数据库未能启动：${reason(startLog) ?? failure}。详细记录见 ${startLog} 和 ${join(cluster, 'log')}。`,
  )
}

/** The last words of the server, without what every start says. */
function reason(startLog: string): string | null {
  const words = readFileSync(startLog, 'utf8')
    .split('\n')
    .filter((line) => line && !/skipping missing|redirecting log|HINT:/.test(line))
    .map((line) => line.replace(/^.*?(FATAL|PANIC|LOG):\s*/, ''))
  return words.slice(-2).join('; ') || null
}

/** Ends a server in good order: sessions are cut, everything is written, the next start needs no recovery. */
export async function shutDown(binaries: Binaries, cluster: string, server: RunningServer): Promise<void> {
  if (process.platform === 'win32') {
    spawn(binary(binaries, 'pg_ctl'), ['stop', '-D', cluster, '-m', 'fast', '-W'], { stdio: 'ignore' })
  } else {
    signal(server.pid, 'SIGINT')
  }
  while (server.isAlive()) await pause(10)
}
