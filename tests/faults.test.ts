import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import { setTimeout as pause } from 'node:timers/promises'
import pg from 'pg'
import { firstBrokenLink } from '#kernel/cases/timeline.ts'
import { readConfig } from '#kernel/config.ts'
import { disconnect } from '#kernel/database/connection.ts'
import { startPlatform } from '../src/commands/platform.ts'
import { type Application, databaseProcess, newDataFolder, ready, startApplication } from './application.ts'
import { signedIn } from './caller.ts'
import { freshDatabase } from './database.ts'
import { type Deed, fileInTurn, newTally, type Tally, upload, uploadInTurn } from './faults/writers.ts'
import { foundSmallCity, type SmallCity } from './small-city.ts'

const reporters = 4
const uploaders = 2

describe('kill -9 during writes', () => {
  const dataFolder = newDataFolder()
  let city: SmallCity
  const all: Deed[] = []

  before(async () => {
    const platform = await startPlatform(readConfig({ DATA_FOLDER: dataFolder }))
    city = await foundSmallCity(reporters)
    await platform.stop()
  })

  test('of the application: nothing acknowledged is lost, nothing is done twice', async () => {
    let application = await startApplication({ dataFolder })
    const tally = await writeDuring(city, application, async (tally) => {
      for (let round = 0; round < 3; round++) {
        await moreDeeds(tally, 25)
        await application.kill()
        application = await startApplication({ dataFolder, port: application.port })
      }
    })
    await application.stop()
    all.push(...tally.deeds)
    await assertOnce(dataFolder, all)
    assert.ok(tally.deeds.length > 20, `only ${tally.deeds.length} writes`)
    assert.ok(tally.unanswered > 0, 'no request was under way when the application was killed')
  })

  test('of the database: nothing acknowledged is lost, nothing is done twice', async () => {
    const application = await startApplication({ dataFolder })
    let current = application
    const tally = await writeDuring(city, application, async (tally) => {
      for (let round = 0; round < 2; round++) {
        await moreDeeds(tally, 25)
        killDatabase(dataFolder)
        current = await revived(current)
      }
    })
    await current.stop()
    all.push(...tally.deeds)
    await assertOnce(dataFolder, all)
    assert.ok(tally.deeds.length > 20, `only ${tally.deeds.length} writes`)
    assert.ok(tally.unanswered + tally.troubled > 0, 'no request was under way when the database was killed')
  })

  test('a history that somebody has changed is found out', async () => {
    const platform = await startPlatform(readConfig({ DATA_FOLDER: dataFolder }))
    const client = await open(platform.connectionString)
    const [id] = city.reportIds as [string]
    assert.equal(await firstBrokenLink(id), null)
    await client.query('alter table kernel.case_event disable trigger case_event_append_only')
    await client.query(`update kernel.case_event set note = '改' where case_id = $1 and seq = 3`, [id])
    assert.equal(await firstBrokenLink(id), 3)
    await client.end()
    await platform.stop()
  })
})

describe('the test can see what it looks for', () => {
  test('a lost answer, asked for again: once with the key, twice without', async () => {
    const url = await freshDatabase()
    await disconnect()
    const dataFolder = newDataFolder()
    const platform = await startPlatform(readConfig({ DATA_FOLDER: dataFolder, DATABASE_URL: url }))
    await foundSmallCity(1)
    await platform.stop()
    const { address } = await startApplication({ dataFolder, databaseUrl: url })
    const caller = await signedIn((path, init) => fetch(address + path, init), 'liaison')
    const client = await open(url)
    const count = async (name: string) =>
      (await client.query('select from kernel.case_file where name = $1', [name])).rowCount
    const counts: unknown[] = []
    for (const key of [randomUUID(), undefined]) {
      const name = `${key ?? 'without'}.txt`
      const request = () => withKey(upload(name), key)
      await sendAndLeave(address, caller.cookie(), request(), async () => (await count(name)) === 1)
      assert.equal((await caller.send('/api/task-files', request())).status, 200)
      counts.push(await count(name))
    }
    await client.end()
    assert.deepEqual(counts, [1, 2])
  })

  test('a database that does not wait for the disk loses what it has acknowledged', async () => {
    const dataFolder = newDataFolder()
    const platform = await startPlatform(readConfig({ DATA_FOLDER: dataFolder }))
    const city = await foundSmallCity(reporters)
    await platform.stop()
    writeFileSync(
      join(dataFolder, 'postgres/local.conf'),
      'synchronous_commit = off\nwal_writer_delay = 10s\n',
    )
    const application = await startApplication({ dataFolder })
    let current = application
    // What has been lost cannot be continued: whoever gets no answer gives up.
    const tally = await writeDuring(
      city,
      application,
      async (tally) => {
        await moreDeeds(tally, 60)
        killDatabase(dataFolder)
        current = await revived(current)
      },
      newTally(1),
    )
    await current.stop()
    await assert.rejects(assertOnce(dataFolder, tally.deeds), /acknowledged, but lost/)
  })
})

