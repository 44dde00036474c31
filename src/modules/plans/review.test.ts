import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { timelineOf } from '#kernel/cases/timeline.ts'
import type { CallInputOf } from '#kernel/endpoint.ts'
import { createUnit, endUnit } from '#modules/people/service.ts'
import { refusedWithoutTrace } from '../../../tests/fingerprint.ts'
import { type PrintedMeasure, planFile, planText } from '../../../tests/plan-texts.ts'
import { foundWorkingCity, moveTo, refusing } from '../../../tests/working-city.ts'
import * as contract from './contract.ts'

const city = await foundWorkingCity()
const { dispatcher, otherDispatcher, unitIds } = city

moveTo('2026-03-16')

const whole = { lead: '市能源局', partners: '各区人民政府', deadline: '2026年12月底前' }

const uploaded = async (...measures: PrintedMeasure[]) =>
  (await dispatcher.call(contract.uploadPlan, { file: planFile(planText(measures)) })).id

const reviewOf = (id: string) => dispatcher.call(contract.getReview, { id })

const firstOf = async (id: string) => (await reviewOf(id)).measures[0]!

type Change = CallInputOf<typeof contract.updateMeasure>

/** What the form sends when nothing was touched but what is named. */
const changeOf = (id: string, measure: contract.Measure, changes: Partial<Change> = {}): Change => ({
  id,
  measureId: measure.id,
  revision: measure.revision,
  title: measure.title,
  text: measure.text,
  leadUnitIds: idsOf(measure.leads),
  partnerUnitIds: idsOf(measure.partners),
  dueOn: measure.deadline?.date ?? null,
  longTerm: measure.deadline?.longTerm ?? false,
  isPublic: measure.isPublic,
  ...changes,
})

const idsOf = (mentions: contract.UnitMention[]) =>
  mentions.flatMap(({ unitId, members }) => (unitId ? [unitId] : members.map((member) => member.unitId)))

describe('a name that no unit is known by', () => {
  test('is matched once, settles everywhere in the plan, and the next plan knows it', async () => {
    const lines = [
      { ...whole, title: '推行甲', lead: '市大数据中心' },
      { ...whole, title: '推行乙', partners: '市大数据中心、市住建局' },
    ]
    const id = await uploaded(...lines)
    const before = await reviewOf(id)
    assert.deepEqual(
      before.unknownUnits.map(({ name, count }) => [name, count]),
      [['市大数据中心', 2]],
    )
    assert.ok(before.unknownUnits[0]!.suggestions.some(({ unitId }) => unitId === unitIds.data))
    const { plan, measures } = await dispatcher.call(contract.matchUnit, {
      id,
      name: '市大数据中心',
      unitId: unitIds.data,
    })
    assert.equal(plan.openDoubts, 0)
    assert.equal(measures.length, 2)
    const lead = measures[0]!.leads[0]!
    assert.deepEqual([lead.raw, lead.unitId, lead.match], ['市大数据中心', unitIds.data, 'alias'])
    assert.match(measures[0]!.doubts[0]!.settledBy!, /：市数据局$/)
    assert.deepEqual((await reviewOf(id)).unknownUnits, [])

    const next = await firstOf(await uploaded(lines[0]!))
    assert.equal(next.leads[0]!.unitId, unitIds.data)
    assert.deepEqual(next.doubts, [])
  })

  test('is not accepted without a unit', async () => {
    const id = await uploaded({ ...whole, title: '推行甲', lead: '市地铁集团' })
    const measure = await firstOf(id)
    const [doubt] = measure.doubts
    assert.equal(doubt!.acceptable, false)
    for (const choice of [{ doubtIds: [`${measure.id}/${doubt!.id}`] }, { code: doubt!.code }]) {
      await refusedWithoutTrace(
        city,
        () => dispatcher.call(contract.settleDoubts, { id, ...choice }),
        refusing('invalid', /不能直接认可，请对应到单位/, 'doubtIds'),
      )
    }
  })

  test('is refused to units of yesterday, to names of others, and where it does not stand', async () => {
    const id = await uploaded({ ...whole, title: '推行甲', lead: '市热力公司' })
    const gone = await createUnit(
      {
        code: 'JIU',
        fullName: '澄江市旧事办公室',
        shortName: '市旧事办',
        kind: 'government',
        parentId: null,
        regionCode: null,
        sortOrder: 99,
        canReport: true,
        validFrom: '2020-01-01',
        otherNames: [],
      },
      city.manager,
    )
    await endUnit({ id: gone.id, lastDay: '2026-01-31' }, city.manager)
    const match = (name: string, unitId: string) => () =>
      dispatcher.call(contract.matchUnit, { id, name, unitId })
    await refusedWithoutTrace(
      city,
      match('市热力公司', gone.id),
      refusing('invalid', /已于 2026-01-31 撤并/, 'unitId'),
    )
    await refusedWithoutTrace(
      city,
      match('市住建局', unitIds.data),
      refusing('conflict', /已是市住建局的名称/, 'name'),
    )
    await refusedWithoutTrace(
      city,
      match('市自来水公司', unitIds.data),
      refusing('not-found', /没有未识别的/, 'name'),
    )
    await refusedWithoutTrace(
      city,
      match('市热力公司', crypto.randomUUID()),
      refusing('invalid', /重新选择/, 'unitId'),
    )
    const measure = await firstOf(id)
    await refusedWithoutTrace(
      city,
      () => dispatcher.call(contract.updateMeasure, changeOf(id, measure, { leadUnitIds: [gone.id] })),
      refusing('invalid', /已于 2026-01-31 撤并，请选择现有单位/, 'leadUnitIds'),
    )
    await refusedWithoutTrace(
      city,
      () =>
        dispatcher.call(
          contract.updateMeasure,
          changeOf(id, measure, { leadUnitIds: [unitIds.data], partnerUnitIds: [gone.id] }),
        ),
      refusing('invalid', /撤并/, 'partnerUnitIds'),
    )
  })
})

