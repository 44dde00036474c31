import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import readExcelFile from 'read-excel-file/node'
import { children, descendants, parseXml, textOf } from '#kernel/xml.ts'
import { openZip } from '#kernel/zip.ts'
import { type LedgerRow, writeLedger } from './ledger.ts'
import { at } from './opened-document.ts'
import { safeText } from './workbook.ts'

const HEADING = {
  title: '瀚宁市优化营商环境工作任务台账',
  asOf: '2026-09-30',
  legend: [{ light: 'red' as const, text: '逾期未办结' }],
  preparedBy: '瀚宁市营商办',
}

const row = (given: Partial<LedgerRow> = {}): LedgerRow => ({
  number: 'YS-2026-001',
  name: '扶持个体私营经济发展',
  measure: '建立分型分类标准。\n开展培训。',
  action: '聚焦全生命周期服务专项行动',
  field: '市场准入',
  leads: ['市市场监督管理局'],
  partners: ['各旗区人民政府', '市税务局'],
  dueOn: '2026-12-31',
  dueText: '2026年12月底前',
  stateLabel: '办理中',
  light: 'red',
  lightReason: '落后序时进度31个百分点',
  progress: 44,
  latest: '已印发标准',
  problem: '',
  lastReportedOn: '2026-09-25',
  ...given,
})

const HEAD_ROWS = 4

const cells = async (rows: LedgerRow[]) => {
  const [sheet] = await readExcelFile(Buffer.from(await writeLedger(rows, HEADING)))
  assert.equal(sheet!.sheet, '工作台账')
  return sheet!.data
}

const part = async (rows: LedgerRow[], name: string) =>
  parseXml((await (await openZip(await writeLedger(rows, HEADING))).readText(name))!)

const SHEET = 'xl/worksheets/sheet1.xml'

describe('read back', () => {
  test('sixteen columns in the order of the 台账, one row a task', async () => {
    const data = await cells([row(), row({ number: 'YS-2026-002' })])
    assert.equal(data.length, HEAD_ROWS + 2)
    assert.equal(
      data[HEAD_ROWS - 1]!.join('·'),
      '序号·任务编号·任务名称·具体措施·所属行动·重点领域·牵头单位·配合单位·完成时限·当前状态·亮灯·亮灯原因·进度·最近进展·存在问题·最近填报',
    )
    assert.equal(data[0]![0], HEADING.title)
    assert.equal(data[1]![0], '统计截至：2026年9月30日　　任务数：2项　　编制单位：瀚宁市营商办')
    assert.equal(data[2]![0], '图例：红——逾期未办结。')
  })

  test('days are days, numbers are numbers, texts are texts', async () => {
    const [first] = (await cells([row()])).slice(HEAD_ROWS)
    assert.equal(first![0], 1)
    assert.deepEqual(first![8], new Date('2026-12-31T00:00:00Z'))
    assert.equal(first![12], 0.44)
    assert.deepEqual(first![15], new Date('2026-09-25T00:00:00Z'))
    assert.equal(first![7], '各旗区人民政府、市税务局')
    assert.equal(first![3], '建立分型分类标准。\n开展培训。')
    assert.equal(first![10], '红')
  })

  test('a long-term task shows its words, a task without light or report shows nothing', async () => {
    const [first] = (
      await cells([
        row({
          dueText: '2026年底前，并长期坚持',
          longTerm: true,
          light: null,
          lastReportedOn: null,
          lightReason: null,
        }),
      ])
    ).slice(HEAD_ROWS)
    assert.equal(first![8], '2026年底前，并长期坚持')
    assert.deepEqual([first![10], first![11], first![15]], [null, null, null])
  })

  test('an empty ledger is still a ledger', async () => {
    assert.equal((await cells([])).length, HEAD_ROWS)
  })
})

describe('formula injection', () => {
  test('text that a spreadsheet would calculate gets an apostrophe', () => {
    for (const sign of ['=', '+', '-', '@', '＝', '＋', '－', '＠'])
      assert.equal(safeText(`${sign}cmd|' /C calc'!A0`), `'${sign}cmd|' /C calc'!A0`)
    for (const front of ['\t', '\r', '\n', '\u00a0', ' \r\n\t'])
      assert.equal(safeText(`${front}=1+1`), `'=1+1`)
  })

  test('harmless text is left as it is', () => {
    for (const text of ['已办结', '1=1', '完成率-3%', '（一）']) assert.equal(safeText(text), text)
  })

  test('names that every object has are texts like others', async () => {
    const names = ['__proto__', 'constructor', 'toString']
    const data = await cells(names.map((name) => row({ name, latest: name })))
    assert.deepEqual(
      data.slice(HEAD_ROWS).map((each) => String(each[2]).trim()),
      names,
    )
  })

  test('property: no cell begins with a sign of a formula, and none is a formula', async () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.tuple(fc.constantFrom('=', '+', '-', '@', '\t', '\r'), fc.string()).map((pair) => pair.join('')),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(typed, { minLength: 1, maxLength: 5 }), async (texts) => {
        const rows = texts.map((text) => row({ name: text, latest: text, problem: text }))
        const data = await cells(rows)
        for (const value of data.slice(HEAD_ROWS).flat())
          if (typeof value === 'string') assert.doesNotMatch(value, /^[=+\-@\t\r]/)
        assert.deepEqual([...descendants(await part(rows, SHEET), 'f')], [])
      }),
      { numRuns: 30 },
    )
  })

  test('text longer than a cell may be is cut and says so', () => {
    const cut = safeText('长'.repeat(40_000))
    assert.equal(cut.length, 32_767)
    assert.match(cut, /（下略）$/)
  })
})

describe('for the printer', () => {
  test('A4 landscape, one page wide, head on every page, head and first columns in sight', async () => {
    const sheet = await part([row()], SHEET)
    const setup = at(sheet, 'pageSetup').attributes
    assert.deepEqual(
      [setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight],
      ['9', 'landscape', '1', '0'],
    )
    assert.equal(at(sheet, 'sheetPr', 'pageSetUpPr').attributes.fitToPage, '1')
    const pane = at(sheet, 'sheetViews', 'sheetView', 'pane').attributes
    assert.deepEqual([pane.ySplit, pane.xSplit, pane.state], [String(HEAD_ROWS), '3', 'frozen'])
    const names = children(at(await part([row()], 'xl/workbook.xml'), 'definedNames'))
    const named = Object.fromEntries(names.map((name) => [name.attributes.name, textOf(name)]))
    assert.equal(named['_xlnm.Print_Titles'], "'工作台账'!$4:$4")
    assert.equal(named['_xlnm.Print_Area'], "'工作台账'!$A$1:$P$5")
  })

  test('the parts of a sheet stand in the order that Excel insists on', async () => {
    const order = children(await part([row()], SHEET)).map(({ local }) => local)
    const known = ['sheetPr', 'sheetViews', 'cols', 'sheetData', 'autoFilter', 'mergeCells', 'printOptions']
    assert.deepEqual(order, [...known, 'pageMargins', 'pageSetup', 'headerFooter'])
  })

  test('a row is as high as its longest text needs', async () => {
    const height = async (given: Partial<LedgerRow>) => {
      const rows = children(at(await part([row(given)], SHEET), 'sheetData'))
      return Number(rows.at(-1)!.attributes.ht)
    }
    assert.ok((await height({ latest: '进展'.repeat(100) })) > (await height({})))
    assert.ok((await height({ latest: '进展'.repeat(9000) })) <= 409)
  })
})
