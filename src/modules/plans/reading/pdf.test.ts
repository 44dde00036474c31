import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type PdfPage, type PdfPiece, readPdfPages } from './pdf.ts'
import { readDocument } from './read-plan.ts'
import { assertWhole, short } from './reading-for-tests.ts'
import { PlanUnreadable } from './unreadable.ts'

const SIZE = 16
const MEASURE = 28

/** Sets paragraphs as a printer does: two characters of indent, full lines, a page number at the foot. */
function setPages(paragraphs: { text: string; centred?: boolean }[], rows: number): PdfPage[] {
  const lines: { text: string; x: number }[] = []
  for (const { text, centred } of paragraphs) {
    if (centred) {
      lines.push({ text, x: 80 + ((MEASURE - text.length) / 2) * SIZE })
      continue
    }
    lines.push({ text: text.slice(0, MEASURE - 2), x: 80 + 2 * SIZE })
    for (let at = MEASURE - 2; at < text.length; at += MEASURE)
      lines.push({ text: text.slice(at, at + MEASURE), x: 80 })
  }
  const pages: PdfPage[] = []
  for (let at = 0; at < lines.length; at += rows) {
    const pieces = lines.slice(at, at + rows).flatMap(({ text, x }, row) => split(text, x, 740 - row * 29))
    pieces.push({ text: `- ${pages.length + 1} -`, x: 290, y: 40, width: 30, size: 14 })
    pages.push({ width: 80 * 2 + MEASURE * SIZE, height: 842, pieces })
  }
  return pages
}

/** Digits in pieces of their own, with the blanks that printers put beside them. */
function split(text: string, x: number, y: number): PdfPiece[] {
  let at = x
  return (text.match(/\d+|\D+/g) ?? []).flatMap((words) => {
    const piece = { text: words, x: at, y, width: words.length * SIZE, size: SIZE }
    at += piece.width
    return [piece, { text: ' ', x: at, y, width: 2, size: SIZE }]
  })
}

describe('text of a PDF', () => {
  const paragraphs = [
    { text: '云澜市2025年改革方案', centred: true },
    { text: '一、重点任务' },
    {
      text: '1.推进登记改革。全市企业登记一次办好，材料免提交，统一服务窗口标识，编制标识手册并更换。（牵头单位：市市场监管局；配合单位：市公安局；完成时限：2025年6月底前）',
    },
    { text: '2.推进用电改革。（牵头单位：市发改委；完成时限：长期坚持）' },
  ]
  for (const rows of [3, 4, 40])
    it(`runs lines and pages of ${rows} lines together again, without page numbers`, () => {
      const source = readPdfPages(setPages(paragraphs, rows))
      assert.equal(source.text, paragraphs.map(({ text }) => text).join('\n'))
      const reading = readDocument(source, '方案.pdf', { units: [], collectives: [] })
      assertWhole(reading)
      assert.deepEqual(
        short(reading).map((item) => [item.number, item.title, item.leads, item.date]),
        [
          ['1', '推进登记改革', ['市市场监管局'], '2025-06-30'],
          ['2', '推进用电改革', ['市发改委'], null],
        ],
      )
    })

  it('refuses pages without text', () => {
    assert.throws(
      () => readPdfPages([{ width: 600, height: 842, pieces: [] }]),
      (error) => error instanceof PlanUnreadable && error.message.includes('扫描件'),
    )
  })
})
