import assert from 'node:assert/strict'
import { test } from 'node:test'
import readWorkbook from 'read-excel-file/node'
import writeWorkbook from 'write-excel-file/node'
import { browser, freshCity, refusing, stoppedClock, testApp } from './city-for-tests.ts'
import * as contract from './contract.ts'
import * as people from './service.ts'
import { confirmImport, importTemplate, previewImport } from './services/import.ts'
import { columns } from './services/import-sheets.ts'

stoppedClock()
const city = await freshCity()
const { system } = city

type Cell = string | number | null
async function workbook(
  units: Cell[][],
  persons: Cell[][],
  headings: { units?: string[] } = {},
): Promise<File> {
  const bytes = await writeWorkbook([
    { sheet: '单位', data: [headings.units ?? [...columns.单位], ...units] },
    { sheet: '人员', data: [[...columns.人员], ...persons] },
  ]).toBuffer()
  return new File([new Uint8Array(bytes)], '单位与人员.xlsx')
}

const goodUnits: Cell[][] = [
  // The child stands before its parent.
  [
    'CZJ',
    '澄江市财政局',
    '市财政局',
    '政府',
    null,
    'SZF',
    null,
    '财政局、市财政',
    '市财税局',
    '2019-02-01',
    20,
    '是',
  ],
  ['SZF', '澄江市人民政府', '市政府', '政府', '市级', null, null, null, null, null, 1, '否'],
  ['DQZF', '东旗人民政府', '东旗政府', '旗区', null, 'SZF', 'DQ', null, null, null, null, null],
]
const goodPersons: Cell[][] = [
  ['wangjianguo', '王建国', '13900005678', 'CZJ', '联络员', '科员'],
  ['wangjianguo', '王建国', '13900005678', 'DQZF', '旗区调度员', null],
  ['LiMing', '李明', 13900004321, 'SZF', '市领导', '副市长'],
]

const everything = async () =>
  JSON.stringify([
    await people.listUnits({ includeEnded: true }),
    await people.listPersons({ page: 1, size: 200 }),
    await people.listPostProposals(),
  ])

test('the template is read as it is given out: empty, without a mistake', async () => {
  const template = await importTemplate()
  const file = new File([new Uint8Array(template.body)], template.name)
  const preview = await previewImport(file, system)
  assert.equal(preview.errorCount, 0)
  assert.deepEqual(preview.units, { created: 0, updated: 0, unchanged: 0 })
})

test('all mistakes are named by sheet, row and column, and nothing is written', async () => {
  const before = await everything()
  const file = await workbook(
    [
      ...goodUnits,
      ['CZJ', '澄江市财政局二', '市财政局二', '政府', null, null, null, null, null, null, null, null],
      ['X 1', '澄江市某局', '市某局', '部门', null, null, null, null, null, '2026/1/31', null, '也许'],
      ['YYJ', '澄江市语言局', '市语言局', '政府', null, 'NIL', null, null, null, null, null, null],
      ['ZZJ', '澄江市财政局', '市重名局', '政府', null, null, null, null, null, null, null, null],
    ],
    [
      ...goodPersons,
      ['wangjianguo', '王建军', null, null, null, null],
      ['zhang san', '张三', '123', 'CZJ', '局长', null],
      ['zhaoliu', '赵六', null, 'NOPE', '联络员', null],
      ['sunqi', '孙七', null, null, '联络员', null],
    ],
  )
  const preview = await previewImport(file, system)
  const at = preview.errors.map(({ sheet, row, column }) => `${sheet}${row}${column}`)
  assert.deepEqual(
    at.toSorted(),
    [
      '人员5姓名',
      '人员6登录名',
      '人员6电话',
      '人员6角色',
      '人员7单位编码',
      '人员8单位编码',
      '单位5单位编码',
      '单位6单位编码',
      '单位6成立日期',
      '单位6承担任务',
      '单位6类型',
      '单位7上级单位编码',
      '单位8单位全称',
    ].toSorted(),
  )
  assert.equal(preview.errorCount, 13)
  await assert.rejects(
    confirmImport({ file, digest: preview.digest }, system),
    refusing('invalid', /13 处错误，未写入任何内容/),
  )
  assert.equal(await everything(), before)
})

