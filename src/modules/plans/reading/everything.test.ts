import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { docxFile, paragraph } from './docx-file-for-tests.ts'
import { PlanUnreadable, readPlan } from './read-plan.ts'
import { assertWhole, read, short } from './reading-for-tests.ts'
import { xlsxFile } from './xlsx-file-for-tests.ts'

// What must hold for any document whatever.

const PIECES = [
  '一、',
  '（一）',
  '1.',
  '(1)',
  '①',
  '1*.',
  '第一条',
  '任务1：',
  '牵头单位：',
  '责任单位:',
  '配合单位：',
  '完成时限：',
  '市发改委',
  '市公安局、民政局',
  '各旗区人民政府',
  '和',
  '及',
  '等',
  '牵头',
  '按职责分工负责',
  '（',
  '）',
  '〔',
  '〕',
  '【',
  '】',
  '(',
  ')',
  '。',
  '；',
  '，',
  '、',
  '：',
  '\n',
  '\t',
  ' ',
  '\u3000',
  '2025年12月底前',
  '6月底',
  '持续推进',
  '推进改革',
  '2 亿元',
  '〃',
  '同上',
  '《',
  '》',
  '“',
  '”',
  '附件1',
  '保障措施',
  '云澜市行动方案',
  '2025年3月1日',
  '序号',
  '具体措施',
  '😀',
  '\u200b',
  '\u0000',
  '_x000D_',
]

const anyText = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 80 }).map((parts) => parts.join('')),
  },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 200 }) },
)

describe('any document', () => {
  it('any text: no crash, and every character has exactly one owner', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        try {
          await read(text)
        } catch (error) {
          assert.ok(error instanceof PlanUnreadable, String(error))
        }
      }),
      { numRuns: 1500 },
    )
  })

  it('any bytes: a reading or one sentence', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, archive) => {
        const input = archive ? Uint8Array.from([0x50, 0x4b, 0x03, 0x04, ...bytes]) : bytes
        try {
          assertWhole(await readPlan({ name: '文件', bytes: input }, { units: [], collectives: [] }))
        } catch (error) {
          assert.ok(error instanceof PlanUnreadable, String(error))
        }
      }),
      { numRuns: 300 },
    )
  })

  it('any cells: no crash, and every character has exactly one owner', async () => {
    const cellText = fc
      .array(fc.constantFrom(...PIECES.filter((piece) => piece !== '\u0000')), { maxLength: 6 })
      .map((parts) => parts.join(''))
    const rows = fc.array(fc.array(cellText, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 8 })
    const merge = fc
      .tuple(fc.nat(4), fc.nat(6), fc.nat(3), fc.nat(3))
      .map(([c, r, w, h]) => `${'ABCDE'[c]}${r + 1}:${'ABCDEFGH'[c + w]}${r + 1 + h}`)
    const head = ['序号', '重点任务', '具体措施', '牵头单位', '完成时限']
    await fc.assert(
      fc.asyncProperty(
        rows,
        fc.array(merge, { maxLength: 3 }),
        fc.boolean(),
        async (cells, merges, headed) => {
          await read(await xlsxFile([{ name: 'S', rows: headed ? [head, ...cells] : cells, merges }]))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('reading twice gives the same', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyText.filter((text) => !text.includes('\u0000') && text !== ''),
        async (text) => {
          try {
            assert.deepEqual(await read(text), await read(text))
          } catch (error) {
            assert.ok(error instanceof PlanUnreadable, String(error))
          }
        },
      ),
      { numRuns: 100 },
    )
  })
})

type Measure = {
  title: string
  text: string
  leads: string[]
  partners: string[]
  date: string
  deadline: string
}

const unitName = fc.constantFrom(
  '市发展和改革委员会',
  '市公安局',
  '市住房和城乡建设局',
  '市市场监督管理局',
  '市政务服务与数据管理局',
  '国家税务总局云澜市税务局',
  '云澜海关',
  '各旗区人民政府',
  '高新区管委会',
  '市委组织部',
  '市中级人民法院',
)
const words = fc
  .array(
    fc.constantFrom(
      '推行',
      '完善',
      '企业',
      '登记',
      '全程网办',
      '标准',
      '平台',
      '数据',
      '共享',
      '“一件事”',
      '（试行）',
      '3个工作日',
      '95%',
      '5000万元',
      '2项',
    ),
    { minLength: 2, maxLength: 8 },
  )
  .map((parts) => `推进${parts.join('')}`)
