import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import { type Actor, system, visitor } from '#kernel/actor.ts'
import { firstBrokenLink } from '#kernel/cases/timeline.ts'
import { setClock } from '#kernel/clock.ts'
import { permissionsOf } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import { updateCity } from '#modules/city/service.ts'
import { publishMeasure, withdrawMeasure } from '#modules/publications/service.ts'
import { freshDatabase } from '../../../tests/database.ts'
import { actOn, follow, getSuggestion, listSuggestions, submit } from './service.ts'
import { faultOfToken, openForm } from './services/form-tokens.ts'
import { forgetSources } from './services/sources.ts'

const url = await freshDatabase()

const centre = randomUUID()
const energy = randomUUID()
const tax = randomUUID()
await updateCity({ centreUnitId: centre, centreName: '市调度中心' }, system)

const person = (unitId: string, role: string): Actor => ({
  kind: 'person',
  personId: randomUUID(),
  postId: randomUUID(),
  unitId,
  label: `某人（${role}）`,
  role,
  permissions: permissionsOf(role),
  source: null,
})
const dispatcher = person(centre, 'dispatcher')
const liaison = person(energy, 'liaison')
const stranger = person(tax, 'liaison')

let published = 0
async function measureOf(leadUnitId: string | null, leadName: string) {
  published += 1
  const taskId = randomUUID()
  await publishMeasure(
    {
      taskId,
      number: `RW-${published}`,
      planId: randomUUID(),
      planTitle: '方案',
      documentNumber: null,
      action: '行动',
      field: '领域',
      path: [],
      title: `压缩用电报装时间之${published}`,
      text: '全文',
      leadUnitId,
      leadName,
      coLeadNames: [],
      partnerNames: [],
      dueOn: null,
      deadlineText: '长期坚持',
      longTerm: true,
      state: 'inProgress',
      stateLabel: '办理中',
      light: 'green',
      lightReason: null,
      progress: 0,
      expectedProgress: 0,
      dispatchedOn: null,
    },
    system,
  )
  return taskId
}
const task = await measureOf(energy, '市能源局')
await measureOf(tax, '市税务局')

let addresses = 0
/** A visitor whom no limit has seen yet. */
const somebody = (): Actor => visitor(`198.51.${Math.floor(++addresses / 250)}.${addresses % 250}`)

const refusedWith = (code: string, words?: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && (words?.test(error.message) ?? true)

const send = (text: string, actor = somebody(), taskId: string | undefined = task) =>
  submit({ taskId, kind: 'suggest', text }, actor)

async function newest(): Promise<string> {
  return (await listSuggestions({}, 1, 1, dispatcher)).suggestions[0]!.id
}

async function inDatabase(query: string): Promise<string> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query(query)
  await client.end()
  return JSON.stringify(rows, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('latin1') : value,
  )
}

test('the whole way: sent, accepted by the lead unit, answered, followed by its code', async () => {
  const me = somebody()
  const { queryCode, hidden } = await send('报装材料可以再少一些。', me)
  assert.match(queryCode, /^\w{4}-\w{4}-\w{4}$/)
  assert.deepEqual(hidden, [])
  const id = await newest()
  assert.equal((await follow(queryCode, me)).state, 'submitted')

  const accepted = await actOn({ id, action: 'accept' }, dispatcher)
  assert.deepEqual(accepted.unit, { id: energy, name: '市能源局' })
  await actOn({ id, action: 'reply', note: '已减到两份材料。' }, liaison)
  assert.equal((await follow(queryCode, me)).answer, null, 'nothing is said before it was reviewed')
  await actOn({ id, action: 'sendBack', note: '内部意见：请写明起始日期' }, dispatcher)
  await actOn({ id, action: 'reply', note: '自 6 月 1 日起减到两份材料。' }, liaison)
  const released = await actOn(
    { id, action: 'release', answer: '自6月1日起，报装材料减为两份，感谢您的建议。' },
    dispatcher,
  )
  assert.equal(released.reply, '自 6 月 1 日起减到两份材料。', 'what the unit wrote is kept')

  const answered = await follow(queryCode.toLowerCase().replaceAll('-', ' '), me)
  assert.equal(answered.state, 'answered')
  assert.equal(answered.answer, '自6月1日起，报装材料减为两份，感谢您的建议。')
  assert.equal(answered.answeredBy, '市能源局')
  assert.equal(answered.taskTitle, '压缩用电报装时间之1')
  assert.deepEqual(
    answered.steps.map(({ label }) => label),
    [
      '已提交',
      '已受理，转由市能源局办理',
      '承办单位已拟出答复，正在审核',
      '承办单位已拟出答复，正在审核',
      '已答复',
    ],
  )
  assert.doesNotMatch(JSON.stringify(answered), /内部意见|某人/)
  assert.equal(await firstBrokenLink(id), null)
})

