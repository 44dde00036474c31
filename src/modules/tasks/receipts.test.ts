import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { refusedWithoutTrace } from '../../../tests/fingerprint.ts'
import { usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing, type Worker } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'

const city = await foundWorkingCity()
const { dispatcher, liaison } = city
const { act, dispatch, read } = workIn(city)

moveTo('2026-03-16')

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
