let table: Map<string, [number, number]> | null = null

/** The platform's own decoder read backwards, over the characters that take two bytes. */
function twoByteTable(): Map<string, [number, number]> {
  if (table) return table
  const decoder = new TextDecoder('gb18030')
  table = new Map()
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (trail !== 0x7f && [...character].length === 1) table.set(character, [lead, trail])
    }
  }
  return table
}

/** Bytes of a text in GB18030. @throws RangeError for a character that needs four bytes: no document here has one */
export function encodeGb18030(text: string): Uint8Array {
  const known = twoByteTable()
  return Uint8Array.from(
    [...text].flatMap((character) => {
      const code = character.codePointAt(0)!
      if (code < 0x80) return [code]
      const bytes = known.get(character)
      if (!bytes) throw new RangeError(`no two bytes of GB18030 for ${character}`)
      return bytes
    }),
  )
}
