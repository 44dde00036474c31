import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Report, ReportText } from '#modules/tasks/contract.ts'
import { baseOf, changedFields, faultOf, startOf, withoutChange } from './filing.ts'

const blank = {
  percent: null,
  done: '',
  problems: '',
  nextSteps: '',
  supportNeeded: '',
  previous: null,
} as unknown as Report
const lastMonth = {
  month: '2026-02',
  percent: 40,
  done: '完成系统联调。',
  problems: '数据不全。',
  nextSteps: '补齐数据。',
  supportNeeded: '',
}

test('a new month starts from the text of the month before', () => {
  const report = { ...blank, previous: lastMonth }
  assert.equal(startOf(report).done, '完成系统联调。')
  assert.equal(startOf(report).percent, 40)
  assert.deepEqual(changedFields(startOf(report), baseOf(report)), [])
})

test('a report that was sent back starts from its own text', () => {
  const report = { ...blank, percent: 55, done: '完成试点。', previous: lastMonth }
  assert.equal(startOf(report).done, '完成试点。')
  assert.deepEqual(changedFields({ ...startOf(report), percent: 60 }, baseOf(report)), ['percent'])
})

test('the first month starts empty and asks for a percentage', () => {
  assert.equal(faultOf(startOf(blank))?.field, 'percent')
})

test('no change keeps the percentage and asks for the reason', () => {
  const report = { ...blank, previous: lastMonth }
  const filing = withoutChange(startOf(report), baseOf(report))
  assert.equal(filing.percent, 40)
  assert.equal(faultOf(filing)?.sentence, '请写明无变化的原因。')
  const reasoned = { ...filing, done: `${filing.done}等待自治区系统升级。` }
  assert.equal(faultOf(reasoned), null)
  assert.equal(ReportText.safeParse(reasoned).success, true)
})
