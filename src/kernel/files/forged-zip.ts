import { crc32, deflateRawSync } from 'node:zlib'

export type ForgedEntry = {
  name: string
  content: string | Uint8Array
  /** 0 stored, 8 deflated (default); anything else is written into the header only. */
  method?: number
  /** Unpacked size to declare instead of the real one. */
  declares?: number
  crc?: number
  flags?: number
  /** Unix mode in the directory, e.g. 0o120777 for a symbolic link. */
  mode?: number
  /** Name in the local header, when it shall differ from the directory's. */
  localName?: string
  /** Write no bytes of its own, but point to those of the entry before. */
  sharesBytes?: boolean
}

/** For tests only: writes archives that no honest program writes. */
export function forgeZip(entries: ForgedEntry[], options: { declaresEntries?: number } = {}): Buffer {
  const parts: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  let start = 0
  for (const entry of entries) {
    const content = Buffer.from(entry.content as string)
    const method = entry.method ?? 8
    const packed = method === 8 ? deflateRawSync(content) : content
    const fields = Buffer.alloc(26)
    fields.writeUInt16LE(20, 0)
    fields.writeUInt16LE(entry.flags ?? 0x800, 2)
    fields.writeUInt16LE(method, 4)
    fields.writeUInt32LE(entry.crc ?? crc32(content), 10)
    fields.writeUInt32LE(packed.length, 14)
    fields.writeUInt32LE(entry.declares ?? content.length, 18)
    const local = Buffer.from(entry.localName ?? entry.name)
    const name = Buffer.from(entry.name)
    if (!entry.sharesBytes) {
      fields.writeUInt16LE(local.length, 22)
      const bytes = Buffer.concat([Buffer.from('PK\x03\x04'), fields, local, packed])
      parts.push(bytes)
      start = offset
      offset += bytes.length
    }
    fields.writeUInt16LE(name.length, 22)
    const rest = Buffer.alloc(14)
    rest.writeUInt32LE(((entry.mode ?? 0o100644) << 16) >>> 0, 6)
    rest.writeUInt32LE(start, 10)
    directory.push(Buffer.concat([Buffer.from('PK\x01\x02'), Buffer.from([20, 3]), fields, rest, name]))
  }
  const end = Buffer.alloc(18)
  end.writeUInt16LE(options.declaresEntries ?? entries.length, 4)
  end.writeUInt16LE(options.declaresEntries ?? entries.length, 6)
  end.writeUInt32LE(Buffer.concat(directory).length, 8)
  end.writeUInt32LE(offset, 12)
  return Buffer.concat([...parts, ...directory, Buffer.from('PK\x05\x06'), end])
}

/** For tests only: the smallest docx or xlsx, with parts added or replaced by name. */
export function forgeOffice(kind: 'docx' | 'xlsx', parts: Record<string, string | Uint8Array> = {}): Buffer {
  const [main, type, body] =
    kind === 'docx'
      ? [
          'word/document.xml',
          'wordprocessingml.document',
          '<w:document xmlns:w="urn:w"><w:body/></w:document>',
        ]
      : ['xl/workbook.xml', 'spreadsheetml.sheet', '<workbook xmlns="urn:s"/>']
  const all: Record<string, string | Uint8Array> = {
    '[Content_Types].xml': `<Types><Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`,
    '_rels/.rels': `<Relationships><Relationship Id="r1" Type="urn:r/officeDocument" Target="${main}"/></Relationships>`,
    [main]: body,
    ...parts,
  }
  return forgeZip(Object.entries(all).map(([name, content]) => ({ name, content })))
}
