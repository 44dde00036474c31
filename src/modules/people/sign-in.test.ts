import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { connect, disconnect } from '#kernel/database/connection.ts'
import type { Refusal } from '#kernel/refusal.ts'
import {
  browser,
  codeOf,
  freshCity,
  goodPassword,
  refusing,
  someone,
  stoppedClock,
  testApp,
} from './city-for-tests.ts'
import * as contract from './contract.ts'
import * as people from './service.ts'

const clock = stoppedClock()
const city = await freshCity()
const app = testApp()
let addresses = 0
const anywhere = () => browser(app, `10.0.0.${++addresses}`)

describe('signing in', () => {
  test('a right name and password open a session, whatever the case and width of the name', async () => {
    await someone(city, 'zhaoliang', 'liaison')
    const page = anywhere()
    const answer = await page.signIn(' ＺhaoLiang ')
    assert.equal(answer.state, 'signed-in')
    const me = await page.call(contract.me, {})
    assert.equal(me.signInName, 'zhaoliang')
    assert.equal(me.post.role, 'liaison')
    assert.ok(me.permissions.includes('people.read') && !me.permissions.includes('people.viewPhones'))
  })

  test('the cookie is closed to scripts and to other sites, and its token is not in the database', async () => {
    await someone(city, 'cookie', 'liaison')
    const answer = await app.request('/api/people/sign-in', {
      method: 'POST',
      body: JSON.stringify({ signInName: 'cookie', password: goodPassword }),
    })
    const set = answer.headers.get('set-cookie')!
    assert.match(set, /HttpOnly/)
    assert.match(set, /SameSite=Strict/)
    const token = /wuxin_session=([^;]+)/.exec(set)![1]!
    assert.ok(token.length >= 43)
    const kept = await city.query<{ found: boolean }>(
      `select exists (select from people.session s where s::text like '%' || $1 || '%') as found`,
      [token],
    )
    assert.equal(kept[0]!.found, false)
    assert.ok(!(await answer.text()).includes(token), 'the token is for the cookie only')
  })

  test('wrong name and wrong password are told in the same words', async () => {
    await someone(city, 'exists', 'liaison')
    const said = async (name: string) => {
      try {
        await anywhere().signIn(name, 'Wrong-Password-1')
      } catch (error) {
        return (error as Error).message
      }
    }
    assert.equal(await said('exists'), await said('exists-not'))
  })

  test('whoever has no post is told so, but only with the right password', async () => {
    const { person } = await people.createPerson({ name: '无岗', signInName: 'wugang' }, city.system)
    const { system } = await import('#kernel/actor.ts')
    await people.setPassword({ personId: person.id, password: goodPassword, mustChange: false }, system)
    await assert.rejects(anywhere().signIn('wugang'), refusing('forbidden', /没有岗位/))
    await assert.rejects(
      anywhere().signIn('wugang', 'Wrong-Password-1'),
      refusing('invalid', /登录名或口令不正确/),
    )
  })

  test('a deactivated person does not get in', async () => {
    const { personId } = await someone(city, 'lizhi', 'liaison')
    const page = anywhere()
    await page.signIn('lizhi')
    await people.deactivatePerson({ id: personId, reason: '调离' }, city.system)
    await assert.rejects(page.call(contract.me, {}), refusing('not-signed-in'))
    await assert.rejects(anywhere().signIn('lizhi'), refusing('invalid'))
  })

  test('each sign-in and each failure stands in the audit record, without the password', async () => {
    const { personId } = await someone(city, 'jilu', 'liaison')
    await assert.rejects(anywhere().signIn('jilu', 'Secret-Wrong-99'), refusing('invalid'))
    await anywhere().signIn('jilu')
    const lines = await city.query<{ succeeded: boolean; whole: string; source: string }>(
      `select succeeded, source::text, a::text as whole from kernel.audit a where action = 'people.signIn' and object = $1 order by id`,
      [personId],
    )
    assert.deepEqual(
      lines.map(({ succeeded }) => succeeded),
      [false, true],
    )
    assert.ok(
      lines.every(({ whole, source }) => !whole.includes('Secret-Wrong-99') && source.startsWith('10.0.0.')),
    )
  })
})

