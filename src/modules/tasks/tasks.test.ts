import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { inboxOf } from '#kernel/cases/inbox.ts'
import { firstBrokenLink } from '#kernel/cases/timeline.ts'
import { actOnPlan } from '#modules/plans/contract.ts'
import { findMeasureOfTask, isPublished } from '#modules/publications/service.ts'
import { refusedWithoutTrace } from '../../../tests/fingerprint.ts'
import { usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing, type Worker } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'

const city = await foundWorkingCity()
const { dispatcher, head, liaison, unitIds } = city
const { act, begin, close, confirm, dispatch, read } = workIn(city)

moveTo('2026-03-16')

const waitsFor = async (worker: Worker, caseId: string) =>
  (await inboxOf(worker.actor, 500)).items.find((item) => item.caseId === caseId)?.asks

describe('dispatch', () => {
  test('gives the task to its lead and a part to every other unit, groups unit by unit', async () => {
    const { taskIds } = await dispatch({
      ...usualMeasure,
      lead: '市能源局、市数据局',
      partners: '市住建局、各区人民政府、市数据局',
    })
    const [id] = taskIds as [string]
    const task = await read(id)
    assert.equal(task.state, 'awaitingReceipt')
    assert.equal(task.dispatchedOn, '2026-03-16')
    assert.equal(task.lead!.id, unitIds.energy)
    assert.deepEqual(
      task.coLeads.map((unit) => unit.id),
      [unitIds.data],
    )
    assert.deepEqual(
      task.partners.map((unit) => unit.name),
      ['市住建局', '东河区', '西山区'],
    )
    assert.deepEqual(
      task.parts.map(({ unit, role, state }) => [unit.name, role, state]),
      [
        ['市数据局', 'lead', 'awaitingReceipt'],
        ['市住建局', 'partner', 'awaitingReceipt'],
        ['东河区', 'partner', 'awaitingReceipt'],
        ['西山区', 'partner', 'awaitingReceipt'],
      ],
    )
    assert.equal(await waitsFor(liaison.energy, id), '签收')
    for (const part of task.parts) {
      const unit = (Object.keys(liaison) as (keyof typeof liaison)[]).find(
        (key) => unitIds[key] === part.unit.id,
      )!
      assert.equal(await waitsFor(liaison[unit], part.id), '签收')
    }
    assert.equal(await firstBrokenLink(id), null)
  })

  test('publishes what is public at once, and nothing before it; never what is not', async () => {
    const plan = await confirm(usualMeasure, { ...usualMeasure, title: '内部事项' })
    const drafted = { planId: plan.id, state: ['drafted' as const], sort: 'number' as const }
    const { tasks } = await dispatcher.call(contract.listTasks, drafted)
    const [open, closed] = tasks.map(({ id }) => id) as [string, string]
    await city.query('update tasks.task set is_public = false where id = $1', [closed])
    for (const { id } of tasks) assert.equal(await isPublished(id), false)
    // Without a state the list holds what has been dispatched.
    assert.equal((await dispatcher.call(contract.listTasks, { planId: plan.id })).total, 0)
    await head.call(actOnPlan, { id: plan.id, action: 'dispatch' })
    assert.deepEqual([await isPublished(open), await isPublished(closed)], [true, false])
    const shown = (await findMeasureOfTask(open))!
    assert.deepEqual([shown.leadName, shown.stateLabel, shown.light], ['市能源局', '已下达', 'green'])
  })

  test('numbers tasks without gaps, in the order of the plan', async () => {
    const { taskIds } = await dispatch(usualMeasure, { ...usualMeasure, title: '压缩用气报装时间' })
    const numbers = await Promise.all(taskIds.map(async (id) => (await read(id)).number))
    const [first, second] = numbers.map((number) => Number(number.slice(-4)))
    assert.match(numbers[0]!, /^RW-2026-\d{4}$/)
    assert.equal(second, first! + 1)
  })
})

