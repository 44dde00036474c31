import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { Refusal, type RefusalCode } from '../refusal.ts'
import { forgeOffice, forgeZip } from './forged-zip.ts'
import { type Extension, extensions } from './kinds.ts'
import { checkUpload, type Upload } from './uploads.ts'

const check = (name: string, bytes: Uint8Array | string, more: Partial<Upload> = {}) =>
  checkUpload({ name, bytes: Buffer.from(bytes as string), allowed: extensions, ...more })

const refuses = (promise: Promise<unknown>, code: RefusalCode, says: RegExp) =>
  assert.rejects(promise, (error) => {
    assert.ok(error instanceof Refusal, String(error))
    assert.deepEqual([error.code, error.details.field], [code, 'file'])
    assert.match(error.message, says)
    return true
  })

function png(width: number, height: number): Buffer {
  const chunk = (type: string, data: Buffer) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, Buffer.from(type), data, Buffer.alloc(4)])
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  const signature = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', Buffer.alloc(9)),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function jpeg(width: number, height: number, frame = 0xc0): Buffer {
  const start = Buffer.from([
    0xff,
    0xd8,
    0xff,
    0xe0,
    0,
    4,
    1,
    2,
    0xff,
    0xff,
    frame,
    0,
    11,
    8,
    0,
    0,
    0,
    0,
    1,
    0,
    0,
    0,
  ])
  start.writeUInt16BE(height, 14)
  start.writeUInt16BE(width, 16)
  return Buffer.concat([start, Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9])])
}

function compound(...names: string[]): Buffer {
  const bytes = Buffer.alloc(512 + 128 * names.length)
  bytes.write('d0cf11e0a1b11ae1', 0, 'hex')
  for (const [index, name] of names.entries()) {
    const at = 512 + 128 * index
    bytes.write(name, at, 'utf16le')
    bytes.writeUInt16LE(name.length * 2 + 2, at + 64)
    bytes[at + 66] = 2
  }
  return bytes
}

const pdf = '%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer\n%%EOF\n'
const ofd = forgeZip([{ name: 'OFD.xml', content: '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"/>' }])
const gbk = Buffer.from([0xce, 0xe5, 0xd0, 0xc4, 0x2c, 0x31])

