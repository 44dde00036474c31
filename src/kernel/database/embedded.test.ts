import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, chownSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, type TestContext, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { Refusal } from '#kernel/refusal.ts'
import { type EmbeddedOptions, findRunningEmbedded, startEmbedded } from './embedded.ts'
import { readPostmasterFile, servesCluster } from './embedded-server.ts'

const isRoot = process.getuid?.() === 0
const nobody = 65534
const made: string[] = []

after(async () => {
  for (const folder of made) {
    const cluster = join(folder, 'postgres')
    const file = readPostmasterFile(cluster)
    if (file && servesCluster(file.pid, cluster)) process.kill(file.pid, 'SIGQUIT')
    while (file && servesCluster(file.pid, cluster)) await pause(20)
    // Its logger ends after it, and may still write.
    for (let attempt = 0; existsSync(folder) && attempt < 100; attempt++) {
      try {
        rmSync(folder, { recursive: true, force: true })
      } catch {
        await pause(20)
      }
    }
  }
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wuxin-embedded-'))
  chmodSync(folder, 0o711)
  made.push(folder)
  return folder
}

/** Ended with the test, also when it fails. */
async function start(t: TestContext, folder: string, options: EmbeddedOptions = {}) {
  const database = await startEmbedded(folder, { durable: false, ...options })
  t.after(() => database.stop())
  return database
}

async function ask(connectionString: string, ...statements: string[]): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    let rows: Record<string, unknown>[] = []
    for (const statement of statements) rows = (await client.query(statement)).rows
    return rows
  } finally {
    await client.end()
  }
}

interface Said {
  adopted?: boolean
  connectionString?: string
  uid?: number
  refusal?: string
}

