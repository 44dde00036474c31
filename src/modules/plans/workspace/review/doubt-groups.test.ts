import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Doubt, Measure } from '#modules/plans/contract.ts'
import { groupDoubts, mergeMeasures, openDoubtsOf } from './doubt-groups.ts'

const doubt = (id: string, code: string, more: Partial<Doubt> = {}): Doubt => ({
  id,
  code,
  label: code,
  field: 'deadline',
  sentence: `${code} ${id}`,
  mustSettle: false,
  acceptable: true,
  settledBy: null,
  ...more,
})
const measure = (id: string, ...doubts: Doubt[]) => ({ id, doubts, revision: 1 }) as unknown as Measure

test('what keeps the plan from being confirmed stands first, then the most frequent', () => {
  const groups = groupDoubts([
    measure('a', doubt('1', 'former-name'), doubt('2', 'ditto')),
    measure('b', doubt('1', 'ditto'), doubt('2', 'no-year', { mustSettle: true })),
  ])
  assert.deepEqual(
    groups.map(({ code, doubts }) => [code, doubts.length]),
    [
      ['no-year', 1],
      ['ditto', 2],
      ['former-name', 1],
    ],
  )
})

test('settled doubts and those that need a change are not offered for acceptance', () => {
  const groups = groupDoubts([
    measure(
      'a',
      doubt('1', 'ditto', { settledBy: '张三' }),
      doubt('2', 'unit-unknown', { acceptable: false, mustSettle: true }),
    ),
  ])
  assert.deepEqual(groups, [])
})

test('within a measure, what must be settled comes first', () => {
  const doubts = openDoubtsOf(measure('a', doubt('1', 'ditto'), doubt('2', 'no-year', { mustSettle: true })))
  assert.deepEqual(
    doubts.map(({ id }) => id),
    ['2', '1'],
  )
})

test('an answer replaces measures in their places', () => {
  const known = [measure('a'), measure('b'), measure('c')]
  const merged = mergeMeasures(known, [{ ...measure('b'), revision: 2 } as Measure])
  assert.deepEqual(
    merged.map(({ id, revision }) => [id, revision]),
    [
      ['a', 1],
      ['b', 2],
      ['c', 1],
    ],
  )
})