describe('the lock', () => {
  const wrong = 'Wrong-Password-1'

  test('after five failures the right password is refused too, from anywhere, also by a new process, for 30 minutes', async () => {
    await someone(city, 'suoding', 'liaison')
    for (let attempt = 1; attempt <= 5; attempt++) {
      await assert.rejects(
        anywhere().signIn('suoding', wrong),
        refusing('invalid', attempt === 5 ? /已锁定 30 分钟/ : /还可尝试/),
      )
    }
    await assert.rejects(anywhere().signIn('suoding'), refusing('too-many', /锁定/))
    // As after a restart: nothing but the database is left.
    await disconnect()
    connect(city.url, { connections: 8 })
    await assert.rejects(anywhere().signIn('suoding'), refusing('too-many', /30 分钟/))
    clock.move({ minutes: 29 })
    await assert.rejects(anywhere().signIn('suoding'), refusing('too-many', /1 分钟/))
    clock.move({ minutes: 1, seconds: 1 })
    assert.equal((await anywhere().signIn('suoding')).state, 'signed-in')
  })

  test('attempts while locked do not prolong the lock', async () => {
    await someone(city, 'buyan', 'liaison')
    for (let attempt = 1; attempt <= 5; attempt++) await assert.rejects(anywhere().signIn('buyan', wrong))
    clock.move({ minutes: 20 })
    for (let attempt = 1; attempt <= 7; attempt++)
      await assert.rejects(anywhere().signIn('buyan', wrong), refusing('too-many'))
    clock.move({ minutes: 10, seconds: 1 })
    assert.equal((await anywhere().signIn('buyan')).state, 'signed-in')
  })

  test('a name that does not exist is locked alike', async () => {
    for (let attempt = 1; attempt <= 5; attempt++)
      await assert.rejects(anywhere().signIn('nobody-here', wrong), refusing('invalid'))
    await assert.rejects(anywhere().signIn('nobody-here', wrong), refusing('too-many'))
    const kept = await city.query<{ key: string }>(`select key from people.sign_in_lock`)
    assert.ok(kept.every(({ key }) => !key.includes('nobody')))
  })

  test('an address is locked after five failures at different names, and only this address', async () => {
    await someone(city, 'tongshi', 'liaison')
    const attacker = browser(app, '192.0.2.7')
    for (let attempt = 1; attempt <= 5; attempt++)
      await assert.rejects(attacker.signIn(`guess-${attempt}`, wrong), refusing('invalid'))
    await assert.rejects(attacker.signIn('tongshi'), refusing('too-many', /网络地址/))
    assert.equal((await browser(app, '192.0.2.8').signIn('tongshi')).state, 'signed-in')
    const { sources } = await (await import('./services/locks.ts')).listLocks()
    assert.deepEqual(
      sources.map(({ source }) => source),
      ['192.0.2.7'],
    )
  })

  test('all addresses of one IPv6 /64 count as one', async () => {
    for (let attempt = 1; attempt <= 5; attempt++) {
      await assert.rejects(
        browser(app, `2001:db8:1:2::${attempt}`).signIn(`v6-${attempt}`, wrong),
        refusing('invalid'),
      )
    }
    await assert.rejects(browser(app, '2001:db8:1:2:ffff::1').signIn('v6-9', wrong), refusing('too-many'))
    await assert.rejects(browser(app, '2001:db8:1:3::1').signIn('v6-8', wrong), refusing('invalid'))
  })

  test('an account of his own does not help to go on trying those of others', async () => {
    await someone(city, 'mine', 'liaison')
    const attacker = browser(app, '192.0.2.50')
    for (let attempt = 1; attempt <= 4; attempt++) {
      await assert.rejects(attacker.signIn(`victim-${attempt}`, wrong), refusing('invalid'))
      await attacker.signIn('mine')
    }
    await assert.rejects(attacker.signIn('victim-5', wrong), refusing('invalid'))
    await assert.rejects(attacker.signIn('victim-6', wrong), refusing('too-many'))
  })

  test('of twenty attempts at the same moment no more than five are looked at', async () => {
    await someone(city, 'bingfa', 'liaison')
    const codes = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        browser(app, `10.9.0.${index + 1}`)
          .signIn('bingfa', wrong)
          .then(
            () => 'in',
            (error: Refusal) => error.code,
          ),
      ),
    )
    assert.equal(codes.filter((code) => code === 'invalid').length, 5)
    assert.equal(codes.filter((code) => code === 'too-many').length, 15)
  })

  test('success forgets the failures before it; the security administrator may unlock', async () => {
    const { personId } = await someone(city, 'jiesuo', 'liaison')
    for (let attempt = 1; attempt <= 4; attempt++) await assert.rejects(anywhere().signIn('jiesuo', wrong))
    await anywhere().signIn('jiesuo')
    for (let attempt = 1; attempt <= 5; attempt++)
      await assert.rejects(anywhere().signIn('jiesuo', wrong), refusing('invalid'))
    assert.ok((await people.getPerson(personId)).lockedUntil)
    const { unlockPerson } = await import('./services/locks.ts')
    await assert.rejects(unlockPerson(personId, city.system), refusing('forbidden'))
    await unlockPerson(personId, city.security)
    assert.equal((await anywhere().signIn('jiesuo')).state, 'signed-in')
  })

  test('the password that is asked for again counts, too', async () => {
    await someone(city, 'zaiwen', 'liaison')
    const page = anywhere()
    await page.signIn('zaiwen')
    for (let attempt = 1; attempt <= 5; attempt++) {
      // An idempotency key would put a transaction around it, which must not take the count back.
      const key = `repeat-${attempt}-key`
      await assert.rejects(
        page.call(contract.enrolSecondFactor, { password: wrong }, { key }),
        refusing('invalid'),
      )
    }
    await assert.rejects(
      page.call(contract.enrolSecondFactor, { password: goodPassword }),
      refusing('too-many'),
    )
  })
})