const ordinary: Record<Extension, [Uint8Array | string, mediaType: string]> = {
  docx: [forgeOffice('docx'), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
  xlsx: [forgeOffice('xlsx'), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
  pdf: [pdf, 'application/pdf'],
  txt: ['整改情况说明\r\n一、基本情况', 'text/plain; charset=utf-8'],
  csv: [gbk, 'text/csv; charset=gb18030'],
  jpg: [jpeg(4000, 3000), 'image/jpeg'],
  jpeg: [jpeg(1, 1, 0xc2), 'image/jpeg'],
  png: [png(800, 600), 'image/png'],
  ofd: [ofd, 'application/ofd'],
  doc: [compound('Root Entry', 'WordDocument'), 'application/msword'],
  xls: [compound('Root Entry', 'Workbook'), 'application/vnd.ms-excel'],
  wps: [compound('Root Entry', 'WordDocument'), 'application/octet-stream'],
  et: [compound('Root Entry'), 'application/octet-stream'],
}

describe('checkUpload', () => {
  for (const extension of extensions) {
    const [content, mediaType] = ordinary[extension]
    it(`takes an ordinary ${extension}, in capitals too, where the form allows it`, async () => {
      const bytes = Buffer.from(content as string)
      for (const name of [`整改报告（终稿）.${extension}`, `a.${extension.toUpperCase()}`]) {
        const taken = await check(name, bytes)
        assert.equal(taken.mediaType, mediaType)
        assert.equal(taken.size, bytes.length)
        assert.equal(taken.extension, extension)
        assert.equal(taken.sha256, createHash('sha256').update(bytes).digest('hex'))
      }
      const others = extensions.filter((other) => other !== extension)
      await refuses(check(`a.${extension}`, bytes, { allowed: others }), 'unsupported', /不接收扩展名/)
    })
  }

  it('refuses contents under the extension of another kind', async () => {
    const alike = [
      ['jpg', 'jpeg'],
      ['txt', 'csv'],
      ['wps', 'et', 'doc', 'xls'],
    ]
    for (const extension of extensions) {
      for (const [kind, [content]] of Object.entries(ordinary)) {
        if (kind === extension || alike.some((group) => group.includes(kind) && group.includes(extension)))
          continue
        // A compound file under docx or xlsx is an office file with a password, and is told so.
        await refuses(check(`a.${extension}`, content), 'invalid', /不一致|密码|不是 Word/)
      }
    }
    await refuses(check('a.doc', ordinary.xls[0]), 'invalid', /不一致/)
    await refuses(
      check('a.docx', Buffer.concat([Buffer.from('MZ'), forgeOffice('docx')])),
      'invalid',
      /不一致/,
    )
    await refuses(check('a.pdf', '%PDF-1.7 cut off'), 'invalid', /不一致/)
  })

  it('refuses by size: nothing, and more than allowed', async () => {
    await refuses(check('a.txt', ''), 'invalid', /没有内容/)
    assert.equal((await check('a.txt', 'x'.repeat(20), { maxBytes: 20 })).size, 20)
    await refuses(check('a.txt', 'x'.repeat(21), { maxBytes: 20 }), 'too-large', /上限/)
    await refuses(check('a.txt', Buffer.alloc(20_000_001, 0x61)), 'too-large', /20\.1 MB，超过 20 MB/)
  })

  it('refuses pictures that are bombs or broken', async () => {
    assert.equal((await check('a.png', png(10_000, 6_000))).extension, 'png')
    await refuses(check('a.png', png(10_000, 6_001)), 'invalid', /10000×6001/)
    await refuses(check('a.png', png(2 ** 31, 2 ** 31)), 'invalid', /像素/)
    await refuses(check('a.jpg', jpeg(65_535, 65_535)), 'invalid', /像素/)
    await refuses(check('a.png', png(0, 5)), 'invalid', /不一致/)
    await refuses(check('a.png', png(5, 5).subarray(0, 50)), 'invalid', /不一致/)
    await refuses(check('a.jpg', jpeg(5, 5, 0xc4)), 'invalid', /不一致/)
  })

  it('refuses scripts and pages that call themselves text', async () => {
    for (const text of [
      '<!DOCTYPE html>',
      ' \n<script>x</script>',
      '<svg/>',
      '#!/bin/sh',
      '<?php x',
      'a\0b',
      'a\x1b[2J',
      '\uFEFF<html>',
    ]) {
      await refuses(check('a.txt', text), 'invalid', /不一致/)
      await refuses(check('a.csv', text), 'invalid', /不一致/)
    }
    await refuses(check('a.txt', Buffer.from('\uFEFF<script>', 'utf16le')), 'invalid', /不一致/)
    assert.equal(
      (await check('a.txt', Buffer.from('\uFEFF五心', 'utf16le'))).mediaType,
      'text/plain; charset=utf-16le',
    )
    assert.equal((await check('a.csv', '名称,数量\n"<5天",3\t')).mediaType, 'text/csv; charset=utf-8')
  })

  it('refuses archives that are bombs, and macros of every generation', async () => {
    const sheet = { name: 'xl/worksheets/sheet1.xml', content: Buffer.alloc(5_000_000) }
    await refuses(check('a.xlsx', forgeZip([sheet])), 'invalid', /压缩炸弹/)
    await refuses(check('a.xlsx', forgeZip([{ name: '../a', content: 'x' }])), 'invalid', /路径/)
    await refuses(check('a.docx', forgeOffice('docx', { 'word/vbaProject.bin': 'x' })), 'invalid', /宏/)
    await refuses(check('a.doc', compound('WordDocument', 'Macros')), 'invalid', /宏/)
    await refuses(check('a.xls', compound('Workbook', '_VBA_PROJECT_CUR')), 'invalid', /宏/)
    await refuses(check('a.doc', compound('WordDocument', '\u0001Ole10Native')), 'invalid', /内嵌/)
    await refuses(check('a.wps', compound('EncryptedPackage')), 'invalid', /密码/)
    await refuses(
      check('a.pdf', pdf.replace('/Catalog', '/Catalog/OpenAction<</S /Launch/F(cmd.exe)>>')),
      'invalid',
      /启动程序/,
    )
    await refuses(check('a.ofd', forgeZip([{ name: 'OFD.xml', content: '<a/>' }])), 'invalid', /不一致/)
  })

  it('asks the scanner last, and believes it', async () => {
    const asked: number[] = []
    const scan = async (bytes: Uint8Array) => {
      asked.push(bytes.length)
      return bytes.length === 5 ? 'Eicar-Test' : null
    }
    assert.equal((await check('a.txt', 'four', { scan })).size, 4)
    await refuses(check('a.txt', 'fives', { scan }), 'invalid', /Eicar-Test/)
    await refuses(check('a.exe', 'sixsix', { scan }), 'unsupported', /exe/)
    assert.deepEqual(asked, [4, 5])
  })
})

describe('names', () => {
  const cases: [name: string, says: RegExp][] = [
    ['', /为空/],
    ['   ', /为空/],
    ['方案', /没有扩展名/],
    ['.docx', /没有扩展名/],
    ['...docx', /没有扩展名/],
    ['方案.', /不规范/],
    ['方案.文档', /不规范/],
    ['../方案.txt', /斜线/],
    ['C:\\fakepath\\方案.txt', /斜线/],
    ['..%2f方案.txt', /斜线/],
    ['..%252f方案.txt', /斜线/],
    ['方案.txt\0.exe', /不可见/],
    ['方案.exe%00.txt', /不可见/],
    ['方案%0d%0aset-cookie.txt', /不可见/],
    ['方案\u202Etxt.exe', /不可见/],
    ['方\u200B案.txt', /不可见/],
    ['方\uD800案.txt', /不可见/],
    ['方\uFFFD案.txt', /不可见/],
    ['通知.exe.txt', /双重扩展名/],
    ['通知.PHP .txt', /双重扩展名/],
    ['通知%2Ehtml.txt', /双重扩展名/],
    ['NUL.txt', /保留/],
    ['com1.方案.txt', /保留/],
    [`${'长'.repeat(117)}.txt`, /超过 120 个字/],
  ]
  for (const [name, says] of cases) {
    it(`refuses ${JSON.stringify(name).slice(0, 40)}`, () => refuses(check(name, 'text'), 'invalid', says))
  }
  for (const name of ['a.exe', 'a.html', 'a.svg', 'a.docm', 'a.zip', 'a%2ejs', 'a.php', 'a.htaccess']) {
    it(`does not take ${name}`, () => refuses(check(name, 'text'), 'unsupported', /请换成 docx、xlsx/))
  }

  const kept: [name: string, safeName: string][] = [
    [' 关于“一网通办”的报告（2026年第3期）.txt ', '关于“一网通办”的报告（2026年第3期）.txt'],
    ['增长20%.txt', '增长20%.txt'],
    ['100%2D%.txt', '100-%.txt'],
    ['%E6%96%B9%E6%A1%88.TXT', '方案.txt'],
    ['V1.2.3 终稿.docx.txt', 'V1.2.3 终稿.docx.txt'],
    ['问题?清单:一.txt', '问题？清单：一.txt'],
    ['e\u0301.txt', '\u00e9.txt'],
    [`${'长'.repeat(116)}.txt`, `${'长'.repeat(116)}.txt`],
    [`${'𠮷'.repeat(116)}.txt`, `${'𠮷'.repeat(116)}.txt`],
  ]
  for (const [name, safeName] of kept) {
    it(`keeps ${name.trim().slice(0, 30)}`, async () => {
      assert.equal((await check(name, 'text')).safeName, safeName)
    })
  }

  it('whatever is sent, a name that is kept is short, plain and has the extension that was checked', async () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '.',
        '%2e',
        '%',
        '/',
        '\\',
        '\0',
        '\u202e',
        'exe',
        '.txt',
        'con',
        '%00',
        ' ',
        ':',
        '方案',
      ),
      fc.string({ unit: 'grapheme' }),
    )
    const name = fc.array(piece, { maxLength: 6 }).map((pieces) => `${pieces.join('')}.txt`)
    await fc.assert(
      fc.asyncProperty(name, async (sent) => {
        try {
          const { safeName } = await check(sent, 'text')
          assert.match(safeName, /^[^\\/\p{Cc}\p{Cf}<>:"|?*]+\.txt$/u)
          assert.ok([...safeName].length <= 120)
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
        }
      }),
    )
  })
})
