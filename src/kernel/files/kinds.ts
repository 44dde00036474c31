import { openZip, UnsafeArchive } from '#kernel/zip.ts'
import { checkCompound } from './compound.ts'
import { type ImageSize, jpegSize, pngSize } from './images.ts'
import { inspectOffice, type OfficeKind } from './office.ts'
import { encodingOfText } from './text-file.ts'

/** What a file was found to be, or why it is refused: a clause in Chinese that can follow “文件”. */
export type Finding = { mediaType: string } | { refused: string }

/** Larger pictures take more memory to draw than an office machine has: 4 bytes for each of 60 million points. */
const pointsAllowed = 60_000_000

const mismatch: Finding = {
  refused: '内容与扩展名不一致，可能被改过扩展名或已损坏。请用原来的程序打开后另存，再重新上传。',
}

/** Every extension that may be allowed anywhere, with the test that its contents must pass. */
const kinds = {
  docx: (bytes: Buffer) => office(bytes, 'document', 'wordprocessingml.document'),
  xlsx: (bytes: Buffer) => office(bytes, 'workbook', 'spreadsheetml.sheet'),
  pdf: (bytes: Buffer) => pdf(bytes),
  txt: (bytes: Buffer) => text(bytes, 'text/plain'),
  csv: (bytes: Buffer) => text(bytes, 'text/csv'),
  jpg: (bytes: Buffer) => image(jpegSize(bytes), 'image/jpeg'),
  jpeg: (bytes: Buffer) => image(jpegSize(bytes), 'image/jpeg'),
  png: (bytes: Buffer) => image(pngSize(bytes), 'image/png'),
  ofd: (bytes: Buffer) => ofd(bytes),
  doc: (bytes: Buffer) => compound(bytes, 'application/msword', ['WordDocument']),
  xls: (bytes: Buffer) => compound(bytes, 'application/vnd.ms-excel', ['Workbook', 'Book']),
  wps: (bytes: Buffer) => compound(bytes, 'application/vnd.ms-works', []),
  et: (bytes: Buffer) => compound(bytes, 'application/octet-stream', []),
} as const satisfies Record<string, (bytes: Buffer) => Finding | Promise<Finding>>

export type Extension = keyof typeof kinds

/** Every extension known; what one form allows is a part of it. */
export const extensions = Object.keys(kinds) as Extension[]

/** Says what the bytes are, judged by the test of this extension alone. */
export async function inspectKind(extension: Extension, bytes: Uint8Array): Promise<Finding> {
  try {
    return await kinds[extension](Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  } catch (error) {
    if (error instanceof UnsafeArchive) return { refused: `未通过查验：${error.message}` }
    throw error
  }
}

async function office(bytes: Buffer, kind: OfficeKind, type: string): Promise<Finding> {
  // An archive may legally begin with anything, such as a program; an office file never does.
  if (!isZip(bytes) && !isCompound(bytes)) return mismatch
  const found = await inspectOffice(await openZip(bytes))
  return found === kind ? { mediaType: `application/vnd.openxmlformats-officedocument.${type}` } : mismatch
}

async function ofd(bytes: Buffer): Promise<Finding> {
  if (!isZip(bytes)) return mismatch
  const zip = await openZip(bytes)
  const root = await zip.readText('OFD.xml')
  // GB/T 33190-2016, 7.4: the entry of the package and its namespace.
  if (!root?.includes('http://www.ofdspec.org/')) return mismatch
  return root.includes('<!DOCTYPE') ? mismatch : { mediaType: 'application/ofd' }
}

function pdf(bytes: Buffer): Finding {
  const whole =
    /^%PDF-[12]\.\d/.test(bytes.toString('latin1', 0, 8)) && bytes.subarray(-2048).includes('%%EOF')
  if (!whole) return mismatch
  if (/\/S\s*\/Launch\b/.test(bytes.toString('latin1'))) {
    return { refused: '含有打开时启动程序的动作，不予接收。请重新打印为 PDF 后上传。' }
  }
  return { mediaType: 'application/pdf' }
}

function text(bytes: Buffer, type: string): Finding {
  const encoding = encodingOfText(bytes)
  return encoding === null ? mismatch : { mediaType: `${type}; charset=${encoding}` }
}

function image(size: ImageSize | null, mediaType: string): Finding {
  if (size === null) return mismatch
  if (size.width * size.height > pointsAllowed) {
    return { refused: `尺寸为 ${size.width}×${size.height}，超过 6000 万像素。请缩小图片后重新上传。` }
  }
  return { mediaType }
}

function compound(bytes: Buffer, mediaType: string, streams: string[]): Finding {
  if (!isCompound(bytes)) return mismatch
  return checkCompound(bytes, streams) ?? { mediaType }
}

const isZip = (bytes: Buffer) => bytes.toString('latin1', 0, 4) === 'PK\x03\x04'
const isCompound = (bytes: Buffer) => bytes.toString('hex', 0, 8) === 'd0cf11e0a1b11ae1'
