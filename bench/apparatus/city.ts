import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { readConfig } from '#kernel/config.ts'
import { startTestServer } from '#kernel/database/embedded-for-tests.ts'
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

/** A throw-away database with a small city in it, and the application connected to it. */
export async function openCity(measureCount: number): Promise<City> {
  const server = await startTestServer()
  const dataFolder = throwAwayFolder()
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
