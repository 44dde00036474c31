import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { promisify } from 'node:util'
import { descendants, parseXml, textOf } from '#kernel/xml.ts'
import { bulletinDocument } from './bulletin.ts'
import type { OfficialDocument } from './content.ts'
import { writeOfficialDocument } from './official-document.ts'
import { sampleMonth } from './sample-month.ts'

const run = promisify(execFile)

const missing = async (): Promise<string | false> => {
  for (const [program, version] of [
    ['soffice', '--version'],
    ['pdftotext', '-v'],
  ] as const)
    try {
      await run(program, [version])
    } catch {
      return `${program} is not on PATH: pages are not rendered here`
    }
  return false
}

const MM = 72 / 25.4

describe('rendered by LibreOffice', { skip: await missing() }, () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'papers-'))
  })
  after(() => rm(folder, { recursive: true, force: true }))

  /** Words with their places in points, page by page. */
  const rendered = async (name: string, document: OfficialDocument) => {
    const source = join(folder, `${name}.docx`)
    await writeFile(source, await writeOfficialDocument(document))
    const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`
    await run('soffice', [profile, '--headless', '--convert-to', 'pdf', '--outdir', folder, source])
    const words = join(folder, `${name}.html`)
    await run('pdftotext', ['-bbox', join(folder, `${name}.pdf`), words])
    const html = await readFile(words, 'utf8')
    const pages = parseXml(html.replace(/<!DOCTYPE[^>]*>/, ''))
    return [...descendants(pages, 'page')].map((page) =>
      [...descendants(page, 'word')].map((word) => {
        const { xMin, xMax, yMin, yMax } = word.attributes
        return {
          text: textOf(word),
          left: Number(xMin),
          right: Number(xMax),
          top: Number(yMin),
          bottom: Number(yMax),
        }
      }),
    )
  }

  test('a full page has 22 lines of 28 characters', async () => {
    const pages = await rendered('grid', {
      layout: 'document',
      issuer: '瀚宁市营商办',
      title: '关于版面的通知',
      body: [{ kind: 'paragraph', text: '国'.repeat(28 * 60) }],
    })
    const text = pages[1]!.filter((word) => word.text.startsWith('国'))
    const lines = Map.groupBy(text, (word) => Math.round(word.top))
    assert.equal(lines.size, 22)
    for (const words of lines.values()) assert.equal(words.map((word) => word.text).join('').length, 28)
  })

  test('a text that fills its last page to the last line is not followed by a blank page', async () => {
    const pages = async (characters: number) => {
      const all = await rendered(`full-${characters}`, {
        layout: 'document',
        issuer: '瀚宁市营商办',
        title: '关于版面的通知',
        body: [{ kind: 'paragraph', text: '国'.repeat(characters) }],
        attachments: [{ title: '清单', landscape: true, body: [] }],
      })
      return all.map(
        (words) =>
          new Set(words.filter(({ text }) => /^国/.test(text)).map(({ top }) => Math.round(top))).size,
      )
    }
    // The first line is two characters short.
    const one = await pages(28 * 20 - 2)
    assert.equal(one.length, 3)
    const filled = await pages(28 * (20 + 22 - one[1]!) - 2)
    assert.deepEqual(filled, [one[0], 22, 0])
    assert.equal(
      (await pages(28 * (20 + 22 - one[1]!) - 1)).length,
      4,
      'one character more takes one more page',
    )
  })

  test('the bulletin: text on page 1, numbers odd right and even left, 版记 on the last page at the lower edge', async () => {
    const pages = await rendered('bulletin', bulletinDocument(sampleMonth()))
    assert.ok(
      pages[0]!.some((word) => word.text.includes('现将截至')),
      'the first page must show text',
    )
    const number = (page: number) =>
      pages[page - 1]!.filter((word) => word.text === String(page)).toSorted((a, b) => b.top - a.top)[0]!
    assert.ok(number(1).left > 105 * MM && number(2).left < 105 * MM)
    const middle = (number(1).top + number(1).bottom) / 2
    assert.ok(Math.abs(middle - (297 - 35 + 7) * MM) < 2 * MM, `page number at ${middle / MM} mm`)
    const last = pages.at(-1)!.find((word) => word.text.includes('印发'))!
    assert.ok(
      last.bottom <= (297 - 35) * MM && last.bottom > (297 - 35 - 8) * MM,
      `版记 ends at ${last.bottom / MM} mm`,
    )
  })
})
