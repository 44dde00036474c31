import assert from 'node:assert/strict'
import { test } from 'node:test'
import { getCity } from '#modules/city/service.ts'
import {
  browser,
  emptyCity,
  goodPassword,
  refusing,
  setupInput,
  stoppedClock,
  testApp,
} from './city-for-tests.ts'
import * as contract from './contract.ts'
import * as people from './service.ts'

const clock = stoppedClock()
const city = await emptyCity()
const page = browser(testApp(), '10.3.0.1')
const setUp = (change: object, token: string) =>
  page.call(contract.completeSetup, { ...setupInput(token), ...change })

test('the first set-up: one link, once, for a day, for three different people', async () => {
  const old = (await people.createSetupLink())!
  const overtaken = (await people.createSetupLink())!
  await assert.rejects(page.call(contract.checkSetup, { token: old }), refusing('gone'))
  assert.ok((await page.call(contract.checkSetup, { token: overtaken })).rules.length > 2)
  clock.move({ hours: 24, seconds: 1 })
  await assert.rejects(page.call(contract.checkSetup, { token: overtaken }), refusing('gone'))

  const token = (await people.createSetupLink())!
  const { systemAdmin, auditAdmin } = setupInput(token)
  await assert.rejects(
    setUp({ auditAdmin: { ...auditAdmin, signInName: ' XITONG' } }, token),
    refusing('invalid', /三个不同的人/),
  )
  await assert.rejects(
    setUp({ auditAdmin: { ...auditAdmin, password: systemAdmin.password } }, token),
    refusing('invalid', /口令不能相同/),
  )
  await assert.rejects(
    setUp({ systemAdmin: { ...systemAdmin, password: 'Admin@123' } }, token),
    refusing('invalid', /太常见/),
  )
  await assert.rejects(setUp({}, `${token}x`), refusing('gone'))
  assert.equal((await city.query('select from people.person')).length, 0, 'nothing of a refused set-up stays')

  const kept = await city.query<{ whole: string }>('select l::text as whole from people.setup_link l')
  assert.ok(kept.every(({ whole }) => !whole.includes(token)))

  const answers = await Promise.allSettled([setUp({}, token), setUp({}, token), setUp({}, token)])
  assert.equal(answers.filter(({ status }) => status === 'fulfilled').length, 1)
  await assert.rejects(setUp({}, token), refusing('gone', /已完成初始化/))
  assert.equal(await people.createSetupLink(), null)
  assert.equal((await getCity()).name, '澄江市')

  const posts = await people.listPosts({})
  assert.deepEqual(posts.map(({ role }) => role).sort(), ['audit-admin', 'security-admin', 'system-admin'])
  assert.equal(new Set(posts.map(({ personId }) => personId)).size, 3)
  assert.equal((await page.signIn('xitong', `${goodPassword}a`)).state, 'password-change-needed')
  const lines = await city.query(`select from kernel.audit where action = 'people.completeSetup'`)
  assert.equal(lines.length, 1)
})
