import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { chmod, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { openFolderStore } from './folder-store.ts'
import { bytesOf, contentOf, keyOf, WrongContent } from './store.ts'

const root = await mkdtemp(join(tmpdir(), 'folder-store-'))
after(() => rm(root, { recursive: true }))

const freshFolder = () => join(root, randomUUID())
const bytes = (text: string) => Buffer.from(text)
const filesIn = async (folder: string) =>
  (await readdir(folder, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map((entry) => entry.name)
const streamOf = (...chunks: string[]) =>
  new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(bytes(chunk))
      controller.close()
    },
  })

describe('folder store', () => {
  it('gives back what was put, as bytes or as a stream, and forgets it', async () => {
    const folder = freshFolder()
    const store = await openFolderStore(folder)
    const key = keyOf(bytes('优化营商环境'))
    assert.equal(await store.get(key), null)
    assert.equal(await store.head(key), null)

    await store.put(key, bytes('优化营商环境'), 'text/plain')
    await store.put(key, streamOf('优化', '营商', '环境'), 'text/plain')
    assert.deepEqual(await store.head(key), { size: 18 })
    assert.equal(Buffer.from(await bytesOf((await store.get(key))!)).toString(), '优化营商环境')
    assert.equal((await readFile(join(folder, key.slice(0, 2), key.slice(2, 4), key))).length, 18)
    assert.deepEqual(await filesIn(folder), [key])

    await store.remove(key)
    await store.remove(key)
    assert.equal(await contentOf(store, key), null)
    assert.deepEqual(await filesIn(folder), [])
  })

  it('keeps an empty file and one of many chunks', async () => {
    const store = await openFolderStore(freshFolder())
    const large = Buffer.alloc(3_000_000, 'abcdefg')
    for (const content of [Buffer.alloc(0), large]) {
      await store.put(keyOf(content), content, 'application/octet-stream')
      assert.ok(Buffer.from((await contentOf(store, keyOf(content)))!).equals(content))
    }
  })

  it('keeps nothing of bytes that are not the key, or of a stream that breaks', async () => {
    const folder = freshFolder()
    const store = await openFolderStore(folder)
    await assert.rejects(store.put(keyOf(bytes('a')), bytes('b'), 'text/plain'), WrongContent)
    const broken = new ReadableStream<Uint8Array>({
      start(controller) {
        controller.enqueue(bytes('half'))
      },
      pull(controller) {
        controller.error(new Error('connection lost'))
      },
    })
    await assert.rejects(store.put(keyOf(bytes('half')), broken, 'text/plain'), /connection lost/)
    assert.deepEqual(await filesIn(folder), [])
  })

  it('never makes a path of a key that is none', async () => {
    const store = await openFolderStore(freshFolder())
    for (const key of ['../../etc/passwd', '', 'A'.repeat(64), `${'a'.repeat(63)}/`, 'a'.repeat(65)]) {
      await assert.rejects(async () => store.get(key), TypeError)
      await assert.rejects(async () => store.remove(key), TypeError)
      await assert.rejects(async () => store.put(key, bytes('x'), 'text/plain'), TypeError)
    }
  })

  it('many writers of one file leave one whole file', async () => {
    const folder = freshFolder()
    const store = await openFolderStore(folder)
    const content = Buffer.alloc(200_000, 'x')
    await Promise.all(Array.from({ length: 8 }, () => store.put(keyOf(content), content, 'text/plain')))
    assert.deepEqual(await filesIn(folder), [keyOf(content)])
    assert.equal((await contentOf(store, keyOf(content)))?.length, 200_000)
  })

  it('finds out when a file was changed on the disk, and heals when it is put again', async () => {
    const folder = freshFolder()
    const store = await openFolderStore(folder)
    const key = keyOf(bytes('original'))
    const place = join(folder, key.slice(0, 2), key.slice(2, 4), key)
    await store.put(key, bytes('original'), 'text/plain')
    await chmod(place, 0o600)
    await writeFile(place, 'tampered')
    await assert.rejects(contentOf(store, key), WrongContent)
    await store.put(key, bytes('original'), 'text/plain')
    assert.equal(`${Buffer.from((await contentOf(store, key))!)}`, 'original')
  })

  it('on opening removes parts of processes that died, not those of processes that write', async () => {
    const folder = freshFolder()
    await openFolderStore(folder)
    await writeFile(join(folder, 'parts', 'dead'), 'x')
    await writeFile(join(folder, 'parts', 'alive'), 'x')
    const twoDaysAgo = Date.now() / 1000 - 2 * 86_400
    await utimes(join(folder, 'parts', 'dead'), twoDaysAgo, twoDaysAgo)
    await openFolderStore(folder)
    assert.deepEqual(await filesIn(folder), ['alive'])
  })
})
