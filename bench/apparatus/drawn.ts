import { createHash } from 'node:crypto'
import pg from 'pg'

/** The digest of a word in the form of a random identifier, as `pg_temp.id` makes it in SQL. */
export const uuidOf = (text: string): string => {
  const digest = createHash('md5').update(text).digest('hex')
  return digest.replace(/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/, '$1-$2-4$3-8$4-$5')
}

/**
 * A client with all rights and with two functions by which rows are made in SQL, the same in each run:
 * `pg_temp.id(word)`, and `pg_temp.chance(word, n)`, a number from 0 to 2³¹ − 1.
 */
export async function connectToDraw(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  await client.query(`
    create function pg_temp.chance(text, int) returns int immutable language sql as
      'select (hashtextextended($1 || $2, 0) & 2147483647)::int';
    create function pg_temp.id(text) returns uuid immutable language sql as
      'select overlay(overlay(md5($1) placing ''4'' from 13) placing ''8'' from 17)::uuid'`)
  return client
}
