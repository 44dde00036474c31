import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { describe, test } from 'node:test'
import { listInbox } from '#kernel/cases/contract.ts'
import { inboxOf } from '#kernel/cases/inbox.ts'
import { firstBrokenLink, timelineOf } from '#kernel/cases/timeline.ts'
import { refusedWithoutTrace } from '../../../tests/fingerprint.ts'
import { type PrintedMeasure, planFile, planText } from '../../../tests/plan-texts.ts'
import { foundWorkingCity, moveTo, refusing, type Worker } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'
import { digestOfPlan, getFrozenPlan } from './service.ts'

const city = await foundWorkingCity()
const { dispatcher, otherDispatcher, head } = city

moveTo('2026-03-16')

const clear: PrintedMeasure = {
  title: '推行电子证照',
  lead: '市能源局',
  partners: '市住建局、各区人民政府',
  deadline: '2026年12月底前',
}
const doubtful: PrintedMeasure = { title: '推行远程勘验', lead: '市住建局', deadline: '6月底前' }

const upload = (measures: PrintedMeasure[], by: Worker = dispatcher) =>
  by.call(contract.uploadPlan, { file: planFile(planText(measures)) })

const act = (
  id: string,
  action: 'confirm' | 'dispatch' | 'sendBack' | 'conclude' | 'discard',
  by: Worker,
  note?: string,
) => by.call(contract.actOnPlan, { id, action, note })

const confirmed = async () => {
  const plan = await upload([clear])
  return act(plan.id, 'confirm', dispatcher)
}

const statesOfTasks = async (planId: string): Promise<string[]> =>
  (
    await city.query<{ state: string }>(
      `select c.state from tasks.task t join kernel.case c on c.id = t.id where t.plan_id = $1 order by c.number`,
      [planId],
    )
  ).map((row) => row.state)

