import { spawn } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbedded } from './embedded.ts'

export interface TestServer {
  /** Superuser on an empty database; tests make databases of their own beside it. */
  connectionString: string
  stop(): Promise<void>
}

let own: Promise<TestServer> | null = null

/**
 * Connection string of the test run's server: the one that the runner started (`WUXIN_TEST_DATABASE`), or, for a file
 * that is run alone, one of its own, which ends with the process.
 */
export async function testServer(): Promise<string> {
  const given = process.env.WUXIN_TEST_DATABASE
  if (given) return given
  own ??= startTestServer()
  return (await own).connectionString
}

/** A throw-away server in a temporary folder. It and its folder vanish with this process, however that ends. */
export async function startTestServer(): Promise<TestServer> {
  const folder = mkdtempSync(join(tmpdir(), 'wuxin-test-'))
  // As root, the server's account has to pass through.
  chmodSync(folder, 0o711)
  const dismissWatch = watchOver(folder)
  const database = await startEmbedded(folder, { durable: false })
  return {
    connectionString: database.connectionString,
    async stop() {
      await database.stop()
      rmSync(folder, { recursive: true, force: true })
      dismissWatch()
    },
  }
}

/**
 * A shell that waits for our end of a pipe to close, which even `kill -9` does, and then ends the server of a data
 * folder and removes the folder. Answers what sends it away.
 */
export function watchOver(folder: string): () => void {
  if (process.platform === 'win32') return () => {}
  const script = `cat > /dev/null
pid=$(head -n 1 "$1/postgres/postmaster.pid" 2> /dev/null) && kill -QUIT "$pid" 2> /dev/null
while [ -n "$pid" ] && [ -e "$1/postgres/postmaster.pid" ] && kill -0 "$pid" 2> /dev/null; do sleep 0.1; done
rm -rf "$1"`
  const watch = spawn('/bin/sh', ['-c', script, 'sh', folder], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  watch.unref()
  const pipe = watch.stdin as unknown as { unref(): void; end(): void }
  pipe.unref()
  return () => pipe.end()
}
