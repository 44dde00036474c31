import { openZip, UnsafeArchive } from '#kernel/zip.ts'
import { refuseCompound } from './compound.ts'
import { type ImageSize, jpegSize, pngSize } from './images.ts'
import { inspectOffice, type OfficeKind } from './office.ts'
import { encodingOfText } from './text-file.ts'

/** Contents that are refused. The message is a sentence for the person who sent them. */
export class UnfitFile extends Error {
  override readonly name = 'UnfitFile'
}

/** Larger pictures take more memory to draw than an office machine has: 4 bytes for each of 60 million points. */
const pointsAllowed = 60_000_000

/** Every extension that may be allowed anywhere: what its contents must be; answers the media type. */
const kinds = {
  docx: (bytes: Buffer) => office(bytes, 'document', 'wordprocessingml.document'),
  xlsx: (bytes: Buffer) => office(bytes, 'workbook', 'spreadsheetml.sheet'),
  pdf,
  txt: (bytes: Buffer) => text(bytes, 'text/plain'),
  csv: (bytes: Buffer) => text(bytes, 'text/csv'),
  jpg: (bytes: Buffer) => image(jpegSize(bytes), 'image/jpeg'),
  jpeg: (bytes: Buffer) => image(jpegSize(bytes), 'image/jpeg'),
  png: (bytes: Buffer) => image(pngSize(bytes), 'image/png'),
  ofd,
  doc: (bytes: Buffer) => compound(bytes, 'application/msword', ['WordDocument']),
  xls: (bytes: Buffer) => compound(bytes, 'application/vnd.ms-excel', ['Workbook', 'Book']),
  // Kept and handed out, never opened here.
  wps: (bytes: Buffer) => compound(bytes, 'application/octet-stream', []),
  et: (bytes: Buffer) => compound(bytes, 'application/octet-stream', []),
} satisfies Record<string, (bytes: Buffer) => string | Promise<string>>

export type Extension = keyof typeof kinds

/** Every extension known; what one form allows is a part of it. */
export const extensions = Object.keys(kinds) as readonly Extension[]

/**
 * The media type of bytes that are what the extension says.
 * @throws {UnfitFile}
 */
export async function mediaTypeOf(extension: Extension, content: Uint8Array): Promise<string> {
  try {
    return await kinds[extension](Buffer.from(content.buffer, content.byteOffset, content.byteLength))
  } catch (error) {
    if (error instanceof UnsafeArchive) throw new UnfitFile(error.message, { cause: error })
    throw error
  }
}

async function office(bytes: Buffer, kind: OfficeKind, type: string): Promise<string> {
  // An archive may legally begin with anything, such as a program; an office file never does.
  // A compound file goes on: it is an office file with a password, and is told so.
  if (!isZip(bytes) && !isCompound(bytes)) throw mismatch()
  if ((await inspectOffice(await openZip(bytes))) !== kind) throw mismatch()
  return `application/vnd.openxmlformats-officedocument.${type}`
}

async function ofd(bytes: Buffer): Promise<string> {
  if (!isZip(bytes)) throw mismatch()
  const root = await (await openZip(bytes)).readText('OFD.xml')
  // GB/T 33190-2016: the entry of the package, and its namespace.
  if (!root?.includes('http://www.ofdspec.org/') || root.includes('<!DOCTYPE')) throw mismatch()
  return 'application/ofd'
}

function pdf(bytes: Buffer): string {
  const head = bytes.toString('latin1', 0, 8)
  if (!/^%PDF-[12]\.\d/.test(head) || !bytes.subarray(-2048).includes('%%EOF')) throw mismatch()
  if (/\/S\s*\/Launch\b/.test(bytes.toString('latin1'))) {
    throw new UnfitFile('文件含有打开时启动程序的动作，不予接收。请重新打印为 PDF 后上传。')
  }
  return 'application/pdf'
}

function text(bytes: Buffer, type: string): string {
  const encoding = encodingOfText(bytes)
  if (encoding === null) throw mismatch()
  return `${type}; charset=${encoding}`
}

function image(size: ImageSize | null, mediaType: string): string {
  if (size === null) throw mismatch()
  if (size.width * size.height > pointsAllowed) {
    throw new UnfitFile(
      `图片为 ${size.width}×${size.height} 像素，超过 ${pointsAllowed / 10_000} 万像素的上限。请缩小后重新上传。`,
    )
  }
  return mediaType
}

function compound(bytes: Buffer, mediaType: string, streams: string[]): string {
  if (!isCompound(bytes)) throw mismatch()
  const refused = refuseCompound(bytes, streams)
  if (refused !== null) throw new UnfitFile(refused)
  return mediaType
}

const isZip = (bytes: Buffer) => bytes.toString('latin1', 0, 4) === 'PK\x03\x04'
const isCompound = (bytes: Buffer) => bytes.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1'

function mismatch(): UnfitFile {
  return new UnfitFile(
    '文件内容与扩展名不一致，可能改过扩展名或已损坏。请用原来的程序打开后另存，再重新上传。',
  )
}
