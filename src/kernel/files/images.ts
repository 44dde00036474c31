export type ImageSize = { width: number; height: number }

/** Width and height as a PNG declares them; null for bytes that are not a whole PNG. */
export function pngSize(bytes: Buffer): ImageSize | null {
  if (bytes.length < 45 || !bytes.subarray(0, 8).equals(Buffer.from('89504e470d0a1a0a', 'hex'))) return null
  if (bytes.toString('latin1', 12, 16) !== 'IHDR' || bytes.readUInt32BE(8) !== 13) return null
  let at = 8
  while (at + 12 <= bytes.length) {
    const type = bytes.toString('latin1', at + 4, at + 8)
    at += 12 + bytes.readUInt32BE(at)
    if (type === 'IEND')
      return at <= bytes.length ? sizeOf(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) : null
  }
  return null
}

/** Width and height as the first frame of a JPEG declares them; null for bytes that are not a JPEG. */
export function jpegSize(bytes: Buffer): ImageSize | null {
  if (bytes.length < 4 || bytes.readUInt16BE(0) !== 0xffd8) return null
  let at = 2
  while (at + 9 <= bytes.length) {
    if (bytes[at] !== 0xff) return null
    const marker = bytes[at + 1]!
    if (marker === 0xff) {
      at += 1 // fill bytes may stand before a marker
      continue
    }
    // Frames of every coding; C4, C8 and CC are tables that share the range (ITU-T T.81, B.1.1.3).
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)
    if (isFrame) return sizeOf(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5))
    if (marker === 0xd9 || marker === 0xda) return null // the picture began, or ended, without a frame
    at += 2 + bytes.readUInt16BE(at + 2)
  }
  return null
}

function sizeOf(width: number, height: number): ImageSize | null {
  return width > 0 && height > 0 ? { width, height } : null
}
