import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { inboxOf } from '#kernel/cases/inbox.ts'
import { firstBrokenLink } from '#kernel/cases/timeline.ts'
import type { CallInputOf } from '#kernel/endpoint.ts'
import { refusedWithoutTrace } from '../../../tests/fingerprint.ts'
import { someProgress, usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'
import { openMonthReports } from './service.ts'

const city = await foundWorkingCity()
const { dispatcher, liaison, leader } = city
const { act, actOnReport, begin, close, dispatch, file, fileAndSign, read, report, reportOf } = workIn(city)

const march = async () => {
  moveTo('2026-03-16')
  const { taskIds } = await begin(usualMeasure)
  return taskIds[0]!
}

const waitingOn = async (caseId: string) => {
  for (const [who, worker] of Object.entries({
    liaison: liaison.energy,
    leader: leader.energy,
    dispatcher,
  })) {
    const item = (await inboxOf(worker.actor, 500)).items.find((each) => each.caseId === caseId)
    if (item) return [who, item.asks, item.waitsDueOn]
  }
  return null
}

describe('the life of a report', () => {
  test('owed, filed, signed, adopted: each time it waits on the next', async () => {
    const task = await march()
    const { id } = await reportOf(task, '2026-03')
    assert.deepEqual(await waitingOn(id), ['liaison', '填报', '2026-03-25'])
    moveTo('2026-03-20')
    const filed = await file(task, '2026-03')
    assert.deepEqual(await waitingOn(id), ['leader', '审签', '2026-03-24'])
    assert.deepEqual([filed.state, filed.percent, filed.daysLate], ['filed', 30, 0])
    assert.match(filed.filedBy!, /^人lianluo-energy/)
    const signed = await actOnReport(id, 'signOff', leader.energy)
    assert.match(signed.signedBy!, /^人lingdao-energy/)
    assert.deepEqual(await waitingOn(id), ['dispatcher', '审核', '2026-03-25'])
    const adopted = await dispatcher.call(contract.adoptReport, { id })
    assert.deepEqual([adopted.state, adopted.original, adopted.publicText], ['adopted', null, null])
    assert.equal(await waitingOn(id), null)
    const after = await read(task)
    assert.deepEqual([after.progress, after.lastReportedOn], [30, '2026-03-20'])
    assert.equal(await firstBrokenLink(id), null)
  })

  test('what was said stands in the timeline, in the order of the form', async () => {
    const task = await march()
    await report(task, '2026-03', { supportNeeded: '请协调电网公司。' })
    const told = (await read(task)).timeline.find(({ label }) => label === '填报')!
    assert.deepEqual(
      told.details.map(({ label }) => label),
      ['进度', '已完成工作', '存在问题', '下一步计划', '需要的支持'],
    )
    assert.equal(told.details[0]!.text, '30%')
  })

  test('edited on adoption keeps what the unit wrote', async () => {
    const task = await march()
    const { id } = await fileAndSign(task, '2026-03', { percent: 60, done: '完成了很多工作。' })
    const edited = { percent: 40, done: '完成流程梳理。', problems: '', nextSteps: '联调。' }
    const adopted = await dispatcher.call(contract.adoptReport, { id, edited })
    assert.deepEqual([adopted.percent, adopted.done, adopted.nextSteps], [40, '完成流程梳理。', '联调。'])
    assert.deepEqual(adopted.original, {
      percent: 60,
      done: '完成了很多工作。',
      problems: someProgress.problems,
      nextSteps: someProgress.nextSteps,
    })
    assert.equal(adopted.supportNeeded, someProgress.supportNeeded)
    assert.equal((await read(task)).progress, 40)
  })

  test('sent back and filed again counts as filed on the first day', async () => {
    const task = await march()
    moveTo('2026-03-25', '17:00')
    const { id } = await fileAndSign(task, '2026-03')
    moveTo('2026-03-27')
    await refusedWithoutTrace(
      city,
      () => actOnReport(id, 'sendBack', dispatcher),
      refusing('invalid', /请填写退回补充的说明/, 'note'),
    )
    const returned = await actOnReport(id, 'sendBack', dispatcher, '请写明数字。')
    assert.deepEqual([returned.returnReason, returned.signedBy], ['请写明数字。', null])
    assert.deepEqual(await waitingOn(id), ['liaison', '补充', '2026-03-31'])
    moveTo('2026-03-30')
    const again = await file(task, '2026-03', { done: '已办 12 件。' })
    assert.deepEqual([again.daysLate, again.returnReason], [0, null])
    await actOnReport(id, 'refuseSignature', leader.energy, '再核一遍。')
    const third = await file(task, '2026-03')
    assert.deepEqual([third.daysLate, third.signedBy], [0, null])
  })

  test('filed after its day says by how many days', async () => {
    const task = await march()
    moveTo('2026-03-28')
    assert.equal((await file(task, '2026-03')).daysLate, 3)
  })

  test('taken back is owed until the same day as before', async () => {
    const task = await march()
    const { id } = await file(task, '2026-03')
    const back = await actOnReport(id, 'takeBack', liaison.energy)
    assert.deepEqual([back.state, back.filedAt, back.filedBy], ['owed', null, null])
    assert.equal(back.done, someProgress.done)
    assert.deepEqual(await waitingOn(id), ['liaison', '填报', '2026-03-25'])
    await actOnReport((await file(task, '2026-03')).id, 'signOff', leader.energy)
    await refusedWithoutTrace(
      city,
      () => actOnReport(id, 'takeBack', liaison.energy),
      refusing('conflict', /当前状态为“待审核”，不能撤回修改/),
    )
  })

  test('starts from the text of the month before, also when several months are shown', async () => {
    const task = await march()
    await report(task, '2026-03', { done: '三月。' })
    for (const month of ['2026-04', '2026-05']) {
      moveTo(`${month}-01`)
      await openMonthReports()
    }
    assert.equal((await reportOf(task, '2026-04')).previous!.done, '三月。')
    await file(task, '2026-04', { done: '四月。' })
    const reports = (await read(task, liaison.energy)).reports
    assert.deepEqual(
      reports.map(({ month, previous }) => [month, previous?.done]),
      [
        ['2026-03', undefined],
        ['2026-04', '三月。'],
        ['2026-05', '四月。'],
      ],
    )
  })

  test('an earlier month that is adopted later does not turn the progress back', async () => {
    const task = await march()
    moveTo('2026-04-01')
    await openMonthReports()
    const late = await fileAndSign(task, '2026-03', { percent: 20 })
    await report(task, '2026-04', { percent: 50 })
    await dispatcher.call(contract.adoptReport, { id: late.id })
    assert.equal((await read(task)).progress, 50)
  })
})

describe('the monthly opening', () => {
  test('opens each report exactly once, also when it runs at two places at a time', async () => {
    moveTo('2026-03-16')
    const { planId } = await begin(...Array.from({ length: 5 }, () => usualMeasure))
    moveTo('2026-06-01', '00:15')
    const runs = await Promise.all([openMonthReports(), openMonthReports(), openMonthReports()])
    const { total } = await dispatcher.call(contract.listReports, { planId, month: '2026-06' })
    assert.equal(total, 5)
    assert.equal(runs.filter((opened) => opened > 0).length, 1)
    assert.equal(await openMonthReports(), 0)
    assert.equal((await dispatcher.call(contract.listReports, { planId, month: '2026-06' })).total, 5)
  })

  test('makes up for a run that was missed, but not after the day of reporting', async () => {
    const task = await march()
    const months = async () => (await read(task)).reports.map(({ month }) => month)
    moveTo('2026-07-26')
    assert.equal(await openMonthReports(), 0)
    assert.deepEqual(await months(), ['2026-03'])
    moveTo('2026-08-20')
    await openMonthReports()
    assert.deepEqual(await months(), ['2026-03', '2026-08'])
  })

  test('asks nothing of tasks that nobody has signed for, or that have ended', async () => {
    moveTo('2026-03-16')
    const { taskIds } = await dispatch(usualMeasure, usualMeasure, usualMeasure)
    const [waiting, closed, cancelled] = taskIds as [string, string, string]
    await liaison.energy.call(contract.receiveAll, { taskIds: [closed, cancelled] })
    await close(closed)
    await act(cancelled, 'cancel', city.head, '取消。')
    moveTo('2026-09-01')
    await openMonthReports()
    for (const id of [waiting, closed, cancelled])
      assert.equal(
        (await read(id)).reports.some(({ month }) => month === '2026-09'),
        false,
      )
  })

  test('beside a task that is being cancelled leaves no report owed', async () => {
    for (const month of ['2026-10', '2026-11', '2026-12']) {
      const task = await march()
      moveTo(`${month}-01`)
      await Promise.all([openMonthReports(), act(task, 'cancel', city.head, '取消。')])
      const states = (await read(task)).reports.map(({ state }) => state)
      assert.equal(states.includes('owed'), false, states.join())
    }
  })
})

describe('what the form refuses', () => {
  type Filing = CallInputOf<typeof contract.fileReport>
  const cases: [Partial<Filing>, string, RegExp][] = [
    [{ percent: 101 }, 'percent', /0 至 100/],
    [{ percent: -1 }, 'percent', /0 至 100/],
    [{ percent: 33.3 }, 'percent', /整数/],
    [{ done: '  ' }, 'done', /请填写本月已完成的工作/],
    [{ done: '长'.repeat(5001) }, 'done', /不超过 5000 字/],
    [{ problems: '长'.repeat(5001) }, 'problems', /不超过 5000 字/],
    [{ nextSteps: '长'.repeat(5001) }, 'nextSteps', /不超过 5000 字/],
    [{ supportNeeded: '长'.repeat(5001) }, 'supportNeeded', /不超过 5000 字/],
    [{ fileIds: Array.from({ length: 21 }, () => randomUUID()) }, 'fileIds', /不超过 20 份/],
    [{ fileIds: [randomUUID()] }, 'fileIds', /请重新上传/],
    [{ id: 'x' }, 'id', /编号不正确/],
  ]

  test('names the field and the way out, and changes nothing', async () => {
    const task = await march()
    const { id } = await reportOf(task, '2026-03')
    for (const [changes, field, words] of cases) {
      await refusedWithoutTrace(
        city,
        () => liaison.energy.call(contract.fileReport, { id, ...someProgress, ...changes }),
        refusing('invalid', words, field),
      )
    }
    await assert.rejects(
      dispatcher.call(contract.listReports, { month: '2026-13' }),
      refusing('invalid', /2026-03 这样的年月/, 'month'),
    )
  })

  test('the same filing sent twice under one key is one filing', async () => {
    const task = await march()
    const { id } = await reportOf(task, '2026-03')
    const key = randomUUID()
    const once = () => liaison.energy.call(contract.fileReport, { id, ...someProgress }, { key })
    assert.deepEqual(await once(), await once())
    const filings = (await read(task)).timeline.filter(({ label }) => label === '填报')
    assert.equal(filings.length, 1)
  })
})

describe('the list of a month', () => {
  test('counts what is owed, filed, adopted and late, whatever states are asked for', async () => {
    moveTo('2027-03-01')
    const { planId, taskIds } = await begin(...Array.from({ length: 6 }, () => usualMeasure))
    const [filed, signed, returned, adopted, waived] = taskIds as string[]
    await file(filed!, '2027-03')
    await fileAndSign(signed!, '2027-03')
    await actOnReport((await fileAndSign(returned!, '2027-03')).id, 'sendBack', dispatcher, '请补充。')
    await report(adopted!, '2027-03')
    await act(waived!, 'cancel', city.head, '取消。')
    const counts = async (filter = {}) =>
      (await dispatcher.call(contract.listReports, { planId, month: '2027-03', ...filter })).counts
    const before = { owed: 5, filed: 4, adopted: 1, late: 0 }
    assert.deepEqual(await counts(), before)
    assert.deepEqual(await counts({ state: ['adopted'] }), before)
    assert.deepEqual(await counts({ unitId: city.unitIds.housing }), {
      owed: 0,
      filed: 0,
      adopted: 0,
      late: 0,
    })
    moveTo('2027-03-25', '23:59')
    assert.equal((await counts()).late, 0)
    moveTo('2027-03-26', '00:01')
    assert.equal((await counts()).late, 1)
    const own = await liaison.energy.call(contract.listReports, { planId, month: '2027-03' })
    assert.deepEqual(own.counts, { ...before, late: 1 })
    assert.equal(own.total, 6)
  })
})