test('a unit sees what was given to it and nothing else, and only then', async () => {
  await send('只给能源局看的一条。')
  const id = await newest()
  await assert.rejects(getSuggestion(id, liaison), refusedWith('not-found'))
  await actOn({ id, action: 'accept' }, dispatcher)
  assert.equal(
    (await getSuggestion(id, liaison)).allowedActions.some(({ action }) => action === 'reply'),
    true,
  )
  await assert.rejects(getSuggestion(id, stranger), refusedWith('not-found'))
  await assert.rejects(actOn({ id, action: 'reply', note: '代答' }, stranger), refusedWith('not-found'))
  await assert.rejects(actOn({ id, action: 'reply', note: '代答' }, dispatcher), refusedWith('forbidden'))
  const seen = (await listSuggestions({}, 1, 200, stranger)).suggestions
  assert.ok(seen.every(({ unit }) => unit?.id === tax))
})

test('another unit can be named, one that says it is not his gives it back, and the centre answers itself', async () => {
  const { queryCode } = await send('这件事到底归谁管？')
  const id = await newest()
  await assert.rejects(
    actOn({ id, action: 'accept', unitId: randomUUID() }, dispatcher),
    refusedWith('invalid'),
  )
  assert.equal((await actOn({ id, action: 'accept', unitId: tax }, dispatcher)).unit?.name, '市税务局')
  await assert.rejects(actOn({ id, action: 'decline' }, stranger), refusedWith('invalid', /说明/))
  assert.equal((await actOn({ id, action: 'decline', note: '非本单位职责' }, stranger)).state, 'submitted')
  await assert.rejects(actOn({ id, action: 'answer' }, dispatcher), refusedWith('invalid', /说明/))
  await actOn({ id, action: 'answer', note: '由市能源局负责。' }, dispatcher)
  const followed = await follow(queryCode, somebody())
  assert.equal(followed.answer, '由市能源局负责。')
  assert.doesNotMatch(JSON.stringify(followed), /非本单位职责/)
})

test('one about the whole has no lead unit: somebody must be named, or the centre answers', async () => {
  await submit({ kind: 'error', text: '首页有一个错别字。' }, somebody())
  const id = await newest()
  await assert.rejects(
    actOn({ id, action: 'accept' }, dispatcher),
    refusedWith('invalid', /没有对应的牵头单位/),
  )
  assert.equal((await actOn({ id, action: 'answer', note: '已更正。' }, dispatcher)).answer, '已更正。')
})

test('what was refused tells why', async () => {
  const { queryCode } = await send('与本平台无关的广告内容。')
  const id = await newest()
  await assert.rejects(actOn({ id, action: 'refuse' }, dispatcher), refusedWith('invalid'))
  await actOn({ id, action: 'refuse', note: '内容与公开任务无关。' }, dispatcher)
  const followed = await follow(queryCode, somebody())
  assert.equal(followed.state, 'refused')
  assert.equal(followed.answer, '内容与公开任务无关。')
  assert.equal(followed.answeredBy, '市调度中心')
})

