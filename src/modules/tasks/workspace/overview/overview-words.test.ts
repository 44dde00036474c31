import assert from 'node:assert/strict'
import { test } from 'node:test'
import { trendWords, worstFirst } from './overview-words.ts'

const month = (progress: number, expected: number) => ({ month: '2026-05', progress, expected, closed: 0 })

test('the headline of the trend states its finding', () => {
  assert.equal(trendWords([month(42, 50)]), '5 月平均进度 42%，落后序时 8 个百分点')
  assert.equal(trendWords([month(52, 50)]), '5 月平均进度 52%，超出序时 2 个百分点')
  assert.equal(trendWords([month(50, 50)]), '5 月平均进度 50%，与序时进度持平')
  assert.equal(trendWords([]), '还没有可比的月份')
})

test('red comes before yellow, and the slower before the faster', () => {
  const rows = [
    { id: 'a', red: 0, yellow: 3, progress: 20 },
    { id: 'b', red: 1, yellow: 0, progress: 90 },
    { id: 'c', red: 0, yellow: 3, progress: 10 },
  ]
  assert.deepEqual(
    worstFirst(rows).map(({ id }) => id),
    ['b', 'c', 'a'],
  )
})