describe('receipt', () => {
  test("opens the month's report, and no second time", async () => {
    const { taskIds } = await dispatch(usualMeasure)
    const [id] = taskIds as [string]
    const task = await act(id, 'receive', liaison.energy)
    assert.equal(task.state, 'inProgress')
    assert.equal(task.receivedOn, '2026-03-16')
    assert.deepEqual(
      task.reports.map(({ month, dueOn, state }) => [month, dueOn, state]),
      [['2026-03', '2026-03-25', 'owed']],
    )
    await refusedWithoutTrace(
      city,
      () => act(id, 'receive', liaison.energy),
      refusing('conflict', /当前状态为“办理中”，不能签收。请刷新后查看最新状态/),
    )
  })

  test("opens it still on the month's day of reporting, and not after it", async () => {
    const { taskIds } = await dispatch(usualMeasure, usualMeasure)
    moveTo('2026-03-25', '23:59')
    assert.equal((await act(taskIds[0]!, 'receive', liaison.energy)).reports.length, 1)
    moveTo('2026-03-26', '00:01')
    assert.equal((await act(taskIds[1]!, 'receive', liaison.energy)).reports.length, 0)
    moveTo('2026-03-16')
  })

  test("is for the lead unit's liaison alone", async () => {
    const { taskIds } = await dispatch(usualMeasure)
    const [id] = taskIds as [string]
    for (const [worker, code] of [
      [liaison.housing, 'forbidden'],
      [city.leader.energy, 'forbidden'],
      [dispatcher, 'forbidden'],
      [liaison.data, 'not-found'],
    ] as const) {
      await refusedWithoutTrace(city, () => act(id, 'receive', worker), refusing(code))
    }
  })

  test('of a part is by its own unit, of its own task', async () => {
    const { taskIds } = await dispatch(usualMeasure, usualMeasure)
    const [id, other] = taskIds as [string, string]
    const [part] = (await read(id)).parts
    const receive = (taskId: string, worker: Worker) => () =>
      worker.call(contract.receivePart, { id: taskId, partId: part!.id })
    await refusedWithoutTrace(
      city,
      receive(other, liaison.housing),
      refusing('not-found', /请刷新后查看/, 'partId'),
    )
    await refusedWithoutTrace(city, receive(randomUUID(), liaison.housing), refusing('not-found'))
    await refusedWithoutTrace(city, receive(id, liaison.energy), refusing('forbidden', /承担此事的单位/))
    const task = await receive(id, liaison.housing)()
    assert.equal(task.parts[0]!.state, 'inProgress')
    assert.equal(task.parts[0]!.receivedAt, '2026-03-16T01:00:00.000Z')
  })

  test('of many signs for tasks and parts, says how many, and is all or nothing', async () => {
    const mine = { ...usualMeasure, lead: '市住建局', partners: '市能源局' }
    const { taskIds } = await dispatch(usualMeasure, mine, {
      ...usualMeasure,
      lead: '市数据局',
      partners: '',
    })
    const [leading, sharing, foreign] = taskIds as [string, string, string]
    const receive = (ids: string[]) => liaison.energy.call(contract.receiveAll, { taskIds: ids })
    await refusedWithoutTrace(
      city,
      () => receive([leading, sharing, foreign]),
      refusing('not-found', /请刷新后重新选择/, 'taskIds.2'),
    )
    assert.deepEqual(await receive([sharing, leading, leading]), { received: 2 })
    assert.deepEqual(await receive([leading, sharing]), { received: 0 })
    assert.equal((await read(leading)).state, 'inProgress')
    assert.equal((await read(sharing)).state, 'awaitingReceipt')
    assert.equal((await read(sharing)).parts[0]!.state, 'inProgress')
  })

  test('is offered by rows exactly to those who can do it', async () => {
    const mine = { ...usualMeasure, lead: '市住建局', partners: '市能源局' }
    const { planId, taskIds } = await dispatch(usualMeasure, mine)
    const offered = async (worker: Worker) =>
      (await worker.call(contract.listTasks, { planId, sort: 'number' })).tasks.map((task) => task.receivable)
    const asked = async (worker: Worker, receivable: boolean) =>
      (await worker.call(contract.listTasks, { planId, receivable })).total
    assert.deepEqual(await offered(liaison.energy), [true, true])
    assert.deepEqual(await offered(liaison.housing), [true, true])
    assert.deepEqual(await offered(city.leader.energy), [false, false])
    assert.deepEqual(await offered(dispatcher), [false, false])
    await act(taskIds[0]!, 'receive', liaison.energy)
    assert.deepEqual(await offered(liaison.energy), [false, true])
    assert.equal((await read(taskIds[0]!, liaison.energy)).receivable, false)
    const [part] = (await read(taskIds[0]!)).parts
    await liaison.housing.call(contract.receivePart, { id: taskIds[0]!, partId: part!.id })
    assert.deepEqual(await offered(liaison.housing), [false, true])
    assert.deepEqual([await asked(liaison.energy, true), await asked(liaison.energy, false)], [1, 1])
    assert.deepEqual([await asked(dispatcher, true), await asked(dispatcher, false)], [0, 2])
  })

  test('sent twice under one key is done once; of two at a time one does it', async () => {
    const { taskIds } = await dispatch(usualMeasure, usualMeasure)
    const key = randomUUID()
    const once = () => liaison.energy.call(contract.receiveAll, { taskIds: [taskIds[0]!] }, { key })
    assert.deepEqual([await once(), await once()], [{ received: 1 }, { received: 1 }])
    const answers = await Promise.allSettled([1, 2].map(() => act(taskIds[1]!, 'receive', liaison.energy)))
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    for (const id of taskIds) {
      const receipts = (await read(id)).timeline.filter(
        ({ subject, label }) => subject === '任务' && label === '签收',
      )
      assert.equal(receipts.length, 1)
    }
  })
})

