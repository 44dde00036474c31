import assert from 'node:assert/strict'
import { once } from 'node:events'
import { describe, it } from 'node:test'
import { constants, deflateRawSync } from 'node:zlib'
import fc from 'fast-check'
import { ZipFile } from 'yazl'
import { type ForgedEntry, forgeZip } from '#kernel/files/forged-zip.ts'
import { openZip, UnsafeArchive, type ZipLimits } from '#kernel/zip.ts'

const refuses = (promise: Promise<unknown>, says: RegExp) =>
  assert.rejects(promise, (error) => error instanceof UnsafeArchive && says.test(error.message))
const refusesEntries = (entries: ForgedEntry[], says: RegExp, limits?: Partial<ZipLimits>) =>
  refuses(openZip(forgeZip(entries), limits), says)

async function written(fill: (zip: ZipFile) => void): Promise<Buffer> {
  const zip = new ZipFile()
  fill(zip)
  zip.end()
  const chunks: Buffer[] = []
  zip.outputStream.on('data', (chunk: Buffer) => chunks.push(chunk))
  await once(zip.outputStream, 'end')
  return Buffer.concat(chunks)
}

describe('openZip', () => {
  it('reads an archive of another program, packed and stored, with Chinese names', async () => {
    const bytes = await written((zip) => {
      zip.addBuffer(Buffer.from('优化营商环境'.repeat(100)), '文件夹/甲.xml')
      zip.addBuffer(Buffer.from([1, 2, 3]), 'b.bin', { compress: false })
      zip.addBuffer(Buffer.alloc(0), 'empty')
      zip.addEmptyDirectory('folder')
    })
    const zip = await openZip(bytes)
    assert.deepEqual(zip.names, ['文件夹/甲.xml', 'b.bin', 'empty'])
    assert.equal(zip.unpackedBytes, 1803)
    assert.equal(await zip.readText('文件夹/甲.xml'), '优化营商环境'.repeat(100))
    assert.deepEqual([...(await zip.read('b.bin'))!], [1, 2, 3])
    assert.equal((await zip.read('empty'))?.length, 0)
    assert.equal(await zip.read('folder/'), null)
    assert.equal(await zip.readText('missing'), null)
  })

  it('reads a view into a larger buffer', async () => {
    const bytes = forgeZip([{ name: 'a', content: 'x' }])
    const larger = new Uint8Array(bytes.length + 10)
    larger.set(bytes, 5)
    assert.equal(await (await openZip(larger.subarray(5, 5 + bytes.length))).readText('a'), 'x')
  })

  it('reads text as its byte order mark says', async () => {
    const zip = await openZip(
      forgeZip([
        { name: '8', content: '\uFEFF五' },
        { name: '16le', content: Buffer.from('\uFEFF五', 'utf16le') },
        { name: '16be', content: Buffer.from('\uFEFF五', 'utf16le').swap16() },
        { name: 'gbk', content: Buffer.from([0xce, 0xe5]) },
      ]),
    )
    assert.equal(await zip.readText('8'), '五')
    assert.equal(await zip.readText('16le'), '五')
    assert.equal(await zip.readText('16be'), '五')
    await refuses(zip.readText('gbk'), /不是 UTF-8/)
  })

  it('refuses names that leave the folder', async () => {
    for (const name of [
      '../a',
      'a/../../b',
      '/etc/passwd',
      'C:\\a',
      'c:/a',
      'a\\b',
      '..',
      'a\0.xml',
      'a\nb',
      '',
    ]) {
      await refusesEntries([{ name, content: 'x' }], /路径不合规/)
    }
    assert.deepEqual((await openZip(forgeZip([{ name: 'a..b/..c', content: '' }]))).names, ['a..b/..c'])
  })

  it('refuses duplicates, also by case, symbolic links and encryption', async () => {
    await refusesEntries(
      [
        { name: 'a', content: '1' },
        { name: 'a', content: '2' },
      ],
      /重名/,
    )
    await refusesEntries(
      [
        { name: 'word/A.xml', content: '1' },
        { name: 'Word/a.xml', content: '2' },
      ],
      /重名/,
    )
    await refusesEntries([{ name: 'a', content: '/etc/passwd', mode: 0o120777 }], /符号链接/)
    await refusesEntries([{ name: 'a', content: 'x', flags: 0x801 }], /加密/)
    await refusesEntries([{ name: 'a', content: 'x', flags: 0x841 }], /./)
    await refusesEntries([{ name: 'a', content: 'x', method: 12 }], /压缩方式/)
  })

  it('refuses what is no archive, cut off, or an encrypted office file', async () => {
    await refuses(openZip(new Uint8Array()), /不是完整/)
    await refuses(openZip(Buffer.from('<html>')), /不是完整/)
    const whole = forgeZip([{ name: 'a', content: 'hello' }])
    await refuses(openZip(whole.subarray(0, whole.length - 1)), /不是完整/)
    await refuses(openZip(Buffer.concat([whole, Buffer.from('x')])), /不是完整/)
    await refuses(openZip(Buffer.from('d0cf11e0a1b11ae10000', 'hex')), /密码/)
  })
})

