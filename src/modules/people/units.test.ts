import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { listenTo } from '#kernel/events.ts'
import { when } from '#kernel/module.ts'
import { Refusal } from '#kernel/refusal.ts'
import { freshCity, refusing, someone, stoppedClock } from './city-for-tests.ts'
import { type UnitInput, unitSucceeded } from './contract.ts'
import { peopleModule } from './module.ts'
import * as people from './service.ts'

stoppedClock()
const city = await freshCity()
const { system } = city

let codes = 0
const make = (fullName: string, shortName: string, rest: Partial<UnitInput> = {}) =>
  people.createUnit(
    {
      code: `U${++codes}`,
      fullName,
      shortName,
      kind: 'government',
      parentId: null,
      regionCode: null,
      sortOrder: 0,
      canReport: true,
      validFrom: '2019-02-01',
      otherNames: [],
      ...rest,
    },
    system,
  )
const namesOf = async (id: string) =>
  (await people.unitNamesForReading()).units.find((unit) => unit.id === id)

describe('units', () => {
  test('stand below their parents, and no unit below itself', async () => {
    const top = await make('澄江市人民政府', '市政府')
    const below = await make('澄江市财政局', '市财政局', { parentId: top.id })
    const deepest = await make('澄江市财政事务中心', '市财政事务中心', { parentId: below.id })
    const rows = await people.listUnits({ query: '市' })
    const depth = (id: string) => rows.find((unit) => unit.id === id)!.depth
    assert.deepEqual([depth(top.id), depth(below.id), depth(deepest.id)], [0, 1, 2])
    assert.ok(rows.findIndex(({ id }) => id === top.id) < rows.findIndex(({ id }) => id === below.id))
    await assert.rejects(
      people.updateUnit({ id: top.id, parentId: deepest.id }, system),
      refusing('invalid', /不能是本单位或其下级/),
    )
    await assert.rejects(
      people.endUnit({ id: below.id, lastDay: '2026-03-01' }, system),
      refusing('conflict', /下级单位/),
    )
  })

  test('have codes and names of their own', async () => {
    await make('澄江市水利局', '市水利局', { code: 'SLJ' })
    await assert.rejects(make('澄江市水务局', '市水务局', { code: 'SLJ' }), refusing('conflict', /编码/))
    await assert.rejects(make('澄江市水利局', '市水利局二'), refusing('conflict', /同名单位/))
    await assert.rejects(make('澄江市水利局二', '市水利局'), refusing('conflict', /简称/))
  })

  test('keep their former name when they are renamed', async () => {
    const unit = await make('澄江市大数据局', '市大数据局')
    const { actor } = await someone(city, 'gaiming', 'liaison', { unitId: unit.id })
    assert.match(actor.label, /市大数据局/)
    const renamed = await people.renameUnit(
      { id: unit.id, fullName: '澄江市数据局', shortName: '市数据局', until: '2026-02-28' },
      system,
    )
    assert.deepEqual(
      renamed.names.map(({ name, kind, until }) => [name, kind, until]),
      [
        ['澄江市大数据局', 'former', '2026-02-28'],
        ['市大数据局', 'former', '2026-02-28'],
      ],
    )
    assert.deepEqual((await namesOf(unit.id))!.formerNames, ['澄江市大数据局', '市大数据局'])
    assert.equal((await people.unitLabels([unit.id])).get(unit.id), '市数据局')
    assert.match((await people.actorOf(actor.postId!)).label, /市数据局/)
  })

  test('that go into another leave it their names and people, and other modules hear of it', async () => {
    const heard: unknown[] = []
    listenTo([
      peopleModule,
      {
        name: 'listener',
        label: '',
        dependsOn: [],
        listeners: [when(unitSucceeded, async (what) => void heard.push(what))],
      },
    ])
    const old = await make('澄江市经贸局', '市经贸局', { otherNames: ['经贸局'] })
    const heir = await make('澄江市商务局', '市商务局')
    const { personId, postId } = await someone(city, 'jingmao', 'liaison', { unitId: old.id })
    const ended = await people.endUnit({ id: old.id, lastDay: '2026-03-01', successorId: heir.id }, system)
    assert.equal(ended.isCurrent, false)
    assert.deepEqual(heard, [{ unitId: old.id, successorId: heir.id, lastDay: '2026-03-01' }])
    assert.deepEqual((await namesOf(heir.id))!.formerNames, ['澄江市经贸局', '市经贸局', '经贸局'])
    assert.equal(await namesOf(old.id), undefined)
    assert.equal((await people.unitLabels([old.id])).get(old.id), '市经贸局', 'history keeps its names')
    await assert.rejects(people.actorOf(postId), refusing('not-found'))
    const proposal = (await people.listPostProposals()).find((each) => each.personId === personId)!
    assert.equal(proposal.unitId, heir.id)
    await people.decidePostProposals({ ids: [proposal.id], grant: true }, city.security)
    assert.deepEqual(
      (await people.listPosts({ personId })).map(({ unitId }) => unitId),
      [heir.id],
    )
    assert.deepEqual(
      (await people.getUnit(heir.id)).predecessors.map(({ id }) => id),
      [old.id],
    )
    // The name is free again.
    await make('澄江市经贸局', '市经贸局')
  })

  test('a module that cannot take over stops the merger', async () => {
    const old = await make('澄江市物价局', '市物价局')
    const heir = await make('澄江市价格局', '市价格局')
    listenTo([
      {
        name: 'listener',
        label: '',
        dependsOn: [],
        listeners: [
          when(unitSucceeded, async () => {
            throw new Refusal('conflict', '尚有未办结事项。')
          }),
        ],
      },
    ])
    await assert.rejects(
      people.endUnit({ id: old.id, lastDay: '2026-03-01', successorId: heir.id }, system),
      refusing('conflict', /未办结/),
    )
    assert.equal((await people.getUnit(old.id)).isCurrent, true)
    listenTo([peopleModule])
  })

  test('an unborn or dissolved unit is not read on a day on which it does not exist', async () => {
    const unit = await make('澄江市未来局', '市未来局', { validFrom: '2026-05-01' })
    assert.equal(await namesOf(unit.id), undefined)
    assert.ok((await people.unitNamesForReading('2026-05-01')).units.some(({ id }) => id === unit.id))
  })
})

