import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chineseNumber, toChineseNumber } from './chinese-numbers.ts'
import { fold } from './fold.ts'
import { readMarker } from './numbering.ts'

describe('numbers at the head of a line', () => {
  const cases: [
    line: string,
    style: string,
    value: number,
    number: string,
    words: string,
    marks?: string[],
  ][] = [
    ['一、总体要求', 'chinese', 1, '一', '总体要求'],
    ['十二、附则', 'chinese', 12, '十二', '附则'],
    ['二十三．其他', 'chinese', 23, '二十三', '其他'],
    ['（一）企业开办', 'chinese-brackets', 1, '（一）', '企业开办'],
    ['( 二 ) 用电', 'chinese-brackets', 2, '(二)', '用电'],
    ['㈢用水', 'chinese-brackets', 3, '㈢', '用水'],
    ['1.压减环节', 'digit', 1, '1', '压减环节'],
    ['１．压减环节', 'digit', 1, '1', '压减环节'],
    ['12、压减材料', 'digit', 12, '12', '压减材料'],
    ['⒊压减时间', 'digit', 3, '⒊', '压减时间'],
    ['1*.一证多址', 'digit', 1, '1', '一证多址', ['*']],
    ['1* .一证多址', 'digit', 1, '1', '一证多址', ['*']],
    ['★2.一址多照', 'digit', 2, '2', '一址多照', ['★']],
    ['3.★住所登记', 'digit', 3, '3', '住所登记', ['★']],
    ['（1）梳理事项', 'digit-brackets', 1, '（1）', '梳理事项'],
    ['⑴梳理事项', 'digit-brackets', 1, '⑴', '梳理事项'],
    ['2）公布清单', 'digit-half-bracket', 2, '2）', '公布清单'],
    ['①建立台账', 'circle', 1, '①', '建立台账'],
    ['㉑第二十一', 'circle', 21, '㉑', '第二十一'],
    ['1.1 简化流程', 'decimal-1', 1, '1.1', '简化流程'],
    ['2.3.4简化材料', 'decimal-2', 4, '2.3.4', '简化材料'],
    ['第一章 总则', 'chapter', 1, '第一章', '总则'],
    ['第三条 鼓励创新', 'article', 3, '第三条', '鼓励创新'],
    ['任务1：建设平台', 'word', 1, '任务1', '建设平台'],
    ['行动一：提升服务', 'action', 1, '行动一', '提升服务'],
  ]
  for (const [line, style, value, number, words, marks = []] of cases)
    it(line, () => {
      const marker = readMarker(fold(line), line, 0, line.length)
      assert.ok(marker)
      assert.deepEqual(
        [marker.style, marker.value, marker.number, line.slice(marker.end), marker.marks],
        [style, value, number, words, marks],
      )
    })

  for (const line of [
    '2025年工作',
    '3.5万户企业',
    '1.2亿元',
    '2.0版平台',
    '12345热线',
    '（2025年）',
    '一是加强领导',
    '十四五规划',
    '100%覆盖',
    '第一，要',
    '2025.12.31',
    '0.5天',
    '、',
    '（）',
  ])
    it(`none in ${line}`, () => assert.equal(readMarker(fold(line), line, 0, line.length), null))
})

describe('Chinese numerals', () => {
  it('reads what it writes', () => {
    for (let value = 1; value < 10000; value++) assert.equal(chineseNumber(toChineseNumber(value)), value)
  })
  it('writes the forms of headings', () => {
    assert.deepEqual(
      [1, 10, 11, 20, 23, 100, 101, 110, 111, 1005].map((value) => toChineseNumber(value)),
      ['一', '十', '十一', '二十', '二十三', '一百', '一百零一', '一百一十', '一百一十一', '一千零五'],
    )
  })
  it('does not read other words', () => {
    for (const words of ['', '甲', '1.5', '一二三四五六七八九十一二三四'])
      assert.ok(Number.isNaN(chineseNumber(words)))
  })
})
