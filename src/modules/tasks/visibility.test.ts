import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing, type Worker } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'

const city = await foundWorkingCity()
const { dispatcher, liaison, leader } = city
const {
  act,
  actOnReport,
  applyForClosure,
  begin,
  dispatch,
  file,
  fileAndSign,
  read,
  report,
  reportOf,
  upload,
} = workIn(city)

moveTo('2026-03-16')

const [partner, stranger] = [liaison.housing, liaison.data]
const wholeCity: Worker[] = [dispatcher, city.head, city.cityLeader, city.secrecyReviewer]

const numbersSeenBy = async (worker: Worker, planId: string) =>
  (await worker.call(contract.listTasks, { planId, sort: 'number' })).tasks.map(({ id }) => id)

describe('a unit', () => {
  test('sees the tasks in which it has a share, and no other', async () => {
    const { planId, taskIds } = await dispatch(
      usualMeasure,
      { ...usualMeasure, lead: '市住建局', partners: '' },
      { ...usualMeasure, lead: '市数据局', partners: '各区人民政府' },
    )
    const [shared, ofHousing, ofData] = taskIds as [string, string, string]
    assert.deepEqual(await numbersSeenBy(liaison.energy, planId), [shared])
    assert.deepEqual(await numbersSeenBy(leader.energy, planId), [shared])
    assert.deepEqual(await numbersSeenBy(liaison.housing, planId), [shared, ofHousing])
    assert.deepEqual(await numbersSeenBy(liaison.east, planId), [ofData])
    for (const worker of wholeCity) assert.deepEqual(await numbersSeenBy(worker, planId), taskIds)
    await assert.rejects(read(ofData, liaison.energy), refusing('not-found', /不在您的查看范围内/))
    const columns = (await liaison.east.call(contract.boardOfTasks, { planId })).columns
    assert.deepEqual(
      columns.flatMap(({ tasks }) => tasks.map(({ id }) => id)),
      [ofData],
    )
    // Another unit's name in the filter opens no door.
    const peek = await liaison.east.call(contract.listTasks, { planId, unitId: city.unitIds.energy })
    assert.equal(peek.total, 0)
  })

  test("sees the month's reports that it owes, and no other", async () => {
    const { planId } = await begin(usualMeasure)
    const seen = async (worker: Worker, filter = {}) =>
      (await worker.call(contract.listReports, { planId, ...filter })).total
    assert.equal(await seen(liaison.energy), 1)
    assert.equal(await seen(partner), 0)
    assert.equal(await seen(partner, { unitId: city.unitIds.energy }), 0)
    assert.equal(await seen(dispatcher), 1)
  })
})

describe('a report of another unit', () => {
  test('shows a partner nothing until it is adopted, then the result without what passed before', async () => {
    const { taskIds } = await begin(usualMeasure)
    const [id] = taskIds as [string]
    const { id: fileId } = await upload('内部材料', liaison.energy)
    const filed = await fileAndSign(id, '2026-03', {
      done: '原文。',
      problems: '经费不足。',
      supportNeeded: '请协调财政。',
      fileIds: [fileId],
    })
    assert.equal(filed.files.length, 1)
    await assert.rejects(partner.call(contract.getReport, { id: filed.id }), refusing('not-found'))
    const before = await read(id, partner)
    assert.deepEqual(before.reports, [])
    assert.equal(
      before.timeline.some(({ subject }) => subject === '3 月填报'),
      false,
    )

    await dispatcher.call(contract.adoptReport, {
      id: filed.id,
      edited: { percent: 25, done: '改后。', problems: '', nextSteps: '' },
      publicText: '进展顺利。',
    })
    const [own] = (await read(id, liaison.energy)).reports
    assert.equal(own!.original!.done, '原文。')
    const task = await read(id, partner)
    const [seen] = task.reports
    assert.deepEqual([seen!.percent, seen!.done, seen!.publicText], [25, '改后。', '进展顺利。'])
    for (const part of ['problems', 'supportNeeded'] as const) assert.equal(seen![part], '')
    for (const part of ['original', 'returnReason', 'filedBy', 'signedBy', 'previous'] as const)
      assert.equal(seen![part], null)
    assert.deepEqual(seen!.files, [])
    assert.deepEqual(seen, await partner.call(contract.getReport, { id: filed.id }))
    const said = task.timeline.filter(({ subject }) => subject === '3 月填报')
    assert.deepEqual(
      said.map(({ label, note, details, files }) => [label, note, details, files]),
      [['采用', null, [], []]],
    )
    await assert.rejects(stranger.call(contract.getReport, { id: filed.id }), refusing('not-found'))
  })

  test('is moved by nobody who does not own it', async () => {
    const { taskIds } = await begin(usualMeasure)
    const { id } = await file(taskIds[0]!, '2026-03')
    await assert.rejects(actOnReport(id, 'takeBack', partner), refusing('not-found'))
    await assert.rejects(actOnReport(id, 'signOff', leader.housing), refusing('not-found'))
    await assert.rejects(actOnReport(id, 'signOff', liaison.energy), refusing('forbidden'))
    await assert.rejects(actOnReport(id, 'sendBack', leader.energy, '退回'), refusing('forbidden'))
    await assert.rejects(
      partner.call(contract.fileReport, { id, percent: 1, done: '代填' }),
      refusing('not-found'),
    )
    await assert.rejects(liaison.energy.call(contract.adoptReport, { id }), refusing('forbidden'))
  })
})

