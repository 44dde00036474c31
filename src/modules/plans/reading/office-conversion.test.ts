import assert from 'node:assert/strict'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { convertDocument, findOffice } from './office-conversion.ts'
import { readSource } from './read-source.ts'
import { read } from './reading-for-tests.ts'
import { PlanUnreadable } from './unreadable.ts'

const skip = (await findOffice()) === null ? '本机没有安装 LibreOffice' : false

/** Rich text of some paragraphs, all characters written as numbers. */
function rtf(lines: string[]): Uint8Array {
  const words = lines.map((line) => `${[...line].map((one) => `\\u${one.charCodeAt(0)}?`).join('')}\\par `)
  return new TextEncoder().encode(`{\\rtf1\\ansi{\\fonttbl{\\f0 SimSun;}}\\f0 ${words.join('')}}`)
}
const RTF = rtf(['云州2025年方案', '1.推进改革。'])

describe('old formats', () => {
  it('finds no program on a path that holds none', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'empty-path-'))
    try {
      assert.equal(await findOffice(folder), null)
    } finally {
      await rm(folder, { recursive: true })
    }
  })

  it('without the program the sentence says what to save as', async () => {
    const path = process.env.PATH
    process.env.PATH = ''
    try {
      await assert.rejects(
        readSource({ name: '方案.rtf', bytes: RTF }),
        (error) => error instanceof PlanUnreadable && error.message.includes('另存为 .docx'),
      )
    } finally {
      process.env.PATH = path
    }
  })

  it('reads rich text after conversion, tells of it, and leaves no folder behind', { skip }, async () => {
    const reading = await read(RTF)
    assert.match(reading.sourceText, /云州2025年方案\n1\.推进改革。/)
    assert.ok(reading.flags.some((flag) => flag.code === 'converted'))
    const left = (await readdir(tmpdir())).filter((name) => name.startsWith('plan-conversion-'))
    assert.deepEqual(left, [])
  })

  it('reads a binary document as its docx', { skip }, async () => {
    const lines = [
      '云澜市2025年改革方案',
      '一、重点任务',
      '1.推进登记改革。（牵头单位：市市场监管局；配合单位：市公安局；完成时限：6月底前）',
      '2.推进用电改革。（牵头单位：市发改委；完成时限：9月底前）',
    ]
    // elsewhere a conversion gives docx or xlsx; here it makes the old file
    const old = await convertDocument(rtf(lines), 'rtf', 'doc' as 'docx')
    assert.ok(old !== null && old[0] === 0xd0)
    const reading = await read(old, undefined, '方案.wps')
    assert.deepEqual(
      reading.items.map((item) => [item.title, item.leads[0]?.name, item.deadline?.date]),
      [
        ['推进登记改革', '市市场监管局', '2025-06-30'],
        ['推进用电改革', '市发改委', '2025-09-30'],
      ],
    )
  })
})