test('numbers of persons are hidden before the text is kept, and may stand in no answer', async () => {
  const { queryCode, hidden } = await send('请回电 13812345678，或写信到 a@example.cn。')
  assert.deepEqual(hidden, ['手机号码', '电子邮箱'])
  const followed = await follow(queryCode, somebody())
  assert.match(followed.text, /138\*+5678/)
  assert.doesNotMatch(
    await inDatabase('select s.*, c.title from suggestions.suggestion s join kernel.case c using (id)'),
    /13812345678|a@example/,
  )
  const id = await newest()
  await assert.rejects(
    actOn({ id, action: 'answer', note: '请联系张三 13912345678。' }, dispatcher),
    refusedWith('invalid', /个人信息/),
  )
})

test('the database knows neither the code nor the sender', async () => {
  const me = visitor('203.0.113.77')
  const { queryCode } = await send('不留痕迹的一条意见。', me)
  await assert.rejects(follow('AAAA-AAAA-AAAA', me), refusedWith('not-found'))
  const everything = await inDatabase(`
    select to_jsonb(s) - 'body' as row from suggestions.suggestion s
    union all select to_jsonb(a) from suggestions.attempt a
    union all select to_jsonb(e) from kernel.case_event e
    union all select to_jsonb(c) from kernel.case c
    union all select to_jsonb(a) from kernel.audit a`)
  assert.ok(!everything.includes('203.0.113'), 'no address')
  assert.ok(!everything.includes(queryCode) && !everything.includes(queryCode.replaceAll('-', '')), 'no code')
})

test('who is signed in and sends something is the public too', async () => {
  const { queryCode } = await send('以个人身份提一条。', { ...dispatcher, source: '203.0.113.78' })
  assert.ok(queryCode)
  const [opened] = (await getSuggestion(await newest(), dispatcher)).timeline
  assert.equal(opened!.actor, '公众')
  const events = await inDatabase(
    `select actor_person, actor_unit, actor_label from kernel.case_event where label = '提交'`,
  )
  assert.ok(!events.includes(dispatcher.personId!))
})

test('ten in an hour from one network, counted across addresses of a /64, then a pause', async () => {
  const restore = setClock(() => Temporal.Instant.from('2026-05-06T02:20:00Z'))
  try {
    for (let i = 0; i < 10; i++) await send(`第${i}条，同一网络。`, visitor(`2001:db8:7:7::${i + 1}`))
    await assert.rejects(
      send('第十一条，同一网络。', visitor('2001:db8:7:7:aaaa::1')),
      (error: unknown) =>
        refusedWith('too-many', /40 分钟/)(error) && (error as Refusal).details.retryAfter === 2400,
    )
    await send('另一个网络的一条。', visitor('2001:db8:7:8::1'))
    setClock(() => Temporal.Instant.from('2026-05-06T03:00:01Z'))
    await send('下一个小时的一条。', visitor('2001:db8:7:7::1'))
  } finally {
    restore()
  }
})

test('forty on a day from one network, then tomorrow', async () => {
  const me = visitor('203.0.113.90')
  const start = Temporal.Instant.from('2026-05-07T00:10:00Z')
  const restore = setClock(() => start)
  try {
    for (let i = 0; i < 40; i++) {
      setClock(() => start.add({ hours: Math.floor(i / 10) }))
      await send(`今天的第${i}条意见。`, me)
    }
    setClock(() => start.add({ hours: 5 }))
    await assert.rejects(send('今天的第四十一条。', me), refusedWith('too-many', /明天/))
    setClock(() => start.add({ hours: 24 }))
    await send('明天的第一条。', me)
  } finally {
    restore()
  }
})

test('codes cannot be tried one after the other', async () => {
  const me = visitor('203.0.113.91')
  const { queryCode } = await send('有查询码的一条。', somebody())
  for (let i = 0; i < 20; i++) await assert.rejects(follow('AAAA-AAAA-AAAA', me), refusedWith('not-found'))
  await assert.rejects(
    follow(queryCode, me),
    refusedWith('too-many'),
    'not even the right one, once he has guessed so often',
  )
  assert.ok(await follow(queryCode, somebody()))
})

