import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Hono } from 'hono'
import pg from 'pg'
import { readConfig } from '#kernel/config.ts'
import { type EmbeddedDatabase, startEmbedded } from '#kernel/database/embedded.ts'
import { watchOver } from '#kernel/database/embedded-for-tests.ts'
import { modules } from '#modules/modules.ts'
import { startPlatform, workspaceFolder } from '../../src/commands/platform.ts'
import { buildApp } from '../../src/http/app.ts'
import { connectToDraw } from './drawn.ts'

export interface City {
  connectionString: string
  dataFolder: string
  /** The application in this process, to see which statements a request runs. */
  app: Hono
  /** A client with all rights, for rows by the million. */
  sql: pg.Client
  /** Ends the application in this process and the client; the database stays. */
  disconnect(): Promise<void>
  close(): Promise<void>
}

/** A folder that goes with this process, and a server in it too; as root, the database's account has to pass through it. */
export function throwAwayFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'wuxin-bench-'))
  chmodSync(folder, 0o711)
  watchOver(folder)
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

/** A throw-away database with the application connected to it, and in it what is asked for. */
export async function openCity<T extends object>(
  found: (dataFolder: string) => Promise<T>,
): Promise<T & City> {
  const dataFolder = throwAwayFolder()
  const server = await startServer(dataFolder)
  const config = {
    ...readConfig({}),
    DATABASE_URL: server.connectionString,
    DATA_FOLDER: dataFolder,
    LOG_LEVEL: 'error' as const,
  }
  const platform = await startPlatform(config)
  const sql = await connectToDraw(server.connectionString)
  let connected = true
  const disconnect = async () => {
    if (!connected) return
    connected = false
    await sql.end()
    await platform.stop()
  }
  return {
    ...(await found(dataFolder)),
    connectionString: server.connectionString,
    dataFolder,
    app: buildApp(modules, config, 'http://localhost', workspaceFolder),
    sql,
    disconnect,
    async close() {
      await disconnect()
      await server.stop()
    },
  }
}
