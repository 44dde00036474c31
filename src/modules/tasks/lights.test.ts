import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { firstBrokenLink, timelineOf } from '#kernel/cases/timeline.ts'
import { findMeasureOfTask } from '#modules/publications/service.ts'
import { waitsForCase } from '../../../tests/held-lock.ts'
import { usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo } from '../../../tests/working-city.ts'
import { keepMonthLights, openMonthReports, refreshAllLights } from './service.ts'

const city = await foundWorkingCity()
const { act, begin, close, confirm, dispatch, file, read, report } = workIn(city)

const night = async (day: string) => {
  moveTo(day, '00:30')
  await refreshAllLights()
}

const begun = async (deadline = '2026年12月底前') => {
  moveTo('2026-03-16')
  return (await begin({ ...usualMeasure, deadline })).taskIds[0]!
}

const lightOf = async (id: string) => {
  const { light, lightReason } = await read(id)
  return [light, lightReason]
}

const keptOf = (id: string) =>
  city.query<{ month: string; light: string; state: string; progress: number; expected: number }>(
    'select month, light, state, progress, expected from tasks.month_light where task_id = $1 order by month',
    [id],
  )

describe('lights live with the days', () => {
  test('turn as the calendar leaves the progress behind, and back when it catches up', async () => {
    const id = await begun('2026年6月底前')
    await report(id, '2026-03', { percent: 10 })
    // 106 days from dispatch to due day; on the 22nd of them the calendar expects 20 %, on the 44th 41 %.
    const days: [string, string, string][] = [
      ['2026-04-06', 'green', '正常推进'],
      ['2026-04-07', 'yellow', '落后序时进度 10 个百分点'],
      ['2026-04-28', 'yellow', '落后序时进度 30 个百分点'],
      ['2026-04-29', 'red', '落后序时进度 31 个百分点'],
    ]
    for (const [day, light, reason] of days) {
      await night(day)
      assert.deepEqual(await lightOf(id), [light, reason], day)
    }
    moveTo('2026-05-02')
    await openMonthReports()
    await report(id, '2026-05', { percent: 60 })
    assert.deepEqual(await lightOf(id), ['green', '正常推进'])
    const story = (await timelineOf([id])).filter(({ action }) => action === 'light')
    assert.deepEqual(
      story.map(({ data }) => data.to),
      ['green', 'yellow', 'red', 'green'],
    )
    assert.equal(await firstBrokenLink(id), null)
  })

  test('of a missed report: yellow the day after its day, red with the second, out when it is filed', async () => {
    const id = await begun('长期坚持')
    await night('2026-03-25')
    assert.deepEqual(await lightOf(id), ['green', '正常推进'])
    await night('2026-03-26')
    assert.deepEqual(await lightOf(id), ['yellow', '漏报 1 期'])
    moveTo('2026-04-01')
    await openMonthReports()
    await night('2026-04-26')
    assert.deepEqual(await lightOf(id), ['red', '连续漏报 2 期'])
    const april = await file(id, '2026-04')
    assert.deepEqual(await lightOf(id), ['green', '正常推进'])
    const { actOnReport } = workIn(city)
    await actOnReport(april.id, 'takeBack', city.liaison.energy)
    assert.deepEqual(await lightOf(id), ['red', '连续漏报 2 期'])
  })

  test('say every day how many days are left or over, without an event for the words', async () => {
    const id = await begun('2026年6月底前')
    await report(id, '2026-03', { percent: 79 })
    const events = async () => (await timelineOf([id])).length
    await night('2026-06-16')
    assert.deepEqual(await lightOf(id), ['yellow', '距时限 14 天，进度 79%'])
    const before = await events()
    await night('2026-06-17')
    assert.deepEqual(await lightOf(id), ['yellow', '距时限 13 天，进度 79%'])
    assert.equal(await events(), before)
    await night('2026-06-30')
    assert.equal((await lightOf(id))[0], 'yellow')
    await night('2026-07-01')
    assert.deepEqual(await lightOf(id), ['red', '逾期 1 天'])
    assert.equal(await events(), before + 1)
  })

  test('stand on the portal as they stand here, every morning', async () => {
    const id = await begun('2026年6月底前')
    for (const day of ['2026-04-10', '2026-05-20', '2026-06-20', '2026-07-05']) {
      await night(day)
      const [task, shown] = [await read(id), (await findMeasureOfTask(id))!]
      assert.deepEqual(
        [shown.light, shown.lightReason, shown.state, shown.progress, shown.expectedProgress],
        [task.light, task.lightReason, task.state, task.progress, task.expectedProgress],
      )
    }
  })

  test('nothing is written on a morning on which nothing changed', async () => {
    await begun()
    moveTo('2026-03-17', '00:30')
    await refreshAllLights()
    const writes = async () =>
      (
        await city.query<{ n: string }>(
          `select (select count(*) from kernel.case_event)::text || ' ' || (select count(*) from publications.version)::text
             || ' ' || (select md5(string_agg(m::text, '' order by task_id)) from publications.measure m) as n`,
        )
      )[0]!.n
    const before = await writes()
    assert.equal(await refreshAllLights(), 0)
    assert.equal(await writes(), before)
  })

  test('a task not yet dispatched burns not at all; a closed one burns blue for good', async () => {
    moveTo('2026-03-16')
    await confirm({ ...usualMeasure, title: '尚未下达的任务' })
    const drafted = await city.query<{ light: string | null }>(
      `select light from kernel.case where title = '尚未下达的任务' and workflow = 'task'`,
    )
    assert.deepEqual(drafted, [{ light: null }])
    const id = await begun('2026年6月底前')
    await close(id)
    await night('2026-08-01')
    assert.deepEqual(await lightOf(id), ['blue', '已办结'])
  })

  test('beside a person who works at the same moment: his progress stands', async () => {
    const first = await begun('2026年6月底前')
    assert.equal(await waitsForCase(city.url, first, refreshAllLights), true)
    for (let round = 0; round < 2; round++) {
      const id = await begun('2026年6月底前')
      moveTo('2026-05-16')
      await openMonthReports()
      await Promise.all([
        refreshAllLights(),
        report(id, '2026-05', { percent: 70 + round }),
        refreshAllLights(),
      ])
      const [task, shown] = [await read(id), (await findMeasureOfTask(id))!]
      assert.deepEqual([task.progress, shown.progress], [70 + round, 70 + round])
      assert.deepEqual([task.light, shown.light], ['green', 'green'])
    }
  })
})

