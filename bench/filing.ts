import { randomUUID } from 'node:crypto'
import { type Caller, signedIn } from '../tests/caller.ts'
import { foundSmallCity } from '../tests/small-city.ts'
import { startApplication } from './apparatus/application.ts'
import { type City, openCity } from './apparatus/city.ts'
import { contest } from './apparatus/contest.ts'
import { printTable, ratio, reached, whole } from './apparatus/figures.ts'
import { type LimitAnswer, placeholder, startLimit } from './apparatus/limit.ts'
import { load, type Request } from './apparatus/load.ts'
import { copyOwedReport, type Owed } from './apparatus/many-reports.ts'
import { connections, quick, rounds } from './apparatus/options.ts'
import { recording } from './apparatus/recording.ts'

/** Reports that are filed in one round. */
const perRound = quick ? 100 : 1500

const filing = JSON.stringify({
  percent: 45,
  done: '完成第一批事项梳理，统一线上线下受理标准，公开办理结果三百二十件；与配合单位会商两次，明确责任科室和办理时限。'.repeat(
    3,
  ),
  problems: '部分旗区窗口系统尚未对接，材料仍需人工核对。',
  nextSteps: '下月完成系统对接，开展材料回查，对多收材料的窗口逐一整改。',
  supportNeeded: '',
  fileIds: [],
})

const requestOf = (owed: Owed, key: string): Request => ({
  method: 'POST',
  path: `/api/task-reports/${owed.reportId}/filing`,
  headers: { 'content-type': 'application/json', 'idempotency-key': key },
  body: filing,
})

async function fileWithin(caller: Caller, owed: Owed, key: string): Promise<Uint8Array> {
  const { path, ...request } = requestOf(owed, key)
  const answer = await caller.send(path, request)
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return answer.bytes()
}

/** The statements of one filing, with places for what differs from one to the next. */
async function limitAnswer(city: City, first: Owed, second: Owed): Promise<LimitAnswer> {
  const caller = await signedIn((path, init) => city.app.request(path, init), 'liaison')
  await fileWithin(caller, first, randomUUID())
  const key = randomUUID()
  const { statements, result } = await recording(() => fileWithin(caller, second, key))
  const differing = [second.taskId, second.reportId, key]
  const replaced = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(replaced)
    const place = differing.indexOf(value as string)
    return place < 0 ? value : placeholder(place)
  }
  return {
    path: '/filing',
    body: result,
    statements: statements.map(({ values, ...statement }) => ({
      ...statement,
      values: values.map(replaced),
    })),
  }
}

const city = await openCity(() => foundSmallCity(3))
try {
  const filings = (rounds + 1) * perRound * 2 + 2
  const owed = await copyOwedReport(city.sql, city.reportIds[0]!, filings)
  const answer = await limitAnswer(city, owed.pop()!, owed.pop()!)
  const half = owed.length / 2
  const [ours, theirs] = [owed.slice(0, half), owed.slice(half)]

  const { connectionString, dataFolder } = city
  const application = await startApplication({ databaseUrl: connectionString, dataFolder, works: false })
  const limit = await startLimit({
    connectionString,
    connections,
    answers: [answer],
    subjects: theirs.map((one) => [one.taskId, one.reportId, randomUUID()]),
  })
  try {
    const caller = await signedIn((path, init) => fetch(application.address + path, init), 'liaison')
    const headers = { cookie: caller.cookie() }
    const fileInApplication = () =>
      load({
        address: application.address,
        connections,
        headers,
        requests: ours.splice(0, perRound).map((one) => requestOf(one, randomUUID())),
      })
    const fileAtLimit = () =>
      load({
        address: limit.address,
        connections,
        requests: Array.from({ length: perRound }, () => ({
          method: 'POST' as const,
          path: '/filing',
          headers: { 'content-type': 'application/json' },
          body: filing,
        })),
      })
    const [warm, warmLimit] = [await fileInApplication(), await fileAtLimit()]
    const result = await contest(
      rounds,
      async () => (await fileInApplication()).rate,
      async () => (await fileAtLimit()).rate,
    )
    console.log(
      `One filing: ${answer.statements.length} statements, ${connections} connections, ${perRound} filings a round`,
    )
    printTable(
      ['filings/s', 'limit', 'ratio', 'spread', 'ms median', 'limit', 'bytes', 'limit', 'aim'],
      [
        [
          whole(result.application),
          whole(result.limit),
          ratio(result.ratio),
          result.spread,
          String(warm.median),
          String(warmLimit.median),
          whole(warm.bytes),
          whole(warmLimit.bytes),
          `0.40 ${reached(result.ratio >= 0.4)}`,
        ],
      ],
    )
  } finally {
    await limit.stop()
    await application.stop()
  }
} finally {
  await city.close()
}
