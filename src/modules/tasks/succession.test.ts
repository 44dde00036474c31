import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { inboxOf } from '#kernel/cases/inbox.ts'
import { firstBrokenLink } from '#kernel/cases/timeline.ts'
import { createUnit, endUnit } from '#modules/people/service.ts'
import { actOnPlan } from '#modules/plans/contract.ts'
import { getMeasure } from '#modules/publications/contract.ts'
import { someProgress, usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'

const city = await foundWorkingCity()
const { dispatcher, head, liaison, unitIds } = city
const { act, actOnReport, begin, close, confirm, file, read, reportOf } = workIn(city)

/** 市能源局 goes over into 市住建局. */
const merge = () =>
  endUnit({ id: unitIds.energy, lastDay: '2026-04-30', successorId: unitIds.housing }, city.manager)

describe('a unit that goes over into another', () => {
  test('leaves it its tasks, parts and reports as they stand, and the right to see them', async () => {
    moveTo('2026-03-16')
    const { taskIds } = await begin(
      { ...usualMeasure, title: '承接牵头', partners: '市数据局' },
      { ...usualMeasure, title: '承接者已配合' },
      { ...usualMeasure, title: '已办结' },
    )
    const [led, shared, closed] = taskIds as [string, string, string]
    const { taskIds: others } = await workIn(city).dispatch(
      { ...usualMeasure, title: '原单位配合', lead: '市数据局', partners: '市能源局' },
      { ...usualMeasure, title: '两家都配合', lead: '市数据局', partners: '市能源局、市住建局' },
      { ...usualMeasure, title: '承接者牵头', lead: '市住建局', partners: '市能源局' },
    )
    const [partner, both, own] = others as [string, string, string]
    await close(closed)
    const drafted = await confirm({ ...usualMeasure, title: '尚未下达', partners: '' })
    moveTo('2026-03-20')
    const filed = await file(led, '2026-03')
    const owed = await reportOf(shared, '2026-03')
    await merge()

    const task = await read(led, liaison.housing)
    assert.deepEqual([task.lead!.id, task.state], [unitIds.housing, 'inProgress'])
    const told = task.timeline.find(({ label, subject }) => label === '单位承接' && subject === '任务')!
    assert.deepEqual(told.details, [
      { label: '原单位', text: '市能源局' },
      { label: '承接单位', text: '市住建局' },
    ])
    const leader = await inboxOf(city.leader.housing.actor, 200)
    const waiting = leader.items.find(({ caseId }) => caseId === filed.id)
    assert.deepEqual([waiting?.asks, waiting?.waitsDueOn], ['审签', '2026-03-24'])
    await actOnReport(filed.id, 'signOff', city.leader.housing)
    const inbox = await inboxOf(liaison.housing.actor, 200)
    const due = inbox.items.find(({ caseId }) => caseId === owed.id)
    assert.deepEqual([due?.asks, due?.waitsDueOn], ['填报', '2026-03-25'])
    await liaison.housing.call(contract.fileReport, { id: owed.id, ...someProgress })

    const merged = await read(shared)
    assert.deepEqual([merged.lead!.id, merged.partners, merged.parts], [unitIds.housing, [], []])
    assert.deepEqual(
      (await read(partner)).parts.map(({ unit }) => unit.name),
      ['市住建局'],
    )
    assert.deepEqual(
      (await read(both)).partners.map(({ name }) => name),
      ['市住建局'],
    )
    assert.deepEqual((await read(both)).parts.length, 1)
    assert.deepEqual((await read(own)).parts, [])
    const part = (await read(partner)).parts[0]!
    await liaison.housing.call(contract.receivePart, { id: partner, partId: part.id })

    assert.equal((await read(closed, liaison.housing)).lead!.id, unitIds.housing)
    await assert.rejects(read(led, liaison.energy), refusing('not-found'))
    for (const id of [led, shared, partner, both, own, closed]) assert.equal(await firstBrokenLink(id), null)
    const measure = await dispatcher.call(getMeasure, { number: task.number })
    assert.equal(measure.leadName, '市住建局')
    assert.ok(measure.changes.some(({ change, after }) => change === 'lead' && after === '市住建局'))

    // What had not been dispatched goes to the successor when it is.
    await head.call(actOnPlan, { id: drafted.id, action: 'dispatch' })
    const { tasks } = await dispatcher.call(contract.listTasks, { planId: drafted.id })
    assert.equal(tasks[0]!.lead!.id, unitIds.housing)
    await act(tasks[0]!.id, 'receive', liaison.housing)
  })

  test('is named in plans of today by its successor', async () => {
    const unit = await createUnit(
      {
        code: 'JG',
        fullName: '澄江市价格管理局',
        shortName: '市价格局',
        kind: 'government',
        parentId: null,
        regionCode: null,
        sortOrder: 90,
        canReport: true,
        validFrom: '2020-01-01',
        otherNames: [],
      },
      city.manager,
    )
    moveTo('2026-05-04')
    await endUnit({ id: unit.id, lastDay: '2026-05-03', successorId: unitIds.data }, city.manager)
    const { taskIds } = await workIn(city).dispatch({ ...usualMeasure, lead: '市价格局', partners: '' })
    assert.equal((await read(taskIds[0]!)).lead!.id, unitIds.data)
  })
})