describe('the first sign-in', () => {
  test('changes the password and asks an administrator for a second factor', async () => {
    const { person, initialPassword } = await people.createPerson(
      { name: '新安', signInName: 'xinan' },
      city.system,
    )
    await people.grantPost({ personId: person.id, unitId: city.unitId, role: 'audit-admin' }, city.security)
    const page = anywhere()
    const first = await page.signIn('xinan', initialPassword)
    assert.equal(first.state, 'password-change-needed')
    assert.ok(first.state === 'password-change-needed')
    await assert.rejects(page.call(contract.me, {}), refusing('not-signed-in'))
    assert.equal(page.jar.cookie, '')

    const change = (password: string) =>
      page.call(contract.changeFirstPassword, { ticket: first.ticket, password })
    await assert.rejects(change('short1A!'.slice(0, 7)), refusing('invalid', /至少 8 位/))
    await assert.rejects(change('Xinan-2026-ok'), refusing('invalid', /登录名/))
    await assert.rejects(change('P@ssw0rd2026!'), refusing('invalid', /太常见/))
    await assert.rejects(change(initialPassword), refusing('invalid', /不能与当前口令/))
    const second = await change('Bailu-3-Tingyu')
    assert.ok(second.state === 'second-factor-enrolment-needed')
    assert.match(second.uri, /^otpauth:\/\/totp\//)
    await assert.rejects(change('Bailu-4-Tingyu'), refusing('not-signed-in'))

    const confirm = (code: string) => page.call(contract.confirmFirstFactor, { ticket: second.ticket, code })
    await assert.rejects(confirm('000000'), refusing('invalid', /动态码不正确/))
    const third = await confirm(codeOf(second.secret))
    assert.ok(third.state === 'signed-in')
    assert.equal(third.recoveryCodes?.length, 10)
    assert.equal((await page.call(contract.me, {})).hasSecondFactor, true)
    await assert.rejects(
      page.call(contract.disableSecondFactor, { password: 'Bailu-3-Tingyu', code: '123456' }),
      refusing('forbidden', /不能解除/),
    )
  })

  test('a ticket is no session, and a step is good for ten minutes', async () => {
    const { person, initialPassword } = await people.createPerson(
      { name: '新丁', signInName: 'xinding' },
      city.system,
    )
    await people.grantPost({ personId: person.id, unitId: city.unitId, role: 'liaison' }, city.security)
    const page = anywhere()
    const first = await page.signIn('xinding', initialPassword)
    assert.ok(first.state === 'password-change-needed')
    page.jar.cookie = `wuxin_session=${first.ticket}`
    await assert.rejects(page.call(contract.me, {}), refusing('not-signed-in'))
    clock.move({ minutes: 11 })
    await assert.rejects(
      page.call(contract.changeFirstPassword, { ticket: first.ticket, password: 'Bailu-3-Tingyu' }),
      refusing('not-signed-in'),
    )
  })
})

describe('the second factor', () => {
  test('is asked for, its code works once, a recovery code works once', async () => {
    await someone(city, 'erci', 'liaison')
    const page = anywhere()
    await page.signIn('erci')
    const { secret } = await page.call(contract.enrolSecondFactor, { password: goodPassword })
    const other = anywhere()
    await other.signIn('erci')
    const { recoveryCodes } = await page.call(contract.confirmSecondFactor, { code: codeOf(secret) })
    await assert.rejects(other.call(contract.me, {}), refusing('not-signed-in'))
    await page.call(contract.me, {})

    assert.equal((await anywhere().signIn('erci')).state, 'second-factor-needed')
    await assert.rejects(
      anywhere().signIn('erci', goodPassword, codeOf(secret)),
      refusing('invalid', /已用过/),
    )
    clock.move({ seconds: 30 })
    assert.equal((await anywhere().signIn('erci', goodPassword, codeOf(secret))).state, 'signed-in')
    await assert.rejects(
      anywhere().signIn('erci', goodPassword, codeOf(secret)),
      refusing('invalid', /已用过/),
    )
    const [recovery] = recoveryCodes
    assert.equal((await anywhere().signIn('erci', goodPassword, recovery!.toLowerCase())).state, 'signed-in')
    await assert.rejects(anywhere().signIn('erci', goodPassword, recovery), refusing('invalid'))
  })

  test('wrong codes lock as wrong passwords do', async () => {
    await someone(city, 'sanci', 'liaison')
    const page = anywhere()
    await page.signIn('sanci')
    const { secret } = await page.call(contract.enrolSecondFactor, { password: goodPassword })
    await page.call(contract.confirmSecondFactor, { code: codeOf(secret) })
    for (let attempt = 1; attempt <= 5; attempt++) {
      assert.equal((await anywhere().signIn('sanci')).state, 'second-factor-needed')
      await assert.rejects(anywhere().signIn('sanci', goodPassword, '000000'), refusing('invalid', /动态码/))
    }
    await assert.rejects(anywhere().signIn('sanci'), refusing('too-many'))
  })

  test('its key and the phone lie sealed in the database', async () => {
    const { personId } = await someone(city, 'mifeng', 'liaison', { phone: '13900001234' })
    const page = anywhere()
    await page.signIn('mifeng')
    const { secret } = await page.call(contract.enrolSecondFactor, { password: goodPassword })
    const rows = await city.query<{ whole: string }>(
      `select (p::text || f::text) as whole from people.person p join people.second_factor f on f.person_id = p.id where p.id = $1`,
      [personId],
    )
    assert.equal(rows.length, 1)
    assert.ok(!rows[0]!.whole.includes(secret) && !rows[0]!.whole.includes('13900001234'))
    // A sealed value opens only where it belongs.
    const sealed = await people.seal('13900001234', 'here')
    await assert.rejects(people.unseal(sealed, 'there'))
    assert.equal(await people.unseal(sealed, 'here'), '13900001234')
  })
})

describe('a password', () => {
  test('is changed with the old one, ends the other sign-ins, and none of the last is used again', async () => {
    await someone(city, 'gaimi', 'liaison')
    const page = anywhere()
    const other = anywhere()
    await page.signIn('gaimi')
    await other.signIn('gaimi')
    const before = page.jar.cookie
    const change = (currentPassword: string, password: string) =>
      page.call(contract.changePassword, { currentPassword, password })
    await assert.rejects(change('Wrong-Password-1', 'Bailu-3-Tingyu'), refusing('invalid', /当前口令不正确/))
    await change(goodPassword, 'Bailu-3-Tingyu')
    assert.notEqual(page.jar.cookie, before)
    await page.call(contract.me, {})
    await assert.rejects(other.call(contract.me, {}), refusing('not-signed-in'))
    await assert.rejects(anywhere().signIn('gaimi'), refusing('invalid'))
    await assert.rejects(change('Bailu-3-Tingyu', goodPassword), refusing('invalid', /最近 5 个口令/))
  })

  test('is kept as Argon2id with its parameters, never twice the same', async () => {
    const rows = await city.query<{ password_hash: string }>('select password_hash from people.credential')
    assert.ok(rows.length > 5)
    assert.ok(rows.every(({ password_hash }) => /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/.test(password_hash)))
    assert.equal(new Set(rows.map(({ password_hash }) => password_hash)).size, rows.length)
  })

  test('grows old when the policy says so', async () => {
    await someone(city, 'jiukouling', 'liaison')
    const { readPolicy, setPolicy } = await import('./services/policy.ts')
    const policy = await readPolicy()
    await setPolicy({ ...policy, maximumDays: 90 }, city.security)
    clock.move({ hours: 24 * 90 })
    assert.equal((await anywhere().signIn('jiukouling')).state, 'signed-in')
    clock.move({ hours: 24 })
    const answer = await anywhere().signIn('jiukouling')
    assert.ok(answer.state === 'password-change-needed')
    assert.match(answer.reason, /超过 90 天/)
    await setPolicy(policy, city.security)
  })
})
