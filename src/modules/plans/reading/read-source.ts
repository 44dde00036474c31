import { UnreadableXml } from '#kernel/xml.ts'
import { openZip, type SafeZip, UnsafeArchive } from '#kernel/zip.ts'
import { readDocx } from './docx.ts'
import type { SourceDocument } from './source.ts'
import { readText } from './text.ts'
import { PlanUnreadable } from './unreadable.ts'
import { readXlsx } from './xlsx.ts'

const TEXT_NAME = /\.(?:txt|text|md|csv)$/i

/**
 * Recognises the format by what the file holds, not by its name, and reads it.
 * @throws {PlanUnreadable}
 */
export async function readSource(file: { name: string; bytes: Uint8Array }): Promise<SourceDocument> {
  const { bytes, name } = file
  if (bytes.length === 0) throw new PlanUnreadable('文件是空的，请检查后重新上传')
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
  throw new PlanUnreadable('这是压缩包，请解压后上传其中的 .docx、.xlsx 或 .txt 文件')
}

function refuseByContent(bytes: Uint8Array, name: string): void {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString('latin1')
  if (head.startsWith('\xd0\xcf\x11\xe0')) {
    if (/\.(?:xls|et)$/i.test(name))
      throw new PlanUnreadable('这是旧版表格（.xls、.et）或加密文件，请打开后另存为 .xlsx 再上传')
    throw new PlanUnreadable('这是旧版文档（.doc、.wps）或加密文件，请打开后另存为 .docx 再上传')
  }
  if (head.startsWith('%PDF') || head.slice(0, 1024).includes('%PDF-'))
    throw new PlanUnreadable('暂不能读取 PDF 文件，请上传方案的 .docx 文件，或另存为 .docx 后上传')
  if (head.startsWith('{\\rtf')) throw new PlanUnreadable('暂不能读取 .rtf 文件，请另存为 .docx 后重新上传')
  if (/^\s*(?:\ufeff|\xef\xbb\xbf)?\s*<(?:!doctype|html|\?xml|mht)/i.test(head) && !TEXT_NAME.test(name))
    throw new PlanUnreadable('这是网页文件，请另存为 .docx 或 .txt 后重新上传')
  if (/^(?:\x89PNG|\xff\xd8\xff|GIF8|BM|II\*\0|MM\0\*)/.test(head))
    throw new PlanUnreadable('这是图片，请上传方案的 .docx、.xlsx 或 .txt 文件')
  if (/^(?:Rar!|7z\xbc\xaf|\x1f\x8b)/.test(head))
    throw new PlanUnreadable('这是压缩包，请解压后上传其中的 .docx、.xlsx 或 .txt 文件')
  if (!head.startsWith('PK') && head.slice(0, 512).includes('\0') && !/^(?:\xff\xfe|\xfe\xff)/.test(head))
    throw new PlanUnreadable('文件不是文本、Word 或 Excel 文件，请另存为 .docx、.xlsx 或 .txt 后重新上传')
}
