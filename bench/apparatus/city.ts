import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { readConfig } from '#kernel/config.ts'
import { type EmbeddedDatabase, startEmbedded } from '#kernel/database/embedded.ts'
import { modules } from '#modules/modules.ts'
import { startPlatform, workspaceFolder } from '../../src/commands/platform.ts'
import { buildApp } from '../../src/http/app.ts'
import { foundSmallCity, type SmallCity } from '../../tests/small-city.ts'

export interface City extends SmallCity {
  connectionString: string
  dataFolder: string
  /** The application in this process: to found the city, and to see which statements a request runs. */
  app: Hono
  /** A client with all rights, for rows by the million. */
  sql: pg.Client
  close(): Promise<void>
}

/** A folder that goes with this process; as root, the database's account has to pass through it. */
export function throwAwayFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wuxin-bench-'))
  chmodSync(folder, 0o711)
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/**
 * A server for throw-away data, with the cache that the settings as shipped give it on a machine of 16 GB: what is
 * measured is not how a million rows go through 128 MB.
 */
async function startServer(folder: string): Promise<EmbeddedDatabase> {
  const first = await startEmbedded(folder, { durable: false })
  const client = new pg.Client({ connectionString: first.connectionString })
  await client.connect()
  await client.query("alter system set shared_buffers = '1GB'")
  await client.end()
  await first.stop()
  return startEmbedded(folder, { durable: false })
}

/** A throw-away database with a small city in it, and the application connected to it. */
export async function openCity(measureCount: number): Promise<City> {
  const dataFolder = throwAwayFolder()
  const server = await startServer(dataFolder)
  const config = {
    ...readConfig({}),
    DATABASE_URL: server.connectionString,
    DATA_FOLDER: dataFolder,
    LOG_LEVEL: 'error' as const,
  }
  const platform = await startPlatform(config)
  const city = await foundSmallCity(measureCount)
  const sql = new pg.Client({ connectionString: server.connectionString })
  await sql.connect()
  return {
    ...city,
    connectionString: server.connectionString,
    dataFolder,
    app: buildApp(modules, config, 'http://localhost', workspaceFolder),
    sql,
    async close() {
      await sql.end()
      await platform.stop()
      await server.stop()
    },
  }
}
