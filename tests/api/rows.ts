import pg from 'pg'

/** Records of who knocked; a refusal belongs there. */
const records = new Set([
  'kernel.audit',
  'people.sign_in_lock',
  'people.session',
  'suggestions.attempt',
  'suggestions.day_key',
])

export interface Watch {
  /** Says which tables differ from the last time that it was asked. */
  changedTables(): Promise<string[]>
  end(): Promise<void>
}

/** Watches all rows of the application's tables, by number and by the transaction that wrote each. */
export async function watchRows(connectionString: string): Promise<Watch> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const { rows } = await client.query<{ name: string }>(
    `select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'p') and n.nspname not in ('pg_catalog', 'information_schema', 'jobs')`,
  )
  const tables = rows.map(({ name }) => name).filter((name) => !records.has(name))
  // A row that is changed gets another xmin, and one that is gone is missed in the count.
  const digests = tables.map(
    (name) =>
      `select '${name}' as name, count(*) || ' ' || coalesce(sum(xmin::text::bigint), 0) as digest from ${name}`,
  )
  let transaction = ''
  let last = new Map<string, string>()
  const look = async () =>
    new Map(
      (await client.query<{ name: string; digest: string }>(digests.join(' union all '))).rows.map((row) => [
        row.name,
        row.digest,
      ]),
    )
  const changedTables = async () => {
    // A transaction that writes takes a number; where none was taken, nothing can have been written.
    const now = (await client.query('select pg_snapshot_xmax(pg_current_snapshot())::text as number')).rows[0]
      .number
    if (now === transaction) return []
    transaction = now
    const present = await look()
    const changed = [...present].filter(([name, digest]) => last.get(name) !== digest).map(([name]) => name)
    last = present
    return changed
  }
  await changedTables()
  return { changedTables, end: () => client.end() }
}
