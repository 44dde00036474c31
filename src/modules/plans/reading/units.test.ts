import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fold } from './fold.ts'
import type { Collective, UnitMatch, UnitName } from './plan-reading.ts'
import { mentionOf, splitMembers } from './unit-list.ts'
import { unitTable } from './unit-table.ts'

const units: UnitName[] = [
  {
    id: 'scjg',
    fullName: '云澜市市场监督管理局',
    shortName: '市市场监管局',
    otherNames: ['市市监局'],
    formerNames: ['云澜市工商行政管理局'],
  },
  {
    id: 'fgw',
    fullName: '云澜市发展和改革委员会',
    shortName: '市发展改革委',
    otherNames: ['市发改委'],
    formerNames: [],
  },
  {
    id: 'zjj',
    fullName: '云澜市住房和城乡建设局',
    shortName: '市住房城乡建设局',
    otherNames: [],
    formerNames: [],
  },
  {
    id: 'zsj',
    fullName: '云澜市政务服务与数据管理局',
    shortName: '市政务服务与数据局',
    otherNames: [],
    formerNames: ['云澜市行政审批和政务服务局'],
  },
  {
    id: 'swj',
    fullName: '国家税务总局云澜市税务局',
    shortName: '市税务局',
    otherNames: [],
    formerNames: [],
    kind: 'vertical',
  },
  { id: 'zzb', fullName: '中共云澜市委组织部', shortName: '市委组织部', otherNames: [], formerNames: [] },
  {
    id: 'gd',
    fullName: '国网云澜供电公司',
    shortName: '云澜供电公司',
    otherNames: ['供电公司'],
    formerNames: [],
  },
  { id: 'jy', fullName: '云澜市教育局', shortName: '市教育局', otherNames: [], formerNames: [] },
  { id: 'jy-qp', fullName: '青屏区教育局', shortName: '区教育局', otherNames: [], formerNames: [] },
  { id: 'mz-qp', fullName: '云澜市青屏区民政局' },
  { id: 'gx', fullName: '云澜市高新区管委会', shortName: '高新区管委会' },
  { id: 'zy', fullName: '云澜市中级人民法院', shortName: '市中级法院', otherNames: [], formerNames: [] },
]
const collectives: Collective[] = [
  { name: '各旗区人民政府', otherNames: ['各旗区'], members: ['qp', 'lx'], validFrom: '2020-01-01' },
  { name: '各区人民政府', members: ['qp'], validTo: '2019-12-31' },
]
const places = new Set(['云澜', '青屏'])

function names(list: string, known: UnitName[] = []): string[] {
  const folded = fold(list)
  const table = unitTable({ units: known, collectives: known.length > 0 ? collectives : [] }, '2025-03-01')
  const carried = { prefix: null }
  return splitMembers(folded, 0, folded.length, table).map((member) =>
    member.kind === 'deadline'
      ? `时限 ${list.slice(member.start, member.end)}`
      : mentionOf(list, folded, member, carried, table, places).name,
  )
}

describe('lists of units, read by their shape', () => {
  const cases: [list: string, names: string[]][] = [
    ['市公安局、民政局、医保局', ['市公安局', '市民政局', '市医保局']],
    ['市市场监管局、市场监管局', ['市市场监管局', '市市场监管局']],
    ['省市场监管局、财政厅', ['省市场监管局', '省财政厅']],
    [
      '市住房和城乡建设局、市发展和改革委员会、市人力资源和社会保障局',
      ['市住房和城乡建设局', '市发展和改革委员会', '市人力资源和社会保障局'],
    ],
    ['市住房和城乡建设局和市发展和改革委员会', ['市住房和城乡建设局', '市发展和改革委员会']],
    ['州司法局、州委编办及州直相关单位', ['州司法局', '州委编办', '州直相关单位']],
    ['各旗区人民政府及其有关部门', ['各旗区人民政府及其有关部门']],
    ['市委组织部、宣传部、网信办、公安局', ['市委组织部', '市委宣传部', '市委网信办', '市公安局']],
    [
      '市财政局、税务局，云澜海关、人民银行云澜市分行、公积金中心',
      ['市财政局', '市税务局', '云澜海关', '人民银行云澜市分行', '市公积金中心'],
    ],
    ['市教育局等7个部门', ['市教育局']],
    ['市教育局等有关部门和单位', ['市教育局']],
    ['市交通委（市道运局、市运管处）、气象局', ['市交通委（市道运局、市运管处）', '市气象局']],
    ['各县（市、区）人民政府，高新区管委会', ['各县（市、区）人民政府', '高新区管委会']],
    ['各县市、区政府', ['各县市、区政府']],
    ['省财政厅，各市、县（市、区）人民政府', ['省财政厅', '各市、县（市、区）人民政府']],
    ['市、区两级市场监管部门', ['市、区两级市场监管部门']],
    ['各乡镇、街道，县直各部门', ['各乡镇、街道', '县直各部门']],
    ['市发改委 市财政局　市住建局', ['市发改委', '市财政局', '市住建局']],
    ['市发改委\n市财政局', ['市发改委', '市财政局']],
    ['市住房和城\n乡建设局', ['市住房和城乡建设局']],
    ['市发改委/市财政局', ['市发改委', '市财政局']],
    ['区司法局，6月底前完成', ['区司法局', '时限 6月底前完成']],
    ['团市委、市工商联、总工会', ['团市委', '市工商联', '市总工会']],
    ['市财政局（第一责任单位为牵头单位，下同）', ['市财政局']],
    ['市税务局，列第一位的为牵头单位，下同', ['市税务局', '列第一位的为牵头单位', '下同']],
    ['发展改革委、财政部', ['发展改革委', '财政部']],
    ['旗发改委、住建局，苏木镇人民政府', ['旗发改委', '旗住建局', '苏木镇人民政府']],
  ]
  for (const [list, expected] of cases)
    it(list.replaceAll('\n', '⏎'), () => assert.deepEqual(names(list), expected))
})

