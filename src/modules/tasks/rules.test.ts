import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { daysBetween, dueWords, expectedProgressOf, lightOf, monthAfter, reportDueOn } from './rules.ts'

const base = {
  state: 'inProgress',
  dueOn: '2026-12-31',
  progress: 50,
  expectedProgress: 50,
  missedReports: 0,
  today: '2026-07-01',
}

// Rule: proposed default of the domain file §2.4, drawn from published city rules.
const lights: [string, Partial<Omit<typeof base, 'dueOn'>> & { dueOn?: string | null }, string | null][] = [
  ['on time', {}, 'green'],
  ['9 points behind', { progress: 41 }, 'green'],
  ['10 points behind', { progress: 40 }, 'yellow'],
  ['30 points behind', { progress: 20 }, 'yellow'],
  ['31 points behind', { progress: 19 }, 'red'],
  ['due in 15 days, 79 %', { dueOn: '2026-07-16', progress: 79, expectedProgress: 79 }, 'yellow'],
  ['due in 15 days, 80 %', { dueOn: '2026-07-16', progress: 80, expectedProgress: 80 }, 'green'],
  ['due in 16 days, 79 %', { dueOn: '2026-07-17', progress: 79, expectedProgress: 79 }, 'green'],
  ['due today, done', { dueOn: '2026-07-01', progress: 100, expectedProgress: 100 }, 'green'],
  ['due yesterday, though 100 %', { dueOn: '2026-06-30', progress: 100, expectedProgress: 100 }, 'red'],
  ['one month missed', { missedReports: 1 }, 'yellow'],
  ['two months missed', { missedReports: 2 }, 'red'],
  ['long-term, far behind the calendar', { dueOn: null, progress: 0, expectedProgress: 90 }, 'green'],
  ['long-term, two months missed', { dueOn: null, missedReports: 2 }, 'red'],
  ['overdue while closure is under review', { state: 'closureRequested', dueOn: '2026-06-30' }, 'red'],
  ['closed, though late', { state: 'closed', dueOn: '2026-06-30' }, 'blue'],
  ['written off', { state: 'writtenOff' }, 'blue'],
  ['not yet dispatched', { state: 'drafted' }, null],
  ['cancelled', { state: 'cancelled' }, null],
]

for (const [name, facts, light] of lights) {
  test(`light: ${name}`, () => assert.equal(lightOf({ ...base, ...facts })?.light ?? null, light))
}

test('a light never gets better when the progress gets worse', () => {
  const rank = { blue: 0, green: 1, yellow: 2, red: 3 }
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: 0, max: 100 }),
      fc.integer({ min: -30, max: 300 }),
      (progress, expectedProgress, left) => {
        const dueOn = new Date(Date.parse('2026-07-01T00:00:00Z') + left * 86_400_000)
          .toISOString()
          .slice(0, 10)
        const light = lightOf({ ...base, dueOn, progress, expectedProgress })!.light
        const worse = lightOf({
          ...base,
          dueOn,
          progress: Math.max(0, progress - 5),
          expectedProgress,
        })!.light
        assert.ok(rank[worse] >= rank[light])
      },
    ),
  )
})

test('the calendar expects 0 on the day of dispatch, 100 on the last day, and never goes back', () => {
  assert.equal(expectedProgressOf('2026-03-10', '2026-12-31', '2026-03-10'), 0)
  assert.equal(expectedProgressOf('2026-03-10', '2026-12-31', '2026-12-31'), 100)
  assert.equal(expectedProgressOf('2026-03-10', '2026-12-31', '2027-05-01'), 100)
  assert.equal(expectedProgressOf(null, '2026-12-31', '2026-05-01'), 0)
  assert.equal(expectedProgressOf('2026-03-10', '2026-03-10', '2026-03-10'), 100)
  const day = fc
    .integer({ min: 0, max: 400 })
    .map((n) => new Date(Date.UTC(2026, 2, 10 + n)).toISOString().slice(0, 10))
  fc.assert(
    fc.property(day, day, day, (due, a, b) => {
      const [earlier, later] = a < b ? [a, b] : [b, a]
      assert.ok(
        expectedProgressOf('2026-03-10', due, earlier) <= expectedProgressOf('2026-03-10', due, later),
      )
    }),
  )
})

test('days and months', () => {
  assert.equal(daysBetween('2026-02-28', '2026-03-01'), 1)
  assert.equal(daysBetween('2028-02-28', '2028-03-01'), 2)
  assert.equal(reportDueOn('2026-02', 31), '2026-02-28')
  assert.equal(reportDueOn('2026-03', 25), '2026-03-25')
  assert.equal(monthAfter('2026-01', -1), '2025-12')
  assert.equal(monthAfter('2026-12', 1), '2027-01')
  assert.equal(dueWords('2026-07-01', '2026-07-01'), '今天到期')
  assert.equal(dueWords('2026-06-29', '2026-07-01'), '逾期 2 天')
  assert.equal(dueWords(null, '2026-07-01'), '长期')
})
