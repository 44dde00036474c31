import { spawn } from 'node:child_process'
import { access, constants, mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { PlanUnreadable } from './unreadable.ts'

// Both together stay below the half minute after which the reading of a file is given up.
const WAIT_MILLISECONDS = 8_000
const LIMIT_MILLISECONDS = 18_000
/** Largest document that a conversion may give back, in bytes. */
const LARGEST = 50_000_000

export type Target = 'docx' | 'xlsx'

/**
 * Converts an old document with LibreOffice, where it is installed: one at a time, in a folder of its own
 * with a profile of its own (no macros, no recovery, no lists of recent files), stopped after 18 seconds.
 * The folder is removed on every path.
 * @param extension what the file is, `doc`, `xls`, `rtf` …: LibreOffice chooses its filter by it
 * @returns null where LibreOffice is missing or cannot convert the file
 * @throws {PlanUnreadable} where other conversions keep it busy
 */
export async function convertDocument(
  bytes: Uint8Array,
  extension: string,
  target: Target,
): Promise<Uint8Array | null> {
  const program = await findOffice()
  if (program === null) return null
  return oneAtATime(() => convertWith(program, bytes, extension, target))
}

/** The program, looked for on PATH; null where it is not installed. */
export async function findOffice(path = process.env.PATH ?? ''): Promise<string | null> {
  for (const folder of path.split(delimiter))
    for (const name of ['soffice', 'libreoffice']) {
      if (folder === '') continue
      const program = join(folder, name)
      const there = await access(program, constants.X_OK).then(
        () => true,
        () => false,
      )
      if (there) return program
    }
  return null
}

/** A lock that holds between threads, as each file is read in a thread of its own. */
async function oneAtATime<T>(work: () => Promise<T>): Promise<T> {
  const { locks } = globalThis.navigator
  const waiting = AbortSignal.timeout(WAIT_MILLISECONDS)
  try {
    return await locks.request('office-conversion', { signal: waiting }, work)
  } catch (error) {
    if (error instanceof DOMException && waiting.aborted)
      throw new PlanUnreadable('正在转换其他文件，请稍后重新上传，或另存为 .docx 后上传')
    throw error
  }
}

async function convertWith(
  program: string,
  bytes: Uint8Array,
  extension: string,
  target: Target,
): Promise<Uint8Array | null> {
  const folder = await mkdtemp(join(tmpdir(), 'plan-conversion-'))
  try {
    const source = join(folder, `source.${extension}`)
    const out = join(folder, 'out')
    await mkdir(out)
    await writeFile(source, bytes)
    const finished = await run(program, folder, [
      '--headless',
      '--norestore',
      '--nolockcheck',
      '--nodefault',
      '--nofirststartwizard',
      `-env:UserInstallation=${pathToFileURL(join(folder, 'profile')).href}`,
      '--convert-to',
      target,
      '--outdir',
      out,
      source,
    ])
    const result = join(out, `source.${target}`)
    const size = finished
      ? await stat(result).then(
          ({ size }) => size,
          () => 0,
        )
      : 0
    return size > 0 && size <= LARGEST ? new Uint8Array(await readFile(result)) : null
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** Whether the program ended by itself and in time; its children are stopped with it. */
function run(program: string, folder: string, args: string[]): Promise<boolean> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      cwd: folder,
      detached: process.platform !== 'win32',
      stdio: 'ignore',
      env: { PATH: process.env.PATH ?? '', HOME: folder, TMPDIR: folder, LANG: 'zh_CN.UTF-8' },
    })
    const stop = (): void => {
      if (child.pid === undefined) return
      try {
        process.kill(process.platform === 'win32' ? child.pid : -child.pid, 'SIGKILL')
      } catch {
        // ended already
      }
    }
    const timer = setTimeout(stop, LIMIT_MILLISECONDS)
    child.once('error', () => {
      clearTimeout(timer)
      resolve(false)
    })
    child.once('close', (code) => {
      clearTimeout(timer)
      stop()
      resolve(code === 0)
    })
  })
}