describe('a name learned from a paper', () => {
  test('is used again, says who learned it when, and means one unit only', async () => {
    const unit = await make('澄江市住房和城乡建设局', '市住房城乡建设局', { otherNames: ['市住建局'] })
    const other = await make('澄江市城市管理局', '市城管局')
    const { actor } = await someone(city, 'xuebieming', 'dispatcher')
    await people.rememberAlias(unit.id, '市建设局', actor)
    await people.rememberAlias(unit.id, '市建设局', actor)
    const alias = (await people.getUnit(unit.id)).names.filter(({ kind }) => kind === 'alias')
    assert.deepEqual(
      alias.map(({ name, learnedBy }) => [name, learnedBy]),
      [['市建设局', actor.label]],
    )
    assert.ok((await namesOf(unit.id))!.otherNames.includes('市建设局'))
    await assert.rejects(
      people.rememberAlias(other.id, '市建设局', actor),
      refusing('conflict', /市住房城乡建设局/),
    )
    await assert.rejects(people.rememberAlias(other.id, '市住建局', actor), refusing('conflict'))
    await assert.rejects(
      people.rememberAlias(other.id, '澄江市住房和城乡建设局', actor),
      refusing('conflict'),
    )
    await people.removeUnitName({ id: unit.id, nameId: alias[0]!.id }, system)
    await people.rememberAlias(other.id, '市建设局', actor)
  })

  test('two who learn the same name at the same moment for two units: one is refused', async () => {
    const one = await make('澄江市农业局', '市农业局')
    const two = await make('澄江市牧业局', '市牧业局')
    const outcomes = await Promise.allSettled([
      people.rememberAlias(one.id, '市农牧局', system),
      people.rememberAlias(two.id, '市农牧局', system),
    ])
    assert.deepEqual(outcomes.map(({ status }) => status).sort(), ['fulfilled', 'rejected'])
  })
})

describe('collectives', () => {
  test('stand for the members of the day', async () => {
    const [east, west, north] = [
      await make('东旗人民政府', '东旗政府', { kind: 'region', regionCode: 'D' }),
      await make('西旗人民政府', '西旗政府', { kind: 'region', regionCode: 'X' }),
      await make('北旗人民政府', '北旗政府', { kind: 'region', regionCode: 'B' }),
    ]
    assert.equal(east.level, 'county')
    const collective = await people.createCollective(
      {
        name: '各旗区人民政府',
        otherNames: ['各旗区'],
        unitIds: [east.id, west.id],
        validFrom: '2020-01-01',
      },
      system,
    )
    const change = { id: collective.id, name: '各旗区人民政府', otherNames: ['各旗区'] }
    await people.updateCollective({ ...change, unitIds: [east.id, north.id], from: '2026-01-01' }, system)
    const on = async (day: string) =>
      (await people.unitNamesForReading(day)).collectives
        .find(({ name }) => name === '各旗区人民政府')
        ?.members.toSorted()
    assert.deepEqual(await on('2025-12-31'), [east.id, west.id].toSorted())
    assert.deepEqual(await on('2026-01-01'), [east.id, north.id].toSorted())
    assert.equal(await on('2019-12-31'), undefined)
    // Corrected again from the same day.
    await people.updateCollective({ ...change, unitIds: [west.id], from: '2026-01-01' }, system)
    assert.deepEqual(await on('2026-03-02'), [west.id])
    assert.deepEqual(await on('2025-12-31'), [east.id, west.id].toSorted())
    // A member that goes into another is stood in for by it.
    await people.endUnit({ id: west.id, lastDay: '2026-02-01', successorId: north.id }, system)
    assert.deepEqual(await on('2026-03-02'), [north.id])
    await assert.rejects(
      people.createCollective(
        { name: '各旗区', otherNames: [], unitIds: [east.id], validFrom: '2026-01-01' },
        system,
      ),
      refusing('conflict', /各旗区/),
    )
    await people.endCollective({ id: collective.id, lastDay: '2026-03-01' }, system)
    assert.equal(await on('2026-03-02'), undefined)
  })
})

test('whom a notice is for: the people of a unit who may do it today', async () => {
  const unit = await make('澄江市审计局', '市审计局')
  const { personId, postId } = await someone(city, 'shenjiju', 'dispatcher', {
    unitId: unit.id,
    name: '审甲',
  })
  await someone(city, 'shenjiju2', 'liaison', { unitId: unit.id })
  assert.deepEqual(await people.personsWithPermission(unit.id, 'people.viewPhones'), [
    { personId, postId, name: '审甲' },
  ])
  assert.equal((await people.personsWithPermission(unit.id, 'people.read')).length, 2)
  await people.deactivatePerson({ id: personId, reason: '退休' }, system)
  assert.deepEqual(await people.personsWithPermission(unit.id, 'people.viewPhones'), [])
})
