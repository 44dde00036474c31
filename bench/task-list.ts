import type { Caller } from '../tests/caller.ts'
import { signedIn } from '../tests/caller.ts'
import { foundSmallCity } from '../tests/small-city.ts'
import { startApplication } from './apparatus/application.ts'
import { type City, openCity } from './apparatus/city.ts'
import { type Contest, contest } from './apparatus/contest.ts'
import { printTable, ratio, reached, whole } from './apparatus/figures.ts'
import { type LimitAnswer, startLimit } from './apparatus/limit.ts'
import { load, type Request } from './apparatus/load.ts'
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

async function atSize(city: City): Promise<{ mix: Contest; bytes: [number, number] }> {
  const within = (path: string, init?: RequestInit) => city.app.request(path, init)
  const local: Callers = {
    dispatcher: await signedIn(within, 'dispatcher'),
    liaison: await signedIn(within, 'liaison'),
  }
  const answers = await limitAnswers(local)
  const { connectionString, dataFolder } = city
  const application = await startApplication({ databaseUrl: connectionString, dataFolder, works: false })
  const limit = await startLimit({ connectionString, connections, answers })
  try {
    const outside = (path: string, init?: RequestInit) => fetch(application.address + path, init)
    const callers: Callers = {
      dispatcher: await signedIn(outside, 'dispatcher'),
      liaison: await signedIn(outside, 'liaison'),
    }
    const run = (address: string, asked: typeof questions, seconds: number) =>
      load({ address, connections, requests: requestsOf(asked, callers), seconds })

    const bytes: [number, number] = [
      (await run(application.address, questions, warmUpSeconds)).bytes,
      (await run(limit.address, questions, warmUpSeconds)).bytes,
    ]
    const mix = await contest(
      rounds,
      async () => (await run(application.address, questions, roundSeconds)).rate,
      async () => (await run(limit.address, questions, roundSeconds)).rate,
    )
    const rows: string[][] = []
    for (const question of [...questions, search]) {
      const ours = await run(application.address, [question], quick ? 1 : 2)
      const least = await run(limit.address, [question], quick ? 1 : 2)
      rows.push([
        question.name,
        whole(ours.rate),
        whole(least.rate),
        ratio(ours.rate / least.rate),
        `${ours.median} / ${ours.p99}`,
      ])
    }
    printTable(['question', 'requests/s', 'limit', 'ratio', 'ms median / p99'], rows)
    return { mix, bytes }
  } finally {
    await limit.stop()
    await application.stop()
  }
}

const city = await openCity(() => foundSmallCity(5))
try {
  await addUnits(city.sql)
  const found: { size: number; mix: Contest; bytes: [number, number] }[] = []
  let from = 1
  for (const size of sizes) {
    console.log(`making ${whole(size)} tasks`)
    await addTasks(city.sql, from, size, city.unitId)
    from = size + 1
    console.log(`${whole(size)} tasks, ${connections} connections, page of 20, each question alone:`)
    found.push({ size, ...(await atSize(city)) })
  }
  console.log('All questions but the search, in turn:')
  printTable(
    ['tasks', 'requests/s', 'limit', 'ratio', 'spread', 'bytes', 'limit bytes', 'aim'],
    found.map(({ size, mix, bytes }) => [
      whole(size),
      whole(mix.application),
      whole(mix.limit),
      ratio(mix.ratio),
      mix.spread,
      whole(bytes[0]),
      whole(bytes[1]),
      `0.50 ${reached(mix.ratio >= 0.5)}`,
    ]),
  )
  const [small, large] = [found[0]!, found.at(-1)!]
  const kept = large.mix.application / small.mix.application
  console.log(
    `${whole(large.size)} against ${whole(small.size)} tasks: ${ratio(kept)} (aim 0.80: ${reached(kept >= 0.8)})`,
  )
} finally {
  await city.close()
}
