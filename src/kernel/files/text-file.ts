/** How the bytes of a text file are written; null for bytes that are not text, or that a browser could run. */
export function encodingOfText(bytes: Buffer): 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | null {
  const mark = bytes.length >= 2 ? bytes.readUInt16BE(0) : 0
  const candidates =
    mark === 0xfffe
      ? (['utf-16le'] as const)
      : mark === 0xfeff
        ? (['utf-16be'] as const)
        : (['utf-8', 'gb18030'] as const)
  for (const encoding of candidates) {
    const text = decode(bytes, encoding)
    if (text !== null) return isPlain(text) ? encoding : null
  }
  return null
}

function decode(bytes: Buffer, encoding: string): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

function isPlain(text: string): boolean {
  if (/[^\P{Cc}\t\r\n\f]/u.test(text)) return false
  return !/^\s*(<(!doctype|\?xml|\?php|%|html|head|body|script|svg|iframe|style|a\s|img\s)|#!|%PDF-)/i.test(
    text,
  )
}
