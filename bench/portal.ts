import { loadSampleCity } from '#demo/load.ts'
import { demoPassword } from '#demo/sign-ins.ts'
import { startApplication } from './apparatus/application.ts'
import { type City, openCity } from './apparatus/city.ts'
import { contest } from './apparatus/contest.ts'
import { kilobytes, printTable, ratio, reached, whole } from './apparatus/figures.ts'
import { type LimitAnswer, startLimit } from './apparatus/limit.ts'
import { load } from './apparatus/load.ts'
import { connections, roundSeconds, rounds, warmUpSeconds } from './apparatus/options.ts'
import { recording } from './apparatus/recording.ts'

const encodings = ['br', 'gzip', 'identity'] as const
type Encoding = (typeof encodings)[number]
/** As browsers ask over https, and nearly all of them. */
const asked = { 'accept-encoding': 'br' }
const aimBytes = 60_000

async function ask(city: City, path: string, encoding: Encoding): Promise<Response> {
  const answer = await city.app.request(path, { headers: { 'accept-encoding': encoding } })
  if (answer.status !== 200) throw new Error(`${path}: ${answer.status}`)
  return answer
}

const bytesOf = async (city: City, path: string, encoding: Encoding): Promise<number> =>
  (await (await ask(city, path, encoding)).bytes()).byteLength

/** What a browser loads with a page that it sees for the first time. */
async function partsOf(city: City, path: string): Promise<string[]> {
  const html = await (await ask(city, path, 'identity')).text()
  if (/<script|<img|url\(/.test(html)) throw new Error(`${path} loads what is not counted here`)
  return [
    path,
    ...[...html.matchAll(/<link rel="(?:stylesheet|icon)" href="([^"]+)"/g)].map(([, href]) => href!),
  ]
}

async function printBytes(city: City, pages: { name: string; path: string }[]): Promise<void> {
  const rows: string[][] = []
  for (const { name, path } of pages) {
    const parts = await partsOf(city, path)
    for (const encoding of encodings) {
      const sizes = await Promise.all(parts.map((part) => bytesOf(city, part, encoding)))
      const sum = sizes.reduce((total, size) => total + size, 0)
      rows.push([
        name,
        encoding,
        ...sizes.map(kilobytes),
        kilobytes(sum),
        encoding === 'identity' ? '' : `60 KB ${reached(sum < aimBytes)}`,
      ])
    }
  }
  printTable(['page', 'encoding', 'HTML', 'CSS', 'icon', 'first page in all', 'aim'], rows)
}

/** The same bytes after the same statements, as a page is answered that was asked for a moment ago. */
async function limitAnswer(city: City, path: string): Promise<LimitAnswer> {
  await bytesOf(city, path, 'br')
  const { result, statements } = await recording(() => ask(city, path, 'br'))
  return {
    path,
    statements,
    body: await result.bytes(),
    headers: {
      'content-type': result.headers.get('content-type') ?? '',
      'content-encoding': result.headers.get('content-encoding') ?? '',
    },
  }
}

console.log('loading the sample city (a minute)')
const city = await openCity(async (dataFolder) => {
  await loadSampleCity(demoPassword(dataFolder), () => {})
  return {}
})
try {
  const { rows } = await city.sql.query('select number from publications.measure order by number')
  const numbers = rows.map((row) => String(row.number))
  const measures = numbers.map((number) => `/measures/${number}`)
  await printBytes(city, [
    { name: 'home', path: '/' },
    { name: 'measure', path: measures[0]! },
    { name: 'list', path: '/measures' },
  ])

  const { connectionString, dataFolder } = city
  const application = await startApplication({
    command: 'demo',
    databaseUrl: connectionString,
    dataFolder,
    works: false,
  })
  const answers: LimitAnswer[] = []
  for (const path of ['/', '/measures', ...measures]) answers.push(await limitAnswer(city, path))
  const limit = await startLimit({ connectionString, connections, answers })
  try {
    const table: string[][] = []
    for (const [name, paths] of [
      ['home', ['/']],
      ['measure, all in turn', measures],
      ['list', ['/measures']],
    ] as const) {
      const requests = paths.map((path) => ({ path }))
      const run = (address: string, seconds: number) =>
        load({ address, connections, headers: asked, requests, seconds })
      const ours = await run(application.address, warmUpSeconds)
      await run(limit.address, warmUpSeconds)
      const result = await contest(
        rounds,
        async () => (await run(application.address, roundSeconds)).rate,
        async () => (await run(limit.address, roundSeconds)).rate,
      )
      table.push([
        name,
        String(answers.find((answer) => answer.path === paths[0])!.statements.length),
        whole(result.application),
        whole(result.limit),
        ratio(result.ratio),
        result.spread,
        whole(ours.bytes),
        `${ours.median} / ${ours.p99}`,
      ])
    }
    console.log(`${connections} connections, brotli:`)
    printTable(
      ['page', 'statements', 'requests/s', 'limit', 'ratio', 'spread', 'bytes', 'ms median / p99'],
      table,
    )
  } finally {
    await limit.stop()
    await application.stop()
  }
} finally {
  await city.close()
}
