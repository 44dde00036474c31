import { spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fchownSync,
  fsyncSync,
  lchownSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '#kernel/refusal.ts'
import type { Account } from './embedded-account.ts'
import { type Binaries, binary } from './embedded-binaries.ts'
import { nameFor, serverEnvironment } from './embedded-server.ts'

const passwordFile = (dataFolder: string) => join(dataFolder, 'postgres-password')

/** A cluster keeps the major version that it was made with; moving it on is a decision of people, with a backup. */
export function refuseOtherMajor(cluster: string, binaries: Binaries): void {
  const file = join(cluster, 'PG_VERSION')
  if (!existsSync(file)) return
  const major = readFileSync(file, 'utf8').trim()
  if (major === String(binaries.major)) return
  throw new Refusal(
    'conflict',
    `数据目录 ${cluster} 由 PostgreSQL ${major} 建立，本程序自带的是 PostgreSQL ${binaries.major}，两者不能直接通用，数据未作任何改动。` +
      `请换回使用 PostgreSQL ${major} 的五心版本，或用 pg_dump 导出后在新的数据目录中导入。`,
  )
}

/** Makes the cluster in a draft folder and moves it into place whole: a start that is cut off leaves nothing half made. */
export function createCluster(
  dataFolder: string,
  cluster: string,
  binaries: Binaries,
  account: Account | null,
  durable: boolean,
): void {
  for (const name of readdirSync(dataFolder)) {
    if (name.startsWith('postgres-draft-')) rmSync(join(dataFolder, name), { recursive: true, force: true })
  }
  const draft = mkdtempSync(join(dataFolder, 'postgres-draft-'))
  try {
    if (account) chownSync(draft, account.uid, account.gid)
    const run = spawnSync(
      binary(binaries, 'initdb'),
      [
        '--pgdata',
        nameFor(draft, account),
        '--username=postgres',
        // Never served with: the rules for access are written before the first start.
        '--auth=trust',
        '--encoding=UTF8',
        // Sorting that no update of the operating system changes under the indexes.
        '--locale-provider=builtin',
        '--builtin-locale=C.UTF-8',
        '--locale=C',
        '--data-checksums',
        ...(durable ? [] : ['--no-sync']),
      ],
      { ...account, cwd: draft, env: serverEnvironment(binaries), encoding: 'utf8' },
    )
    if (run.status !== 0) throw new Refusal('unavailable', initFailure(run))
    replacePassword(dataFolder, draft, binaries, account)
    renameSync(draft, cluster)
    if (durable) syncFolder(dataFolder)
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

/** So that the new name is on the disk before anything is promised. Windows cannot open folders, and need not. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

function initFailure(run: { error?: Error; stderr: string | null }): string {
  const code = (run.error as NodeJS.ErrnoException | undefined)?.code
  if (code === 'EPERM') return '无法以普通账户运行数据库：当前环境不允许切换用户。请改用普通用户启动五心。'
  const said =
    run.error?.message ??
    run.stderr
      ?.trim()
      .split('\n')
      .find((line) => line.includes('error'))
  if (said?.includes('could not look up effective user ID')) {
    return `当前用户（uid ${process.getuid?.()}）在本机没有账户名，PostgreSQL 不接受。请在 /etc/passwd 中登记该用户，或改用已有账户启动。`
  }
  return `内置数据库未能建立：${said ?? '原因不明'}。`
}

/** The superuser's password; null when the file is gone. */
export function readPassword(dataFolder: string): string | null {
  const file = passwordFile(dataFolder)
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : null
}

function keepPassword(dataFolder: string, password: string): void {
  const draft = `${passwordFile(dataFolder)}.draft`
  writeFileSync(draft, `${password}\n`, { mode: 0o600 })
  renameSync(draft, passwordFile(dataFolder))
}

/** Gives the superuser a new password without knowing the old one; only while no server runs. */
export function replacePassword(
  dataFolder: string,
  cluster: string,
  binaries: Binaries,
  account: Account | null,
): string {
  const password = randomBytes(32).toString('base64url')
  const run = spawnSync(
    binary(binaries, 'postgres'),
    ['--single', '-D', nameFor(cluster, account), 'postgres'],
    {
      ...account,
      cwd: cluster,
      env: serverEnvironment(binaries),
      input: `alter role postgres password '${password}'\n`,
      encoding: 'utf8',
    },
  )
  if (run.status !== 0) {
    throw new Refusal(
      'unavailable',
      `未能设置数据库口令（${passwordFile(dataFolder)}）：${run.error?.message ?? run.stderr.trim()}。`,
    )
  }
  keepPassword(dataFolder, password)
  return password
}

/** A folder that came back from a backup may belong to root and stand open; PostgreSQL would refuse it. */
export function settleOwnership(cluster: string, account: Account | null): void {
  if (account && statSync(cluster).uid !== account.uid) giveTo(cluster, account)
  chmodSync(cluster, 0o700)
}

function giveTo(path: string, account: Account): void {
  lchownSync(path, account.uid, account.gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) giveTo(inner, account)
    else lchownSync(inner, account.uid, account.gid)
  }
}

/**
 * Writes a file of the cluster when it says something else; answers whether it did. The folder belongs to the
 * server's account while we may be root: nothing here follows a link that stands there.
 */
export function writeInto(cluster: string, name: string, text: string, account: Account | null): boolean {
  const path = join(cluster, name)
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return false
  const draft = `${path}.draft`
  rmSync(draft, { force: true })
  const handle = openSync(draft, 'wx', 0o600)
  try {
    writeSync(handle, text)
    if (account) fchownSync(handle, account.uid, account.gid)
  } finally {
    closeSync(handle)
  }
  renameSync(draft, path)
  return true
}
