import { promisify } from 'node:util'
import { crc32, inflateRaw } from 'node:zlib'
import { type Entry, fromBufferPromise, getFileNameLowLevel, type ZipFile } from 'yauzl'

export type ZipLimits = {
  /** Entries, folders included. */
  entries: number
  /** Unpacked bytes of all entries together. */
  totalBytes: number
  /** Unpacked bytes of one entry. */
  entryBytes: number
  /** Unpacked : packed, for entries that unpack to more than 1 MB. */
  ratio: number
}

const MB = 1_000_000
const defaults: ZipLimits = { entries: 2_000, totalBytes: 200 * MB, entryBytes: 100 * MB, ratio: 200 }
/** Below this an entry may have any ratio: an empty sheet or a plain theme packs very well. */
const ratioCountsFrom = 1 * MB

/** An archive whose directory has been checked; contents are checked as they are read. */
export type SafeZip = {
  /** Files in the order of the archive's directory, without folders. */
  readonly names: readonly string[]
  /** What all entries unpack to together, as declared; the real total cannot be larger. */
  readonly unpackedBytes: number
  /**
   * Unpacked bytes, or null where the archive has no such file.
   * @throws {UnsafeArchive} contents that are larger than declared, or damaged.
   */
  read(name: string): Promise<Uint8Array | null>
  /** The same as text: UTF-8, or UTF-16 where a byte order mark says so. */
  readText(name: string): Promise<string | null>
}

/** An archive that we will not open. The message is a sentence for the person who sent it. */
export class UnsafeArchive extends Error {
  override readonly name = 'UnsafeArchive'
}

const inflate = promisify(inflateRaw)

/**
 * Opens an archive that came from outside (docx, xlsx, ofd and zip are such archives).
 *
 * Declared sizes are checked before anything is unpacked, and each entry is cut off while it is
 * inflated as soon as it exceeds what it declared: since the declared sizes together are within the
 * limits, the real ones are too.
 *
 * @throws {UnsafeArchive}
 */
export async function openZip(bytes: Uint8Array, limits: Partial<ZipLimits> = {}): Promise<SafeZip> {
  const limit = { ...defaults, ...limits }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const zip = await openDirectory(buffer)
  // Checked before the directory is walked, so that a directory of millions of rows costs nothing.
  if (zip.entryCount > limit.entries) throw tooMany(limit)

  const files = new Map<string, Entry>()
  const seen = new Set<string>()
  const spans: [from: number, to: number][] = []
  let total = 0
  try {
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry)
      checkEntry(entry, name, limit)
      total += entry.uncompressedSize
      if (total > limit.totalBytes) {
        throw new UnsafeArchive(
          `文件解压后超过 ${megabytes(limit.totalBytes)}，不予接收。请删减图片或拆分后重新上传。`,
        )
      }
      // Office compares part names without regard to case, and so do the file systems of the offices.
      const key = name.normalize('NFC').toLowerCase()
      if (seen.has(key)) throw new UnsafeArchive(`压缩包内有重名文件“${shown(name)}”，不予接收。${resave}`)
      seen.add(key)
      spans.push([
        entry.relativeOffsetOfLocalHeader,
        entry.relativeOffsetOfLocalHeader + entry.compressedSize,
      ])
      if (!name.endsWith('/')) files.set(name, entry)
    }
  } catch (error) {
    throw asUnsafe(error)
  }
  checkOverlap(spans)

  const read = async (name: string) => {
    const entry = files.get(name)
    return entry === undefined ? null : unpack(zip, buffer, entry, name)
  }
  return {
    names: [...files.keys()],
    unpackedBytes: total,
    read,
    readText: async (name) => {
      const content = await read(name)
      return content === null ? null : decode(content, name)
    },
  }
}

const resave = '请用 Office 或 WPS 打开后另存，再重新上传。'

async function openDirectory(buffer: Buffer): Promise<ZipFile> {
  if (buffer.length >= 8 && buffer.readBigUInt64BE(0) === 0xd0cf11e0a1b11ae1n) {
    throw new UnsafeArchive(
      '文件设有打开密码，或者是旧版格式（doc、xls）。请去除密码，另存为 docx 或 xlsx 后重新上传。',
    )
  }
  try {
    // Raw names: yauzl would turn backslashes into slashes, and say in English what is wrong.
    return await fromBufferPromise(buffer, { decodeStrings: false, validateEntrySizes: false })
  } catch (error) {
    throw asUnsafe(error)
  }
}

