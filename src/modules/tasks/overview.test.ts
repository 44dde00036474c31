import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { readTexts } from '#kernel/query-reader.ts'
import { usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing, type Worker } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'
import { keepMonthLights, openMonthReports, refreshAllLights } from './service.ts'

const city = await foundWorkingCity()
const { dispatcher, otherDispatcher, head, liaison } = city
const { act, actOnReport, applyForClosure, begin, close, confirm, dispatch, file, fileAndSign, report } =
  workIn(city)

/** The list behind an address as a page would ask for it: what the contract does not know is left out. */
const totalOf = async (worker: Worker, query: string): Promise<number> => {
  const given = readTexts(contract.listTasks.input, valuesOf(query))
  return (await worker.call(contract.listTasks, given)).total
}

const reportsOf = async (worker: Worker, query: string): Promise<number> => {
  const given = readTexts(contract.listReports.input, valuesOf(query))
  return (await worker.call(contract.listReports, given)).total
}

const valuesOf = (query: string) => {
  const asked = new URLSearchParams(query)
  return new Map([...new Set(asked.keys())].map((name) => [name, asked.getAll(name) as unknown[]]))
}

/** Every number of the overview beside the length of the list that it opens. */
async function assertReconciled(worker: Worker, when: string, planId?: string): Promise<void> {
  const overview = await worker.call(contract.getOverview, { planId })
  const plan = planId ? `&planId=${planId}` : ''
  const pairs: [string, number, number][] = []
  for (const figure of [...overview.totals, ...overview.byState, ...overview.byLight])
    pairs.push([figure.label, figure.value, await totalOf(worker, figure.query)])
  for (const figure of overview.reportingFigures)
    pairs.push([figure.label, figure.value, await reportsOf(worker, figure.query)])
  const { owed, filed, dueToday, late } = overview.reporting
  for (const [name, value] of Object.entries({ owed, filed, dueToday, late }))
    pairs.push([name, value, overview.reportingFigures.find((figure) => figure.name === name)!.value])
  for (const row of overview.byUnit) {
    const list = `unitId=${row.unit.id}&unitRole=lead${plan}`
    pairs.push([`${row.unit.name} total`, row.total, await totalOf(worker, list)])
    pairs.push([
      `${row.unit.name} closed`,
      row.closed,
      await totalOf(worker, `${list}&state=closed&state=writtenOff`),
    ])
    pairs.push([`${row.unit.name} red`, row.red, await totalOf(worker, `${list}&light=red`)])
    pairs.push([`${row.unit.name} yellow`, row.yellow, await totalOf(worker, `${list}&light=yellow`)])
    const reports = `month=${overview.month}&unitId=${row.unit.id}&state=owed${plan}`
    pairs.push([`${row.unit.name} owed`, row.owed, await reportsOf(worker, reports)])
  }
  for (const row of overview.byField) {
    const list = `${new URLSearchParams({ action: row.action, field: row.field })}${plan}`
    pairs.push([`${row.field} total`, row.total, await totalOf(worker, list)])
    pairs.push([`${row.field} red`, row.red, await totalOf(worker, `${list}&light=red`)])
    pairs.push([`${row.field} yellow`, row.yellow, await totalOf(worker, `${list}&light=yellow`)])
  }
  for (const cell of overview.months) {
    for (const light of ['red', 'yellow', 'green', 'blue'] as const) {
      const list = `monthEnd=${cell.month}&light=${light}&unitId=${cell.unitId}&unitRole=lead${plan}`
      pairs.push([`${cell.month} ${light}`, cell[light], await totalOf(worker, list)])
    }
  }
  const wrong = pairs.filter(([, figure, list]) => figure !== list)
  assert.deepEqual(wrong, [], `${when}: figure, its number, length of its list`)

  const value = (name: string) => overview.totals.find((figure) => figure.name === name)!.value
  assert.equal(value('dispatched'), value('underWay') + value('finished'))
  for (const part of ['byUnit', 'byField'] as const)
    assert.equal(sum(overview[part].map(({ total }) => total)), value('dispatched'), `${when} ${part}`)
  assert.equal(sum(overview.byLight.map((figure) => figure.value)), value('dispatched'), `${when} lights`)
}

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0)

const workers = [dispatcher, city.cityLeader, liaison.energy, liaison.housing, liaison.east]

const reconciled = async (when: string, ...plans: string[]) => {
  for (const worker of workers) {
    await assertReconciled(worker, `${when}, ${worker.actor.label}`)
    for (const planId of plans)
      await assertReconciled(worker, `${when}, ${worker.actor.label}, one plan`, planId)
  }
}

