import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { setClock, today, zone } from './clock.ts'

test('the day turns at midnight in the zone of the people, also when the clock is put back', () => {
  const midnight = Date.parse('2026-07-27T00:00:00+08:00')
  const moments = fc.oneof(
    fc.constantFrom(midnight - 1, midnight, midnight + 86_399_999, midnight + 86_400_000),
    fc.integer({ min: midnight - 10 * 86_400_000, max: midnight + 10 * 86_400_000 }),
    // The years in which China had summer time: days of 23 and 25 hours.
    fc.integer({ min: Date.parse('1986-01-01'), max: Date.parse('1992-01-01') }),
  )
  let moment = midnight
  const restore = setClock(() => Temporal.Instant.fromEpochMilliseconds(moment))
  try {
    fc.assert(
      fc.property(fc.array(moments, { minLength: 1, maxLength: 20 }), (order) => {
        for (moment of order) {
          const expected = Temporal.Instant.fromEpochMilliseconds(moment)
            .toZonedDateTimeISO(zone)
            .toPlainDate()
          assert.equal(today().toString(), expected.toString())
        }
      }),
    )
  } finally {
    restore()
  }
})