describe('a unit that declines', () => {
  const declined = async () => {
    const { taskIds } = await dispatch({ ...usualMeasure, partners: '市住建局、市数据局' })
    await act(taskIds[0]!, 'decline', liaison.energy, '报装由供电企业负责，依据三定规定第五条。')
    return taskIds[0]!
  }

  test('says why, and the centre decides', async () => {
    const { taskIds } = await dispatch(usualMeasure)
    const [id] = taskIds as [string]
    await refusedWithoutTrace(
      city,
      () => act(id, 'decline', liaison.energy, ' '),
      refusing('invalid', /请填写申请退回的说明/, 'note'),
    )
    await act(id, 'decline', liaison.energy, '不属于本单位职责。')
    assert.equal(await waitsFor(dispatcher, id), '改派')
    const back = await act(id, 'insist', dispatcher, '经研究仍由你单位牵头。')
    assert.equal(back.state, 'awaitingReceipt')
    assert.equal(await waitsFor(liaison.energy, id), '签收')
  })

  test('is relieved by another, whose part ends with that; the portal names the new lead', async () => {
    const id = await declined()
    const before = await read(id)
    const housingPart = before.parts.find(({ unit }) => unit.id === unitIds.housing)!
    const task = await dispatcher.call(contract.reassignTask, {
      id,
      leadUnitId: unitIds.housing,
      note: '按职责由住建部门牵头。',
    })
    assert.deepEqual([task.state, task.lead!.id], ['awaitingReceipt', unitIds.housing])
    assert.deepEqual(
      task.partners.map((unit) => unit.id),
      [unitIds.data],
    )
    assert.deepEqual(
      task.parts.map(({ unit }) => unit.id),
      [unitIds.data],
    )
    assert.equal(await waitsFor(liaison.housing, id), '签收')
    assert.equal(await waitsFor(liaison.housing, housingPart.id), undefined)
    await assert.rejects(read(id, liaison.energy), refusing('not-found'))
    assert.equal((await findMeasureOfTask(id))!.leadName, '市住建局')
    const found = await dispatcher.call(contract.listTasks, { planId: task.planId, q: '住建局' })
    assert.equal(found.total, 1)
    const event = task.timeline.find(({ label }) => label === '改派')!
    assert.deepEqual(event.details, [
      { label: '原牵头单位', text: '市能源局' },
      { label: '现牵头单位', text: '市住建局' },
    ])
    assert.equal((await act(id, 'receive', liaison.housing)).state, 'inProgress')
  })

  test('is found by the name of the unit that leads now, though the plan never named it', async () => {
    const id = await declined()
    const { planId } = await dispatcher.call(contract.reassignTask, {
      id,
      leadUnitId: unitIds.west,
      note: '由属地牵头。',
    })
    const found = async (q: string) => (await dispatcher.call(contract.listTasks, { planId, q })).total
    assert.deepEqual([await found('西山'), await found('报装'), await found('东河')], [1, 1, 0])
  })

  test('is not relieved by itself, by nobody, or by a unit that takes no tasks', async () => {
    const id = await declined()
    const to = (leadUnitId: string) => () =>
      dispatcher.call(contract.reassignTask, { id, leadUnitId, note: '改派。' })
    await refusedWithoutTrace(
      city,
      to(unitIds.energy),
      refusing('invalid', /请另选单位，或驳回退回申请/, 'leadUnitId'),
    )
    await refusedWithoutTrace(
      city,
      to(randomUUID()),
      refusing('invalid', /从单位列表中重新选择/, 'leadUnitId'),
    )
    await city.query('update people.unit set can_report = false where id = $1', [unitIds.west])
    await refusedWithoutTrace(city, to(unitIds.west), refusing('invalid', /不承担任务填报/, 'leadUnitId'))
    await city.query('update people.unit set can_report = true where id = $1', [unitIds.west])
    await refusedWithoutTrace(
      city,
      () => dispatcher.call(contract.reassignTask, { id, leadUnitId: unitIds.west, note: '' }),
      refusing('invalid', /请填写改派理由/, 'note'),
    )
  })
})

