import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { inboxOf } from '#kernel/cases/inbox.ts'
import { getMeasure } from '#modules/publications/contract.ts'
import { refusedWithoutTrace } from '../../../tests/fingerprint.ts'
import { waitsForCase } from '../../../tests/held-lock.ts'
import { closureStatement, usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'

const city = await foundWorkingCity()
const { dispatcher, otherDispatcher, head, liaison, leader } = city
const { act, actOnReport, applyForClosure, begin, close, file, fileAndSign, read, upload } = workIn(city)

const begun = async () => {
  moveTo('2026-03-16')
  return (await begin(usualMeasure)).taskIds[0]!
}

const shown = async (task: string) => {
  const { number } = await read(task)
  return dispatcher.call(getMeasure, { number })
}

describe('an application for closure', () => {
  test('needs evidence and a statement that says something', async () => {
    const id = await begun()
    const { id: fileId } = await upload('佐证', liaison.energy)
    const apply = (given: object) => () =>
      liaison.energy.call(contract.applyClosure, {
        id,
        statement: closureStatement,
        fileIds: [fileId],
        ...given,
      })
    const cases: [object, string, RegExp][] = [
      [{ fileIds: [] }, 'fileIds', /请至少上传一份佐证材料/],
      [{ fileIds: [randomUUID()] }, 'fileIds', /请重新上传/],
      [{ statement: '已完成。' }, 'statement', /至少 10 字/],
      [{ statement: '长'.repeat(10_001) }, 'statement', /不超过 10000 字/],
      [{ statement: '经办人李某，电话 13812345678，已办结。' }, 'statement', /疑似手机号.*请删去或隐去/],
    ]
    for (const [given, field, words] of cases)
      await refusedWithoutTrace(city, apply(given), refusing('invalid', words, field))
    const task = await apply({})()
    assert.equal(task.state, 'closureRequested')
    assert.deepEqual([task.closure!.statement, task.closure!.files.length], [closureStatement, 1])
  })

  test('is refused while a report is under review, and by whom it does not concern', async () => {
    const id = await begun()
    const { id: fileId } = await upload('佐证', liaison.energy)
    const apply = (worker = liaison.energy) =>
      worker.call(contract.applyClosure, { id, statement: closureStatement, fileIds: [fileId] })
    const underReview = refusing('conflict', /还有进展填报未审结，审结后才能申请办结/)
    const { id: reportId } = await file(id, '2026-03')
    await refusedWithoutTrace(city, apply, underReview)
    await actOnReport(reportId, 'signOff', leader.energy)
    await refusedWithoutTrace(city, apply, underReview)
    await refusedWithoutTrace(city, () => apply(liaison.housing), refusing('forbidden', /承担此事的单位/))
    await refusedWithoutTrace(city, () => apply(leader.energy), refusing('forbidden'))
    await dispatcher.call(contract.adoptReport, { id: reportId })
    assert.equal((await apply()).state, 'closureRequested')
  })

  test('and whatever moves a report wait for each other', async () => {
    const id = await begun()
    const { id: reportId } = await file(id, '2026-03')
    const moves: [string, () => Promise<unknown>][] = [
      ['takeBack', () => actOnReport(reportId, 'takeBack', liaison.energy)],
      ['file', () => file(id, '2026-03')],
      ['signOff', () => actOnReport(reportId, 'signOff', leader.energy)],
      ['adopt', () => dispatcher.call(contract.adoptReport, { id: reportId })],
      ['applyClosure', () => applyForClosure(id)],
    ]
    for (const [name, move] of moves) assert.equal(await waitsForCase(city.url, id, move), true, name)
  })

  test('beside a filing: one of the two is refused', async () => {
    for (let round = 0; round < 3; round++) {
      const id = await begun()
      const { id: fileId } = await upload('佐证', liaison.energy)
      await Promise.allSettled([
        file(id, '2026-03'),
        liaison.energy.call(contract.applyClosure, { id, statement: closureStatement, fileIds: [fileId] }),
      ])
      // Transactions are numbered as they take the task's lock: whoever came second saw what the first had done.
      const events = await city.query<{ action: string }>(
        `select e.action from kernel.case_event e join kernel.case c on c.id = e.case_id
         where (c.id = $1 or c.parent_id = $1) and e.action in ('file', 'applyClosure') order by e.xid`,
        [id],
      )
      assert.notEqual(events.length, 0)
      if (events.length === 2) assert.equal(events[0]!.action, 'applyClosure')
    }
  })
})

describe('the two checks', () => {
  test('are done by two people, and close the task with everything that hangs on it', async () => {
    const id = await begun()
    await applyForClosure(id)
    await act(id, 'checkClosure', dispatcher)
    assert.equal((await read(id, dispatcher)).allowedActions.length, 0)
    for (const action of ['recheckClosure', 'overturnClosure'] as const) {
      await refusedWithoutTrace(
        city,
        () => act(id, action, dispatcher, '同意。'),
        refusing('forbidden', /须由另一人办理，您已办理“初审通过”/),
      )
    }
    moveTo('2026-03-20')
    const task = await act(id, 'recheckClosure', otherDispatcher)
    assert.deepEqual(
      [task.state, task.closedOn, task.progress, task.light, task.lightReason],
      ['closed', '2026-03-20', 100, 'blue', '已办结'],
    )
    assert.deepEqual(
      task.parts.map(({ state }) => state),
      ['ended'],
    )
    assert.deepEqual(
      task.reports.map(({ state }) => state),
      ['waived'],
    )
    const inbox = await inboxOf(liaison.energy.actor, 500)
    assert.equal(
      inbox.items.some(({ caseId }) => task.reports.some((each) => each.id === caseId)),
      false,
    )
  })

  test('publish the result at once, without any file that nobody chose', async () => {
    const id = await begun()
    await applyForClosure(id)
    await act(id, 'checkClosure', dispatcher)
    assert.deepEqual((await shown(id)).notes, [])
    await act(id, 'recheckClosure', otherDispatcher)
    const measure = await shown(id)
    assert.deepEqual([measure.state, measure.light, measure.progress], ['closed', 'blue', 100])
    assert.deepEqual(
      measure.notes.map(({ kind, text, files }) => [kind, text, files]),
      [['result', closureStatement, []]],
    )
  })

  test('publish the evidence that the second person chose, and no other', async () => {
    const id = await begun()
    const refused = await applyForClosure(id)
    await act(id, 'refuseClosure', dispatcher, '佐证不全。')
    const chosen = await applyForClosure(id)
    await act(id, 'checkClosure', dispatcher)
    const { id: foreign } = await upload('别处的', liaison.energy)
    const recheck = (files: string[]) => () => act(id, 'recheckClosure', otherDispatcher, undefined, files)
    await refusedWithoutTrace(
      city,
      recheck([chosen, foreign]),
      refusing('invalid', /请重新选择/, 'publicFileIds.1'),
    )
    await recheck([chosen])()
    const [note] = (await shown(id)).notes
    assert.deepEqual(
      note!.files.map((each) => each.id),
      [chosen],
    )
    const files = (await read(id)).closure!.files.map((each) => [each.id, each.isPublic])
    assert.deepEqual(
      files.sort(),
      [
        [chosen, true],
        [refused, false],
      ].sort(),
    )
  })

  test('publish nothing of a task that is not public, nor a file at another step', async () => {
    const id = await begun()
    await city.query('update tasks.task set is_public = false where id = $1', [id])
    const fileId = await applyForClosure(id)
    await refusedWithoutTrace(
      city,
      () => act(id, 'checkClosure', dispatcher, undefined, [fileId]),
      refusing('invalid', /在复核通过时选定/, 'publicFileIds'),
    )
    await act(id, 'checkClosure', dispatcher)
    await refusedWithoutTrace(
      city,
      () => act(id, 'recheckClosure', otherDispatcher, undefined, [fileId]),
      refusing('invalid', /不公开/, 'publicFileIds'),
    )
    await act(id, 'recheckClosure', otherDispatcher)
    assert.deepEqual((await shown(id)).notes, [])
  })

  test('refused or overturned put the task back to work, and it may apply again', async () => {
    const id = await begun()
    await applyForClosure(id)
    await refusedWithoutTrace(
      city,
      () => act(id, 'refuseClosure', dispatcher),
      refusing('invalid', /请填写初审退回的说明/, 'note'),
    )
    const refused = await act(id, 'refuseClosure', dispatcher, '佐证不全。')
    assert.deepEqual([refused.state, refused.closure], ['inProgress', null])
    await applyForClosure(id)
    await act(id, 'checkClosure', dispatcher)
    const overturned = await act(id, 'overturnClosure', otherDispatcher, '现场核查未达标。')
    assert.deepEqual([overturned.state, overturned.closure], ['inProgress', null])
    assert.equal((await shown(id)).state, 'inProgress')
    await applyForClosure(id)
    // Another person has checked this time, so the first may re-check.
    await act(id, 'checkClosure', otherDispatcher)
    assert.equal((await act(id, 'recheckClosure', dispatcher)).state, 'closed')
  })

  test('one key, one closure; of two at a time one', async () => {
    const id = await begun()
    await applyForClosure(id)
    await act(id, 'checkClosure', dispatcher)
    const answers = await Promise.allSettled(
      [otherDispatcher, head].map((worker) => act(id, 'recheckClosure', worker)),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    assert.equal((await shown(id)).notes.length, 1)
  })
})

describe('after closure', () => {
  test('the task is written off, and nothing of it can be moved any more', async () => {
    const id = await begun()
    const { id: reportId } = await fileAndSign(id, '2026-03')
    await dispatcher.call(contract.adoptReport, { id: reportId })
    await close(id)
    const item = (await inboxOf(head.actor, 500)).items.find(({ caseId }) => caseId === id)
    assert.equal(item!.asks, '销号')
    const task = await act(id, 'writeOff', head, '资料齐全。')
    assert.deepEqual([task.state, task.light, task.allowedActions], ['writtenOff', 'blue', []])
    assert.equal((await shown(id)).stateLabel, '已办结')
    assert.equal((await shown(id)).closedOn, '2026-03-16')
    await refusedWithoutTrace(
      city,
      () => act(id, 'writeOff', head),
      refusing('conflict', /当前状态为“已销号”，不能销号/),
    )
    await refusedWithoutTrace(
      city,
      () => act(id, 'receive', liaison.energy),
      refusing('conflict', /当前状态为“已销号”/),
    )
  })
})