describe('a measure that is changed', () => {
  test('by two people at a time keeps the first change and tells the second', async () => {
    const id = await uploaded({ ...whole, title: '推行甲' })
    const measure = await firstOf(id)
    await dispatcher.call(contract.updateMeasure, changeOf(id, measure, { title: '先改的' }))
    await refusedWithoutTrace(
      city,
      () => otherDispatcher.call(contract.updateMeasure, changeOf(id, measure, { title: '后改的' })),
      refusing('conflict', /刚被他人修改过，请查看最新内容后再改/, 'revision'),
    )
    const after = await firstOf(id)
    assert.deepEqual([after.title, after.revision], ['先改的', measure.revision + 1])
  })

  test('is in doubt no longer where it was changed, and elsewhere still', async () => {
    const id = await uploaded({ title: '推行甲', lead: '市地铁集团' })
    const measure = await firstOf(id)
    assert.deepEqual(measure.doubts.map(({ field }) => field).sort(), ['deadline', 'leads'])
    const { measures } = await dispatcher.call(
      contract.updateMeasure,
      changeOf(id, measure, { leadUnitIds: [unitIds.energy] }),
    )
    const open = measures[0]!.doubts.filter((doubt) => doubt.settledBy === null)
    assert.deepEqual(
      open.map(({ field }) => field),
      ['deadline'],
    )
    const { plan } = await dispatcher.call(
      contract.updateMeasure,
      changeOf(id, measures[0]!, { dueOn: '2026-09-30' }),
    )
    assert.equal(plan.openDoubts, 0)
  })

  test('keeps the printed words of units that stay, a group as a group', async () => {
    const id = await uploaded({ ...whole, title: '推行甲', partners: '市住建局、各区人民政府' })
    const measure = await firstOf(id)
    const partnersAfter = async (partnerUnitIds: string[]) => {
      const now = await firstOf(id)
      const { measures } = await dispatcher.call(
        contract.updateMeasure,
        changeOf(id, now, { partnerUnitIds }),
      )
      return measures[0]!.partners.map(({ raw }) => raw)
    }
    assert.deepEqual(idsOf(measure.partners), [unitIds.housing, unitIds.east, unitIds.west])
    const all = [unitIds.housing, unitIds.east, unitIds.west, unitIds.data]
    assert.deepEqual(await partnersAfter(all), ['市住建局', '各区人民政府', '市数据局'])
    assert.deepEqual(await partnersAfter([unitIds.housing, unitIds.east, unitIds.east]), [
      '市住建局',
      '东河区',
    ])
  })

  test('forgets a deadline only when the form says so', async () => {
    const id = await uploaded({ ...whole, title: '推行甲', deadline: '2026年6月底前，并长期坚持' })
    const measure = await firstOf(id)
    const changed = async (changes: Partial<Change>) => {
      const now = await firstOf(id)
      return (await dispatcher.call(contract.updateMeasure, changeOf(id, now, changes))).measures[0]!.deadline
    }
    assert.deepEqual(await changed({ title: '另一个名字' }), measure.deadline)
    assert.deepEqual(await changed({ longTerm: false }), {
      ...measure.deadline,
      kind: 'date',
      longTerm: false,
    })
    const without = await changed({ dueOn: null })
    assert.deepEqual([without!.raw, without!.kind, without!.date], [measure.deadline!.raw, 'unclear', null])
  })

  test('stands in the history with what was changed', async () => {
    const id = await uploaded({ ...whole, title: '推行甲' })
    await dispatcher.call(contract.updateMeasure, changeOf(id, await firstOf(id), { title: '推行乙' }))
    const last = (await timelineOf([id])).at(-1)!
    assert.equal(last.action, 'edit')
    assert.deepEqual(last.data, { measure: 1, changed: { title: '推行乙' } })
  })
})

