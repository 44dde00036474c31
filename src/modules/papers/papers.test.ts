import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import readExcelFile from 'read-excel-file/node'
import { descendants, parseXml, textOf } from '#kernel/xml.ts'
import { openZip } from '#kernel/zip.ts'
import { renameUnit } from '#modules/people/service.ts'
import { adoptReport, getOverview } from '#modules/tasks/contract.ts'
import { keepMonthLights, openMonthReports, refreshAllLights } from '#modules/tasks/service.ts'
import { usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing, type Worker } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'
import type { BulletinData } from './document/bulletin.ts'
import { bulletinData } from './service.ts'

const city = await foundWorkingCity()
const { dispatcher, cityLeader, head, liaison, leader } = city
const { act, actOnReport, applyForClosure, begin, close, dispatch, file, fileAndSign, report } = workIn(city)

/** What the clock does on the first of a month, and every night. */
async function newMonth(month: string): Promise<void> {
  moveTo(`${month}-01`, '00:05')
  await keepMonthLights()
  await openMonthReports()
  await refreshAllLights()
}

/** What a bulletin says of its month; the day on which it is printed is left aside. */
async function saidOf(month: string, planId: string): Promise<BulletinData> {
  const { issuedOn: _, nextMonth: __, ...said } = await bulletinData(month, planId, dispatcher.actor)
  return structuredClone(said) as BulletinData
}

