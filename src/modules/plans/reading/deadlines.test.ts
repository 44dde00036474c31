import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { findTextDeadlines, readDeadline } from './deadlines.ts'
import { fold } from './fold.ts'

type Row = [words: string, kind: string | null, date: string | null, longTerm?: boolean, more?: object]

// The plan is for 2025; phrases of §7.4 of the domain notes and their neighbours.
const rows: Row[] = [
  ['2025年12月底前', 'date', '2025-12-31'],
  ['２０２５年１２月底前', 'date', '2025-12-31'],
  ['2025 年 12 月 底前', 'date', '2025-12-31'],
  ['2026年2月底前', 'date', '2026-02-28'],
  ['2028年2月底', 'date', '2028-02-29'],
  ['6月底完成', 'date', '2025-06-30', false, { inferredYear: true }],
  ['6月底前', 'date', '2025-06-30', false, { inferredYear: true }],
  ['9月30日前', 'date', '2025-09-30', false, { inferredYear: true }],
  ['十二月底前', 'date', '2025-12-31'],
  ['二〇二五年九月底前', 'date', '2025-09-30', false, { inferredYear: false }],
  ['2025-12-31', 'date', '2025-12-31'],
  ['2025/6/30', 'date', '2025-06-30'],
  ['2025.6', 'date', '2025-06-30'],
  ['年内持续推进', 'date', '2025-12-31', true],
  ['2024年底前，并长期坚持', 'date', '2024-12-31', true],
  ['立行立改，长期坚持', 'immediate', null, true, { relative: { amount: 10, unit: 'working-day' } }],
  ['立行立改', 'immediate', null],
  ['当天', 'relative', null, false, { relative: { amount: 0, unit: 'day' } }],
  ['3天内', 'relative', null, false, { relative: { amount: 3, unit: 'day' } }],
  ['1个月内', 'relative', null, false, { relative: { amount: 1, unit: 'month' } }],
  ['半年内', 'relative', null, false, { relative: { amount: 6, unit: 'month' } }],
  ['两周内', 'relative', null, false, { relative: { amount: 14, unit: 'day' } }],
  ['15个工作日内', 'relative', null, false, { relative: { amount: 15, unit: 'working-day' } }],
  ['印发之日起30日内', 'relative', null, false, { relative: { amount: 30, unit: 'day' } }],
  ['每月25日前', 'recurring', null, false, { recur: { every: 'month', day: 25 } }],
  ['48小时', 'relative', null, false, { relative: { amount: 48, unit: 'hour' } }],
  ['每年6月底前', 'recurring', null, false, { recur: { every: 'year' } }],
  ['每季度', 'recurring', null, false, { recur: { every: 'quarter' } }],
  ['持续推进', 'long-term', null, true],
  ['长期坚持', 'long-term', null, true],
  ['常态化推进', 'long-term', null, true],
  ['全年', 'date', '2025-12-31', true],
  ['年底前', 'date', '2025-12-31', false, { inferredYear: true }],
  ['今年底', 'date', '2025-12-31'],
  ['明年6月底前', 'date', '2026-06-30'],
  ['上半年', 'date', '2025-06-30'],
  ['三季度末', 'date', '2025-09-30'],
  ['2025年第一季度', 'date', '2025-03-31', false, { start: '2025-01-01' }],
  ['2025年—2027年', 'date', '2027-12-31', false, { start: '2025-01-01' }],
  ['2025-2027年', 'date', '2027-12-31', false, { start: '2025-01-01' }],
  ['2025年3月—10月', 'date', '2025-10-31', false, { start: '2025-03-01' }],
  ['2025年11月至2026年3月', 'date', '2026-03-31', false, { start: '2025-11-01' }],
  ['8月上旬', 'date', '2025-08-10'],
  ['8月中旬', 'date', '2025-08-20'],
  ['8月下旬', 'date', '2025-08-31'],
  ['“十四五”末', 'date', '2025-12-31'],
  ['按国家（自治区）统一部署推进', 'event', null],
  ['分年度推进', 'event', null],
  ['根据项目进度确定', 'event', null],
  [
    '2025年6月底前完成试点，年底前全面推开',
    'milestones',
    '2025-12-31',
    false,
    {
      milestones: [
        { label: '完成试点', date: '2025-06-30' },
        { label: '全面推开', date: '2025-12-31' },
      ],
    },
  ],
  [
    '第一季度出台方案；第三季度完成建设',
    'milestones',
    '2025-09-30',
    false,
    {
      milestones: [
        { label: '出台方案', date: '2025-03-31' },
        { label: '完成建设', date: '2025-09-30' },
      ],
    },
  ],
  [
    '试点（6月底前）；推开（12月底前）',
    'milestones',
    '2025-12-31',
    false,
    {
      milestones: [
        { label: '试点', date: '2025-06-30' },
        { label: '推开', date: '2025-12-31' },
      ],
    },
  ],
  ['45992', 'date', '2025-12-01'],
  ['见附件', 'unclear', null],
  ['2025年6月31日前', 'date', '2025-06-30'],
  ['／', null, null],
  ['—', null, null],
  ['', null, null],
]

describe('deadline fields', () => {
  for (const [words, kind, date, longTerm = false, more = {}] of rows)
    it(`${words === '' ? '(empty)' : words} → ${kind} ${date}`, () => {
      const reading = readDeadline(words, { year: 2025 })
      if (kind === null) {
        assert.equal(reading, null)
        return
      }
      assert.ok(reading)
      assert.deepEqual([reading.kind, reading.date, reading.longTerm], [kind, date, longTerm])
      assert.equal(reading.raw, words)
      for (const [name, value] of Object.entries(more))
        assert.deepEqual(reading[name as keyof typeof reading], value)
    })

  it('says what it had to conclude', () => {
    const doubts = (words: string, year: number | null = 2025): string[] =>
      readDeadline(words, { year })?.doubts.map((doubt) => doubt.code) ?? []
    assert.deepEqual(doubts('6月底前'), ['deadline-year'])
    assert.deepEqual(doubts('2025年6月底前'), [])
    assert.deepEqual(doubts('2025年6月前'), ['deadline-ambiguous'])
    assert.deepEqual(doubts('2025年6月31日'), ['deadline-no-such-day'])
    assert.deepEqual(doubts('45992'), ['deadline-serial'])
    assert.deepEqual(doubts('见附件'), ['deadline-unclear'])
    assert.deepEqual(doubts('6月底前', null), ['deadline-unclear'])
  })
})

describe('limits in running text', () => {
  const dateIn = (text: string): string | null => {
    const found = findTextDeadlines(text, fold(text), 0, text.length, { year: 2025 })
    return found ? found.reading.date : null
  }
  const cases: [string, string | null][] = [
    ['优化系统，9月底前，实现1个环节、0成本、1天办结。', '2025-09-30'],
    ['2025年10月底前编制并公布清单。', '2025-10-31'],
    ['到2025年底，网上可办率达到95%。', '2025-12-31'],
    ['年底前建成平台。', '2025-12-31'],
    ['第三季度末前完成。', '2025-09-30'],
    ['压缩至3个工作日内办结。', null],
    ['截至2025年6月底，已办理300件。', null],
    ['2024年底前已完成的事项不再列入。', null],
    ['自2025年1月1日起施行。', null],
    ['每月25日前报送进展。', null],
    ['落实《2025年底前行动计划》要求。', null],
    ['投入5000万元，惠及12个月以上企业。', null],
    ['6月底前完成试点，12月底前全面推开。', '2025-12-31'],
  ]
  for (const [text, date] of cases) it(text, () => assert.equal(dateIn(text), date))
})