test('a preview writes nothing, also under an idempotency key; the same file confirmed does what it said', async () => {
  const before = await everything()
  const file = await workbook(goodUnits, goodPersons)
  const preview = await previewImport(file, system)
  assert.deepEqual(preview.errors, [])
  assert.deepEqual(preview.units, { created: 3, updated: 0, unchanged: 0 })
  assert.deepEqual(preview.persons, { created: 2, updated: 0, unchanged: 0 })
  assert.equal(preview.proposedPosts, 3)
  assert.equal(await everything(), before)

  const page = browser(testApp(), '10.5.0.1')
  const { initialPassword } = await people.createPerson({ name: '导入员', signInName: 'daoruyuan' }, system)
  assert.ok(initialPassword)
  const { transaction } = await import('#kernel/database/connection.ts')
  await transaction(() => previewImport(file, system))
  assert.equal((await people.listUnits()).length, 1)
  assert.equal(page.jar.cookie, '')

  await assert.rejects(
    confirmImport({ file: await workbook(goodUnits, []), digest: preview.digest }, system),
    refusing('conflict', /与预览时不同/),
  )
  const result = await confirmImport({ file, digest: preview.digest }, system)
  const sheets = await readWorkbook(Buffer.from(result.body))
  const passwords = sheets.find(({ sheet }) => sheet === '初始口令')!.data.slice(1) as unknown as string[][]
  assert.deepEqual(
    passwords.map(([name, signInName]) => [name, signInName]),
    [
      ['王建国', 'wangjianguo'],
      ['李明', 'liming'],
    ],
  )
  const units = await people.listUnits({})
  const treasury = units.find(({ code }) => code === 'CZJ')!
  assert.equal(treasury.parentId, units.find(({ code }) => code === 'SZF')!.id)
  assert.equal(units.find(({ code }) => code === 'DQZF')!.level, 'county')
  assert.deepEqual(
    (await people.getUnit(treasury.id)).names.map(({ name, kind }) => `${kind} ${name}`),
    ['other 财政局', 'other 市财政', 'former 市财税局'],
  )

  // Posts are proposed, not given.
  assert.equal((await people.listPosts({})).length, 3)
  const proposals = await people.listPostProposals()
  assert.equal(proposals.length, 3)
  await people.decidePostProposals({ ids: proposals.map(({ id }) => id), grant: true }, city.security)
  const answer = await page.signIn('wangjianguo', passwords[0]![2])
  assert.equal(answer.state, 'password-change-needed')
})

test('the same file again changes nothing; a changed one updates by code and sign-in name', async () => {
  const again = await previewImport(await workbook(goodUnits, goodPersons), system)
  assert.deepEqual(
    [again.units, again.persons, again.proposedPosts, again.errorCount],
    [{ created: 0, updated: 0, unchanged: 3 }, { created: 0, updated: 0, unchanged: 2 }, 0, 0],
  )
  const changed = await workbook(
    [['CZJ', '澄江市财政与国资局', '市财政国资局', '政府', null, null, null, null, null, null, null, null]],
    [['liming', '李明', '13900009999', null, null, null]],
  )
  const { digest, units, persons } = await previewImport(changed, system)
  assert.deepEqual([units.updated, persons.updated], [1, 1])
  await confirmImport({ file: changed, digest }, system)
  const unit = (await people.listUnits()).find(({ code }) => code === 'CZJ')!
  assert.equal(unit.shortName, '市财政国资局')
  assert.ok(unit.parentId, 'an empty cell leaves what was there')
  assert.ok(
    (await people.getUnit(unit.id)).names.some(({ name, kind }) => name === '市财政局' && kind === 'former'),
  )
  const [person] = (await people.listPersons({ query: 'liming', page: 1, size: 5 })).rows
  assert.equal(person!.phoneMasked, '139****9999')
})

test('a file that is none of ours is refused in words', async () => {
  await assert.rejects(previewImport(new File(['hello'], 'a.xlsx'), system), refusing('invalid'))
  await assert.rejects(previewImport(new File(['hello'], 'a.exe'), system), refusing('unsupported'))
  const headless = await workbook([], [], { units: ['编码', '名称'] })
  await assert.rejects(previewImport(headless, system), refusing('invalid', /缺少列/))
  const misspelt = await previewImport(await workbook([], [], { units: [...columns.单位, '备注'] }), system)
  assert.match(misspelt.errors[0]!.sentence, /没有“备注”列/)
  await assert.rejects(previewImport(await workbook([], []), city.security), refusing('forbidden'))
})

test('the endpoints take the file as a form', async () => {
  const page = browser(testApp(), '10.5.0.2')
  const { system: clockwork } = await import('#kernel/actor.ts')
  await people.setPassword(
    { personId: system.personId!, password: 'Bailu-3-Tingyu', mustChange: false },
    clockwork,
  )
  const first = await page.signIn('xitong', 'Bailu-3-Tingyu')
  assert.ok(first.state === 'second-factor-enrolment-needed')
  const { codeOf } = await import('./city-for-tests.ts')
  await page.call(contract.confirmFirstFactor, { ticket: first.ticket, code: codeOf(first.secret) })
  const file = await workbook(
    [['GAJ', '澄江市公安局', '市公安局', '政府', null, 'SZF', null, null, null, null, null, null]],
    [],
  )
  const { digest, units } = await page.call(contract.previewImport, { file }, { key: 'preview-key-1' })
  assert.equal(units.created, 1)
  const result = await page.call(contract.confirmImport, { file, digest })
  assert.match(result.name, /^导入结果.*\.xlsx$/)
  assert.ok((await people.listUnits()).some(({ code }) => code === 'GAJ'))
})
