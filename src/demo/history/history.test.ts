import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isWorkingDay } from '#kernel/calendar/calendar.ts'
import { findUnitCodes } from '../name-lookup.ts'
import { measures, plan } from '../plan/plan.ts'
import { declines } from './declines.ts'
import { type MeasureHistory, type MonthReport, reportMonths } from './measure-history.ts'
import { histories } from './progress.ts'
import { springSuggestions } from './suggestions-spring.ts'
import { summerSuggestions } from './suggestions-summer.ts'

const sentences = (...texts: string[]) => texts.flatMap((text) => text.split('。').filter(Boolean))
const words = ({ done, problems, next }: MonthReport) => sentences(done, problems, next)
const filed = (each: MeasureHistory) =>
  reportMonths.flatMap((month) => (each.reports[month] ? [{ month, report: each.reports[month] }] : []))
const unitsOf = (key: string) => {
  const measure = measures.find((each) => each.key === key)
  assert.ok(measure, key)
  return {
    leads: measure.leads.flatMap((name) => findUnitCodes(name)),
    partners: measure.partners.flatMap((name) => findUnitCodes(name)),
  }
}

describe('history of the measures', () => {
  it('covers each of the hundred', () => {
    assert.deepEqual([...histories.keys()].sort(), measures.map(({ key }) => key).sort())
  })

  it('has at least three sentences for each month that was filed, and says none twice', () => {
    const seen = new Map<string, string>()
    for (const [key, each] of histories) {
      const texts = filed(each).flatMap(({ month, report }) => {
        assert.ok(words(report).length >= 3, `${key} ${month}`)
        return [...words(report), report.support ?? '', ...sentences(report.sentBack?.firstText ?? '')]
      })
      for (const sentence of [...sentences(each.arrangement), ...texts].filter(Boolean)) {
        assert.ok(!seen.has(sentence), `${key} repeats ${seen.get(sentence)}: ${sentence}`)
        seen.set(sentence, key)
      }
    }
  })

  it('never falls back in percent, and stays within 0 to 100', () => {
    for (const [key, each] of histories) {
      const percents = filed(each).map(({ report }) => report.percent)
      assert.deepEqual(
        percents,
        percents.toSorted((a, b) => a - b),
        key,
      )
      assert.ok(
        percents.every((percent) => percent > 0 && percent <= 100),
        key,
      )
    }
  })

  it('goes on reporting each month until closure; only a late unit leaves a month out', () => {
    for (const [key, each] of histories) {
      const until = each.closure?.appliedOn ?? '2026-08-01'
      const missing = reportMonths.filter((month) => `${month}-25` < until && !each.reports[month])
      if (missing.length > 0) assert.equal(each.behaviour, 'late', `${key} ${missing}`)
      const after = reportMonths.filter((month) => month > until.slice(0, 7) && each.reports[month])
      assert.deepEqual(after, [], key)
    }
  })

  it('closes what is called closed, in order of days', () => {
    for (const [key, { behaviour, closure }] of histories) {
      if (behaviour.startsWith('closed')) assert.ok(closure, key)
      if (!closure) continue
      const days = [
        plan.issuedOn,
        closure.appliedOn,
        ...(closure.sentBack ? [closure.sentBack.on, closure.sentBack.againOn] : []),
        ...(closure.recheck ? [closure.recheck.on] : []),
      ]
      assert.deepEqual(days, days.toSorted(), key)
    }
  })

  it('asks for more time before the day is past, and is answered', () => {
    for (const [key, { behaviour, extension }] of histories) {
      if (behaviour === 'extended') assert.ok(extension?.grantedDueOn, key)
      if (!extension) continue
      const dueOn = measures.find((each) => each.key === key)?.deadline.includes('6月')
        ? '2026-06-30'
        : '2026-09-30'
      assert.ok(extension.appliedOn <= dueOn, key)
      assert.ok(extension.decidedOn >= extension.appliedOn, key)
      if (extension.grantedDueOn) assert.ok(extension.grantedDueOn > dueOn, key)
    }
  })

  it('lets units act on working days only, also where holidays were moved', () => {
    const steps = [...histories.values()].flatMap(({ closure, extension }) => [
      closure?.appliedOn,
      closure?.sentBack?.on,
      closure?.sentBack?.againOn,
      closure?.recheck?.on,
      extension?.appliedOn,
      extension?.decidedOn,
    ])
    const answers = [...springSuggestions, ...summerSuggestions].flatMap((each) => [
      each.acceptedOn,
      each.answer?.on,
      each.secondAnswer?.on,
    ])
    const days = [...steps, ...answers, ...declines.flatMap((each) => [each.askedOn, each.decidedOn])]
    assert.deepEqual(
      days.filter((day) => day && !isWorkingDay(Temporal.PlainDate.from(day))),
      [],
    )
  })

  it('has declines by units that the measure names', () => {
    for (const { measure, unitCode, as, proposedUnitCode } of declines) {
      assert.ok(unitsOf(measure)[as === 'lead' ? 'leads' : 'partners'].includes(unitCode), measure)
      assert.notEqual(unitCode, proposedUnitCode, measure)
    }
  })
})

describe('suggestions of the public', () => {
  const suggestions = [...springSuggestions, ...summerSuggestions]

  it('are thirty, each answered by a lead of its measure', () => {
    assert.equal(suggestions.length, 30)
    assert.equal(new Set(suggestions.map(({ text }) => text)).size, 30)
    for (const { measure, unitCode } of suggestions)
      assert.ok(unitsOf(measure).leads.includes(unitCode), measure)
  })

  it('run in order of days and publish only what is answered', () => {
    for (const each of suggestions) {
      const days = [each.sentOn, each.acceptedOn, each.answer?.on, each.secondAnswer?.on].filter(Boolean)
      assert.deepEqual(days, days.toSorted(), each.text)
      if (each.published) assert.ok(each.answer, each.text)
      if (each.rating) assert.ok(each.answer, each.text)
      if (each.rating?.includes('不满意')) assert.ok(each.secondAnswer, each.text)
    }
  })
})
