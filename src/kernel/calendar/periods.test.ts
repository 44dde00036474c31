import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type PeriodKind, periodAfter, periodBefore, periodOf, samePeriodLastYear } from './periods.ts'

const date = (text: string) => Temporal.PlainDate.from(text)

describe('periodOf', () => {
  const cases: [day: string, kind: PeriodKind, from: string, to: string, label: string, key: string][] = [
    ['2026-11-23', 'month', '2026-11-01', '2026-11-30', '2026年11月', '2026-11'],
    ['2024-02-29', 'month', '2024-02-01', '2024-02-29', '2024年2月', '2024-02'],
    ['2026-03-31', 'quarter', '2026-01-01', '2026-03-31', '2026年第一季度', '2026-Q1'],
    ['2026-08-31', 'quarter', '2026-07-01', '2026-09-30', '2026年第三季度', '2026-Q3'],
    ['2026-06-30', 'half-year', '2026-01-01', '2026-06-30', '2026年上半年', '2026-H1'],
    ['2026-07-01', 'half-year', '2026-07-01', '2026-12-31', '2026年下半年', '2026-H2'],
    ['2026-12-31', 'year', '2026-01-01', '2026-12-31', '2026年', '2026'],
    ['2026-11-23', 'week', '2026-11-23', '2026-11-29', '2026年第48周', '2026-W48'],
    ['2027-01-01', 'week', '2026-12-28', '2027-01-03', '2026年第53周', '2026-W53'],
    ['2025-12-31', 'week', '2025-12-29', '2026-01-04', '2026年第1周', '2026-W01'],
  ]
  for (const [day, kind, from, to, label, key] of cases) {
    it(`${kind} of ${day}`, () => {
      const period = periodOf(date(day), kind)
      assert.deepEqual(
        [period.from.toString(), period.to.toString(), period.label, period.key],
        [from, to, label, key],
      )
    })
  }

  it('is compared with the same one of the year before', () => {
    const before = (day: string, kind: PeriodKind) => samePeriodLastYear(periodOf(date(day), kind)).key
    assert.equal(before('2024-02-29', 'month'), '2023-02')
    assert.equal(before('2026-11-23', 'quarter'), '2025-Q4')
    assert.equal(before('2026-11-23', 'week'), '2025-W48')
    assert.equal(before('2026-12-31', 'week'), '2025-W52')
    assert.equal(before('2027-01-04', 'week'), '2026-W01')
  })

  it('periods follow one another without gap, and their keys sort as they do', () => {
    const kinds = fc.constantFrom<PeriodKind>('week', 'month', 'quarter', 'half-year', 'year')
    const day = fc.nat(20_000).map((days) => date('2000-01-01').add({ days }))
    fc.assert(
      fc.property(day, kinds, (some, kind) => {
        const period = periodOf(some, kind)
        assert.ok(Temporal.PlainDate.compare(period.from, some) <= 0)
        assert.ok(Temporal.PlainDate.compare(some, period.to) <= 0)
        const after = periodAfter(period)
        assert.equal(after.from.toString(), period.to.add({ days: 1 }).toString())
        assert.ok(period.key < after.key)
        assert.equal(periodBefore(after).key, period.key)
      }),
    )
  })
})