describe('a task that is cancelled', () => {
  test('ends its parts, waives its reports, burns no longer and says so on the portal', async () => {
    const { taskIds } = await begin(usualMeasure)
    const [id] = taskIds as [string]
    assert.equal((await read(id)).light, 'green')
    await refusedWithoutTrace(city, () => act(id, 'cancel', dispatcher, '取消'), refusing('forbidden'))
    await refusedWithoutTrace(
      city,
      () => act(id, 'cancel', head),
      refusing('invalid', /请填写取消任务的说明/, 'note'),
    )
    const task = await act(id, 'cancel', head, '上级已统一建设，本市不再单独推进。')
    assert.equal(task.state, 'cancelled')
    assert.deepEqual([task.light, task.lightReason], [null, null])
    assert.deepEqual(
      task.parts.map(({ state }) => state),
      ['ended'],
    )
    assert.deepEqual(
      task.reports.map(({ state }) => state),
      ['waived'],
    )
    const shown = (await findMeasureOfTask(id))!
    assert.deepEqual([shown.state, shown.stateLabel, shown.light], ['cancelled', '已取消', null])
    assert.equal(await waitsFor(liaison.energy, task.reports[0]!.id), undefined)
    assert.equal(await waitsFor(liaison.housing, task.parts[0]!.id), undefined)
    assert.equal((await dispatcher.call(contract.listTasks, { planId: task.planId })).total, 0)
    assert.equal(
      (await dispatcher.call(contract.listTasks, { planId: task.planId, state: ['cancelled'] })).total,
      1,
    )
    assert.deepEqual(task.allowedActions, [])
  })

  test('cannot be one whose closure is under way or done', async () => {
    const { taskIds } = await begin(usualMeasure)
    await close(taskIds[0]!)
    await refusedWithoutTrace(
      city,
      () => act(taskIds[0]!, 'cancel', head, '不要了'),
      refusing('conflict', /当前状态为“已办结”/),
    )
  })
})

describe('lists', () => {
  test('find by any two characters, by unit and its place, by field and by day', async () => {
    const { planId } = await dispatch(
      { ...usualMeasure, title: '压缩用水报装时间', deadline: '2026年6月底前' },
      { ...usualMeasure, title: '推行码上办', lead: '市住建局、市能源局', partners: '市数据局' },
    )
    const titles = async (filter: object) =>
      (await dispatcher.call(contract.listTasks, { planId, sort: 'number', ...filter })).tasks.map(
        ({ title }) => title,
      )
    const [water, code] = ['压缩用水报装时间', '推行码上办']
    assert.deepEqual(await titles({}), [water, code])
    assert.deepEqual(await titles({ q: '用水' }), [water])
    assert.deepEqual(await titles({ q: '没有' }), [])
    assert.deepEqual(await titles({ unitId: unitIds.energy }), [water, code])
    assert.deepEqual(await titles({ unitId: unitIds.energy, unitRole: 'lead' }), [water])
    assert.deepEqual(await titles({ unitId: unitIds.energy, unitRole: 'partner' }), [code])
    assert.deepEqual(await titles({ dueUntil: '2026-06-30' }), [water])
    assert.deepEqual(await titles({ dueFrom: '2026-07-01' }), [code])
    assert.deepEqual(await titles({ field: '提升办事效率' }), [water, code])
    assert.deepEqual(await titles({ field: '别的领域' }), [])
    const board = await dispatcher.call(contract.boardOfTasks, { planId })
    assert.deepEqual(
      board.columns.filter(({ total }) => total > 0).map(({ state, total }) => [state, total]),
      [['awaitingReceipt', 2]],
    )
  })

  test("refuse what they do not know by the field's name", async () => {
    const cases: [object, string, RegExp][] = [
      [{ state: ['fresh'] }, 'state.0', /没有这个状态/],
      [{ light: ['purple'] }, 'light.0', /绿、黄、红、蓝/],
      [{ unitId: '1' }, 'unitId', /单位列表/],
      [{ figure: 'nothing' }, 'figure', /请从总览打开/],
      [{ figure: 'constructor' }, 'figure', /请从总览打开/],
      [{ page: 0 }, 'page', /页码从 1 起/],
      [{ pageSize: 500 }, 'pageSize', /每页最多 200 条/],
      [{ dueFrom: 'soon' }, 'dueFrom', /2026-12-31/],
      [{ sort: 'mood' }, 'sort', /不能按这一项排序/],
    ]
    for (const [filter, field, words] of cases) {
      await assert.rejects(dispatcher.call(contract.listTasks, filter), refusing('invalid', words, field))
    }
    await assert.rejects(
      dispatcher.call(contract.actOnTask, { id: randomUUID(), action: 'explode' as 'receive' }),
      refusing('invalid', /没有这一操作，请刷新页面后再试/, 'action'),
    )
  })
})