describe('the bulletin of a month', () => {
  test('that is past says what was kept at its end, whatever came later', async () => {
    moveTo('2026-03-16')
    const { planId, taskIds } = await begin(
      ...['甲', '乙', '丙', '丁', '戊', '己'].map((name) => ({ ...usualMeasure, title: `推行${name}` })),
    )
    const [prompt, late, missed, returned, closing, cancelled] = taskIds as [
      string,
      string,
      string,
      string,
      string,
      string,
    ]
    await report(prompt, '2026-03', { percent: 20, done: '三月做了甲。' })
    const sentBack = await fileAndSign(returned, '2026-03')
    await actOnReport(sentBack.id, 'sendBack', dispatcher, '请补充。')
    const waiting = await fileAndSign(closing, '2026-03', { percent: 60 })
    moveTo('2026-03-28')
    await file(late, '2026-03')
    moveTo('2026-03-31', '00:30')
    await refreshAllLights()
    const running = await saidOf('2026-03', planId)
    await newMonth('2026-04')

    const march = await saidOf('2026-03', planId)
    assert.deepEqual(march, { ...running, asOf: '2026-03-31' })
    assert.equal(march.asOf, '2026-03-31')
    assert.deepEqual(march.reporting, {
      due: 6,
      onTime: 3,
      late: [{ unit: '市能源局', count: 1 }],
      missed: [{ unit: '市能源局', count: 2 }],
      returned: [{ unit: '市能源局', count: 1 }],
    })
    assert.equal(march.tasks.find(({ name }) => name === '推行甲')!.done, '三月做了甲。')

    // Everything that may still happen to March, and what belongs to April.
    await file(missed, '2026-03', { done: '补报三月。' })
    await fileAndSign(returned, '2026-03', { percent: 33 })
    await actOnReport((await file(cancelled, '2026-03')).id, 'takeBack', liaison.energy)
    await dispatcher.call(adoptReport, { id: waiting.id })
    await report(prompt, '2026-04', { percent: 70, done: '四月做了甲。', problems: '四月的问题。' })
    await close(closing)
    await act(cancelled, 'cancel', head, '取消。')
    await city.query(`update tasks.task set due_on = '2026-04-02' where id = $1`, [prompt])
    await renameUnit(
      {
        id: city.unitIds.energy,
        fullName: '澄江市能源与碳管理局',
        shortName: '市能源碳管局',
        until: '2026-04-30',
      },
      city.manager,
    )
    assert.deepEqual(await saidOf('2026-03', planId), march)
    await newMonth('2026-05')
    const april = await saidOf('2026-04', planId)
    assert.deepEqual(april.lastMonth, march.totals)
    assert.equal(april.totals.total, 5)
    assert.equal(april.totals.closed, 1)
    assert.deepEqual(await saidOf('2026-03', planId), march)
    const progressed = april.tasks.find(({ name }) => name === '推行甲')!
    assert.deepEqual(
      [progressed.progressLastMonth, progressed.progress, progressed.done],
      [20, 70, '四月做了甲。'],
    )
  })

  test('that runs says what the screen says, to the unit', async () => {
    moveTo('2027-03-16')
    const { planId, taskIds } = await dispatch(
      usualMeasure,
      { ...usualMeasure, title: '推行乙', lead: '市住建局', deadline: '2027年4月底前' },
      { ...usualMeasure, title: '推行丙', lead: '市住建局', partners: '', deadline: '长期坚持' },
      { ...usualMeasure, title: '推行丁', lead: '市数据局' },
    )
    await act(taskIds[1]!, 'receive', liaison.housing)
    await act(taskIds[2]!, 'receive', liaison.housing)
    await act(taskIds[3]!, 'receive', liaison.data)
    await report(taskIds[3]!, '2027-03', { percent: 50 }, {}, 'data')
    await close(taskIds[3]!, 'data')
    moveTo('2027-05-20', '00:30')
    await refreshAllLights()
    const overview = await cityLeader.call(getOverview, { planId })
    const { totals, units, fields, actions } = await bulletinData('2027-05', planId, dispatcher.actor)
    const named = (name: string) => overview.totals.find((figure) => figure.name === name)!.value
    assert.equal(totals.total, named('dispatched'))
    assert.equal(totals.closed, named('finished'))
    assert.equal(totals.late, named('overdue'))
    assert.equal(totals.total - totals.received, named('awaitingReceipt'))
    assert.deepEqual(
      totals.byLight,
      Object.fromEntries(overview.byLight.map(({ name, value }) => [name, value])),
    )
    assert.ok(totals.late > 0 && totals.byLight.blue > 0)
    assert.deepEqual(
      units.map(({ name, total, closed, byLight }) => [name, total, closed, byLight.red]).sort(),
      overview.byUnit.map(({ unit, total, closed, red }) => [unit.name, total, closed, red]).sort(),
    )
    for (const groups of [units, fields, actions])
      assert.equal(
        groups.reduce((sum, group) => sum + group.total, 0),
        totals.total,
      )
  })

  test('that runs calls no report missed before its day has passed', async () => {
    moveTo('2028-03-16')
    const { planId, taskIds } = await begin(usualMeasure, usualMeasure, usualMeasure)
    await file(taskIds[0]!, '2028-03')
    const reporting = async () => (await bulletinData('2028-03', planId, dispatcher.actor)).reporting
    moveTo('2028-03-25', '23:00')
    assert.deepEqual(await reporting(), { due: 3, onTime: 1, late: [], missed: [], returned: [] })
    moveTo('2028-03-26', '01:00')
    assert.deepEqual(
      (await reporting()).missed.map(({ count }) => count),
      [2],
    )
    await file(taskIds[1]!, '2028-03')
    assert.deepEqual(
      (await reporting()).late.map(({ count }) => count),
      [1],
    )
  })

  test('counts red months in a row', async () => {
    moveTo('2029-01-05')
    const { planId } = await begin({ ...usualMeasure, deadline: '2029年1月20日前' })
    for (const month of ['2029-02', '2029-03', '2029-04']) await newMonth(month)
    const redMonths = async (month: string) =>
      (await bulletinData(month, planId, dispatcher.actor)).tasks[0]!.redMonths
    assert.deepEqual([await redMonths('2029-01'), await redMonths('2029-03')], [1, 3])
  })

  test('is a Word file that names plan, month and figures', async () => {
    moveTo('2030-03-16')
    const { planId } = await begin(usualMeasure, { ...usualMeasure, title: '推行“码上办”' })
    const { name, mediaType, body } = await dispatcher.call(contract.downloadBulletin, {
      month: '2030-03',
      planId,
    })
    assert.equal(name, '澄江市优化营商环境工作任务进展情况通报（2030年3月）.docx')
    assert.match(mediaType, /wordprocessingml/)
    const document = parseXml((await (await openZip(body)).readText('word/document.xml'))!)
    const text = [...descendants(document, 't')].map(textOf).join('')
    for (const said of ['澄江市优化营商环境行动方案', '2030年3月', '推行“码上办”'])
      assert.ok(text.includes(said), said)
  })

  test('is refused with a way out', async () => {
    moveTo('2031-03-16')
    const { planId } = await dispatch(usualMeasure)
    const load = (given: { month: string; planId?: string }, worker: Worker = dispatcher) =>
      worker.call(contract.downloadBulletin, given)
    await assert.rejects(
      load({ month: '2031-04', planId }),
      refusing('invalid', /请选择本月或以前的月份/, 'month'),
    )
    await assert.rejects(
      load({ month: '2031-3', planId }),
      refusing('invalid', /2026-03 这样的年月/, 'month'),
    )
    await assert.rejects(load({ month: '2031-02', planId }), refusing('not-found', /请选择其他月份/, 'month'))
    await assert.rejects(load({ month: '2031-03' }), refusing('invalid', /请选择为哪一份方案编制/, 'planId'))
    await assert.rejects(load({ month: '2031-03', planId: crypto.randomUUID() }), refusing('not-found'))
    for (const worker of [liaison.energy, leader.energy])
      await assert.rejects(load({ month: '2031-03', planId }, worker), refusing('forbidden', /安全管理员/))
  })
})