describe('limits', () => {
  it('hold exactly', async () => {
    const limits = { entries: 2, totalBytes: 10, entryBytes: 6 }
    const of = (...sizes: number[]) =>
      sizes.map((size, i) => ({ name: `${i}`, content: 'x'.repeat(size), method: 0 }))
    assert.equal((await openZip(forgeZip(of(6, 4)), limits)).names.length, 2)
    await refusesEntries(of(7), /“0”解压后超过 6 字节/, limits)
    await refusesEntries(of(6, 5), /文件解压后超过 10 字节/, limits)
    await refusesEntries(of(1, 1, 1), /超过 2 个/, limits)
  })

  it('stop a bomb by its ratio before anything is unpacked', async () => {
    // What deflate can do at most, 1030:1; the 117:1 sheet of a real bomb is refused by the total below.
    await refusesEntries(
      [{ name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(2_000_000) }],
      /压缩比超过 200:1/,
    )
    assert.equal((await openZip(forgeZip([{ name: 'a', content: Buffer.alloc(900_000) }]))).names.length, 1)
  })

  it('stop a bomb of 117:1 by its total', async () => {
    const row = '<row r="1"><c r="A1"><v>0</v></c></row>'
    const sheet = Buffer.from(Array.from({ length: 100_000 }, (_, i) => row + (i % 9) * i).join(''))
    const packed = deflateRawSync(sheet, { level: constants.Z_BEST_COMPRESSION })
    assert.ok(sheet.length / packed.length < 200, 'passes by its ratio')
    await refusesEntries(
      Array.from({ length: 3 }, (_, i) => ({ name: `sheet${i}.xml`, content: sheet })),
      /解压后超过 10 MB/,
      { totalBytes: 10_000_000 },
    )
  })

  it('a directory that counts wrong is not believed', async () => {
    await refuses(
      openZip(forgeZip([{ name: 'a', content: 'x' }], { declaresEntries: 60_000 })),
      /超过 2000 个/,
    )
    await refuses(openZip(forgeZip([{ name: 'a', content: 'x' }], { declaresEntries: 2 })), /不是完整/)
  })

  it('entries may not share bytes', async () => {
    const content = Buffer.alloc(50_000)
    const bomb = Array.from({ length: 100 }, (_, i) => ({
      name: `${i}`,
      localName: '0',
      content,
      sharesBytes: i > 0,
    }))
    await refusesEntries(bomb, /重叠/)
  })
})

describe('contents', () => {
  it('larger or smaller than declared are refused while they are read', async () => {
    const zip = await openZip(
      forgeZip([
        { name: 'larger', content: Buffer.alloc(5_000_000), declares: 10 },
        { name: 'nothing', content: 'x', declares: 0 },
        { name: 'smaller', content: 'x', declares: 10 },
        { name: 'honest', content: 'x' },
      ]),
    )
    await refuses(zip.read('larger'), /不符/)
    await refuses(zip.read('nothing'), /不符/)
    await refuses(zip.read('smaller'), /不符/)
    assert.equal(await zip.readText('honest'), 'x')
    await refusesEntries([{ name: 'stored', content: 'xxxx', method: 0, declares: 2 }], /已损坏/)
  })

  it('with a wrong checksum or another name inside are refused', async () => {
    const zip = await openZip(
      forgeZip([
        { name: 'crc', content: 'x', crc: 7 },
        { name: 'word/document.xml', localName: 'word/other0000.xml', content: 'x' },
      ]),
    )
    await refuses(zip.read('crc'), /已损坏/)
    await refuses(zip.read('word/document.xml'), /已损坏/)
  })

  it('no damaged byte is ever answered with other contents or a foreign error', async () => {
    const honest = forgeZip([
      { name: 'a.xml', content: '<a>优化营商环境</a>'.repeat(20) },
      { name: 'b', content: 'stored', method: 0 },
    ])
    const expected = { 'a.xml': '<a>优化营商环境</a>'.repeat(20), b: 'stored' } as Record<string, string>
    await fc.assert(
      fc.asyncProperty(fc.nat(honest.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const bytes = Buffer.from(honest)
        bytes[at]! ^= change
        try {
          const zip = await openZip(bytes)
          for (const name of zip.names) {
            const text = await zip.readText(name)
            if (name in expected) assert.equal(text, expected[name])
          }
        } catch (error) {
          if (!(error instanceof UnsafeArchive)) throw error
        }
      }),
      { numRuns: 500 },
    )
  })
})
