import pg from 'pg'
import { type Caller, signedIn } from '../tests/caller.ts'
import { foundSmallCity } from '../tests/small-city.ts'
import { startApplication } from './apparatus/application.ts'
import { openCity } from './apparatus/city.ts'
import { contest } from './apparatus/contest.ts'
import { connectToDraw } from './apparatus/drawn.ts'
import { printTable, ratio, reached, whole } from './apparatus/figures.ts'
import { type LimitAnswer, startLimit } from './apparatus/limit.ts'
import { type LoadAnswer, load, type Request } from './apparatus/load.ts'
import { addTasks, addUnits, aPlanId, aUnitId, fieldOf } from './apparatus/many-tasks.ts'
import { connections, quick, roundSeconds, rounds, warmUpSeconds } from './apparatus/options.ts'
import { recording } from './apparatus/recording.ts'

type Who = 'dispatcher' | 'liaison'

/** What people ask the list for. The first ten are the mix. */
const questions: { name: string; who: Who; query: string }[] = [
  { name: 'as it opens', who: 'dispatcher', query: '' },
  { name: 'state, page 3', who: 'dispatcher', query: 'state=inProgress&page=3' },
  { name: 'red, newest first', who: 'dispatcher', query: 'light=red&sort=updatedAt&descending=true' },
  {
    name: 'two states, yellow',
    who: 'dispatcher',
    query: 'state=inProgress&state=closureRequested&light=yellow&page=2',
  },
  { name: 'one unit', who: 'dispatcher', query: `unitId=${aUnitId}` },
  { name: 'one field', who: 'dispatcher', query: `field=${encodeURIComponent(fieldOf(7))}&sort=progress` },
  {
    name: 'due in a month',
    who: 'dispatcher',
    query: 'state=inProgress&dueFrom=2026-03-01&dueUntil=2026-03-31',
  },
  { name: 'one plan by number', who: 'dispatcher', query: `planId=${aPlanId}&sort=number` },
  { name: 'own unit', who: 'liaison', query: '' },
  { name: 'own unit, state', who: 'liaison', query: 'state=inProgress&sort=dueOn' },
]
const search = {
  name: 'search',
  who: 'dispatcher' as Who,
  query: `q=${encodeURIComponent('施工许可 推行容缺受理')}`,
}

const sizes = quick ? [10_000, 20_000] : [100_000, 1_000_000]

type Callers = Record<Who, Caller>
const pathOf = (query: string) => `/api/tasks?pageSize=20&${query}`

const requestsOf = (asked: typeof questions, callers: Callers): Request[] =>
  asked.map(({ who, query }) => ({ path: pathOf(query), headers: { cookie: callers[who].cookie() } }))