describe('doubts', () => {
  const twice = [
    { title: '推行甲', lead: '市能源局', deadline: '6月底前' },
    { title: '推行乙', lead: '市住建局', deadline: '9月底前' },
  ]

  test('are settled one by one or by kind, and opened again', async () => {
    const id = await uploaded(...twice)
    const review = await reviewOf(id)
    const keys = review.measures.flatMap((measure) =>
      measure.doubts.map((doubt) => `${measure.id}/${doubt.id}`),
    )
    assert.equal(review.plan.openDoubts, 2)
    const openAfter = async (choice: { doubtIds?: string[]; code?: string; settled?: boolean }) =>
      (await dispatcher.call(contract.settleDoubts, { id, ...choice })).plan.openDoubts
    assert.equal(await openAfter({ doubtIds: [keys[0]!] }), 1)
    assert.equal(await openAfter({ doubtIds: [keys[0]!] }), 1)
    assert.equal(await openAfter({ code: 'deadline-year' }), 0)
    assert.equal(await openAfter({ doubtIds: [keys[1]!], settled: false }), 1)
    await refusedWithoutTrace(
      city,
      () => dispatcher.call(contract.settleDoubts, { id }),
      refusing('invalid', /请选择要确认的疑点/, 'doubtIds'),
    )
  })

  test('a group of units that leads is pointed out with the unit that gathers', async () => {
    const measure = await firstOf(await uploaded({ ...whole, title: '推行甲', lead: '各区人民政府' }))
    const doubt = measure.doubts.find(({ code }) => code === 'group-leads')!
    assert.match(doubt.sentence, /以东河区为汇总单位/)
    assert.deepEqual([doubt.mustSettle, doubt.acceptable], [true, true])
  })

  test('a lead that stands for nobody keeps the plan from being confirmed, and says which measure', async () => {
    const id = await uploaded(
      { ...whole, title: '推行甲' },
      { ...whole, title: '推行乙', lead: '各有关部门' },
    )
    const review = await reviewOf(id)
    const doubtIds = review.measures.flatMap((measure) =>
      measure.doubts.filter(({ acceptable }) => acceptable).map((doubt) => `${measure.id}/${doubt.id}`),
    )
    await dispatcher.call(contract.settleDoubts, { id, doubtIds })
    await refusedWithoutTrace(
      city,
      () => dispatcher.call(contract.actOnPlan, { id, action: 'confirm' }),
      refusing('conflict', /第 2 条没有可以承办的牵头单位，请指定牵头单位后再定稿/),
    )
  })
})

describe('what the form refuses', () => {
  const cases: [Partial<Change>, string, RegExp][] = [
    [{ title: ' ' }, 'title', /请填写任务名称/],
    [{ title: '长'.repeat(201) }, 'title', /不超过 200 字/],
    [{ text: '' }, 'text', /请填写具体措施/],
    [{ text: '长'.repeat(10_001) }, 'text', /不超过 10000 字/],
    [{ leadUnitIds: [] }, 'leadUnitIds', /至少指定一个/],
    [{ leadUnitIds: ['x'] }, 'leadUnitIds.0', /从单位列表中选择/],
    [{ dueOn: '2026-02-30' }, 'dueOn', /须为 2026-12-31 这样的日期/],
    [{ measureId: '1' }, 'measureId', /编号不正确/],
  ]

  test('names the field and the way out, and changes nothing', async () => {
    const id = await uploaded({ ...whole, title: '推行甲' })
    const measure = await firstOf(id)
    for (const [changes, field, words] of cases) {
      await refusedWithoutTrace(
        city,
        () => dispatcher.call(contract.updateMeasure, changeOf(id, measure, changes)),
        refusing('invalid', words, field),
      )
    }
    await refusedWithoutTrace(
      city,
      () =>
        dispatcher.call(contract.updateMeasure, changeOf(id, measure, { measureId: crypto.randomUUID() })),
      refusing('not-found', /请刷新后查看/),
    )
    await refusedWithoutTrace(
      city,
      () =>
        dispatcher.call(contract.updatePlan, {
          id,
          title: '',
          documentNumber: null,
          issuedOn: null,
          versionName: null,
        }),
      refusing('invalid', /请填写方案标题/, 'title'),
    )
  })
})