describe('a month that is kept', () => {
  test('keeps its lights, whatever comes later', async () => {
    const id = await begun('2026年12月底前')
    await report(id, '2026-03', { percent: 12 })
    moveTo('2026-04-01', '00:05')
    await keepMonthLights()
    const march = (await keptOf(id))[0]!
    assert.deepEqual(
      [march.month, march.light, march.state, march.progress],
      ['2026-03', 'green', 'inProgress', 12],
    )
    // 15 of 290 days.
    assert.equal(march.expected, 5)
    await openMonthReports()
    await report(id, '2026-04', { percent: 90 })
    await close(id)
    for (const hour of ['01:05', '02:05', '23:05']) {
      moveTo('2026-04-01', hour)
      await keepMonthLights()
    }
    assert.deepEqual((await keptOf(id))[0], march)
    moveTo('2026-05-01', '00:05')
    await Promise.all([keepMonthLights(), keepMonthLights()])
    assert.deepEqual(
      (await keptOf(id)).map(({ month, light, state }) => [month, light, state]),
      [
        ['2026-03', 'green', 'inProgress'],
        ['2026-04', 'blue', 'closed'],
      ],
    )
  })

  test("is the month's last day also when the run was late, and knows nothing of later dispatches", async () => {
    const early = await begun('2026年6月底前')
    moveTo('2026-09-01', '09:00')
    await keepMonthLights()
    moveTo('2026-10-02')
    const late = (await dispatch({ ...usualMeasure, deadline: '2026年12月底前' })).taskIds[0]!
    moveTo('2026-10-03', '11:00')
    await keepMonthLights()
    const kept = (await keptOf(early)).filter(({ month }) => month === '2026-09')
    assert.deepEqual(
      kept.map(({ light, expected }) => [light, expected]),
      [['red', 100]],
    )
    const [reason] = await city.query<{ reason: string }>(
      `select reason from tasks.month_light where task_id = $1 and month = '2026-09'`,
      [early],
    )
    assert.equal(reason!.reason, '逾期 92 天')
    assert.deepEqual(await keptOf(late), [])
  })

  test('does not count against it what came due after its end', async () => {
    moveTo('2027-01-04')
    const { taskIds } = await begin({ ...usualMeasure, deadline: '长期坚持' })
    await report(taskIds[0]!, '2027-01')
    moveTo('2027-02-01')
    await openMonthReports()
    await night('2027-02-27')
    assert.deepEqual(await lightOf(taskIds[0]!), ['yellow', '漏报 1 期'])
    await keepMonthLights()
    assert.deepEqual(
      (await keptOf(taskIds[0]!)).map(({ month, light }) => [month, light]),
      [['2027-01', 'green']],
    )
  })

  test('leaves out what was cancelled before its end, and keeps what was cancelled after it', async () => {
    moveTo('2026-11-02')
    const { taskIds } = await begin(usualMeasure, usualMeasure)
    const [before, after] = taskIds as [string, string]
    await act(before, 'cancel', city.head, '取消。')
    moveTo('2026-12-01', '00:05')
    await keepMonthLights()
    await act(after, 'cancel', city.head, '取消。')
    moveTo('2026-12-01', '01:05')
    await keepMonthLights()
    assert.deepEqual(await keptOf(before), [])
    assert.deepEqual(
      (await keptOf(after)).map(({ month }) => month),
      ['2026-11'],
    )
  })
})
