import { UnreadableXml } from '#kernel/xml.ts'
import { openZip, type SafeZip, UnsafeArchive } from '#kernel/zip.ts'
import { readDocx } from './docx.ts'
import { flag } from './flags.ts'
import { convertDocument, type Target } from './office-conversion.ts'
import type { SourceDocument } from './source.ts'
import { readText } from './text.ts'
import { PlanUnreadable } from './unreadable.ts'
import { readXlsx } from './xlsx.ts'

const PICTURE = '这是图片，请上传方案的 .docx、.xlsx 或 .txt 文件'
const ARCHIVE = '这是压缩包，请解压后上传其中的 .docx、.xlsx 或 .txt 文件'

/**
 * Recognises the format by what the file holds, not by its name, and reads it.
 * @throws {PlanUnreadable}
 */
export async function readSource(file: { name: string; bytes: Uint8Array }): Promise<SourceDocument> {
  const { bytes, name } = file
  if (bytes.length === 0) throw new PlanUnreadable('文件是空的，请检查后重新上传')
  const old = oldFormat(bytes, name)
  if (old) return readConverted(bytes, old)
  refuseByContent(bytes, name)
  try {
    if (bytes[0] === 0x50 && bytes[1] === 0x4b) return await readArchive(await openZip(bytes))
    return readText(bytes)
  } catch (error) {
    if (error instanceof PlanUnreadable) throw error
    if (error instanceof UnsafeArchive || error instanceof UnreadableXml)
      throw new PlanUnreadable(error.message)
    throw error
  }
}

/** A format that is read after conversion, and the sentence where that cannot be done. */
type OldFormat = { extension: string; target: Target; sentence: string }

const utf16 = (words: string): Buffer => Buffer.from(words, 'utf16le')
const [WORD, WORKBOOK, OLD_BOOK, LOCKED] = ['WordDocument', 'Workbook', 'Book', 'EncryptedPackage'].map(utf16)
const OLD_SHEET = '这是旧版表格（.xls、.et）或加密文件，请打开后另存为 .xlsx 再上传'
const OLD_WORDS = '这是旧版文档（.doc、.wps）或加密文件，请打开后另存为 .docx 再上传'

/** Recognised by content: the streams of a compound file, or the head of a rich text. */
function oldFormat(bytes: Uint8Array, name: string): OldFormat | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (file.subarray(0, 5).toString('latin1') === '{\\rtf')
    return { extension: 'rtf', target: 'docx', sentence: '不能读取 .rtf 文件，请另存为 .docx 后重新上传' }
  if (file.length < 1536 || file.readUInt32BE(0) !== 0xd0cf11e0) return null
  if (LOCKED && file.includes(LOCKED))
    throw new PlanUnreadable('文件设有打开密码，请取消密码后另存为 .docx 或 .xlsx 再上传')
  if (WORD && file.includes(WORD)) return { extension: 'doc', target: 'docx', sentence: OLD_WORDS }
  if (
    (WORKBOOK && file.includes(WORKBOOK)) ||
    (/\.(?:xls|et)$/i.test(name) && OLD_BOOK && file.includes(OLD_BOOK))
  )
    return { extension: 'xls', target: 'xlsx', sentence: OLD_SHEET }
  return null
}

async function readConverted(bytes: Uint8Array, old: OldFormat): Promise<SourceDocument> {
  const converted = await convertDocument(bytes, old.extension, old.target)
  if (converted === null) throw new PlanUnreadable(old.sentence)
  try {
    const source = await readArchive(await openZip(converted))
    source.flags.push(flag('converted'))
    return source
  } catch (error) {
    // the sentence is about the file that was handed in, not about what became of it
    if (error instanceof PlanUnreadable || error instanceof UnsafeArchive || error instanceof UnreadableXml)
      throw new PlanUnreadable(old.sentence)
    throw error
  }
}

async function readArchive(zip: SafeZip): Promise<SourceDocument> {
  const names = new Set(zip.names)
  if (names.has('OFD.xml')) throw new PlanUnreadable('暂不能读取 .ofd 版式文件，请打开后另存为 .docx 再上传')
  if (zip.names.some((name) => /vbaProject\.bin$/i.test(name)))
    throw new PlanUnreadable('文件带有宏，请另存为不含宏的 .docx 或 .xlsx 后重新上传')
  if (zip.names.some((name) => name.startsWith('word/'))) return readDocx(zip)
  if (zip.names.some((name) => name.startsWith('xl/'))) {
    if (zip.names.some((name) => /^xl\/workbook\.bin$/i.test(name)))
      throw new PlanUnreadable('暂不能读取 .xlsb 工作簿，请另存为 .xlsx 后重新上传')
    return readXlsx(zip)
  }
  if (names.has('content.xml'))
    throw new PlanUnreadable('暂不能读取 .odt 或 .ods 文件，请另存为 .docx 或 .xlsx 后重新上传')
  if (zip.names.some((name) => name.startsWith('ppt/')))
    throw new PlanUnreadable('这是演示文稿，请上传方案的 .docx 或 .xlsx 文件')
  throw new PlanUnreadable(ARCHIVE)
}

/** What a file begins with, and the sentence for it. */
const REFUSALS: [begins: number[], sentence: string][] = [
  [[0x25, 0x50, 0x44, 0x46], '暂不能读取 PDF 文件，请上传方案的 .docx 文件，或另存为 .docx 后上传'],
  [[0x89, 0x50, 0x4e, 0x47], PICTURE],
  [[0xff, 0xd8, 0xff], PICTURE],
  [[0x47, 0x49, 0x46, 0x38], PICTURE],
  [[0x49, 0x49, 0x2a, 0x00], PICTURE],
  [[0x4d, 0x4d, 0x00, 0x2a], PICTURE],
  [[0x52, 0x61, 0x72, 0x21], ARCHIVE],
  [[0x37, 0x7a, 0xbc, 0xaf], ARCHIVE],
  [[0x1f, 0x8b], ARCHIVE],
]

function refuseByContent(bytes: Uint8Array, name: string): void {
  const begins = (signature: number[]): boolean => signature.every((byte, i) => bytes[i] === byte)
  if (begins([0xd0, 0xcf, 0x11, 0xe0])) {
    if (/\.(?:xls|et)$/i.test(name)) throw new PlanUnreadable(OLD_SHEET)
    throw new PlanUnreadable(OLD_WORDS)
  }
  for (const [signature, sentence] of REFUSALS) if (begins(signature)) throw new PlanUnreadable(sentence)
  if (begins([0x50, 0x4b]) || begins([0xff, 0xfe]) || begins([0xfe, 0xff])) return
  const head = bytes.subarray(0, 1024)
  if (head.includes(0))
    throw new PlanUnreadable('文件不是文本、Word 或 Excel 文件，请另存为 .docx、.xlsx 或 .txt 后重新上传')
  const words = new TextDecoder('latin1').decode(head).replace(/^\u00ef\u00bb\u00bf/, '')
  if (words.includes('%PDF-')) throw new PlanUnreadable(REFUSALS[0]![1])
  if (/^\s*<(?:!doctype|html|\?xml|\?mso)|^mime-version/i.test(words))
    throw new PlanUnreadable('这是网页文件，请另存为 .docx 或 .txt 后重新上传')
}
