import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { getMeasure, listMeasures } from '#modules/publications/contract.ts'
import { refusedWithoutTrace } from '../../../tests/fingerprint.ts'
import { usualMeasure, workIn } from '../../../tests/task-work.ts'
import { foundWorkingCity, moveTo, refusing } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'

const city = await foundWorkingCity()
const { dispatcher, liaison } = city
const { begin, fileAndSign, read, report, reportOf, upload } = workIn(city)

const march = async () => {
  moveTo('2026-03-16')
  const { taskIds } = await begin(usualMeasure)
  return taskIds[0]!
}

describe('publication', () => {
  const notesOf = async (task: string) => {
    const { number } = await read(task)
    return (await dispatcher.call(getMeasure, { number })).notes
  }

  test('appears at once with what was approved, and only that', async () => {
    const task = await march()
    const { id: open } = await upload('可公开', liaison.energy)
    const { id: kept } = await upload('不公开', liaison.energy)
    const { id } = await fileAndSign(task, '2026-03', { done: '内部说法。', fileIds: [open, kept] })
    assert.deepEqual(await notesOf(task), [])
    moveTo('2026-03-26', '10:30')
    await dispatcher.call(contract.adoptReport, { id, publicText: '报装流程已公开。', publicFileIds: [open] })
    const [note, ...others] = await notesOf(task)
    assert.equal(others.length, 0)
    assert.deepEqual(
      [note!.kind, note!.month, note!.percent, note!.text, note!.at],
      ['progress', '2026-03', 30, '报装流程已公开。', '2026-03-26T02:30:00.000Z'],
    )
    assert.deepEqual(
      note!.files.map((each) => each.id),
      [open],
    )
    const [own] = (await read(task, liaison.energy)).reports
    assert.deepEqual(
      own!.files.map((each) => [each.id, each.isPublic]).sort(),
      [
        [open, true],
        [kept, false],
      ].sort(),
    )
    const everything = JSON.stringify(await dispatcher.call(listMeasures, { pageSize: 100 }))
    assert.equal(everything.includes('内部说法'), false)
  })

  test('does not happen without a public text, and the progress moves all the same', async () => {
    const task = await march()
    await report(task, '2026-03', { percent: 44 }, { publicText: '  ' })
    assert.deepEqual(await notesOf(task), [])
    const { number } = await read(task)
    assert.equal((await dispatcher.call(getMeasure, { number })).progress, 44)
    assert.equal((await reportOf(task, '2026-03')).publicText, null)
  })

  test("is refused where it would tell somebody's number, name a stranger's file, or leave a closed task", async () => {
    const task = await march()
    const { id: fileId } = await upload('材料', liaison.energy)
    const { id } = await fileAndSign(task, '2026-03', { fileIds: [fileId] })
    const { id: foreign } = await upload('别的材料', liaison.energy)
    const adopt = (given: object) => () => dispatcher.call(contract.adoptReport, { id, ...given })
    const cases: [object, string, RegExp][] = [
      [
        { publicText: '联系人 13812345678。' },
        'publicText',
        /疑似手机号.*138\*\*\*\*5678.*请删去或隐去后再提交/,
      ],
      [{ publicText: '身份证 11010519491231002X。' }, 'publicText', /请删去或隐去/],
      [{ publicFileIds: [fileId] }, 'publicText', /请填写公开内容，或不选公开材料/],
      [{ publicText: '进展。', publicFileIds: [fileId, foreign] }, 'publicFileIds.1', /请重新选择/],
      [{ publicText: '长'.repeat(3001) }, 'publicText', /不超过 3000 字/],
    ]
    for (const [given, field, words] of cases)
      await refusedWithoutTrace(city, adopt(given), refusing('invalid', words, field))
    await city.query('update tasks.task set is_public = false where id = $1', [task])
    await refusedWithoutTrace(
      city,
      adopt({ publicText: '进展。' }),
      refusing('invalid', /不公开/, 'publicText'),
    )
    assert.equal((await adopt({})()).state, 'adopted')
  })
})