describe('the overview', () => {
  test('agrees with its lists through the months of a plan, for everybody', async () => {
    moveTo('2026-03-16')
    await reconciled('before anything')
    const { planId, taskIds } = await dispatch(
      usualMeasure,
      { ...usualMeasure, title: '推行并联审批', lead: '市能源局、市住建局', deadline: '2026年6月底前' },
      { ...usualMeasure, title: '公开收费清单', lead: '市住建局', partners: '市能源局、各区人民政府' },
      { ...usualMeasure, title: '统一办事指南', lead: '市数据局', partners: '', deadline: '长期坚持' },
      { ...usualMeasure, title: '压缩用水报装时间', partners: '', deadline: '2026年4月底前' },
    )
    const [power, parallel, fees, guide, water] = taskIds as [string, string, string, string, string]
    await reconciled('dispatched', planId)
    await confirm({ ...usualMeasure, title: '另一方案的任务' })
    await reconciled('another plan confirmed, not dispatched', planId)

    await liaison.energy.call(contract.receiveAll, { taskIds: [power, parallel, water] })
    await act(fees, 'receive', liaison.housing)
    await act(guide, 'decline', liaison.data, '非本单位职责。')
    await report(power, '2026-03', { percent: 8 }, { publicText: '已启动。' })
    await fileAndSign(parallel, '2026-03', { percent: 10 })
    await file(fees, '2026-03', { percent: 5 }, 'housing')
    await reconciled('first reports', planId)

    moveTo('2026-03-25', '10:00')
    await reconciled('on the day of reporting', planId)
    moveTo('2026-03-26', '00:30')
    await refreshAllLights()
    await reconciled('the day after', planId)

    moveTo('2026-04-01', '00:05')
    await keepMonthLights()
    await openMonthReports()
    await reconciled('a new month', planId)
    await actOnReport((await fileAndSign(power, '2026-04')).id, 'sendBack', dispatcher, '请补充。')
    await applyForClosure(water)
    await act(water, 'checkClosure', dispatcher)
    await reconciled('a closure under review', planId)
    await act(water, 'recheckClosure', otherDispatcher)
    moveTo('2026-05-10', '00:30')
    await openMonthReports()
    await refreshAllLights()
    await reconciled('lights turned', planId)
    const overview = await dispatcher.call(contract.getOverview, { planId })
    const lit = Object.fromEntries(overview.byLight.map(({ name, value }) => [name, value]))
    assert.ok(lit.red! > 0 && lit.blue === 1, JSON.stringify(lit))

    await act(water, 'writeOff', head)
    await act(parallel, 'cancel', head, '并入另一任务。')
    await reconciled('a report waived in its month', planId)
    moveTo('2026-08-01', '00:30')
    await refreshAllLights()
    await reconciled('written off, cancelled, overdue', planId)
    moveTo('2027-01-05', '00:30')
    await refreshAllLights()
    await reconciled('a new year', planId)
    const [overdue] = (await dispatcher.call(contract.getOverview, { planId })).totals.filter(
      ({ name }) => name === 'overdue',
    )
    assert.equal(overdue!.value, 2)
  })

  test('names the plan that was asked for, and refuses one that is none', async () => {
    moveTo('2026-03-16')
    const { planId } = await begin(usualMeasure)
    const overview = await dispatcher.call(contract.getOverview, { planId })
    assert.equal(overview.planTitle, '澄江市优化营商环境行动方案')
    assert.equal(overview.month, '2026-03')
    assert.equal((await dispatcher.call(contract.getOverview, {})).planTitle, null)
    await assert.rejects(
      dispatcher.call(contract.getOverview, { planId: crypto.randomUUID() }),
      refusing('not-found'),
    )
  })

  test('shows past months as they were kept: units, lights, trend', async () => {
    moveTo('2028-03-16')
    const { planId, taskIds } = await begin(
      { ...usualMeasure, deadline: '2028年12月底前' },
      { ...usualMeasure, deadline: '2028年12月底前' },
    )
    await report(taskIds[0]!, '2028-03', { percent: 20 })
    moveTo('2028-04-01', '00:05')
    await keepMonthLights()
    await close(taskIds[0]!)
    moveTo('2028-05-01', '00:05')
    await keepMonthLights()
    const { months, trend } = await dispatcher.call(contract.getOverview, { planId })
    const unitId = city.unitIds.energy
    assert.deepEqual(months, [
      { month: '2028-03', unitId, red: 0, yellow: 1, green: 1, blue: 0 },
      { month: '2028-04', unitId, red: 0, yellow: 1, green: 0, blue: 1 },
    ])
    assert.deepEqual(
      trend.map(({ month, progress, closed }) => [month, progress, closed]),
      [
        ['2028-03', 10, 0],
        ['2028-04', 50, 1],
      ],
    )
  })

  test('has the worst at the top of what needs a leader', async () => {
    moveTo('2029-03-16')
    const { planId } = await begin(
      { ...usualMeasure, title: '后到期', deadline: '2029年5月底前' },
      { ...usualMeasure, title: '先到期', deadline: '2029年4月底前' },
      { ...usualMeasure, title: '不着急', deadline: '长期坚持' },
    )
    moveTo('2029-06-10', '00:30')
    await refreshAllLights()
    const { concerns } = await dispatcher.call(contract.getOverview, { planId })
    assert.deepEqual(
      concerns.map(({ title, light }) => [title, light]),
      [
        ['先到期', 'red'],
        ['后到期', 'red'],
      ],
    )
  })
})