test('keys of sources are destroyed after two days, and counts with them', async () => {
  const restore = setClock(() => Temporal.Instant.from('2026-06-01T02:00:00Z'))
  try {
    await send('六月一日的一条。', somebody())
    const days = () =>
      inDatabase(`select day::text from suggestions.day_key where day between '2026-06-01' and '2026-06-05'`)
    assert.match(await days(), /2026-06-01/)
    setClock(() => Temporal.Instant.from('2026-06-02T02:00:00Z'))
    await forgetSources()
    assert.match(await days(), /2026-06-01/, 'a form opened before midnight is still good')
    setClock(() => Temporal.Instant.from('2026-06-03T02:00:00Z'))
    await forgetSources()
    assert.doesNotMatch(await days(), /2026-06-01/)
    assert.equal(
      await inDatabase(`select count(*)::int as n from suggestions.attempt where hour < '2026-06-02'`),
      '[{"n":0}]',
    )
  } finally {
    restore()
  }
})

test('a form sent twice is taken once, and gives the same code', async () => {
  const token = await openForm()
  const input = { taskId: task, kind: 'praise' as const, text: '窗口办得很快，谢谢。' }
  const me = somebody()
  const before = (await listSuggestions({}, 1, 1, dispatcher)).total
  const first = await submit(input, me, token)
  assert.deepEqual(await submit(input, me, token), first)
  assert.equal((await listSuggestions({}, 1, 1, dispatcher)).total, before + 1)
  const other = await submit({ ...input, text: '改了内容再提交。' }, me, token)
  assert.notEqual(other.queryCode, first.queryCode)
})

test('two clicks at the same moment: one is taken', async () => {
  const token = await openForm()
  const input = { taskId: task, kind: 'praise' as const, text: '同时点了两次。' }
  const me = somebody()
  const before = (await listSuggestions({}, 1, 1, dispatcher)).total
  const sent = await Promise.all([1, 2, 3].map(() => submit(input, me, token)))
  assert.equal(new Set(sent.map(({ queryCode }) => queryCode)).size, 1)
  assert.equal((await listSuggestions({}, 1, 1, dispatcher)).total, before + 1)
})

test('a token is good from three seconds to a day, over midnight too, and cannot be made', async () => {
  const restore = setClock(() => Temporal.Instant.from('2026-07-01T15:59:50Z'))
  try {
    const token = await openForm()
    const after = async (seconds: number) => {
      setClock(() => Temporal.Instant.from('2026-07-01T15:59:50Z').add({ seconds }))
      return faultOfToken(token)
    }
    assert.equal(await after(0), 'too-quick')
    assert.equal(await after(2), 'too-quick')
    assert.equal(await after(3), null)
    assert.equal(await after(60), null, 'after midnight in Shanghai')
    assert.equal(await after(86_400), null)
    assert.equal(await after(86_401), 'too-old')
    const [opened, nonce, signature] = token.split('.')
    for (const forged of [
      '',
      'a.b.c',
      `${opened}.${nonce}.${signature}x`,
      `0.${nonce}.${signature}`,
      token.repeat(9),
    ]) {
      assert.equal(await faultOfToken(forged), 'forged', forged)
    }
  } finally {
    restore()
  }
})

test('nothing can be said about what is not public', async () => {
  await assert.rejects(send('关于不存在的任务。', somebody(), randomUUID()), refusedWith('not-found'))
  const withdrawn = await measureOf(energy, '市能源局')
  await withdrawMeasure(withdrawn, '有误', system)
  await assert.rejects(send('关于已撤下的任务。', somebody(), withdrawn), refusedWith('not-found'))
})

test('before there is a dispatch centre, suggestions are taken all the same', async () => {
  await updateCity({ centreUnitId: null }, system)
  try {
    const { queryCode } = await send('很早的一条意见。')
    assert.equal((await follow(queryCode, somebody())).state, 'submitted')
    assert.equal((await getSuggestion(await newest(), dispatcher)).allowedActions.length > 0, true)
  } finally {
    await updateCity({ centreUnitId: centre }, system)
  }
})
