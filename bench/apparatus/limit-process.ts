import { createServer, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { taskOf } from './child.ts'
import type { Limit, LimitAnswer } from './limit.ts'
import type { Statement } from './recording.ts'

// Days and moments go out as PostgreSQL writes them: nothing is cheaper.
for (const type of [pg.types.builtins.DATE, pg.types.builtins.TIMESTAMPTZ])
  pg.types.setTypeParser(type, (text) => text)

const limit = await taskOf<Limit>()
const pool = new pg.Pool({
  connectionString: limit.connectionString,
  max: limit.connections,
  // It waits for its turn longer than a pool likes to keep connections, and to open them is not what is measured.
  idleTimeoutMillis: 0,
  options: '-c role=wuxin_app -c timezone=UTC',
})
const answers = new Map(limit.answers.map((answer) => [answer.path, answer]))

const queryOf = ({ text, values, name }: Statement): pg.QueryConfig => ({
  text,
  values: values as unknown[],
  ...(name ? { name } : {}),
})

async function inOneTransaction(statements: readonly Statement[]): Promise<unknown[][]> {
  const client = await pool.connect()
  try {
    return await inTurn(client, statements)
  } finally {
    client.release()
  }
}

async function inTurn(on: pg.Pool | pg.PoolClient, statements: readonly Statement[]): Promise<unknown[][]> {
  const rows: unknown[][] = []
  for (const statement of statements) rows.push((await on.query(queryOf(statement))).rows)
  return rows
}

let subject = 0

/** The statements with the next subject in their placeholders. */
function forNextSubject(statements: readonly Statement[]): readonly Statement[] {
  const own = limit.subjects?.[subject++]
  if (!own) throw new Error('no subject left')
  const filled = (value: unknown): unknown =>
    Array.isArray(value)
      ? value.map(filled)
      : typeof value === 'string' && value.startsWith('{{')
        ? (own[Number(value.slice(2, -2))] ?? value)
        : value
  return statements.map(({ values, ...statement }) => ({ ...statement, values: values.map(filled) }))
}

async function answer(found: LimitAnswer, response: ServerResponse): Promise<void> {
  const statements = limit.subjects ? forNextSubject(found.statements) : found.statements
  const rows = /^begin/i.test(statements[0]?.text ?? '')
    ? await inOneTransaction(statements)
    : await inTurn(pool, statements)
  const body = found.body ?? Buffer.from(JSON.stringify(rows.filter((some) => some.length > 0)))
  response.writeHead(200, {
    'content-type': 'application/json',
    ...found.headers,
    'content-length': body.byteLength,
  })
  response.end(body)
}

const server = createServer((request, response) => {
  const found = answers.get(request.url ?? '')
  const refuse = (reason: unknown) => {
    console.error(reason)
    response.writeHead(500).end()
  }
  if (!found) return refuse(`no ${request.url}`)
  if (request.method === 'GET') {
    answer(found, response).catch(refuse)
    return
  }
  const pieces: Buffer[] = []
  request.on('data', (piece) => pieces.push(piece))
  request.on('end', () => {
    JSON.parse(Buffer.concat(pieces).toString())
    answer(found, response).catch(refuse)
  })
})
server.listen(0, '127.0.0.1', () => process.send!({ port: (server.address() as AddressInfo).port }))
