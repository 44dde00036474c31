import { createHash, randomBytes } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after } from 'node:test'
import pg from 'pg'
import { connect, disconnect } from '#kernel/database/connection.ts'
import { testServer } from '#kernel/database/embedded-for-tests.ts'
import { migrate } from '#kernel/database/migrate.ts'
import { listenTo } from '#kernel/events.ts'
import { declarePermissions } from '#kernel/permissions.ts'
import { migrationFolders, modules } from '#modules/modules.ts'

/**
 * Gives a test file a database of its own, copied from a migrated template, connects the process to it, and
 * registers the modules. Call once per file, at its top level (`const url = await freshDatabase()`).
 * @returns the connection string, for clients of the test's own
 */
export async function freshDatabase(): Promise<string> {
  const server = await testServer()
  const template = await migratedTemplate(server)
  const name = `wuxin_${randomBytes(6).toString('hex')}`
  const client = await open(server)
  await client.query(`create database ${name} template ${template}`)
  await client.end()
  const url = withDatabase(server, name)
  connect(url, { connections: 8 })
  declarePermissions(modules)
  listenTo(modules)
  after(async () => {
    await disconnect()
    const closing = await open(server)
    await closing.query(`drop database if exists ${name} with (force)`)
    await closing.end()
  })
  return url
}

async function migratedTemplate(server: string): Promise<string> {
  const name = `wuxin_template_${digestOfMigrations()}`
  const client = await open(server)
  try {
    // Test files run side by side: one of them makes the template, the others wait.
    await client.query('select pg_advisory_lock(5201316)')
    const known = await client.query('select from pg_database where datname = $1', [name])
    if (known.rowCount === 0) {
      await client.query(`create database ${name}_making`)
      await migrate(withDatabase(server, `${name}_making`), migrationFolders)
      await client.query(`alter database ${name}_making rename to ${name}`)
    }
  } finally {
    await client.end()
  }
  return name
}

function digestOfMigrations(): string {
  const hash = createHash('sha256')
  for (const { folder } of migrationFolders) {
    for (const file of listFolder(folder)) hash.update(readFileSync(join(folder, file)))
  }
  return hash.digest('hex').slice(0, 16)
}

function listFolder(folder: string): string[] {
  try {
    return readdirSync(folder).sort()
  } catch {
    return []
  }
}

function withDatabase(connectionString: string, name: string): string {
  const url = new URL(connectionString)
  url.pathname = `/${name}`
  return url.href
}

async function open(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  return client
}
