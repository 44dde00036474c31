import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresDialect, sql } from 'kysely'
import pg from 'pg'

/** Days travel as ISO days, moments as ISO moments in UTC: text sorts, compares and serialises the same everywhere. */
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text)
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) => new Date(text).toISOString())
pg.types.setTypeParser(pg.types.builtins.INT8, (text) => Number(text))
pg.types.setTypeParser(pg.types.builtins.NUMERIC, (text) => Number(text))

/** Role without the right to change history; every connection of the application takes it on. */
export const applicationRole = 'wuxin_app'

// biome-ignore lint/suspicious/noExplicitAny: each module narrows it to its own tables by `db<Tables>()`
type Any = any

const mark = '/* prepared */'
const preparedAtMost = 200
const names = new Map<string, string>()

/**
 * Goes to the front of a statement (`modifyFront`) that comes again and again in the same words: each connection
 * then has it parsed and planned once, which takes longer than the page of a list that it reads. Only for statements
 * - for which one way of reading is right whatever the values: bounds of rows stand in them as they are (`sql.lit`), since for
 *   an unknown bound the way chosen would be that for a tenth of the table;
 * - that name their columns: one with `*` fails in a process that still runs when a migration adds a column.
 */
export const prepared = sql.raw(mark)

class PreparingClient extends pg.Client {
  // biome-ignore lint/suspicious/noExplicitAny: the many forms of this call, passed on as they come
  override query(text: any, values?: any, done?: any): any {
    if (typeof text !== 'string' || !text.startsWith(`select ${mark}`)) return super.query(text, values, done)
    const name = names.get(text) ?? (names.size < preparedAtMost ? `prepared_${names.size}` : undefined)
    if (name) names.set(text, name)
    return super.query({ name, text, values }, done)
  }
}

let pool: pg.Pool | null = null
let root: Kysely<Any> | null = null
const ambient = new AsyncLocalStorage<{ transaction: Kysely<Any>; after: (() => void)[] }>()

export interface ConnectOptions {
  connections?: number
  applicationName?: string
}

/** Connects this process to its one database. */
export function connect(connectionString: string, options: ConnectOptions = {}): void {
  if (pool) throw new Error('already connected')
  pool = new pg.Pool({
    Client: PreparingClient,
    connectionString,
    max: options.connections ?? 16,
    application_name: options.applicationName ?? 'wuxin',
    options: `-c role=${applicationRole} -c timezone=UTC -c statement_timeout=60000`,
    idleTimeoutMillis: 30_000,
  })
  // An idle connection that the server ended: the pool has dropped it already, the next query opens another.
  pool.on('error', () => {})
  root = new Kysely<Any>({ dialect: new PostgresDialect({ pool }) })
}

export async function disconnect(): Promise<void> {
  await root?.destroy()
  root = null
  pool = null
}

/** The current transaction, or the pool. Only `queries.ts` files and the kernel call it. */
export function db<Tables>(): Kysely<Tables> {
  const current = ambient.getStore()?.transaction ?? root
  if (!current) throw new Error('not connected to a database')
  return current as Kysely<Tables>
}

/** One use case, one transaction: an inner call joins the outer one, also across modules. */
export async function transaction<T>(work: () => Promise<T>): Promise<T> {
  if (ambient.getStore()) return work()
  if (!root) throw new Error('not connected to a database')
  const after: (() => void)[] = []
  const result = await root.transaction().execute((tx) => ambient.run({ transaction: tx, after }, work))
  for (const effect of after) effect()
  return result
}

/** Runs when the surrounding transaction has been committed, at once outside one; never when it is rolled back. */
export function afterCommit(effect: () => void): void {
  const store = ambient.getStore()
  if (store) store.after.push(effect)
  else effect()
}

/** A cheap question to the server, for readiness. */
export async function isReachable(): Promise<boolean> {
  try {
    await pool?.query('select 1')
    return pool !== null
  } catch {
    return false
  }
}

/** A connection of its own outside the pool, for `listen` and for locks that live as long as the process. */
export async function openClient(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString, application_name: 'wuxin-listen' })
  await client.connect()
  return client
}

/** The unique constraint that a failed statement broke, if that is why it failed. */
export function brokenConstraint(error: unknown): string | null {
  if (error instanceof pg.DatabaseError && error.code === '23505') return error.constraint ?? ''
  return null
}

/** Whether an error says that the database could not be reached, and nothing about the statement itself. */
export function isConnectionLost(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  if (code && /^(08|57P0[1-3])/.test(code)) return true
  if (code && ['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT'].includes(code)) return true
  return /Connection terminated|timeout exceeded when trying to connect/.test(message ?? '')
}
