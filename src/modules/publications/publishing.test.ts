import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import pg from 'pg'
import { system } from '#kernel/actor.ts'
import { setClock } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { Refusal } from '#kernel/refusal.ts'
import { freshDatabase } from '../../../tests/database.ts'
import { movementOf, someMeasure } from './measures-for-tests.ts'
import * as publications from './service.ts'
import { newsSince } from './services/news.ts'
import { getPublicFile, listPartnered } from './services/reading.ts'

const url = await freshDatabase()

const refusedWith = (code: string) => (error: unknown) => error instanceof Refusal && error.code === code

const changesOf = async (number: string) =>
  (await publications.getMeasure(number)).changes.map(({ change, before, after }) => [change, before, after])

const find = (q: string) => publications.listMeasures({ q }, 1, 100)

test('what was approved is public at once, as it was approved', async () => {
  const measure = someMeasure({ progress: 40 })
  await publications.publishMeasure(measure, system)
  const shown = await publications.getMeasure(measure.number)
  assert.equal(shown.title, measure.title)
  assert.equal(shown.text, measure.text)
  assert.equal(shown.dueOn, '2026-09-30')
  assert.equal(shown.progress, 40)
  assert.deepEqual(shown.path, measure.path)
  assert.deepEqual(shown.partnerNames, ['市公安局'])
  assert.equal(await publications.isPublished(measure.taskId), true)
  assert.equal(await publications.isPublished(randomUUID()), false)
})

test('a publication that is rolled back was never public', async () => {
  const measure = someMeasure()
  const failing = transaction(async () => {
    await publications.publishMeasure(measure, system)
    throw new Error('the caller failed')
  })
  await assert.rejects(failing, /the caller failed/)
  await assert.rejects(publications.getMeasure(measure.number), refusedWith('not-found'))
})

test('counts follow a publication without delay, and by every door', async () => {
  const plan = randomUUID()
  const lights = ['green', 'green', 'yellow', 'red', 'blue', null] as const
  const list = lights.map((light) => someMeasure({ planId: plan, planTitle: '计数方案', light }))
  const before = await publications.countMeasures(plan)
  assert.equal(before.total, 0)
  await publications.publishMeasures(list, system)
  const after = await publications.countMeasures(plan)
  const { total, green, yellow, red, blue, none } = after
  assert.deepEqual(
    { total, green, yellow, red, blue, none },
    { total: 6, green: 2, yellow: 1, red: 1, blue: 1, none: 1 },
  )
  for (const by of [after.fields, after.units, after.states]) {
    assert.equal(
      by.reduce((sum, row) => sum + row.total, 0),
      6,
    )
  }
  assert.equal(after.plans.find(({ id }) => id === plan)?.total, 6)
  assert.equal((await publications.listMeasures({ plan, light: 'red' }, 1, 10)).total, 1)
})

test('500 measures of a plan go out together, each with its version', async () => {
  const plan = randomUUID()
  const list = Array.from({ length: 501 }, () => someMeasure({ planId: plan }))
  await publications.publishMeasures(list, system)
  const page = await publications.listMeasures({ plan }, 26, 20)
  assert.equal(page.total, 501)
  assert.equal(page.measures.length, 1)
  assert.deepEqual(await changesOf(list[500]!.number), [['published', null, null]])
})

test('a movement keeps a version when it is news, and none for the daily step of the calendar', async () => {
  const measure = someMeasure()
  await publications.publishMeasure(measure, system)
  const usual = movementOf(measure)
  await publications.refreshMeasure(measure.taskId, usual, system)
  await publications.refreshMeasure(measure.taskId, { ...usual, expectedProgress: 26 }, system)
  assert.equal((await publications.getMeasure(measure.number)).expectedProgress, 26)
  assert.equal((await changesOf(measure.number)).length, 1)
  await publications.refreshMeasure(
    measure.taskId,
    { ...usual, light: 'red', lightReason: '逾期 1 天', progress: 30 },
    system,
  )
  await publications.refreshMeasure(
    measure.taskId,
    { ...usual, light: 'red', lightReason: '逾期 2 天', progress: 30 },
    system,
  )
  await publications.refreshMeasure(
    measure.taskId,
    { ...usual, light: 'blue', lightReason: '已办结', progress: 100, state: 'closed', stateLabel: '已办结' },
    system,
  )
  assert.deepEqual(await changesOf(measure.number), [
    ['published', null, null],
    ['light', 'green', 'red'],
    ['light', 'red', 'blue'],
  ])
  const closed = await publications.getMeasure(measure.number)
  assert.equal(closed.stateLabel, '已办结')
  assert.match(closed.closedOn ?? '', /^\d{4}-\d\d-\d\d$/)
})