const measure: fc.Arbitrary<Measure> = fc
  .record({
    title: words,
    text: words,
    leads: fc.uniqueArray(unitName, { minLength: 1, maxLength: 3 }),
    partners: fc.uniqueArray(unitName, { maxLength: 4 }),
    month: fc.integer({ min: 1, max: 12 }),
  })
  .map(({ month, ...rest }) => ({
    ...rest,
    deadline: `2025年${month}月底前`,
    date: `2025-${String(month).padStart(2, '0')}-${new Date(Date.UTC(2025, month, 0)).getUTCDate()}`,
  }))
const plan = fc.array(
  fc.array(fc.array(measure, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 3 }),
  { minLength: 1, maxLength: 3 },
)

const CN = '一二三四五六七八九'

describe('generated plans printed and read back', () => {
  const expected = (actions: Measure[][][]) =>
    actions.flatMap((fields, a) =>
      fields.flatMap((measures, f) =>
        measures.map((one, m) => ({
          number: `（${m + 1}）`,
          path: ['一、重点任务', `（${CN[a]}）提升行动${CN[a]}`, `${f + 1}.领域${CN[f]}`],
          title: one.title,
          leads: one.leads,
          partners: one.partners,
          date: one.date,
          kind: 'date',
        })),
      ),
    )
  const print = (actions: Measure[][][], duty: (one: Measure) => string[]): string[] => [
    '云澜市2025年行动方案',
    '一、重点任务',
    ...actions.flatMap((fields, a) => [
      `（${CN[a]}）提升行动${CN[a]}`,
      ...fields.flatMap((measures, f) => [
        `${f + 1}.领域${CN[f]}`,
        ...measures.flatMap((one, m) => {
          const [first = '', ...rest] = duty(one)
          return [`（${m + 1}）${one.title}。${one.text}。${first}`, ...rest]
        }),
      ]),
    ]),
    '二、保障措施',
    '（一）加强组织领导。各部门要密切配合。',
  ]

  it('F01 as docx', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (actions) => {
        const lines = print(actions, (one) => [
          '',
          `牵头部门：${one.leads.join('、')}`,
          ...(one.partners.length > 0 ? [`配合单位：${one.partners.join('、')}`] : []),
          `完成时限：${one.deadline}`,
        ])
        assert.deepEqual(
          short(await read(await docxFile(lines.map((line) => paragraph(line))))),
          expected(actions),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('brackets behind the measure as text', async () => {
    await fc.assert(
      fc.asyncProperty(
        plan,
        fc.constantFrom('，', '；'),
        fc.constantFrom('（）', '〔〕', '【】'),
        async (actions, separator, brackets) => {
          const lines = print(actions, (one) => {
            const parts = [
              `牵头单位：${one.leads.join('、')}`,
              ...(one.partners.length > 0 ? [`配合单位：${one.partners.join('、')}`] : []),
              `完成时限：${one.deadline}`,
            ]
            return [`${brackets[0]}${parts.join(separator)}${brackets[1]}`]
          })
          assert.deepEqual(short(await read(lines.join('\n'))), expected(actions))
        },
      ),
      { numRuns: 60 },
    )
  })

  it('F12g as a workbook', async () => {
    await fc.assert(
      fc.asyncProperty(plan, async (actions) => {
        const measures = actions.flat(2)
        const rows = measures.map((one, i) => [
          `${i + 1}`,
          one.title,
          one.text,
          one.leads.join('、'),
          one.partners.join('\n'),
          one.deadline,
        ])
        const reading = await read(
          await xlsxFile([
            {
              name: 'Sheet1',
              rows: [
                ['云澜市2025年任务清单', null, null, null, null, null],
                ['序号', '任务名称', '具体措施', '牵头单位', '配合单位', '完成时限'],
                ...rows,
              ],
              merges: ['A1:F1'],
            },
          ]),
        )
        assert.deepEqual(
          reading.items.map((item) => [
            item.number,
            item.title,
            item.text,
            item.leads.map((unit) => unit.name),
            item.partners.map((unit) => unit.name),
            item.deadline?.date,
          ]),
          measures.map((one, i) => [`${i + 1}`, one.title, one.text, one.leads, one.partners, one.date]),
        )
      }),
      { numRuns: 60 },
    )
  })
})
