import { chmodSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Refusal } from '#kernel/refusal.ts'
import { type Account, serverAccount } from './embedded-account.ts'
import { type Binaries, installedBinaries, reachableBinaries } from './embedded-binaries.ts'
import {
  createCluster,
  readPassword,
  refuseOtherMajor,
  replacePassword,
  settleOwnership,
  writeInto,
} from './embedded-cluster.ts'
import { lockDataFolder } from './embedded-lock.ts'
import {
  clearRemains,
  launch,
  type RunningServer,
  readPostmasterFile,
  servesCluster,
  shutDown,
} from './embedded-server.ts'
import { accessRules, configuration } from './embedded-settings.ts'
import { socketFolderFor } from './embedded-socket.ts'
import { superviseServer } from './embedded-supervision.ts'

export interface EmbeddedOptions {
  /** False for throw-away data: commits survive a kill, but do not wait for the disk. Default true. */
  durable?: boolean
  /** Listens on this TCP port of the loopback address as well. Default: on the socket only. */
  port?: number
  /** Receives a Chinese line for whatever takes time or happened by itself. */
  log?: (line: string) => void
  /** The server ended by itself and cannot be brought back. */
  onLost?: (error: Error) => void
}

export interface EmbeddedDatabase {
  /** Superuser `postgres` on database `wuxin`. Carries the password: not for logs. */
  connectionString: string
  /** As the server says it: `18.4`. */
  version: string
  /** Whether a server was still running from an application that had been killed. */
  adopted: boolean
  /** Ends the server in good order and gives the data folder back. */
  stop(): Promise<void>
}

interface Site {
  dataFolder: string
  cluster: string
  binaries: Binaries
  account: Account | null
  socketFolder: string | null
  port: number
}

/**
 * Starts the PostgreSQL that came with npm on a data folder, which it makes when there is none, and keeps it running
 * until `stop`. One application per data folder.
 * @throws Refusal with a sentence for whoever starts the application: folder in use or of another major version,
 * not writable, no binaries for this machine
 */
export async function startEmbedded(
  dataFolder: string,
  options: EmbeddedOptions = {},
): Promise<EmbeddedDatabase> {
  const folder = openDataFolder(dataFolder)
  const release = lockDataFolder(folder)
  try {
    return await start(folder, options, release)
  } catch (error) {
    release()
    throw error
  }
}

/** Others may pass through a folder that we make, as the server's account must, but not look around in it. */
function openDataFolder(path: string): string {
  try {
    if (!existsSync(path)) {
      mkdirSync(path, { recursive: true })
      chmodSync(path, 0o711)
    }
    return realpathSync(path)
  } catch (error) {
    throw new Refusal(
      'unavailable',
      `无法建立数据目录 ${path}（${(error as Error).message}）。请检查权限，或用 DATA_FOLDER 指定另一个目录。`,
    )
  }
}

async function start(
  dataFolder: string,
  options: EmbeddedOptions,
  release: () => void,
): Promise<EmbeddedDatabase> {
  const durable = options.durable ?? true
  const log = options.log ?? (() => {})
  const cluster = join(dataFolder, 'postgres')
  const installed = installedBinaries()
  refuseOtherMajor(cluster, installed)
  const account = serverAccount(dataFolder, cluster)
  const binaries = reachableBinaries(installed, account)
  if (!existsSync(cluster)) {
    log('正在建立数据库')
    createCluster(dataFolder, cluster, binaries, account, durable)
  }
  settleOwnership(cluster, account)

  const socketFolder = socketFolderFor(cluster, account)
  const tcpPort = options.port ?? (socketFolder === null ? await freePort() : null)
  const site = { dataFolder, cluster, binaries, account, socketFolder, port: tcpPort ?? 5432 }
  const said = socketFolder === cluster ? '.' : socketFolder
  const settings = configuration({ port: tcpPort, socketFolder: said, durable })
  const changed = [
    writeInto(cluster, 'postgresql.conf', settings, account),
    writeInto(cluster, 'pg_hba.conf', accessRules, account),
  ].includes(true)

  const adopted = changed ? null : await adopt(site)
  const server = adopted ?? (await bringUp(site, log))
  const supervision = superviseServer(server, () => bringUp(site, log), { log, onLost: options.onLost })
  let stopping: Promise<void> | undefined
  return {
    connectionString: connectionString(site, readPassword(dataFolder) ?? '', 'wuxin'),
    version: binaries.version,
    adopted: adopted !== null,
    stop() {
      stopping ??= supervision
        .end()
        .then(async (last) => {
          if (last) await shutDown(binaries, cluster, last)
        })
        .finally(release)
      return stopping
    },
  }
}

