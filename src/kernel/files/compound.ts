/**
 * Names of streams and storages in an OLE compound file ([MS-CFB] 2.6.1): entries of 128 bytes, aligned,
 * name in UTF-16, its length in bytes at 64, the kind of entry at 66. The sectors are not followed, so
 * names out of deleted entries are found too, and stray bytes may look like a name.
 */
function entryNames(bytes: Buffer): Set<string> {
  const names = new Set<string>()
  for (let at = 512; at + 128 <= bytes.length; at += 128) {
    const length = bytes.readUInt16LE(at + 64)
    const kind = bytes[at + 66]!
    if (length < 4 || length > 64 || length % 2 !== 0 || ![1, 2, 5].includes(kind)) continue
    names.add(bytes.toString('utf16le', at, at + length - 2))
  }
  return names
}

const macros = ['_VBA_PROJECT', '_VBA_PROJECT_CUR', 'VBA', 'Macros']

/**
 * Judges a file of the old office programs by its directory.
 *
 * @param streams of which it must have at least one; none for formats that are only stored
 * @returns a sentence that refuses it, or null.
 */
export function refuseCompound(bytes: Buffer, streams: string[]): string | null {
  const names = entryNames(bytes)
  if (macros.some((name) => names.has(name))) {
    return '文件含有宏，不予接收。请另存为不含宏的 docx 或 xlsx，再重新上传。'
  }
  if (names.has('\u0001Ole10Native')) {
    return '文件内嵌有其他文件，不予接收。请取出嵌入的文件，另存后重新上传。'
  }
  if (names.has('EncryptedPackage')) return '文件设有打开密码，无法查验。请去除密码后重新上传。'
  if (streams.length > 0 && !streams.some((name) => names.has(name))) {
    return '文件内容与扩展名不一致，可能改过扩展名或已损坏。请用原来的程序打开后另存，再重新上传。'
  }
  return null
}
