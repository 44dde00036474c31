import type { SourceDocument } from './source.ts'
import { SourceBuilder } from './source.ts'
import { PlanUnreadable } from './unreadable.ts'

/** Longest text that is read, in characters: about a thousand pages. */
const LONGEST = 4_000_000

/**
 * Decodes a text file: UTF-8 or UTF-16 by its mark, UTF-8 where the bytes are valid UTF-8, else GB18030
 * (of which GBK and GB2312 are parts). Line ends become a line feed.
 * @throws {PlanUnreadable} bytes that are no text
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes)
  if (text.includes('\u0000'))
    throw new PlanUnreadable('文件不是文本，请另存为 .docx、.xlsx 或 .txt 后重新上传')
  if (text.length > LONGEST) throw new PlanUnreadable('文本过长，请只保留方案正文后重新上传')
  return text.replace(/\r\n?|[\u0085\u2028\u2029\f\v]/g, '\n')
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return decodeNational(bytes)
  }
}

function decodeNational(bytes: Uint8Array): string {
  const text = new TextDecoder('gb18030').decode(bytes)
  let broken = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) broken++
  if (broken * 50 > text.length)
    throw new PlanUnreadable('文件不是可读的文本，请另存为 UTF-8 编码的 .txt 后重新上传')
  return text
}

/** Reads a text file; each line is a paragraph, lines parted by tabs are the rows of a table. */
export function readText(bytes: Uint8Array): SourceDocument {
  const builder = new SourceBuilder('txt')
  const text = decodeText(bytes)
  const lines = text.split('\n')
  for (let i = 0; i < lines.length; ) {
    const rows = tableAt(lines, i)
    if (rows > 0) addTable(builder, lines.slice(i, i + rows))
    else builder.paragraph(lines[i] ?? '')
    i += Math.max(1, rows)
  }
  if (text.includes('\ufffd'))
    builder.flags.push({
      code: 'broken-characters',
      message: '文件中有无法识别的字符，请与原件核对',
      severity: 'check',
    })
  return builder.document()
}

/** Number of lines from `from` on that are rows of one table copied out of a sheet; 0 where none begins. */
function tableAt(lines: string[], from: number): number {
  const columns = (lines[from] ?? '').split('\t').length
  if (columns < 3 || !(lines[from] ?? '').trim().includes('\t')) return 0
  let count = 1
  while (from + count < lines.length && (lines[from + count] ?? '').split('\t').length === columns) count++
  return count >= 2 ? count : 0
}

function addTable(builder: SourceBuilder, lines: string[]): void {
  const cells = lines.flatMap((line, row) => line.split('\t').map((text, column) => ({ row, column, text })))
  builder.table(cells, { rows: lines.length, columns: (lines[0] ?? '').split('\t').length })
}
