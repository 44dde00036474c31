import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { addWorkingDays, setCalendar, workingDaysBetween } from './calendar.ts'
import { chinaCalendar } from './china-holidays.ts'
import { WorkCalendar } from './work-calendar.ts'

const date = (text: string) => Temporal.PlainDate.from(text)

describe('addWorkingDays', () => {
  const cases: [from: string, count: number, to: string, why: string][] = [
    ['2026-03-02', 1, '2026-03-03', 'the day after is the first'],
    ['2026-03-06', 1, '2026-03-09', 'over a weekend'],
    ['2026-03-07', 1, '2026-03-09', 'from a Saturday'],
    ['2026-03-02', 5, '2026-03-09', 'five from Monday'],
    ['2026-02-13', 1, '2026-02-14', 'a Saturday worked before 春节'],
    ['2026-02-14', 1, '2026-02-24', 'over 春节'],
    ['2026-02-13', 10, '2026-03-05', 'over 春节 and the Saturday of 28 February'],
    ['2026-09-18', 1, '2026-09-20', 'a Sunday worked before 国庆节'],
    ['2026-09-18', 15, '2026-10-15', 'over 中秋节, 国庆节 and two days in lieu'],
    ['2026-09-30', 3, '2026-10-10', 'ends on a Saturday that is worked'],
    ['2026-12-25', 10, '2027-01-08', 'into a year whose notice is not out: weekends alone'],
    ['2026-03-07', 0, '2026-03-07', 'none: the day itself'],
    ['2026-02-24', -1, '2026-02-14', 'back over 春节'],
    ['2026-03-09', -5, '2026-03-02', 'back over a weekend'],
  ]
  for (const [from, count, to, why] of cases) {
    it(`${from} + ${count} = ${to}: ${why}`, () => {
      assert.equal(addWorkingDays(date(from), count).toString(), to)
    })
  }

  it('refuses what is no number of days', () => {
    for (const count of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 10_001]) {
      assert.throws(() => addWorkingDays(date('2026-03-02'), count), RangeError)
    }
  })
})

describe('workingDaysBetween and neighbours', () => {
  it('counts after the first day, up to and including the last', () => {
    assert.equal(workingDaysBetween(date('2026-03-02'), date('2026-03-06')), 4)
    assert.equal(workingDaysBetween(date('2026-03-06'), date('2026-03-02')), -4)
    assert.equal(workingDaysBetween(date('2026-03-02'), date('2026-03-02')), 0)
    assert.equal(workingDaysBetween(date('2026-10-01'), date('2026-10-07')), 0)
  })
  it('finds the working days around a feast', () => {
    assert.equal(chinaCalendar.nextWorkingDay(date('2026-09-30')).toString(), '2026-10-08')
    assert.equal(chinaCalendar.previousWorkingDay(date('2026-10-08')).toString(), '2026-09-30')
    assert.equal(chinaCalendar.firstWorkingDayFrom(date('2026-10-03')).toString(), '2026-10-08')
    assert.equal(chinaCalendar.firstWorkingDayFrom(date('2026-10-10')).toString(), '2026-10-10')
  })
})

