import { createHash } from 'node:crypto'

/**
 * Where the bytes of files are kept. A key is the SHA-256 of the bytes in small hexadecimal, so a file
 * that was put cannot change, the same file is kept once, and no name of a user ever becomes a path.
 * Name, media type and owner of a file stand in the database.
 */
export interface FileStore {
  /**
   * Keeps the bytes; to put the same again does no harm. After it returns they survive a power cut.
   * @throws {WrongContent} bytes whose SHA-256 is not the key; nothing is kept then.
   */
  put(key: string, content: Uint8Array | ReadableStream<Uint8Array>, mediaType: string): Promise<void>
  /** The bytes, or null where there are none under this key. */
  get(key: string): Promise<ReadableStream<Uint8Array> | null>
  /** Size in bytes, or null where there is nothing under this key. */
  head(key: string): Promise<{ size: number } | null>
  /** Forgets the bytes; does nothing where there are none. Two records may share one key: ask before. */
  remove(key: string): Promise<void>
}

export class WrongContent extends Error {
  override readonly name = 'WrongContent'
}

/** The key under which a store keeps these bytes. */
export function keyOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/** Every store checks its keys with this before it builds a path or an address of them. */
export function checkKey(key: string): string {
  if (!/^[0-9a-f]{64}$/.test(key)) throw new TypeError('a file key is 64 small hexadecimal digits')
  return key
}

/**
 * All bytes of a file, checked against its key: damage on the disk is found before a citizen finds it.
 * @throws {WrongContent} bytes that have changed since they were put.
 */
export async function contentOf(store: FileStore, key: string): Promise<Uint8Array | null> {
  const stream = await store.get(key)
  if (stream === null) return null
  const bytes = await bytesOf(stream)
  if (keyOf(bytes) !== key) throw new WrongContent(`stored file ${key} has changed`)
  return bytes
}

/** Collects a stream; bytes pass through. */
export async function bytesOf(content: Uint8Array | ReadableStream<Uint8Array>): Promise<Uint8Array> {
  if (content instanceof Uint8Array) return content
  const chunks: Uint8Array[] = []
  for await (const chunk of content) chunks.push(chunk)
  return Buffer.concat(chunks)
}