function nameOf(entry: Entry): string {
  return getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, true)
}

function checkEntry(entry: Entry, name: string, limit: ZipLimits): void {
  const says = `压缩包内的“${shown(name)}”`
  if (
    name === '' ||
    /[\\\p{Cc}]/u.test(name) ||
    /^(\/|[a-z]:)/i.test(name) ||
    name.split('/').includes('..')
  ) {
    throw new UnsafeArchive(`${says}路径不合规，可能写到文件夹之外，不予接收。${resave}`)
  }
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) {
    throw new UnsafeArchive(`${says}是符号链接，不予接收。请换成文件本身后重新打包上传。`)
  }
  if (entry.isEncrypted()) {
    throw new UnsafeArchive(`${says}已加密，无法查验。请去除密码后重新上传。`)
  }
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8) {
    throw new UnsafeArchive(`${says}使用了不支持的压缩方式。${resave}`)
  }
  if (entry.compressionMethod === 0 && entry.compressedSize !== entry.uncompressedSize) throw damaged(name)
  if (entry.uncompressedSize > limit.entryBytes) {
    throw new UnsafeArchive(
      `${says}解压后超过 ${megabytes(limit.entryBytes)}，不予接收。请删减图片或拆分后重新上传。`,
    )
  }
  if (
    entry.uncompressedSize > ratioCountsFrom &&
    entry.uncompressedSize > limit.ratio * entry.compressedSize
  ) {
    throw new UnsafeArchive(
      `${says}压缩比超过 ${limit.ratio}:1，疑似压缩炸弹，不予接收。请删除空白行列后另存，再重新上传。`,
    )
  }
}

/** Entries that share bytes of the archive: the way in which a small archive holds many large entries. */
function checkOverlap(spans: [from: number, to: number][]): void {
  spans.sort((a, b) => a[0] - b[0])
  for (const [index, span] of spans.entries()) {
    if (index > 0 && spans[index - 1]![1] > span[0]) {
      throw new UnsafeArchive(`压缩包内的文件相互重叠，疑似压缩炸弹，不予接收。${resave}`)
    }
  }
}

async function unpack(zip: ZipFile, buffer: Buffer, entry: Entry, name: string): Promise<Uint8Array> {
  let content: Uint8Array
  try {
    const header = await zip.readLocalFileHeaderPromise(entry)
    // Readers that trust the other name would see another file than the one that was checked.
    if (!header.fileName.equals(entry.fileNameRaw)) throw damaged(name)
    const packed = buffer.subarray(header.fileDataStart, header.fileDataStart + entry.compressedSize)
    content =
      entry.compressionMethod === 0
        ? packed
        : await inflate(packed, { maxOutputLength: Math.max(1, entry.uncompressedSize) })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw lying(name)
    throw asUnsafe(error)
  }
  if (content.length !== entry.uncompressedSize) throw lying(name)
  if (crc32(content) !== entry.crc32) throw damaged(name)
  return content
}

function decode(content: Uint8Array, name: string): string {
  const mark = content.length < 2 ? 0 : (content[0]! << 8) | content[1]!
  const encoding = mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8'
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(content)
  } catch {
    throw new UnsafeArchive(`压缩包内的“${shown(name)}”不是 UTF-8 文本，无法读取。${resave}`)
  }
}

function lying(name: string): UnsafeArchive {
  return new UnsafeArchive(`压缩包内的“${shown(name)}”实际大小与所标不符，疑似压缩炸弹，不予接收。${resave}`)
}

function damaged(name: string): UnsafeArchive {
  return new UnsafeArchive(`压缩包内的“${shown(name)}”已损坏。${resave}`)
}

function tooMany(limit: ZipLimits): UnsafeArchive {
  return new UnsafeArchive(`压缩包内文件超过 ${limit.entries} 个，不予接收。请拆分后重新上传。`)
}

function asUnsafe(error: unknown): UnsafeArchive {
  if (error instanceof UnsafeArchive) return error
  return new UnsafeArchive(`文件不是完整的压缩格式，可能已损坏或上传中断。${resave}`, { cause: error })
}

function megabytes(bytes: number): string {
  return bytes >= MB ? `${Math.floor(bytes / MB)} MB` : `${bytes} 字节`
}

/** A name out of an archive is not to be trusted on a page: short, and without invisible characters. */
function shown(name: string): string {
  const visible = name.replace(/[\p{Cc}\p{Cf}]/gu, '?')
  return visible.length > 60 ? `${visible.slice(0, 57)}…` : visible
}