/** What each question is answered from, as the application itself asks the database. */
async function limitAnswers(callers: Callers): Promise<LimitAnswer[]> {
  const answers: LimitAnswer[] = []
  for (const { who, query } of [...questions, search]) {
    const path = pathOf(query)
    // The first time it may look up the session and the like.
    await callers[who].send(path)
    const { statements } = await recording(async () => {
      const answer = await callers[who].send(path)
      if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`)
    })
    answers.push({ path, statements })
  }
  return answers
}

interface Side {
  rate(asked: typeof questions, seconds: number): Promise<LoadAnswer>
  stop(): Promise<void>
}

/** The application and its limit on one of the databases. */
async function sidesOn(
  connectionString: string,
  dataFolder: string,
  answers: LimitAnswer[],
): Promise<{ application: Side; limit: Side }> {
  const application = await startApplication({ databaseUrl: connectionString, dataFolder, works: false })
  const limit = await startLimit({ connectionString, connections, answers })
  const outside = (path: string, init?: RequestInit) => fetch(application.address + path, init)
  const callers: Callers = {
    dispatcher: await signedIn(outside, 'dispatcher'),
    liaison: await signedIn(outside, 'liaison'),
  }
  const side = ({ address, stop }: { address: string; stop: () => Promise<void> }): Side => ({
    rate: (asked, seconds) => load({ address, connections, requests: requestsOf(asked, callers), seconds }),
    stop,
  })
  return { application: side(application), limit: side(limit) }
}

type Sides = Awaited<ReturnType<typeof sidesOn>>

async function printQuestions({ application, limit }: Sides): Promise<void> {
  const rows: string[][] = []
  for (const question of [...questions, search]) {
    const seconds = quick ? 1 : 2
    await application.rate([question], 1)
    const ours = await application.rate([question], seconds)
    await limit.rate([question], 1)
    const least = await limit.rate([question], seconds)
    rows.push([
      question.name,
      whole(ours.rate),
      whole(least.rate),
      ratio(ours.rate / least.rate),
      `${ours.median} / ${ours.p99}`,
    ])
  }
  printTable(['question', 'requests/s', 'limit', 'ratio', 'ms median / p99'], rows)
}

/** A database of all that is in the first, on the same server; nobody may be connected to the first meanwhile. */
async function copyDatabase(connectionString: string, name: string): Promise<string> {
  const [source, url] = [new URL(connectionString), new URL(connectionString)]
  source.pathname = '/postgres'
  const client = new pg.Client({ connectionString: source.href })
  await client.connect()
  await client.query(`create database ${name} template wuxin`)
  await client.end()
  url.pathname = `/${name}`
  return url.href
}

const [fewer, more] = sizes as [number, number]
const city = await openCity(() => foundSmallCity(5))
const open: Side[] = []
try {
  console.log(`making ${whole(fewer)} tasks, then ${whole(more)} in a second database`)
  await addUnits(city.sql)
  await addTasks(city.sql, 1, fewer, city.unitId)
  const within = (path: string, init?: RequestInit) => city.app.request(path, init)
  const answers = await limitAnswers({
    dispatcher: await signedIn(within, 'dispatcher'),
    liaison: await signedIn(within, 'liaison'),
  })
  await city.disconnect()
  const larger = await copyDatabase(city.connectionString, 'wuxin_larger')
  const client = await connectToDraw(larger)
  await addTasks(client, fewer + 1, more, city.unitId)
  await client.end()

  const small = await sidesOn(city.connectionString, city.dataFolder, answers)
  const large = await sidesOn(larger, city.dataFolder, answers)
  open.push(small.application, small.limit, large.application, large.limit)

  const warm: LoadAnswer[] = []
  for (const side of open) warm.push(await side.rate(questions, warmUpSeconds))
  const round = (side: Side) => async () => (await side.rate(questions, roundSeconds)).rate
  const results = [
    { tasks: fewer, bytes: [warm[0]!.bytes, warm[1]!.bytes], sides: small },
    { tasks: more, bytes: [warm[2]!.bytes, warm[3]!.bytes], sides: large },
  ]
  const rows: string[][] = []
  for (const { tasks, bytes, sides } of results) {
    const result = await contest(rounds, round(sides.application), round(sides.limit))
    rows.push([
      whole(tasks),
      whole(result.application),
      whole(result.limit),
      ratio(result.ratio),
      result.spread,
      ...bytes.map(whole),
      `0.50 ${reached(result.ratio >= 0.5)}`,
    ])
  }
  const kept = await contest(rounds, round(large.application), round(small.application))
  console.log(`All questions but the search in turn, ${connections} connections, page of 20:`)
  printTable(['tasks', 'requests/s', 'limit', 'ratio', 'spread', 'bytes', 'limit', 'aim'], rows)
  console.log(
    `${whole(more)} against ${whole(fewer)} tasks, by turns: ${ratio(kept.ratio)} (${kept.spread}; aim 0.80: ${reached(kept.ratio >= 0.8)})`,
  )
  for (const { tasks, sides } of results) {
    console.log(`\nEach question alone, ${whole(tasks)} tasks:`)
    await printQuestions(sides)
  }
} finally {
  for (const side of open) await side.stop()
  await city.close()
}
