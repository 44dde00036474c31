import assert from 'node:assert/strict'
import type { WorkingCity } from './working-city.ts'

/** Tables that may change when a request is refused: who was refused is written down. */
const apart = ['kernel.audit', 'kernel.migration']

/** One digest over every row of every table of the city, so that "nothing changed" can be said of all of it. */
export async function fingerprint({ query }: Pick<WorkingCity, 'query'>): Promise<Map<string, string>> {
  const tables = await query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema', 'jobs') order by 1`,
  )
  const prints = new Map<string, string>()
  for (const { name } of tables) {
    if (apart.includes(name)) continue
    const [row] = await query<{ print: string }>(
      `select md5(coalesce(string_agg(md5(t::text), '' order by md5(t::text)), '')) as print from ${name} t`,
    )
    prints.set(name, row!.print)
  }
  return prints
}

/** The work is refused as `how` says, and no row of any table is another than before. */
export async function refusedWithoutTrace(
  city: Pick<WorkingCity, 'query'>,
  work: () => Promise<unknown>,
  how: (error: unknown) => boolean,
): Promise<void> {
  const before = await fingerprint(city)
  await assert.rejects(work(), how)
  assert.deepEqual(await fingerprint(city), before)
}
