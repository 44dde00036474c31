import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { describe, it } from 'node:test'
import { SaxesParser } from 'saxes'
import { fromBuffer } from 'yauzl'
import { findUnitCodes } from '../name-lookup.ts'
import { annex } from './annex.ts'
import { measures, plan } from './plan.ts'
import { planLines } from './plan-lines.ts'
import { writeAnnexXlsx } from './write-annex-xlsx.ts'
import { writePlanDocx } from './write-plan-docx.ts'

function readPart(archive: Buffer, part: string): Promise<string> {
  return new Promise((resolve, reject) => {
    fromBuffer(archive, { lazyEntries: true }, (error, zip) => {
      if (error) return reject(error)
      zip.on('entry', (entry) => {
        if (entry.fileName !== part) return zip.readEntry()
        zip.openReadStream(entry, async (failure, stream) => {
          if (failure) return reject(failure)
          resolve(Buffer.concat(await stream.toArray()).toString('utf8'))
        })
      })
      zip.on('end', () => reject(new Error(`no part ${part}`)))
      zip.readEntry()
    })
  })
}

/** Texts of all elements `outer`, joined from the elements `inner` within them. */
function textsOf(xml: string, outer: string, inner: string): string[] {
  const texts: string[] = []
  let reading = false
  const parser = new SaxesParser()
  parser.on('opentag', ({ name }) => {
    if (name === outer) texts.push('')
    if (name === inner) reading = true
  })
  parser.on('closetag', ({ name }) => {
    if (name === inner) reading = false
  })
  parser.on('text', (text) => {
    if (reading) texts[texts.length - 1] += text
  })
  parser.write(xml).close()
  return texts
}

const shipped = (name: string) => readFile(new URL(name, import.meta.url))
const paragraphs = async (docx: Buffer) => textsOf(await readPart(docx, 'word/document.xml'), 'w:p', 'w:t')

async function workbookParts(xlsx: Buffer): Promise<string[]> {
  const parts = ['xl/sharedStrings.xml', 'xl/worksheets/sheet1.xml', 'xl/worksheets/sheet2.xml']
  return Promise.all(parts.map((part) => readPart(xlsx, part)))
}

describe('the plan of the sample city', () => {
  it('has 5 actions, 23 fields and 100 measures, as its own text says', () => {
    const fields = plan.actions.flatMap((action) => action.fields)
    assert.deepEqual([plan.actions.length, fields.length, measures.length], [5, 23, 100])
    assert.match(plan.general[0], /5个专项行动、23个重点领域、100条具体措施/)
  })

  it('says no measure twice', () => {
    assert.equal(new Set(measures.map(({ title }) => title)).size, 100)
    assert.equal(new Set(measures.flatMap(({ text }) => text.split('。').filter(Boolean))).size, 200)
  })

  it('writes every lead sentence so that it ends at the first full stop', () => {
    for (const { title, text } of measures) {
      assert.ok(!title.includes('。'), title)
      assert.ok(text.endsWith('。'), title)
    }
  })

  it('names only units of the city', () => {
    for (const { title, leads, partners } of measures) {
      for (const name of [...leads, ...partners])
        assert.ok(findUnitCodes(name).length > 0, `${title}: ${name}`)
    }
  })

  it('ships the Word file that its words give', async () => {
    const fromShipped = await paragraphs(await shipped('plan.docx'))
    assert.deepEqual(fromShipped, await paragraphs(await writePlanDocx()))
    assert.deepEqual(
      fromShipped,
      [...planLines()].map(({ text }) => text),
    )
  })

  it('leaves the numbers of the fields to Word, one list for each action', async () => {
    const xml = await readPart(await shipped('plan.docx'), 'word/document.xml')
    const lists = [...xml.matchAll(/<w:numId w:val="(\d+)"\/>/g)].map(([, id]) => id)
    assert.equal(lists.length, 23)
    assert.equal(new Set(lists).size, 5)
  })
})

describe('the annex of the sample city', () => {
  it('has 30 measures on two sheets', () => {
    assert.equal(annex.sheets.length, 2)
    assert.equal(annex.sheets.flatMap(({ tasks }) => tasks.flatMap(({ rows }) => rows)).length, 30)
  })

  it('begins no task with a ditto mark', () => {
    for (const { name, rows } of annex.sheets.flatMap(({ tasks }) => tasks)) {
      for (const value of [rows[0]?.lead, rows[0]?.partners])
        assert.doesNotMatch(value ?? '', /^(〃|同上)$/, name)
    }
  })

  it('ships the workbook that its words give', async () => {
    const fromShipped = await workbookParts(await shipped('annex.xlsx'))
    assert.deepEqual(fromShipped, await workbookParts(await writeAnnexXlsx()))
    const dates = annex.sheets
      .flatMap(({ tasks }) => tasks.flatMap(({ rows }) => rows))
      .flatMap(({ deadline }) => (typeof deadline === 'string' ? [] : [deadline.on]))
    for (const on of dates) {
      const serial = (Date.parse(on) - Date.parse('1899-12-30')) / 86_400_000
      assert.ok(fromShipped.join('').includes(`<v>${serial}</v>`), on)
    }
  })
})
