import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  Document,
  ExternalHyperlink,
  Footer,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
} from 'docx'
import writeXlsxFile from 'write-excel-file/node'
import { checkUpload } from './uploads.ts'

const dot = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('what honest programs write is taken', () => {
  it('a document with a table, a picture, a link and page numbers', async () => {
    const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] })
    const bytes = await Packer.toBuffer(
      new Document({
        sections: [
          {
            footers: {
              default: new Footer({
                children: [new Paragraph({ children: [new TextRun({ children: [PageNumber.CURRENT] })] })],
              }),
            },
            children: [
              new Paragraph({
                children: [new ImageRun({ type: 'png', data: dot, transformation: { width: 9, height: 9 } })],
              }),
              new Paragraph({
                children: [
                  new ExternalHyperlink({ link: 'https://www.gov.cn/', children: [new TextRun('网站')] }),
                ],
              }),
              new Table({ rows: [new TableRow({ children: [cell('序号'), cell('整改措施')] })] }),
            ],
          },
        ],
      }),
    )
    assert.equal((await checkUpload({ name: '方案.docx', bytes, allowed: ['docx'] })).extension, 'docx')
    const picture = await checkUpload({ name: '照片.png', bytes: dot, allowed: ['png'] })
    assert.equal(picture.mediaType, 'image/png')
  })

  it('a workbook with formulas', async () => {
    const rows = [
      [{ value: '事项' }, { value: '得分' }],
      [{ value: '开办企业' }, { type: 'Formula' as const, value: '=SUM(1,2)' }],
    ]
    const bytes = await writeXlsxFile(rows).toBuffer()
    assert.equal((await checkUpload({ name: '指标.xlsx', bytes, allowed: ['xlsx'] })).extension, 'xlsx')
  })
})
