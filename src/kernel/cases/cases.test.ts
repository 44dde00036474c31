import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import pg from 'pg'
import type { Actor } from '#kernel/actor.ts'
import { Refusal } from '#kernel/refusal.ts'
import { faultsOf, workflow } from '#kernel/workflow.ts'
import { freshDatabase } from '../../../tests/database.ts'
import { act, allowedActions, openCase } from './cases.ts'
import { merkleRoot } from './chain.ts'
import { firstBrokenLink, sealHistory, timelineOf } from './timeline.ts'

const errand = workflow<{ ready: boolean }>()({
  name: 'errand',
  version: 1,
  label: '差事',
  initial: 'asked',
  states: {
    asked: {
      label: '待办',
      waitsOn: { party: 'doer', permission: 'errands.do' },
      asks: '办理',
      limit: { workingDays: 2 },
    },
    done: { label: '待核', waitsOn: { party: 'asker', permission: 'errands.check' }, asks: '核对' },
    checked: { label: '已核', final: true },
  },
  actions: {
    do: {
      label: '办理',
      from: ['asked'],
      to: 'done',
      by: 'errands.do',
      party: 'doer',
      refuses: ({ ready }) => (ready ? null : '材料还不齐。'),
    },
    check: {
      label: '核对',
      from: ['done'],
      to: 'checked',
      by: 'errands.check',
      notBy: ['do'],
      note: 'required',
    },
  },
})

const url = await freshDatabase()

const doerUnit = randomUUID()
const askerUnit = randomUUID()

const personOf = (unitId: string, ...permissions: string[]): Actor => ({
  kind: 'person',
  personId: randomUUID(),
  postId: randomUUID(),
  unitId,
  label: '某人',
  role: 'tester',
  permissions: new Set(permissions),
  source: null,
})

const open = () =>
  openCase(
    errand,
    { number: randomUUID(), title: '送文件', parties: { doer: doerUnit, asker: askerUnit }, label: '登记' },
    personOf(askerUnit),
  )

const refusedWith = (code: string, words: RegExp) => (error: unknown) =>
  error instanceof Refusal && error.code === code && words.test(error.message)

test('a case waits on the unit of its state and moves along the table', async () => {
  const opened = await open()
  assert.equal(opened.waits_on_unit, doerUnit)
  assert.equal(opened.asks, '办理')
  const doer = personOf(doerUnit, 'errands.do')
  const done = await act(errand, opened.id, 'do', { subject: { ready: true } }, doer)
  assert.equal(done.state, 'done')
  assert.equal(done.waits_on_unit, askerUnit)
  const checked = await act(
    errand,
    opened.id,
    'check',
    { note: '属实' },
    personOf(askerUnit, 'errands.check'),
  )
  assert.equal(checked.state, 'checked')
  assert.notEqual(checked.closed_at, null)
  assert.deepEqual(
    (await timelineOf([opened.id])).map((event) => [event.seq, event.action, event.toState]),
    [
      [1, 'open', 'asked'],
      [2, 'do', 'done'],
      [3, 'check', 'checked'],
    ],
  )
  assert.equal(await firstBrokenLink(opened.id), null)
})

test('what the table does not allow is refused with a reason and leaves no trace', async () => {
  const opened = await open()
  const doer = personOf(doerUnit, 'errands.do', 'errands.check')
  await assert.rejects(act(errand, opened.id, 'burn', {}, doer), refusedWith('invalid', /没有“burn”/))
  await assert.rejects(
    act(errand, opened.id, 'check', { note: '好' }, doer),
    refusedWith('conflict', /当前状态为“待办”/),
  )
  await assert.rejects(
    act(errand, opened.id, 'do', { subject: { ready: false } }, doer),
    refusedWith('conflict', /材料还不齐/),
  )
  await assert.rejects(
    act(errand, opened.id, 'do', {}, personOf(askerUnit, 'errands.do')),
    refusedWith('forbidden', /承担此事的单位/),
  )
  await assert.rejects(act(errand, opened.id, 'do', {}, personOf(doerUnit)), refusedWith('forbidden', /权限/))
  assert.equal((await timelineOf([opened.id])).length, 1)
})

