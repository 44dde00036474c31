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
