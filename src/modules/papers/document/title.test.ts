import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { titleLines } from './title.ts'
import { widthInCharacters } from './wording.ts'

test('a short title stays on one line', () => {
  assert.deepEqual(titleLines('慢序时任务清单'), ['慢序时任务清单'])
})

test('a long title turns where its sense allows', () => {
  const cases: [string, string[]][] = [
    [
      '关于2026年9月优化营商环境工作任务进展情况的通报',
      ['关于2026年9月优化营商环境', '工作任务进展情况的通报'],
    ],
    [
      '瀚宁市优化营商环境工作领导小组办公室关于开展约谈的函',
      ['瀚宁市优化营商环境工作', '领导小组办公室关于开展约谈的函'],
    ],
  ]
  for (const [title, expected] of cases) {
    const lines = titleLines(title)
    assert.equal(lines.join(''), title)
    assert.equal(lines.length, expected.length, lines.join('｜'))
    for (const line of lines) assert.ok(!/^[的和、，]/.test(line) && !/关于$/.test(line), lines.join('｜'))
  }
  assert.deepEqual(titleLines(cases[0]![0]), cases[0]![1])
})

test('a year and its month are never parted', () => {
  for (const line of titleLines('关于瀚宁市2026年优化营商环境工作方案2026年12月重点任务进展情况的通报').slice(
    1,
  ))
    assert.doesNotMatch(line, /^\d*[年月日]/)
})

test('a quoted name is not parted as long as the lines can bear it', () => {
  assert.deepEqual(titleLines('关于加快推进“压减用电报装时间”等2项任务的督办函'), [
    '关于加快推进“压减用电报装时间”',
    '等2项任务的督办函',
  ])
})

test('line breaks that the author set are kept', () => {
  assert.deepEqual(titleLines('第一行\n第二行'), ['第一行', '第二行'])
})

test('property: nothing is lost, and every line fits as far as words allow', () => {
  const title = fc.array(
    fc.constantFrom('优化', '营商环境', '的', '任务', '“', '”', '2026', '年', '关于', '、', '通报'),
    {
      minLength: 1,
      maxLength: 30,
    },
  )
  fc.assert(
    fc.property(title, (words) => {
      const text = words.join('')
      const lines = titleLines(text)
      assert.equal(lines.join(''), text)
      if (lines.length > 1) for (const line of lines) assert.ok(widthInCharacters(line) <= 19)
    }),
  )
})