test('a second person must check, and must say something', async () => {
  const opened = await open()
  const both: Actor = { ...personOf(doerUnit, 'errands.do', 'errands.check') }
  await act(errand, opened.id, 'do', { subject: { ready: true } }, both)
  await assert.rejects(
    act(errand, opened.id, 'check', { note: '好' }, both),
    refusedWith('forbidden', /另一人/),
  )
  const row = { state: 'done', parties: {}, done_by: { do: both.personId! } }
  assert.deepEqual(allowedActions(errand, row, { ready: true }, both), [])
  await assert.rejects(
    act(errand, opened.id, 'check', { note: '  ' }, personOf(askerUnit, 'errands.check')),
    refusedWith('invalid', /说明/),
  )
})

test('two who act at once: one does it, the other is told the new state', async () => {
  const opened = await open()
  const doer = personOf(doerUnit, 'errands.do')
  const results = await Promise.allSettled(
    [1, 2, 3, 4].map(() => act(errand, opened.id, 'do', { subject: { ready: true } }, doer)),
  )
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  assert.equal((await timelineOf([opened.id])).length, 2)
})

test('history refuses changes by the application, and shows those of a database administrator', async () => {
  const opened = await open()
  await act(errand, opened.id, 'do', { subject: { ready: true } }, personOf(doerUnit, 'errands.do'))
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query('set role wuxin_app')
  await assert.rejects(
    client.query('update kernel.case_event set note = $1', ['x']),
    /permission denied|append-only/,
  )
  await assert.rejects(client.query('delete from kernel.case_event'), /permission denied|append-only/)
  await client.query('reset role')
  await assert.rejects(client.query('update kernel.case_event set note = $1', ['x']), /append-only/)
  await client.query('alter table kernel.case_event disable trigger user')
  await client.query('update kernel.case_event set note = $1 where case_id = $2 and seq = 1', [
    '改过',
    opened.id,
  ])
  assert.equal(await firstBrokenLink(opened.id), 1)
  await client.query('update kernel.case_event set note = null where case_id = $1 and seq = 1', [opened.id])
  assert.equal(await firstBrokenLink(opened.id), null)
  await client.query('delete from kernel.case_event where case_id = $1 and seq = 2', [opened.id])
  assert.equal(await firstBrokenLink(opened.id), 2, 'a cut tail is seen against the head kept in the case')
  await client.query('alter table kernel.case_event enable trigger user')
  await client.end()
})

test('the hourly seal takes each settled event exactly once', async () => {
  await sealHistory()
  await open()
  await open()
  const sealed = await sealHistory()
  assert.equal(sealed?.events, 2)
  assert.equal(await sealHistory(), null)
})

test('the Merkle tree has the shape of RFC 6962 (vectors of transparency-dev/merkle)', async () => {
  const { createHash } = await import('node:crypto')
  const sha256 = (...parts: Uint8Array[]) => {
    const hash = createHash('sha256')
    for (const part of parts) hash.update(part)
    return hash.digest()
  }
  const leaves = [
    '',
    '00',
    '10',
    '2021',
    '3031',
    '40414243',
    '5051525354555657',
    '606162636465666768696a6b6c6d6e6f',
  ].map((hex) => Buffer.from(hex, 'hex'))
  assert.equal(
    merkleRoot(leaves, sha256).toString('hex'),
    '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
  )
  assert.equal(
    merkleRoot(leaves.slice(0, 5), sha256).toString('hex'),
    '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  )
  assert.equal(
    merkleRoot(leaves).toString('hex'),
    'bc48ba7a709184b5f2a631e1adeb8dc2a0d4c018c1d6cc89b5664fe154c93b38',
  )
})

test('the soundness check sees what is wrong in a table', () => {
  assert.deepEqual(faultsOf(errand), [])
  const broken = { ...errand, states: { ...errand.states, lost: { label: '失联' } } }
  assert.deepEqual(faultsOf(broken), ['errand: no way leads to lost', 'errand: no way leads out of lost'])
})
