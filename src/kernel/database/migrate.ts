import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import pg from 'pg'
import { applicationRole } from './connection.ts'

export interface MigrationFolder {
  /** Schema of the module whose folder it is. */
  owner: string
  folder: string
}

/** Any number will do as long as every process uses the same: two starting processes must not migrate at once. */
const migrationLock = 5_201_314

/**
 * Applies every migration not yet applied, folder by folder and by name, one transaction each.
 * Refuses a file that was changed after it had been applied. Forward only.
 * @returns the names applied now
 */
export async function migrate(connectionString: string, folders: MigrationFolder[]): Promise<string[]> {
  const client = new pg.Client({ connectionString, application_name: 'wuxin-migrate' })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [migrationLock])
    await prepare(client)
    const applied = new Map<string, string>(
      (await client.query('select name, digest from kernel.migration')).rows.map((row) => [
        row.name,
        row.digest,
      ]),
    )
    const done: string[] = []
    for (const { owner, folder } of folders) {
      for (const file of await sqlFiles(folder)) {
        const text = await readFile(file, 'utf8')
        const name = `${owner}/${basename(file)}`
        const digest = createHash('sha256').update(text).digest('hex')
        const known = applied.get(name)
        if (known === digest) continue
        if (known) throw new Error(`migration ${name} was changed after it had been applied; write a new one`)
        await apply(client, owner, name, digest, text)
        done.push(name)
      }
    }
    return done
  } finally {
    await client.end()
  }
}

async function sqlFiles(folder: string): Promise<string[]> {
  const names = await readdir(folder).catch(() => [])
  return names
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => join(folder, name))
}

async function prepare(client: pg.Client): Promise<void> {
  // Roles belong to the whole server, so two databases may try this at the same time.
  await client.query(`
    do $$ begin
      create role ${applicationRole} nologin;
    exception when duplicate_object or unique_violation then null;
    end $$;
    grant ${applicationRole} to current_user;
    create schema if not exists kernel;
    create table if not exists kernel.migration (
      name text primary key,
      digest text not null,
      applied_at timestamptz not null default now()
    );
    comment on table kernel.migration is 'Migrations that have been applied, with the digest of their text';
  `)
}

async function apply(
  client: pg.Client,
  owner: string,
  name: string,
  digest: string,
  text: string,
): Promise<void> {
  try {
    await client.query('begin')
    await client.query(`
      create schema if not exists ${owner};
      grant usage on schema ${owner} to ${applicationRole};
      alter default privileges in schema ${owner} grant select, insert, update, delete on tables to ${applicationRole};
      alter default privileges in schema ${owner} grant usage, select on sequences to ${applicationRole};
    `)
    await client.query(text)
    await client.query('insert into kernel.migration (name, digest) values ($1, $2)', [name, digest])
    await client.query('commit')
  } catch (error) {
    await client.query('rollback').catch(() => {})
    throw new Error(`migration ${name} failed: ${(error as Error).message}`, { cause: error })
  }
}
