import { createHash, randomUUID } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { checkKey, type FileStore, WrongContent } from './store.ts'

/** A part that is older belongs to a process that was killed. */
const abandonedAfterMs = 24 * 60 * 60 * 1000

/**
 * Keeps files under a folder, `ab/cd/abcd…`, so that no directory grows beyond what tools can list.
 *
 * Bytes are written beside their place, flushed to the disk and then renamed: a reader sees a whole
 * file or none. Parts left by a killed process are removed when the store is opened a day later.
 */
export async function openFolderStore(folder: string): Promise<FileStore> {
  const parts = join(folder, 'parts')
  await mkdir(parts, { recursive: true, mode: 0o700 })
  for (const name of await readdir(parts)) {
    const part = join(parts, name)
    const found = await stat(part).catch(ignoreMissing)
    if (found && Date.now() - found.mtimeMs > abandonedAfterMs) await rm(part, { force: true })
  }
  const placeOf = (key: string) => join(folder, checkKey(key).slice(0, 2), key.slice(2, 4), key)

  return {
    async put(key, content) {
      const place = placeOf(key)
      const part = join(parts, randomUUID())
      try {
        const written = await writeFlushed(part, content)
        if (written !== key) throw new WrongContent(`content of ${key} hashes to ${written}`)
        await mkdir(dirname(place), { recursive: true, mode: 0o700 })
        await rename(part, place)
      } catch (error) {
        await rm(part, { force: true })
        throw error
      }
      // Without this the name itself may be lost in a power cut; the two levels above may be new as well.
      for (const directory of [dirname(place), dirname(dirname(place)), folder]) await flushFolder(directory)
    },

    async get(key) {
      const place = placeOf(key)
      const file = await open(place).catch(ignoreMissing)
      if (!file) return null
      const stream = createReadStream(place, { fd: file })
      return Readable.toWeb(stream) as ReadableStream<Uint8Array>
    },

    async head(key) {
      const found = await stat(placeOf(key)).catch(ignoreMissing)
      return found ? { size: found.size } : null
    },

    async remove(key) {
      await rm(placeOf(key), { force: true })
    },
  }
}

/** Writes and flushes; answers the SHA-256 of what was written. */
async function writeFlushed(path: string, content: Uint8Array | ReadableStream<Uint8Array>): Promise<string> {
  const hash = createHash('sha256')
  const file = await open(path, 'wx', 0o600)
  try {
    const chunks = content instanceof Uint8Array ? [content] : content
    for await (const chunk of chunks) {
      hash.update(chunk)
      await file.writeFile(chunk)
    }
    await file.sync()
  } finally {
    await file.close()
  }
  return hash.digest('hex')
}

async function flushFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