describe('the ledger', () => {
  const sheetOf = async (worker: Worker, given: { planId?: string; unitId?: string }) => {
    const { name, body } = await worker.call(contract.downloadLedger, given)
    const [sheet] = await readExcelFile(Buffer.from(body))
    const at = sheet!.data.findIndex((row) => row[0] === '序号')
    const columns = sheet!.data[at]!.map(String)
    const rows = sheet!.data
      .slice(at + 1)
      .filter((row) => typeof row[0] === 'number')
      .map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i]])))
    return { name, rows }
  }

  test('lists what stands now: leads with their co-leads, state, light, last report', async () => {
    moveTo('2032-03-16')
    const { planId, taskIds } = await dispatch(
      { ...usualMeasure, lead: '市住建局、市数据局', partners: '各区人民政府', deadline: '2032年12月底前' },
      { ...usualMeasure, lead: '各区人民政府', partners: '' },
      { ...usualMeasure, title: '已取消的任务' },
    )
    await act(taskIds[2]!, 'cancel', head, '取消。')
    await act(taskIds[0]!, 'receive', liaison.housing)
    await report(
      taskIds[0]!,
      '2032-03',
      { percent: 15, done: '已建台账。', problems: '人手不足。' },
      {},
      'housing',
    )
    const { name, rows } = await sheetOf(dispatcher, { planId })
    assert.equal(name, '澄江市优化营商环境任务台账（2032-03-16）.xlsx')
    assert.equal(rows.length, 2)
    const [first, second] = rows
    assert.equal(first!.牵头单位, '市住建局、市数据局')
    assert.equal(first!.配合单位, '各区人民政府')
    assert.equal(first!.当前状态, '办理中')
    assert.ok(Object.values(first!).includes('已建台账。') && Object.values(first!).includes('人手不足。'))
    assert.equal(second!.牵头单位, '东河区、西山区')
  })

  test('holds for a unit what it has a share in, and for one unit what is asked for', async () => {
    moveTo('2032-03-16')
    const { planId } = await dispatch(
      { ...usualMeasure, title: '甲推行', lead: '市住建局', partners: '市数据局' },
      { ...usualMeasure, title: '推行乙', lead: '市数据局', partners: '' },
    )
    const names = async (worker: Worker, given = {}) =>
      (await sheetOf(worker, { planId, ...given })).rows.map((row) => row.任务名称)
    assert.deepEqual(await names(liaison.housing), ['甲推行'])
    assert.deepEqual(await names(liaison.data), ['甲推行', '推行乙'])
    assert.deepEqual(await names(liaison.east), [])
    assert.deepEqual(await names(dispatcher, { unitId: city.unitIds.housing }), ['甲推行'])
    assert.deepEqual(await names(liaison.housing, { unitId: city.unitIds.data }), ['甲推行'])
    const { name } = await sheetOf(dispatcher, { planId, unitId: city.unitIds.housing })
    assert.equal(name, '市住建局优化营商环境任务台账（2032-03-16）.xlsx')
    await assert.rejects(
      dispatcher.call(contract.downloadLedger, { unitId: crypto.randomUUID() }),
      refusing('invalid', /从单位列表中重新选择/, 'unitId'),
    )
  })
})

test('a closure that is under way is still in progress on paper', async () => {
  moveTo('2033-03-16')
  const { planId, taskIds } = await begin({ ...usualMeasure, lead: '市能源碳管局' })
  await applyForClosure(taskIds[0]!)
  const { totals } = await bulletinData('2033-03', planId, dispatcher.actor)
  assert.deepEqual([totals.inProgress, totals.closed], [1, 0])
})
