import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agoText, daysBetween, dayText, dueWordsOf, keepTimeOf, momentText, today } from './days.ts'

// Wednesday, 22 July 2026.
const reference = '2026-07-22'

test('due days are said as a person would', () => {
  for (const [day, words, urgency] of [
    ['2026-07-19', '逾期 3 天', 'late'],
    ['2026-07-21', '逾期 1 天', 'late'],
    ['2026-07-22', '今天到期', 'today'],
    ['2026-07-23', '明天前', 'soon'],
    ['2026-07-24', '周五前', 'soon'],
    ['2026-07-26', '周日前', 'soon'],
    ['2026-07-27', '下周一前', 'soon'],
    ['2026-08-02', '下周日前', 'soon'],
    ['2026-08-03', '8 月 3 日前', 'later'],
    ['2026-12-31', '12 月 31 日前', 'later'],
    ['2027-01-04', '2027 年 1 月 4 日前', 'later'],
  ] as const) {
    assert.deepEqual(dueWordsOf(day, reference), { words, urgency }, day)
  }
})

test('a Sunday belongs to the week that began on Monday', () => {
  assert.equal(dueWordsOf('2026-07-31', '2026-07-26').words, '下周五前')
  assert.equal(dueWordsOf('2026-07-27', '2026-07-26').words, '明天前')
})

test('the day is that of Asia/Shanghai whatever the zone of the machine', () => {
  assert.equal(today(new Date('2026-07-21T15:59:59Z')), '2026-07-21')
  assert.equal(today(new Date('2026-07-21T16:00:00Z')), '2026-07-22')
  assert.equal(momentText('2026-12-31T16:30:00Z'), '2027-01-01 00:30')
})

test('the past is told by its distance', () => {
  const now = new Date('2026-07-22T10:00:00+08:00')
  for (const [moment, words] of [
    ['2026-07-22T09:59:40+08:00', '刚刚'],
    ['2026-07-22T09:48:00+08:00', '12 分钟前'],
    ['2026-07-22T08:30:00+08:00', '今天 08:30'],
    ['2026-07-21T17:05:00+08:00', '昨天 17:05'],
    ['2026-07-20T17:05:00+08:00', '7 月 20 日'],
    ['2025-12-31T17:05:00+08:00', '2025 年 12 月 31 日'],
  ] as const) {
    assert.equal(agoText(moment, now), words)
  }
})

test('days are counted across months, years and leap days', () => {
  assert.equal(daysBetween('2024-02-28', '2024-03-01'), 2)
  assert.equal(daysBetween('2026-12-31', '2027-01-01'), 1)
  assert.equal(daysBetween('2026-07-22', '2026-07-19'), -3)
  assert.equal(dayText('2026-03-09', reference), '3 月 9 日')
})

test("the server's clock is followed, and what is no moment is not", () => {
  keepTimeOf(new Date(Date.now() - 100 * 86_400_000).toISOString())
  assert.equal(daysBetween(today(), today(new Date())), 100)
  keepTimeOf('soon')
  assert.equal(daysBetween(today(), today(new Date())), 100)
  keepTimeOf(new Date().toISOString())
  assert.equal(today(), today(new Date()))
})