test('a new lead is found under its own name, and no longer under the old one', async () => {
  const measure = someMeasure({ leadName: '市老牵头局' })
  await publications.publishMeasure(measure, system)
  assert.equal((await find('老牵')).total, 1)
  const leadUnitId = randomUUID()
  await publications.refreshMeasure(
    measure.taskId,
    { ...movementOf(measure), leadUnitId, leadName: '市新接手局' },
    system,
  )
  assert.equal((await find('老牵')).total, 0)
  assert.equal((await find('新接')).total, 1)
  assert.equal(await publications.findUnitName(leadUnitId), '市新接手局')
})

test('nothing about a task that was never published leaves the house', async () => {
  const taskId = randomUUID()
  await publications.refreshMeasure(taskId, movementOf(someMeasure()), system)
  const fileId = randomUUID()
  await publications.publishNote(
    {
      taskId,
      kind: 'progress',
      month: '2026-05',
      percent: 10,
      text: '不该公开的一句话',
      at: '2026-05-24T02:00:00Z',
      files: [{ fileId, name: '内部.pdf', mediaType: 'application/pdf', size: 1, sha256: 'a'.repeat(64) }],
    },
    system,
  )
  assert.equal(await publications.isPublished(taskId), false)
  await assert.rejects(getPublicFile(fileId), refusedWith('not-found'))
})

test('a withdrawn measure is gone from everywhere, with its files, and comes back by a new approval', async () => {
  const partner = randomUUID()
  const measure = someMeasure({ title: '撤下用的独特标题', partnerUnitIds: [partner] })
  const fileId = randomUUID()
  await publications.publishMeasure(measure, system)
  await publications.publishNote(
    {
      taskId: measure.taskId,
      kind: 'result',
      month: null,
      percent: 100,
      text: '成果',
      at: '2026-06-24T02:00:00Z',
      files: [{ fileId, name: '成果.pdf', mediaType: 'application/pdf', size: 1, sha256: 'b'.repeat(64) }],
    },
    system,
  )
  assert.equal((await listPartnered(partner, 5)).length, 1)
  const before = (await publications.countMeasures()).total
  await publications.withdrawMeasure(measure.taskId, '内容有误', system)
  assert.equal((await publications.countMeasures()).total, before - 1)
  assert.equal((await find('独特标题')).total, 0)
  assert.equal((await listPartnered(partner, 5)).length, 0)
  assert.equal(await publications.findMeasureOfTask(measure.taskId), undefined)
  await assert.rejects(publications.getMeasure(measure.number), refusedWith('gone'))
  await assert.rejects(getPublicFile(fileId), refusedWith('not-found'))
  const week = await newsSince('2000-01-01T00:00:00Z', null, 1000)
  assert.ok(!week.news.some(({ number }) => number === measure.number))
  await publications.publishMeasure(measure, system)
  assert.deepEqual(
    (await changesOf(measure.number)).map(([change]) => change),
    ['published', 'result', 'withdrawn', 'published'],
  )
})

test('any two characters that stand together in a measure find it', async () => {
  const title = '建立跨境人民币结算“首办户”绿色通道（试点）'
  const text = '对RCEP成员国贸易开展B2B单证24小时核验，压缩至0.5个工作日。'
  const measure = someMeasure({ title, text })
  await publications.publishMeasure(measure, system)
  const texts = [title, text, measure.leadName, measure.field, measure.action, '市公安局', measure.number]
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...texts), fc.nat(200), async (whole, at) => {
      const two = whole.slice(at % (whole.length - 1), (at % (whole.length - 1)) + 2)
      fc.pre(/^[\p{L}\p{N}]{2}$/u.test(two))
      const { measures } = await publications.listMeasures({ q: two }, 1, 5000)
      assert.ok(
        measures.some(({ number }) => number === measure.number),
        `“${two}”`,
      )
    }),
    { numRuns: 80 },
  )
})

test('a search of any text answers, and never with what does not hold its words', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme', maxLength: 40 }), async (q) => {
      const { total, measures } = await publications.listMeasures({ q }, 1, 3)
      assert.ok(total >= measures.length)
    }),
    { numRuns: 60 },
  )
  assert.equal((await find("') or 1=1 --  \\ ' & | ! <-> :*")).total, 0)
  assert.equal((await find('并无此事')).total, 0)
})

