import { Refusal } from '../refusal.ts'
import { checkFileName } from './file-name.ts'
import { type Extension, mediaTypeOf, UnfitFile } from './kinds.ts'
import { keyOf } from './store.ts'
import type { Scan } from './virus-scan.ts'

export type Upload = {
  /** As the sender named it; it is judged too. */
  name: string
  bytes: Uint8Array
  /** What this form takes; a part of `extensions`. */
  allowed: readonly Extension[]
  /** Bytes; 20 MB by default. */
  maxBytes?: number
  /** Where a virus scanner is configured. */
  scan?: Scan
  /** Input field to name in a refusal; `file` by default. */
  field?: string
}

export type CheckedUpload = {
  safeName: string
  extension: Extension
  /** Found in the bytes; what the sender declared is not looked at. */
  mediaType: string
  size: number
  /** Also the key in the store. */
  sha256: string
}

/**
 * Judges a file before anything keeps or opens it: its name, size, kind and contents, and a virus scan.
 * OWASP ASVS 5.0 V5.2.1–V5.2.3, V5.4.3.
 *
 * @throws {Refusal} `too-large`, `unsupported` (kind not taken here), `invalid` (anything else that is
 *   wrong with the file), `unavailable` (the scanner does not answer: nothing is taken unscanned).
 */
export async function checkUpload(upload: Upload): Promise<CheckedUpload> {
  const { name, bytes, allowed, maxBytes = 20_000_000, scan, field = 'file' } = upload
  const { safeName, extension } = checkFileName(name, field)
  if (!isAllowed(extension, allowed)) {
    throw new Refusal(
      'unsupported',
      `不接收扩展名为 .${extension} 的文件，请换成 ${allowed.join('、')} 格式后上传。`,
      {
        field,
      },
    )
  }
  if (bytes.length === 0)
    throw new Refusal('invalid', `文件“${safeName}”没有内容，请检查后重新上传。`, { field })
  if (bytes.length > maxBytes) {
    throw new Refusal(
      'too-large',
      `文件“${safeName}”大小为 ${megabytes(bytes.length)}，超过 ${megabytes(maxBytes)} 的上限，请压缩图片或拆分后上传。`,
      { field },
    )
  }
  const mediaType = await inspected(extension, bytes, safeName, field)
  if (scan !== undefined) {
    const virus = await scan(bytes)
    if (virus !== null) {
      throw new Refusal(
        'invalid',
        `文件“${safeName}”查出病毒（${virus}），未予接收，请在本机查杀后重新上传。`,
        { field },
      )
    }
  }
  return { safeName, extension, mediaType, size: bytes.length, sha256: keyOf(bytes) }
}

async function inspected(
  extension: Extension,
  bytes: Uint8Array,
  name: string,
  field: string,
): Promise<string> {
  try {
    return await mediaTypeOf(extension, bytes)
  } catch (error) {
    if (error instanceof UnfitFile) throw new Refusal('invalid', `“${name}”：${error.message}`, { field })
    throw error
  }
}

function isAllowed(extension: string, allowed: readonly Extension[]): extension is Extension {
  return (allowed as readonly string[]).includes(extension)
}

function megabytes(bytes: number): string {
  return `${Math.ceil(bytes / 100_000) / 10} MB`
}