describe('the table', () => {
  it('says which years it knows', () => {
    const unknown = chinaCalendar.unknownYears(date('2026-12-01'), date('2098-01-01'))
    assert.equal(chinaCalendar.knowsYear(2004), true)
    assert.equal(chinaCalendar.knowsYear(2003), false)
    assert.equal(chinaCalendar.knowsYear(2098), false)
    assert.equal(unknown.includes(2026), false)
    assert.equal(unknown.at(-1), 2098)
    assert.deepEqual(chinaCalendar.unknownYears(date('2026-01-01'), date('2025-01-01')), [])
    // The notice for 2023 gave 31 December 2022: one row of a year is not yet its notice.
    assert.equal(
      new WorkCalendar([{ date: '2022-12-31', kind: 'holiday', name: '元旦' }]).knowsYear(2022),
      false,
    )
  })

  it('a city may correct it, and its own calendar stays as it was', () => {
    const corrected = chinaCalendar.with([
      { date: '2026-09-20', kind: 'holiday', name: '停止调休' },
      { date: '2026-08-11', kind: 'holiday', name: '自治州成立纪念日' },
      { date: '2026-08-15', kind: 'workday', name: '自治州成立纪念日' },
      { date: '2098-10-01', kind: 'holiday', name: '国庆节' },
    ])
    assert.equal(corrected.isWorkingDay(date('2026-09-20')), false)
    assert.equal(corrected.isWorkingDay(date('2026-08-11')), false)
    assert.equal(corrected.isWorkingDay(date('2026-08-15')), true)
    assert.equal(corrected.rowOf(date('2026-08-11'))?.name, '自治州成立纪念日')
    assert.equal(corrected.knowsYear(2098), true)
    assert.equal(chinaCalendar.isWorkingDay(date('2026-09-20')), true)

    const restore = setCalendar(corrected)
    try {
      assert.equal(addWorkingDays(date('2026-08-10'), 1).toString(), '2026-08-12')
    } finally {
      restore()
    }
    assert.equal(addWorkingDays(date('2026-08-10'), 1).toString(), '2026-08-11')
  })

  it('refuses a row that is no day', () => {
    assert.throws(() => new WorkCalendar([{ date: '2026-02-30', kind: 'holiday', name: '春节' }]), RangeError)
  })
})

describe('arithmetic on any calendar', () => {
  const start = date('2025-12-01')
  const dayOffset = fc.nat(400)
  const anyDay = dayOffset.map((days) => start.add({ days }))
  const rows = fc.array(
    fc.record({
      date: dayOffset.map((days) => start.add({ days }).toString()),
      kind: fc.constantFrom('holiday' as const, 'workday' as const),
      name: fc.constant('春节'),
    }),
    { maxLength: 60 },
  )
  const anyCalendar = fc.oneof(
    rows.map((some) => new WorkCalendar(some)),
    fc.constant(chinaCalendar),
  )
  const count = fc.integer({ min: -40, max: 40 })
  const compare = Temporal.PlainDate.compare

  it('what is added is what lies between', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, count, (calendar, day, n) => {
        assert.equal(calendar.workingDaysBetween(day, calendar.addWorkingDays(day, n)), n)
      }),
    )
  })
  it('lands on a working day, in the direction asked', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, count, (calendar, day, n) => {
        const landed = calendar.addWorkingDays(day, n)
        assert.equal(compare(landed, day), Math.sign(n))
        if (n !== 0) assert.ok(calendar.isWorkingDay(landed))
      }),
    )
  })
  it('adds up, and from a working day comes back', () => {
    fc.assert(
      fc.property(anyCalendar, anyDay, fc.nat(30), fc.nat(30), (calendar, day, a, b) => {
        const twice = calendar.addWorkingDays(calendar.addWorkingDays(day, a), b)
        assert.ok(twice.equals(calendar.addWorkingDays(day, a + b)))
        const worked = calendar.firstWorkingDayFrom(day)
        assert.ok(calendar.addWorkingDays(calendar.addWorkingDays(worked, a), -a).equals(worked))
      }),
    )
  })
  it('spans in a row add up, and a later day is never nearer', () => {
    fc.assert(
      fc.property(anyCalendar, fc.tuple(anyDay, anyDay, anyDay), (calendar, days) => {
        const [a, b, c] = days.sort(compare) as [Temporal.PlainDate, Temporal.PlainDate, Temporal.PlainDate]
        const near = calendar.workingDaysBetween(a, b)
        const far = calendar.workingDaysBetween(a, c)
        assert.equal(near + calendar.workingDaysBetween(b, c), far)
        assert.ok(near <= far && near <= a.until(b).days)
      }),
    )
  })
})