describe('a document that is uploaded', () => {
  test('is kept as it came, read, and waits for its review in the centre', async () => {
    const text = planText([clear, doubtful])
    const plan = await dispatcher.call(contract.uploadPlan, { file: planFile(text, '2026年方案.txt') })
    assert.equal(plan.state, 'reading')
    assert.equal(plan.measureCount, 2)
    assert.equal(plan.openDoubts, 1)
    assert.equal(plan.fileName, '2026年方案.txt')
    assert.equal(plan.textDigest, null)
    const source = await dispatcher.call(contract.downloadSource, { id: plan.id })
    assert.equal(new TextDecoder().decode(source.body), text)
    const review = await dispatcher.call(contract.getReview, { id: plan.id })
    assert.equal(review.sourceText, text)
    assert.equal(review.spans.map(({ start, end }) => review.sourceText.slice(start, end)).join(''), text)
    const [item] = (await inboxOf(otherDispatcher.actor, 50)).items.filter(({ caseId }) => caseId === plan.id)
    assert.equal(item?.asks, '核对')
    assert.match(item!.number, /^FA-2026-\d{3}$/)
    assert.equal(item!.waitsDueOn, '2026-03-19')
  })

  test('is refused the second time, and leaves nothing behind', async () => {
    const text = planText([clear])
    const first = await dispatcher.call(contract.uploadPlan, { file: planFile(text) })
    await refusedWithoutTrace(
      city,
      () => otherDispatcher.call(contract.uploadPlan, { file: planFile(text, '另一个名字.txt') }),
      refusing('conflict', /已上传过，见方案“.+”。如需重新读取，请先作废原方案/, 'file'),
    )
    await act(first.id, 'discard', dispatcher, '传错了版本')
    const again = await dispatcher.call(contract.uploadPlan, { file: planFile(text) })
    assert.notEqual(again.id, first.id)
  })

  test('becomes one plan when two people send it at the same moment', async () => {
    const text = planText([clear])
    const answers = await Promise.allSettled(
      [dispatcher, otherDispatcher, head].map((each) =>
        each.call(contract.uploadPlan, { file: planFile(text) }),
      ),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected', 'rejected'])
  })

  test('becomes one plan when the same request is sent again under its key', async () => {
    const key = randomUUID()
    const file = () => planFile(text)
    const text = planText([clear])
    const first = await dispatcher.call(contract.uploadPlan, { file: file() }, { key })
    assert.equal((await dispatcher.call(contract.uploadPlan, { file: file() }, { key })).id, first.id)
    await refusedWithoutTrace(
      city,
      () =>
        dispatcher.call(
          contract.uploadPlan,
          { file: planFile(`${planText([clear])}补充`, 'x.txt') },
          { key },
        ),
      refusing('conflict', /同一个请求编号/, 'Idempotency-Key'),
    )
  })

  test('is refused when it holds no list of tasks, or is of another kind', async () => {
    const empty = planFile('关于放假的通知\n各单位：\n现将放假安排通知如下。')
    await refusedWithoutTrace(
      city,
      () => dispatcher.call(contract.uploadPlan, { file: empty }),
      refusing('invalid', /没有找到任务清单.*请确认是否选对了文件/, 'file'),
    )
    await refusedWithoutTrace(
      city,
      () => dispatcher.call(contract.uploadPlan, { file: new File(['MZ'], '方案.exe') }),
      refusing('unsupported', /请换成/, 'file'),
    )
  })
})

describe('the life of a plan', () => {
  test('it is not confirmed while doubts remain', async () => {
    const plan = await upload([clear, doubtful])
    await refusedWithoutTrace(
      city,
      () => act(plan.id, 'confirm', dispatcher),
      refusing('conflict', /还有 1 处待确认，处理完后才能定稿/),
    )
    const review = await dispatcher.call(contract.getReview, { id: plan.id })
    const doubtIds = review.measures.flatMap(({ id, doubts }) => doubts.map((doubt) => `${id}/${doubt.id}`))
    await dispatcher.call(contract.settleDoubts, { id: plan.id, doubtIds })
    assert.equal((await act(plan.id, 'confirm', dispatcher)).state, 'confirmed')
  })

  test('its text is frozen: the page and the database refuse every change', async () => {
    const plan = await confirmed()
    const [measure] = (await dispatcher.call(contract.getPlan, { id: plan.id })).measures
    await refusedWithoutTrace(
      city,
      () =>
        dispatcher.call(contract.updateMeasure, {
          id: plan.id,
          measureId: measure!.id,
          revision: measure!.revision,
          title: '改过的',
          text: measure!.text,
          leadUnitIds: [city.unitIds.energy],
          partnerUnitIds: [],
          dueOn: null,
          longTerm: false,
          isPublic: true,
        }),
      refusing('conflict', /当前状态为“待批准下达”，不能修改/),
    )
    const frozen = /frozen/
    for (const statement of [
      `update plans.measure set title = '改' where plan_id = $1`,
      `delete from plans.measure where plan_id = $1`,
      `update plans.plan set title = '改' where id = $1`,
      `update plans.plan set text_digest = null, frozen_at = null where id = $1`,
      `update plans.plan set frozen_at = now() where id = $1`,
      `delete from plans.plan where id = $1`,
      `update plans.reading set source_text = '改' where plan_id = $1`,
      `delete from plans.reading where plan_id = $1`,
    ]) {
      await assert.rejects(city.query(statement, [plan.id]), frozen, statement)
    }
    await assert.rejects(
      city.query(
        `insert into plans.measure select gen_random_uuid(), plan_id, 99, number, path, title, body, leads, partners,
           deadline, marks, is_public, doubts, raw, source_start, source_end, 1 from plans.measure where plan_id = $1`,
        [plan.id],
      ),
      frozen,
    )
  })

  test('its digest tells any change and is the same for the same text', async () => {
    const plan = await confirmed()
    assert.match(plan.textDigest!, /^[0-9a-f]{64}$/)
    assert.equal(await digestOfPlan(plan.id), plan.textDigest)
    await act(plan.id, 'sendBack', head, '请核对第 1 条')
    assert.equal((await dispatcher.call(contract.getPlan, { id: plan.id })).plan.textDigest, null)
    assert.equal((await act(plan.id, 'confirm', dispatcher)).textDigest, plan.textDigest)
    // Another way to the same text: changed and changed back.
    await act(plan.id, 'sendBack', head, '再核一遍')
    for (const title of ['改过的', '推行电子证照']) {
      const [measure] = (await dispatcher.call(contract.getReview, { id: plan.id })).measures
      const { text, deadline } = measure!
      await dispatcher.call(contract.updateMeasure, {
        id: plan.id,
        measureId: measure!.id,
        revision: measure!.revision,
        title,
        text,
        leadUnitIds: [city.unitIds.energy],
        partnerUnitIds: [city.unitIds.housing, city.unitIds.east, city.unitIds.west],
        dueOn: deadline!.date,
        longTerm: false,
        isPublic: true,
      })
    }
    assert.equal((await act(plan.id, 'confirm', dispatcher)).textDigest, plan.textDigest)
    await act(plan.id, 'sendBack', head, '文号有误')
    await dispatcher.call(contract.updatePlan, {
      id: plan.id,
      title: plan.title,
      documentNumber: '澄政办发〔2026〕7号',
      issuedOn: null,
      versionName: null,
    })
    assert.notEqual((await act(plan.id, 'confirm', dispatcher)).textDigest, plan.textDigest)
  })

  test('who confirmed it cannot approve its dispatch; another can', async () => {
    const plan = await upload([clear])
    await act(plan.id, 'confirm', head)
    const [own] = (await head.call(contract.listPlans, {})).plans.filter(({ id }) => id === plan.id)
    assert.deepEqual(
      own!.allowedActions.map(({ action }) => action),
      ['sendBack'],
    )
    await refusedWithoutTrace(
      city,
      () => act(plan.id, 'dispatch', head),
      refusing('forbidden', /须由另一人办理，您已办理“确认并定稿”/),
    )
    await refusedWithoutTrace(
      city,
      () => act(plan.id, 'dispatch', dispatcher),
      refusing('forbidden', /没有“批准下达”的权限/),
    )
    await act(plan.id, 'sendBack', head, '请调度员再核对一遍')
    await act(plan.id, 'confirm', dispatcher)
    assert.equal((await act(plan.id, 'dispatch', head)).state, 'executing')
  })

  test('sent back, its tasks are withdrawn; a new confirmation makes new ones', async () => {
    const plan = await confirmed()
    assert.deepEqual(await statesOfTasks(plan.id), ['drafted'])
    await refusedWithoutTrace(
      city,
      () => act(plan.id, 'sendBack', head),
      refusing('invalid', /请填写退回修改的说明/, 'note'),
    )
    await act(plan.id, 'sendBack', head, '请补充配合单位')
    assert.deepEqual(await statesOfTasks(plan.id), ['cancelled'])
    await act(plan.id, 'confirm', dispatcher)
    await act(plan.id, 'dispatch', head)
    assert.deepEqual(await statesOfTasks(plan.id), ['cancelled', 'awaitingReceipt'])
  })

  test('of two who confirm at the same moment one does it', async () => {
    const plan = await upload([clear])
    const answers = await Promise.allSettled(
      [dispatcher, otherDispatcher].map((each) => act(plan.id, 'confirm', each)),
    )
    assert.deepEqual(answers.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
    assert.deepEqual(await statesOfTasks(plan.id), ['drafted'])
  })

  test('a doubt that is opened again beside a confirmation leaves one of the two refused', async () => {
    for (let round = 0; round < 3; round++) {
      const plan = await upload([doubtful])
      const code = 'deadline-year'
      await dispatcher.call(contract.settleDoubts, { id: plan.id, code })
      await Promise.allSettled([
        otherDispatcher.call(contract.settleDoubts, { id: plan.id, code, settled: false }),
        act(plan.id, 'confirm', dispatcher),
      ])
      const { plan: after } = await dispatcher.call(contract.getPlan, { id: plan.id })
      assert.equal(after.state === 'confirmed' && after.openDoubts > 0, false)
    }
  })

  test('its history is whole and says who did what', async () => {
    const plan = await confirmed()
    await act(plan.id, 'dispatch', head)
    await act(plan.id, 'conclude', head, '全部任务办结')
    const events = await timelineOf([plan.id])
    assert.deepEqual(
      events.map(({ action }) => action),
      ['open', 'confirm', 'dispatch', 'conclude'],
    )
    assert.equal(await firstBrokenLink(plan.id), null)
    await refusedWithoutTrace(
      city,
      () => act(plan.id, 'discard', dispatcher, '不要了'),
      refusing('conflict', /当前状态为“已收官”/),
    )
  })
})

describe('who sees a plan', () => {
  const seenBy = async (worker: Worker, id: string) =>
    (await worker.call(contract.listPlans, {})).plans.some((plan) => plan.id === id)

  test('units and leaders from its dispatch on, those who work on it from the upload', async () => {
    const plan = await confirmed()
    const others = [city.liaison.energy, city.leader.energy, city.cityLeader, city.secrecyReviewer]
    for (const worker of others) {
      assert.equal(await seenBy(worker, plan.id), false)
      for (const look of [contract.getPlan, contract.downloadSource]) {
        await assert.rejects(worker.call(look, { id: plan.id }), refusing('not-found', /尚未下达/))
      }
    }
    for (const worker of [dispatcher, otherDispatcher, head]) {
      assert.equal(await seenBy(worker, plan.id), true)
    }
    await act(plan.id, 'dispatch', head)
    for (const worker of others) {
      assert.equal(await seenBy(worker, plan.id), true)
      assert.equal((await worker.call(contract.getPlan, { id: plan.id })).measures.length, 1)
    }
  })

  test('a unit may neither upload nor review', async () => {
    const plan = await upload([clear])
    await refusedWithoutTrace(
      city,
      () => upload([clear], city.liaison.energy),
      refusing('forbidden', /请联系安全管理员/),
    )
    await assert.rejects(city.liaison.energy.call(contract.getReview, { id: plan.id }), refusing('forbidden'))
  })

  test('what carries it out gets it only when it is confirmed', async () => {
    const plan = await upload([clear])
    await assert.rejects(getFrozenPlan(plan.id), refusing('conflict', /尚未定稿/))
    await act(plan.id, 'confirm', dispatcher)
    assert.equal((await getFrozenPlan(plan.id)).measures[0]!.title, '推行电子证照')
    const inbox = await head.call(listInbox, {}).catch(() => inboxOf(head.actor, 100))
    assert.ok(inbox.items.some(({ caseId, asks }) => caseId === plan.id && asks === '批准'))
  })
})