/** The server that a killed application left behind, if it is ours to the letter: same settings, version, password. */
async function adopt(site: Site): Promise<RunningServer | null> {
  const server = await runningServer(site.cluster)
  const password = readPassword(site.dataFolder)
  if (!server || !password) return null
  try {
    return (await prepareDatabase(connectionString(site, password, 'postgres'))) === site.binaries.version
      ? server
      : null
  } catch {
    return null
  }
}

async function runningServer(cluster: string): Promise<RunningServer | null> {
  for (;;) {
    const file = readPostmasterFile(cluster)
    if (!file || !servesCluster(file.pid, cluster)) return null
    if (file.status === 'ready') return { pid: file.pid, isAlive: () => servesCluster(file.pid, cluster) }
    await pause(10)
  }
}

async function bringUp(site: Site, log: (line: string) => void): Promise<RunningServer> {
  const { dataFolder, cluster, binaries, account } = site
  const former = await runningServer(cluster)
  if (former) await shutDown(binaries, cluster, former)
  await clearRemains(cluster, site.socketFolder)
  const startLog = join(dataFolder, 'postgres-start.log')
  const password = readPassword(dataFolder) ?? replacePassword(dataFolder, cluster, binaries, account)
  const server = await launch(binaries, cluster, account, startLog, log)
  try {
    await prepareDatabase(connectionString(site, password, 'postgres'))
    return server
  } catch (error) {
    await shutDown(binaries, cluster, server)
    if ((error as { code?: string }).code !== '28P01') throw error
    // The password file belongs to another state of this folder than the cluster does.
    const fresh = replacePassword(dataFolder, cluster, binaries, account)
    const again = await launch(binaries, cluster, account, startLog, log)
    await prepareDatabase(connectionString(site, fresh, 'postgres'))
    return again
  }
}

/** Makes the application's database when it is missing; answers the server's version. */
async function prepareDatabase(connection: string): Promise<string> {
  const client = new pg.Client({ connectionString: connection, application_name: 'wuxin-start' })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select current_setting('server_version') as version, exists (select from pg_database where datname = 'wuxin') as made`,
    )
    if (!rows[0].made) await client.query('create database wuxin')
    return String(rows[0].version).split(' ')[0] ?? ''
  } finally {
    await client.end()
  }
}

function connectionString(
  site: Pick<Site, 'socketFolder' | 'port'>,
  password: string,
  database: string,
): string {
  const address = `postgresql://postgres:${password}@localhost:${site.port}/${database}`
  return site.socketFolder ? `${address}?host=${encodeURIComponent(site.socketFolder)}` : address
}

/** Connection string of the server that another application is running on this data folder; null when none runs. */
export function findRunningEmbedded(dataFolder: string): string | null {
  if (!existsSync(dataFolder)) return null
  const folder = realpathSync(dataFolder)
  const cluster = join(folder, 'postgres')
  const file = readPostmasterFile(cluster)
  const password = readPassword(folder)
  if (!file || !password || file.status !== 'ready' || !servesCluster(file.pid, cluster)) return null
  const socketFolder = file.socketFolder === '.' ? cluster : file.socketFolder || null
  return connectionString({ socketFolder, port: file.port }, password, 'wuxin')
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() =>
        typeof address === 'object' && address ? resolve(address.port) : reject(new Error('no port')),
      )
    })
  })
}