describe('evidence', () => {
  const open = (worker: Worker, id: string) => worker.call(contract.downloadFile, { id })
  const textOf = async (worker: Worker, id: string) => new TextDecoder().decode((await open(worker, id)).body)

  test('that is not attached yet is for its own unit', async () => {
    const { id } = await upload('尚未提交', liaison.energy)
    assert.equal(await textOf(liaison.energy, id), '尚未提交')
    assert.equal(await textOf(leader.energy, id), '尚未提交')
    for (const worker of [partner, dispatcher]) await assert.rejects(open(worker, id), refusing('not-found'))
  })

  test('of a report is for its unit and the centre, not for partners of the task', async () => {
    const { taskIds } = await begin(usualMeasure)
    const { id: fileId } = await upload('报装台账', liaison.energy)
    await report(taskIds[0]!, '2026-03', { fileIds: [fileId] })
    for (const worker of [liaison.energy, leader.energy, ...wholeCity])
      assert.equal(await textOf(worker, fileId), '报装台账')
    for (const worker of [partner, leader.housing, stranger])
      await assert.rejects(open(worker, fileId), refusing('not-found', /不在您的查看范围内/))
  })

  test('of a closure likewise', async () => {
    const { taskIds } = await begin(usualMeasure)
    const [id] = taskIds as [string]
    const fileId = await applyForClosure(id)
    assert.deepEqual(
      (await read(id, liaison.energy)).closure!.files.map((each) => each.id),
      [fileId],
    )
    assert.deepEqual((await read(id, partner)).closure!.files, [])
    assert.equal(await textOf(dispatcher, fileId), `办结佐证 ${id}`)
    await assert.rejects(open(partner, fileId), refusing('not-found'))
    const story = (await read(id, partner)).timeline.find(({ label }) => label === '申请办结')!
    assert.deepEqual(story.files, [])
  })

  test('is attached only by whoever uploaded it, and to one matter', async () => {
    const { taskIds } = await begin(usualMeasure, usualMeasure)
    const { id: foreign } = await upload('他人材料', partner)
    const take = (fileIds: string[], task = taskIds[0]!) => file(task, '2026-03', { fileIds })
    await assert.rejects(take([foreign]), refusing('invalid', /请重新上传/, 'fileIds'))
    const { id: own } = await upload('本人材料', liaison.energy)
    await take([own])
    await assert.rejects(take([own], taskIds[1]!), refusing('invalid', /请重新上传/, 'fileIds'))
    assert.equal((await reportOf(taskIds[1]!, '2026-03')).state, 'owed')
  })

  test('is no way to the document of a plan or to what is not evidence', async () => {
    const { planId } = await begin(usualMeasure)
    const [row] = await city.query<{ file_id: string }>('select file_id from plans.plan where id = $1', [
      planId,
    ])
    for (const worker of [dispatcher, liaison.energy])
      await assert.rejects(open(worker, row!.file_id), refusing('not-found'))
  })
})

describe('after a reassignment', () => {
  test('the former lead sees the task no longer, the new one does', async () => {
    const { taskIds } = await dispatch({ ...usualMeasure, partners: '' })
    const [id] = taskIds as [string]
    await act(id, 'decline', liaison.energy, '非本单位职责。')
    await dispatcher.call(contract.reassignTask, { id, leadUnitId: city.unitIds.data, note: '改派。' })
    await assert.rejects(read(id, liaison.energy), refusing('not-found'))
    assert.equal((await read(id, liaison.data)).lead!.name, '市数据局')
  })
})