describe('units matched against the table', () => {
  const table = unitTable({ units, collectives }, '2025-03-01')
  const cases: [
    name: string,
    level: string | null,
    unitId: string | null,
    match: UnitMatch,
    guessed?: boolean,
  ][] = [
    ['云澜市市场监督管理局', null, 'scjg', 'full'],
    ['市市场监督管理局', null, 'scjg', 'full'],
    ['市市场监管局', null, 'scjg', 'short'],
    ['市市监局', null, 'scjg', 'other'],
    ['市工商行政管理局', null, 'scjg', 'former'],
    ['市场监管局', '市', 'scjg', 'short'],
    ['市住建局', null, 'zjj', 'other', true],
    ['市住房城乡建设局', null, 'zjj', 'short'],
    ['市发改委', null, 'fgw', 'other'],
    ['发展和改革委员会', null, 'fgw', 'full'],
    ['市税务局', null, 'swj', 'full'],
    ['国家税务总局云澜市税务局', null, 'swj', 'full'],
    ['供电公司', '市', 'gd', 'other'],
    ['市教育局', null, 'jy', 'full'],
    ['区教育局', null, 'jy-qp', 'full'],
    ['青屏区教育局', null, 'jy-qp', 'full'],
    ['区民政局', null, 'mz-qp', 'full'],
    ['高新区管委会', null, 'gx', 'short'],
    ['区管委会', null, null, 'unknown'],
    ['市中院', null, 'zy', 'other', true],
    ['各旗区人民政府', null, null, 'collective'],
    ['各旗区', null, null, 'collective'],
    ['县教育局', null, null, 'unknown'],
    ['市审计局', null, null, 'unknown'],
  ]
  for (const [name, level, unitId, match, guessed = false] of cases)
    it(`${name} → ${unitId ?? match}`, () => {
      const found = table.find(name, level)
      assert.deepEqual([found.unitId, found.match, found.guessed], [unitId, match, guessed])
    })

  it('expands collectives as of the day of the plan', () => {
    assert.deepEqual(table.find('各旗区', null).members, ['qp', 'lx'])
    assert.equal(table.find('各区人民政府', null).match, 'unknown')
    assert.deepEqual(unitTable({ units, collectives }, '2019-05-01').find('各区人民政府', null).members, [
      'qp',
    ])
  })

  it('offers near names for unknown ones, and never picks between two', () => {
    assert.ok(table.find('市政务服务和大数据局', null).candidates?.includes('zsj'))
    const twins = unitTable(
      {
        units: [
          { id: 'a', fullName: '云澜市教育局' },
          { id: 'b', fullName: '云澜市教育局' },
        ],
        collectives: [],
      },
      null,
    )
    assert.deepEqual(twins.find('市教育局', null), {
      unitId: null,
      match: 'unknown',
      guessed: false,
      candidates: ['a', 'b'],
    })
  })

  it('does not cut names that the table knows', () => {
    assert.deepEqual(names('云澜市行政审批和政务服务局、市教育局', units), [
      '云澜市行政审批和政务服务局',
      '市教育局',
    ])
  })
})
