import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { chinaCalendar } from './china-holidays.ts'

/**
 * What the State Council's General Office announced, typed from the notices. Each span is a feast with
 * its first and last day off; then the Saturdays and Sundays that are worked in lieu.
 */
const notices: {
  year: number
  source: string
  off: [name: RegExp, from: string, to: string][]
  worked: string[]
}[] = [
  {
    year: 2023,
    source: '国办发明电〔2022〕16号',
    off: [
      [/元旦/, '2022-12-31', '2023-01-02'],
      [/春节/, '2023-01-21', '2023-01-27'],
      [/清明节/, '2023-04-05', '2023-04-05'],
      [/劳动节/, '2023-04-29', '2023-05-03'],
      [/端午节/, '2023-06-22', '2023-06-24'],
      [/中秋节|国庆节/, '2023-09-29', '2023-10-06'],
    ],
    worked: ['01-28', '01-29', '04-23', '05-06', '06-25', '10-07', '10-08'],
  },
  {
    year: 2024,
    source: '国办发明电〔2023〕7号',
    off: [
      [/元旦/, '2024-01-01', '2024-01-01'],
      [/春节/, '2024-02-10', '2024-02-17'],
      [/清明节/, '2024-04-04', '2024-04-06'],
      [/劳动节/, '2024-05-01', '2024-05-05'],
      [/端午节/, '2024-06-10', '2024-06-10'],
      [/中秋节/, '2024-09-15', '2024-09-17'],
      [/国庆节/, '2024-10-01', '2024-10-07'],
    ],
    worked: ['02-04', '02-18', '04-07', '04-28', '05-11', '09-14', '09-29', '10-12'],
  },
  {
    year: 2025,
    source: '国办发明电〔2024〕12号',
    off: [
      [/元旦/, '2025-01-01', '2025-01-01'],
      [/春节/, '2025-01-28', '2025-02-04'],
      [/清明节/, '2025-04-04', '2025-04-06'],
      [/劳动节/, '2025-05-01', '2025-05-05'],
      [/端午节/, '2025-05-31', '2025-06-02'],
      [/国庆节|中秋节/, '2025-10-01', '2025-10-08'],
    ],
    worked: ['01-26', '02-08', '04-27', '09-28', '10-11'],
  },
  {
    year: 2026,
    source: '国办发明电〔2025〕7号',
    off: [
      [/元旦/, '2026-01-01', '2026-01-03'],
      [/春节/, '2026-02-15', '2026-02-23'],
      [/清明节/, '2026-04-04', '2026-04-06'],
      [/劳动节/, '2026-05-01', '2026-05-05'],
      [/端午节/, '2026-06-19', '2026-06-21'],
      [/中秋节/, '2026-09-25', '2026-09-27'],
      [/国庆节/, '2026-10-01', '2026-10-07'],
    ],
    worked: ['01-04', '02-14', '02-28', '05-09', '09-20', '10-10'],
  },
]

/** Working days of each whole year, counted on paper: weekdays, less weekdays off, plus days in lieu. */
const workingDaysOf: Record<number, number> = { 2023: 249, 2024: 251, 2025: 248, 2026: 248 }

for (const { year, source, off, worked } of notices) {
  describe(`${year}: ${source}`, () => {
    const feastOf = new Map<string, RegExp>()
    for (const [name, from, to] of off) {
      const last = Temporal.PlainDate.from(to)
      for (
        let day = Temporal.PlainDate.from(from);
        Temporal.PlainDate.compare(day, last) <= 0;
        day = day.add({ days: 1 })
      ) {
        feastOf.set(day.toString(), name)
      }
    }

    it('every day of the year is worked or not as announced', () => {
      assert.equal(chinaCalendar.knowsYear(year), true)
      let count = 0
      for (let day = new Temporal.PlainDate(year, 1, 1); day.year === year; day = day.add({ days: 1 })) {
        const inLieu = worked.includes(day.toString().slice(5))
        const expected = inLieu || (!feastOf.has(day.toString()) && day.dayOfWeek <= 5)
        assert.equal(chinaCalendar.isWorkingDay(day), expected, day.toString())
        if (expected) count += 1
      }
      assert.equal(count, workingDaysOf[year])
    })

    it('days in lieu are Saturdays and Sundays', () => {
      for (const date of worked) {
        const day = Temporal.PlainDate.from(`${year}-${date}`)
        assert.ok(day.dayOfWeek >= 6, date)
        assert.equal(chinaCalendar.rowOf(day)?.kind, 'workday', date)
      }
    })

    it('weekdays off carry the name of their feast', () => {
      for (const [date, name] of feastOf) {
        const day = Temporal.PlainDate.from(date)
        if (day.dayOfWeek <= 5) assert.match(chinaCalendar.rowOf(day)?.name ?? '', name, date)
        assert.equal(chinaCalendar.isWorkingDay(day), false, date)
      }
    })
  })
}