/** Lets several people write without pause while something happens, and lets them end what they have begun. */
async function writeDuring(
  { reportIds }: SmallCity,
  { address }: Application,
  happening: (tally: Tally) => Promise<void>,
  tally: Tally = newTally(),
): Promise<Tally> {
  const caller = await signedIn((path, init) => fetch(address + path, init), 'liaison')
  const end = new AbortController()
  const writing = Promise.all([
    ...reportIds.slice(0, reporters).map((id) => fileInTurn(caller, id, tally, end.signal)),
    ...Array.from({ length: uploaders }, (_, i) => uploadInTurn(caller, i, tally, end.signal)),
  ])
  const happened = happening(tally)
    .then(() => pause(200))
    .finally(() => end.abort())
  await Promise.all([happened, writing])
  return tally
}

/** Waits for work, not for time: a busy machine does as many deeds before the blow as an idle one, only later. */
async function moreDeeds(tally: Tally, count: number): Promise<void> {
  const done = () => tally.deeds.filter((deed) => deed.isAcknowledged).length
  const enough = done() + count
  while (done() < enough) await pause(10)
}

/** Every deed stands once in the data and every case's history is whole; says which are lost or doubled. */
async function assertOnce(dataFolder: string, deeds: Deed[]): Promise<void> {
  const platform = await startPlatform(readConfig({ DATA_FOLDER: dataFolder }))
  const client = await open(platform.connectionString)
  try {
    const { rows } = await client.query<{ kind: string; mark: string; count: number }>(
      `select action as kind, coalesce(data->>'done', note) as mark, count(*)::int from kernel.case_event
       where action in ('file', 'takeBack') group by 1, 2
       union all select 'upload', name, count(*)::int from kernel.case_file group by 2`,
    )
    const found = new Map(rows.map(({ kind, mark, count }) => [`${kind} ${mark}`, count]))
    const times = (deed: Deed) => found.get(`${deed.kind} ${deed.mark}`) ?? 0
    const lost = deeds.filter((deed) => deed.isAcknowledged && times(deed) === 0)
    const doubled = deeds.filter((deed) => times(deed) > 1)
    assert.equal(lost.length, 0, `${lost.length} of ${deeds.length} acknowledged, but lost`)
    assert.equal(doubled.length, 0, `${doubled.length} of ${deeds.length} done twice`)
    const cases = await client.query<{ id: string }>('select id from kernel.case')
    for (const { id } of cases.rows) assert.equal(await firstBrokenLink(id), null, `history of ${id}`)
  } finally {
    await client.end()
    await platform.stop()
  }
}

/** The server and all that work for it, at one stroke: no orderly end, no flush of what lies in its memory. */
function killDatabase(dataFolder: string): void {
  const server = databaseProcess(dataFolder)!
  const children = readFileSync(`/proc/${server}/task/${server}/children`, 'utf8').split(' ').filter(Boolean)
  for (const id of [server, ...children.map(Number)]) {
    try {
      process.kill(id, 'SIGKILL')
    } catch {
      // It had ended by itself between the two lines.
    }
  }
}

/** The application brings its database back; where it has given up instead, it is started again. */
async function revived(application: Application): Promise<Application> {
  await pause(300)
  try {
    await ready(application)
    return application
  } catch {
    return startApplication({ dataFolder: application.dataFolder, port: application.port })
  }
}

const withKey = (init: RequestInit, key: string | undefined): RequestInit => ({
  ...init,
  headers: { ...(init.headers as Record<string, string>), ...(key ? { 'idempotency-key': key } : {}) },
})

/** Sends an upload whole and hangs up as soon as it has been done, whatever the answer may be. */
async function sendAndLeave(
  address: string,
  cookie: string,
  init: RequestInit,
  isDone: () => Promise<boolean>,
): Promise<void> {
  const whole = new Request(`${address}/api/task-files`, init)
  const body = Buffer.from(await whole.arrayBuffer())
  const sent = request(whole.url, {
    method: 'POST',
    headers: { ...Object.fromEntries(whole.headers), cookie },
  })
  sent.on('error', () => {})
  sent.end(body)
  while (!(await isDone())) await pause(10)
  sent.destroy()
}

async function open(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}