/** Another application on the folder: starts the database, says what came of it, and stays until it is killed. */
async function application(folder: string, account: { uid?: number; gid?: number } = {}) {
  const module = new URL('./embedded.ts', import.meta.url).href
  const program = `
    const { startEmbedded } = await import(${JSON.stringify(module)})
    try {
      const { adopted, connectionString } = await startEmbedded(${JSON.stringify(folder)}, { durable: false })
      console.log(JSON.stringify({ adopted, connectionString, uid: process.getuid?.() }))
      setInterval(() => {}, 1000)
    } catch (error) {
      console.log(JSON.stringify({ refusal: error.message }))
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    ...account,
    cwd: new URL('.', import.meta.url),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  for await (const chunk of child.stdout) {
    text += chunk
    if (text.includes('\n')) break
  }
  return { child, said: JSON.parse(text) as Said }
}

async function kill(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGKILL')
  await ended
}

const refusalOf = (pattern: RegExp) => (error: unknown) =>
  error instanceof Refusal && pattern.test(error.message)

test('starts, stops, and keeps what was written', async (t) => {
  const folder = newFolder()
  const first = await start(t, folder)
  assert.equal(first.adopted, false)
  assert.match(first.version, /^18\.\d+$/)
  await ask(first.connectionString, 'create table mark (said text)', `insert into mark values ('营商环境')`)
  assert.equal(findRunningEmbedded(folder), first.connectionString)
  const { pid } = readPostmasterFile(join(folder, 'postgres'))!
  await first.stop()
  await first.stop()
  assert.equal(servesCluster(pid, join(folder, 'postgres')), false)
  assert.equal(findRunningEmbedded(folder), null)

  const second = await start(t, folder)
  assert.equal(second.connectionString, first.connectionString)
  assert.deepEqual(await ask(second.connectionString, 'select said from mark'), [{ said: '营商环境' }])
  assert.doesNotMatch(readFileSync(join(folder, 'postgres-start.log'), 'utf8'), /not properly shut down/)
})

test('is what the application relies on: UTF-8, stable sorting, checksums, no port, a password for everybody', async (t) => {
  const { connectionString } = await start(t, newFolder(), { durable: true })
  const [settings] = await ask(
    connectionString,
    `select current_setting('server_encoding') as encoding, current_setting('data_checksums') as checksums,
       current_setting('listen_addresses') as addresses, current_setting('fsync') as fsync,
       current_setting('synchronous_commit') as commit, datlocprovider as provider, datlocale as locale
     from pg_database where datname = 'wuxin'`,
  )
  assert.deepEqual(settings, {
    encoding: 'UTF8',
    checksums: 'on',
    addresses: '',
    fsync: 'on',
    commit: 'on',
    provider: 'b',
    locale: 'C.UTF-8',
  })
  const stranger = connectionString.replace(/postgres:[^@]+@/, 'postgres:guess@')
  await assert.rejects(ask(stranger, 'select 1'), { code: '28P01' })
})

test('listens on a port of the loopback address when asked', async (t) => {
  const probe = createServer()
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve))
  const { port } = probe.address() as AddressInfo
  await new Promise((resolve) => probe.close(resolve))
  const { connectionString } = await start(t, newFolder(), { port })
  const overTcp = connectionString.replace(/\?.*/, '')
  assert.match(overTcp, new RegExp(`@localhost:${port}/`))
  assert.deepEqual(await ask(overTcp, 'select 1 as one'), [{ one: 1 }])
})

test('a second application on the folder is told who is there', async (t) => {
  const folder = newFolder()
  const { child, said } = await application(folder)
  t.after(() => kill(child))
  assert.equal(said.refusal, undefined)
  await assert.rejects(
    startEmbedded(folder),
    refusalOf(new RegExp(`正由另一个五心程序使用（进程号 ${child.pid}，`)),
  )
  assert.deepEqual(await ask(said.connectionString!, 'select 1 as one'), [{ one: 1 }])
})

test('a second start inside the same process is refused too, and the folder is free after a stop', async (t) => {
  const folder = newFolder()
  const first = await start(t, folder)
  await assert.rejects(startEmbedded(folder), refusalOf(/正由另一个五心程序使用/))
  await first.stop()
  await start(t, folder)
})

test('of several applications that start at once on a new folder, one wins', async (t) => {
  const folder = newFolder()
  const all = await Promise.all([application(folder), application(folder), application(folder)])
  for (const { child } of all) t.after(() => child.exitCode ?? child.kill('SIGKILL'))
  assert.equal(all.filter(({ said }) => said.connectionString).length, 1)
  assert.equal(all.filter(({ said }) => said.refusal?.includes('正由另一个五心程序使用')).length, 2)
})

test('kill -9 of the application: the server that stayed is adopted', async (t) => {
  const folder = newFolder()
  const { child, said } = await application(folder)
  await ask(said.connectionString!, 'create table mark (n int)', 'insert into mark values (7)')
  await kill(child)
  const { pid } = readPostmasterFile(join(folder, 'postgres'))!
  const database = await start(t, folder)
  assert.equal(database.adopted, true)
  assert.equal(readPostmasterFile(join(folder, 'postgres'))!.pid, pid)
  assert.deepEqual(await ask(database.connectionString, 'select n from mark'), [{ n: 7 }])
  await database.stop()
  assert.equal(servesCluster(pid, join(folder, 'postgres')), false)
})

test('a server that stayed with other settings is not adopted but started anew', async (t) => {
  const folder = newFolder()
  const { child } = await application(folder)
  await kill(child)
  const database = await start(t, folder, { durable: true })
  assert.equal(database.adopted, false)
  assert.deepEqual(await ask(database.connectionString, 'show fsync'), [{ fsync: 'on' }])
})

test('kill -9 of application and server: recovers, and loses nothing that was committed', async (t) => {
  const folder = newFolder()
  const { child, said } = await application(folder)
  await ask(said.connectionString!, 'create table mark (n int)', 'insert into mark values (7)')
  await kill(child)
  const { pid } = readPostmasterFile(join(folder, 'postgres'))!
  process.kill(pid, 'SIGKILL')
  const database = await start(t, folder)
  assert.equal(database.adopted, false)
  assert.deepEqual(await ask(database.connectionString, 'select n from mark'), [{ n: 7 }])
})

test('kill -9 of the server alone, during writes: it comes back under the same address with every answered row', async (t) => {
  const said: string[] = []
  const database = await start(t, newFolder(), { durable: true, log: (line) => said.push(line) })
  await ask(database.connectionString, 'create table mark (n int primary key)')
  const cluster = database.connectionString.replace(/.*host=/, '')
  const { pid } = readPostmasterFile(decodeURIComponent(cluster))!
  const client = new pg.Client({ connectionString: database.connectionString })
  client.on('error', () => {})
  await client.connect()
  let answered = 0
  const writing = (async () => {
    for (;;) {
      await client.query('insert into mark values ($1)', [answered])
      answered++
      if (answered === 50) process.kill(pid, 'SIGKILL')
    }
  })()
  await assert.rejects(writing)
  while (!said.includes('数据库已恢复')) await pause(20)
  const [row] = await ask(
    database.connectionString,
    'select count(*)::int as rows, max(n) + 1 as next from mark',
  )
  assert.ok(answered >= 50)
  assert.equal(row!.rows, row!.next)
  // The one in flight may have been committed without an answer.
  assert.ok(row!.rows === answered || row!.rows === answered + 1, `${row!.rows} rows, ${answered} answers`)
})

test('a server that dies and cannot be brought back is reported, once, with the reason', async (t) => {
  const folder = newFolder()
  const { promise, resolve } = Promise.withResolvers<Error>()
  let reports = 0
  const database = await start(t, folder, {
    onLost: (error) => {
      reports++
      resolve(error)
    },
  })
  const cluster = join(folder, 'postgres')
  writeFileSync(join(cluster, 'local.conf'), 'no_such_setting = 1\n')
  process.kill(readPostmasterFile(cluster)!.pid, 'SIGKILL')
  // The supervision by itself keeps no process alive.
  const waiting = setInterval(() => {}, 1000)
  t.after(() => clearInterval(waiting))
  assert.match((await promise).message, /内置数据库未能启动：.*no_such_setting/)
  await database.stop()
  assert.equal(reports, 1)
})

test('a stale postmaster.pid whose number a stranger has now does not stop the start', async (t) => {
  const folder = newFolder()
  const cluster = join(folder, 'postgres')
  const first = await start(t, folder)
  const file = readFileSync(join(cluster, 'postmaster.pid'), 'utf8')
  await first.stop()
  // Runs under the server's own account: that is the one case which PostgreSQL takes for a running server.
  const account = isRoot ? { uid: nobody, gid: nobody } : {}
  const stranger = spawn('/bin/sleep', ['1000'], { ...account, stdio: 'ignore' })
  t.after(() => stranger.kill())
  writeFileSync(join(cluster, 'postmaster.pid'), file.replace(/^\d+/, String(stranger.pid)))
  const second = await start(t, folder)
  assert.equal(second.adopted, false)
  assert.notEqual(readPostmasterFile(cluster)!.pid, stranger.pid)
  assert.equal(stranger.exitCode, null)
})

test('a cluster of another major version is refused and left as it is', async (t) => {
  const folder = newFolder()
  await (await start(t, folder)).stop()
  const version = join(folder, 'postgres', 'PG_VERSION')
  writeFileSync(version, '17\n')
  await assert.rejects(
    startEmbedded(folder),
    refusalOf(/由 PostgreSQL 17 建立.*PostgreSQL 18.*数据未作任何改动/),
  )
  assert.equal(readFileSync(version, 'utf8'), '17\n')
  writeFileSync(version, '18\n')
  await start(t, folder)
})

test('what an interrupted first start left is cleared away', async (t) => {
  const folder = newFolder()
  const draft = mkdtempSync(join(folder, 'postgres-draft-'))
  writeFileSync(join(draft, 'PG_VERSION'), '18\n')
  await start(t, folder)
  assert.equal(existsSync(draft), false)
})

test('a lost or foreign password file is replaced', async (t) => {
  const folder = newFolder()
  const first = await start(t, folder)
  await ask(first.connectionString, 'create table mark (n int)')
  await first.stop()
  rmSync(join(folder, 'postgres-password'))
  const second = await start(t, folder)
  await ask(second.connectionString, 'select n from mark')
  await second.stop()
  writeFileSync(join(folder, 'postgres-password'), 'of-another-backup\n')
  const third = await start(t, folder)
  await ask(third.connectionString, 'select n from mark')
})

test('a path longer than a socket address may be', async (t) => {
  const folder = join(newFolder(), '数据目录'.repeat(5), '营商环境'.repeat(5))
  const { connectionString } = await start(t, folder)
  const socketFolder = decodeURIComponent(connectionString.replace(/.*host=/, ''))
  made.push(socketFolder)
  assert.ok(Buffer.byteLength(folder) > 107)
  assert.ok(!socketFolder.startsWith(folder))
  assert.deepEqual(await ask(connectionString, 'select 1 as one'), [{ one: 1 }])
})

test('a server that cannot start says why', async () => {
  const folder = newFolder()
  await (await startEmbedded(folder, { durable: false })).stop()
  writeFileSync(join(folder, 'postgres', 'local.conf'), 'no_such_setting = 1\n')
  await assert.rejects(
    startEmbedded(folder, { durable: false }),
    refusalOf(/内置数据库未能启动：.*no_such_setting.*postgres-start\.log/),
  )
  rmSync(join(folder, 'postgres', 'local.conf'))
  await (await startEmbedded(folder, { durable: false })).stop()
})

test('as a plain user', { skip: !isRoot && 'the other tests are this one' }, async (t) => {
  const folder = newFolder()
  chownSync(folder, nobody, nobody)
  const { child, said } = await application(folder, { uid: nobody, gid: nobody })
  t.after(() => kill(child))
  assert.equal(said.refusal, undefined)
  assert.equal(said.uid, nobody)
  assert.deepEqual(await ask(said.connectionString!, 'select 1 as one'), [{ one: 1 }])
})

test('a folder that a plain user may not write', { skip: !isRoot && 'needs root' }, async () => {
  const folder = newFolder()
  const { said } = await application(folder, { uid: nobody, gid: nobody })
  assert.match(said.refusal ?? '', /无法锁定数据目录.*能否写入/)
})

test('as root, in a folder that only root may enter', { skip: !isRoot && 'needs root' }, async (t) => {
  const outer = newFolder()
  chmodSync(outer, 0o700)
  const folder = join(outer, 'data')
  const first = await start(t, folder)
  await ask(first.connectionString, 'create table mark (n int)', 'insert into mark values (7)')
  await first.stop()
  const { child, said } = await application(folder)
  await kill(child)
  const database = await start(t, folder)
  assert.equal(database.adopted, true)
  assert.deepEqual(await ask(said.connectionString!, 'select n from mark'), [{ n: 7 }])
})

test('as root, a cluster copied back by root is handed to the server again', {
  skip: !isRoot && 'needs root',
}, async (t) => {
  const folder = newFolder()
  await (await start(t, folder)).stop()
  const cluster = join(folder, 'postgres')
  const owner = (uid: number) => spawn('/bin/chown', ['-R', String(uid), cluster])
  await new Promise((resolve) => owner(0).once('exit', resolve))
  chmodSync(cluster, 0o755)
  await start(t, folder)
})