test('two that move a measure at once: both are kept, none is lost', async () => {
  const measure = someMeasure({ progress: 0 })
  await publications.publishMeasure(measure, system)
  await Promise.all(
    [10, 20, 30, 40].map((progress) =>
      publications.refreshMeasure(measure.taskId, { ...movementOf(measure), progress }, system),
    ),
  )
  const changes = await changesOf(measure.number)
  assert.equal(changes.length, 5)
  const steps = changes.slice(1)
  for (const [index, step] of steps.entries()) {
    assert.equal(step[1], index === 0 ? '0%' : steps[index - 1]![2], 'each begins where the last one ended')
  }
})

test('what was public when cannot be changed by the application', async () => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set role wuxin_app')
  await assert.rejects(client.query('update publications.version set after = $1', ['x']), /permission denied/)
  await assert.rejects(client.query('delete from publications.version'), /permission denied/)
  await client.end()
})

test('public reads wait for nobody: not for a staff transaction that is changing the same measure', async () => {
  const measure = someMeasure()
  await publications.publishMeasure(measure, system)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('begin')
  await client.query('update publications.measure set progress = 99 where task_id = $1', [measure.taskId])
  await client.query('lock table kernel.case, kernel.case_event, kernel.case_file in access exclusive mode')
  const shown = await publications.getMeasure(measure.number)
  assert.equal(shown.progress, 20, 'what is not committed is not public')
  assert.ok((await find('登记')).total > 0)
  assert.ok((await publications.countMeasures()).total > 0)
  await client.query('rollback')
  await client.end()
})

test('the news of a week tells the most telling of each measure, and sums', async () => {
  const restore = setClock(() => Temporal.Instant.from('2031-05-07T02:00:00Z'))
  try {
    const plan = randomUUID()
    const [closed, late, noted, silent] = [0, 1, 2, 3].map((index) =>
      someMeasure({ planId: plan, title: `新闻用任务${index}` }),
    ) as [
      ReturnType<typeof someMeasure>,
      ReturnType<typeof someMeasure>,
      ReturnType<typeof someMeasure>,
      ReturnType<typeof someMeasure>,
    ]
    await publications.publishMeasures([closed, late, noted, silent], system)
    const note = {
      month: '2031-05',
      percent: 50,
      text: '已完成一半。',
      at: '2031-05-07T02:00:00Z',
      files: [],
    }
    await publications.publishNote({ ...note, taskId: closed.taskId, kind: 'result' }, system)
    await publications.refreshMeasure(
      closed.taskId,
      { ...movementOf(closed), light: 'blue', state: 'closed', stateLabel: '已办结' },
      system,
    )
    await publications.refreshMeasure(
      late.taskId,
      { ...movementOf(late), light: 'red', lightReason: '逾期 3 天' },
      system,
    )
    await publications.publishNote({ ...note, taskId: late.taskId, kind: 'progress' }, system)
    await publications.publishNote({ ...note, taskId: noted.taskId, kind: 'progress' }, system)
    const week = await newsSince('2031-05-01T00:00:00Z', plan, 10)
    assert.deepEqual(
      new Map(week.news.map(({ number, kind }) => [number, kind])),
      new Map([
        [noted.number, 'note'],
        [late.number, 'late'],
        [closed.number, 'closed'],
      ]),
    )
    assert.equal(week.news.find(({ kind }) => kind === 'late')?.text, '逾期 3 天')
    const { closed: sumClosed, noted: sumNoted, turnedRed, turnedYellow, published } = week
    assert.deepEqual([sumClosed, sumNoted, turnedRed, turnedYellow, published], [1, 2, 1, 0, 4])
    assert.equal((await newsSince('2031-05-08T00:00:00Z', plan, 10)).news.length, 0)
  } finally {
    restore()
  }
})

test('the legend is what the city last said', async () => {
  assert.deepEqual(
    (await publications.getLegend()).map(({ light }) => light),
    ['green', 'yellow', 'red', 'blue'],
  )
  const legend = (await publications.getLegend()).map((entry) => ({ ...entry, text: `含义${entry.light}` }))
  await publications.publishLegend(legend, system)
  assert.deepEqual(await publications.getLegend(), legend)
})
