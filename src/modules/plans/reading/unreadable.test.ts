import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { docxFile, paragraph } from './docx-file-for-tests.ts'
import { PlanUnreadable, readPlan } from './read-plan.ts'
import { zipFile } from './zip-file-for-tests.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
const binary = (...values: number[]): Uint8Array => Uint8Array.from(values)

describe('files that cannot be read', () => {
  const cases: [what: string, file: () => Uint8Array | Promise<Uint8Array>, says: RegExp, name?: string][] = [
    ['an empty file', () => binary(), /空/],
    [
      'an old document',
      () => binary(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      /另存为 \.docx/,
      '方案.wps',
    ],
    [
      'an old sheet',
      () => binary(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1),
      /另存为 \.xlsx/,
      '清单.xls',
    ],
    ['a PDF', () => bytes('%PDF-1.7\n'), /PDF.*\.docx/],
    ['an OFD', () => zipFile({ 'OFD.xml': '<ofd/>' }), /\.ofd.*另存为 \.docx/],
    ['a web page', () => bytes('<html><body>方案</body></html>'), /网页/, '方案.doc'],
    ['a picture', () => binary(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a), /图片/],
    ['an archive', () => zipFile({ 'a.txt': 'x' }), /解压/],
    ['macros', () => zipFile({ 'word/document.xml': '<a/>', 'word/vbaProject.bin': 'x' }), /宏/],
    ['bytes without meaning', () => binary(1, 2, 3, 0, 0, 0, 7, 8), /另存为/],
    ['a broken archive', async () => (await docxFile([paragraph('正文')])).slice(0, 200), /损坏|另存/],
    [
      'a docx without a body',
      () => zipFile({ 'word/document.xml': '<w:document xmlns:w="w"/>' }),
      /没有正文/,
    ],
    ['broken XML', () => zipFile({ 'word/document.xml': '<w:document><w:body>' }), /另存/],
    [
      'a document type',
      () => zipFile({ 'word/document.xml': '<!DOCTYPE x [<!ENTITY a "b">]><w:document/>' }),
      /DOCTYPE/,
    ],
  ]
  for (const [what, file, says, name = '文件'] of cases)
    it(`${what}: one sentence`, async () => {
      await assert.rejects(
        readPlan({ name, bytes: await file() }, { units: [], collectives: [] }),
        (error) => {
          assert.ok(error instanceof PlanUnreadable, String(error))
          assert.match(error.message, says)
          assert.ok(!error.message.includes('\n'))
          return true
        },
      )
    })
})
