import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { connect, disconnect } from '#kernel/database/connection.ts'
import { startLive } from '#kernel/live.ts'
import {
  browser,
  freshCity,
  goodPassword,
  refusing,
  someone,
  stoppedClock,
  testApp,
} from './city-for-tests.ts'
import * as contract from './contract.ts'
import * as people from './service.ts'
import { beginReading, forgetPerson, recall, remember } from './services/session-cache.ts'
import { endSessions } from './services/session-store.ts'
import { tokenHash } from './services/sessions.ts'

const clock = stoppedClock()
const city = await freshCity()
const app = testApp()
let addresses = 0
const anywhere = () => browser(app, `10.1.0.${++addresses}`)
const tokenOf = (page: ReturnType<typeof anywhere>): string => page.jar.cookie.slice('wuxin_session='.length)

async function signedIn(name: string) {
  const person = await someone(city, name, 'liaison')
  const page = anywhere()
  await page.signIn(name)
  return { ...person, page, token: tokenOf(page) }
}

describe('a session', () => {
  test('ends after 30 minutes without doing anything, and lives on while something is done', async () => {
    const { page } = await signedIn('idle')
    for (let step = 0; step < 4; step++) {
      clock.move({ minutes: 29 })
      await page.call(contract.me, {})
    }
    clock.move({ minutes: 31 })
    await assert.rejects(page.call(contract.me, {}), refusing('not-signed-in'))
  })

  test('ends after twelve hours, however busy', async () => {
    const { page } = await signedIn('busy')
    for (let step = 0; step < 36; step++) {
      clock.move({ minutes: 19 })
      await page.call(contract.me, {})
    }
    clock.move({ minutes: 19 })
    await page.call(contract.me, {})
    clock.move({ minutes: 19 })
    await assert.rejects(page.call(contract.me, {}), refusing('not-signed-in'))
  })

  test('costs no query while it is fresh', async () => {
    const { token } = await signedIn('fresh')
    const actor = await people.authenticateSession(token, null)
    assert.equal(actor?.label, '人fresh（市调度中心 联络员）')
    // Without a database a query would throw.
    await disconnect()
    try {
      assert.equal((await people.authenticateSession(token, '10.1.9.9'))?.source, '10.1.9.9')
    } finally {
      connect(city.url, { connections: 8 })
    }
  })

  test('is written to at most once a minute', async () => {
    const { page, personId } = await signedIn('written')
    const seen = async () => {
      const rows = await city.query<{ at: string }>(
        'select last_seen_at as at from people.session where person_id = $1',
        [personId],
      )
      return Date.parse(rows[0]!.at)
    }
    const first = await seen()
    clock.move({ seconds: 50 })
    await page.call(contract.me, {})
    assert.equal(await seen(), first)
    clock.move({ seconds: 15 })
    await page.call(contract.me, {})
    assert.equal(await seen(), first + 65_000)
  })

  test('is gone at once when it is ended, although it was known a moment ago', async () => {
    const { token, personId, page } = await signedIn('ended')
    assert.ok(await people.authenticateSession(token, null))
    assert.ok(recall(tokenHash(token).toString('base64')))
    await endSessions({ personId }, 'test')
    assert.equal(recall(tokenHash(token).toString('base64')), null)
    await assert.rejects(page.call(contract.me, {}), refusing('not-signed-in'))
  })

  test('that was read before it ended is not remembered after it', async () => {
    const { actor, personId } = await signedIn('race')
    const known = { actor, expiresAt: 0, lastSeenAt: 0, writtenAt: 0, readAt: performance.now() }
    const began = beginReading()
    forgetPerson(personId)
    remember('race', known, began)
    assert.equal(recall('race'), null)
    remember('race', known, beginReading())
    assert.ok(recall('race'))
  })

  test('is not prolonged by a page that refreshes itself', async () => {
    const { token } = await signedIn('quiet')
    for (let minute = 0; minute < 30; minute += 10) {
      clock.move({ minutes: 10 })
      assert.ok(await people.authenticateSession(token, null, { quiet: true }))
    }
    clock.move({ minutes: 1 })
    assert.equal(await people.authenticateSession(token, null, { quiet: true }), null)
  })

  test('ends when the same browser signs in again', async () => {
    const { page } = await signedIn('again')
    const kept = page.jar.cookie
    await page.signIn('again')
    const old = anywhere()
    old.jar.cookie = kept
    await assert.rejects(old.call(contract.me, {}), refusing('not-signed-in'))
    await page.call(contract.me, {})
  })

  test('that another process has ended is gone here, too', async () => {
    const stop = await startLive(city.url)
    const { token, personId } = await signedIn('elsewhere')
    assert.ok(await people.authenticateSession(token, null))
    const hash = tokenHash(token).toString('base64')
    // What the other process does: the change, and the notification.
    await city.query(
      `update people.session set ended_at = now(), ended_because = 'test' where person_id = $1`,
      [personId],
    )
    await city.query(`select pg_notify('wuxin_live', $1)`, [
      JSON.stringify({ topic: 'session', ids: [personId] }),
    ])
    while (recall(hash)) await new Promise((resolve) => setImmediate(resolve))
    assert.equal(await people.authenticateSession(token, null), null)
    await stop()
  })

  test('is listed, and ended by its owner; another one’s he neither sees nor ends', async () => {
    const { page, personId } = await signedIn('owner')
    const second = anywhere()
    await second.signIn('owner')
    const { page: stranger } = await signedIn('stranger')
    const { rows } = await page.call(contract.mySessions, {})
    assert.equal(rows.length, 2)
    assert.ok(rows.every((row) => row.personId === personId))
    const other = rows.find(({ isThis }) => !isThis)!
    await assert.rejects(stranger.call(contract.endMySession, { id: other.id }), refusing('not-found'))
    await second.call(contract.me, {})
    await page.call(contract.endMySession, { id: other.id })
    await assert.rejects(second.call(contract.me, {}), refusing('not-signed-in'))
    await page.call(contract.me, {})
  })

  test('is over after signing out, also for whoever kept the cookie', async () => {
    const { page } = await signedIn('out')
    const kept = page.jar.cookie
    await page.call(contract.signOut, {})
    assert.equal(page.jar.cookie, '')
    page.jar.cookie = kept
    await assert.rejects(page.call(contract.me, {}), refusing('not-signed-in'))
  })

  test('is refused when a write comes from another site', async () => {
    const { page } = await signedIn('csrf')
    const answer = await app.request('/api/people/sign-out', {
      method: 'POST',
      headers: { cookie: page.jar.cookie, 'sec-fetch-site': 'cross-site' },
    })
    assert.equal(answer.status, 403)
    await page.call(contract.me, {})
  })
})

describe('switching posts', () => {
  test('goes on under a new token in another of one’s own posts only', async () => {
    const { page, personId, postId } = await signedIn('duogang')
    const { postId: foreign } = await someone(city, 'bieren', 'dispatcher')
    const second = await people.grantPost(
      { personId, unitId: city.unitId, role: 'dispatcher' },
      city.security,
    )
    const before = page.jar.cookie
    await assert.rejects(
      page.call(contract.switchPost, { postId: foreign }),
      refusing('forbidden', /不在这个岗位/),
    )
    const me = await page.call(contract.switchPost, { postId: second.id })
    assert.equal(me.post.role, 'dispatcher')
    assert.ok(me.permissions.includes('people.viewPhones'))
    assert.notEqual(page.jar.cookie, before)
    const old = anywhere()
    old.jar.cookie = before
    await assert.rejects(old.call(contract.me, {}), refusing('not-signed-in'))
    // The next sign-in begins where he was last.
    const again = anywhere()
    const answer = await again.signIn('duogang')
    assert.ok(answer.state === 'signed-in' && answer.me.post.id === second.id)
    // A post that ends takes the sign-ins in it along, and no others.
    const third = anywhere()
    await third.signIn('duogang')
    await third.call(contract.switchPost, { postId })
    await people.endPost(second.id, city.security)
    await assert.rejects(again.call(contract.me, {}), refusing('not-signed-in'))
    assert.equal((await third.call(contract.me, {})).posts.length, 1)
  })

  test('a post given for a time ends by itself', async () => {
    const { personId, page } = await signedIn('linshi')
    const day = Temporal.Instant.from((await page.call(contract.mySessions, {})).rows[0]!.createdAt)
      .toZonedDateTimeISO('Asia/Shanghai')
      .toPlainDate()
    const post = await people.grantPost(
      { personId, unitId: city.unitId, role: 'dispatcher', validUntil: day.toString() },
      city.security,
    )
    assert.ok((await people.actorOf(post.id)).permissions.has('people.viewPhones'))
    clock.move({ hours: 24 })
    await assert.rejects(people.actorOf(post.id), refusing('not-found'))
    assert.deepEqual(
      (await people.listPosts({ personId })).map(({ role }) => role),
      ['liaison'],
    )
  })
})

describe('an access token', () => {
  test('acts in its post for as long as it is good, and its use is recorded', async () => {
    const { page, postId, personId } = await signedIn('lingpai')
    const { token, accessToken } = await page.call(contract.createToken, {
      name: '数据对接',
      postId,
      days: 30,
      password: goodPassword,
    })
    const machine = browser(app, '10.2.0.1')
    machine.jar.bearer = token
    assert.equal((await machine.call(contract.me, {})).post.id, postId)
    await machine.call(contract.me, {})
    const uses = await city.query<{ source: string }>(
      `select host(source) as source from kernel.audit where action = 'people.useToken' and object = $1`,
      [accessToken.id],
    )
    assert.deepEqual(uses, [{ source: '10.2.0.1' }])
    const listed = (await page.call(contract.myTokens, {})).rows
    assert.equal(listed[0]!.lastUsedFrom, '10.2.0.1')
    const kept = await city.query<{ whole: string }>(
      'select t::text as whole from people.access_token t where person_id = $1',
      [personId],
    )
    assert.ok(!kept[0]!.whole.includes(token))
    clock.move({ hours: 24 * 30 })
    await assert.rejects(machine.call(contract.me, {}), refusing('not-signed-in'))
  })

  test('cannot do what only the person may', async () => {
    const { page, postId } = await signedIn('jiqi')
    const { token } = await page.call(contract.createToken, {
      name: '机器',
      postId,
      days: 1,
      password: goodPassword,
    })
    const machine = anywhere()
    machine.jar.bearer = token
    const personal = refusing('forbidden', /本人登录/)
    await assert.rejects(
      machine.call(contract.createToken, { name: '又一个', postId, days: 1, password: goodPassword }),
      personal,
    )
    await assert.rejects(machine.call(contract.enrolSecondFactor, { password: goodPassword }), personal)
    await assert.rejects(machine.call(contract.switchPost, { postId }), personal)
    await assert.rejects(
      machine.call(contract.changePassword, { currentPassword: goodPassword, password: 'Bailu-3-Tingyu' }),
      personal,
    )
  })

  test('is gone at once when revoked, and with its post and its person', async () => {
    const { page, postId, personId } = await signedIn('zuofei')
    const make = async () => {
      const { token, accessToken } = await page.call(contract.createToken, {
        name: '对接',
        postId,
        days: 9,
        password: goodPassword,
      })
      assert.ok(await people.authenticateToken(token, null))
      return { token, id: accessToken.id }
    }
    const one = await make()
    const { page: stranger } = await signedIn('waipo')
    await assert.rejects(stranger.call(contract.revokeMyToken, { id: one.id }), refusing('not-found'))
    await page.call(contract.revokeMyToken, { id: one.id })
    assert.equal(await people.authenticateToken(one.token, null), null)
    const two = await make()
    await people.endPost(postId, city.security)
    assert.equal(await people.authenticateToken(two.token, null), null)
    await people.deactivatePerson({ id: personId, reason: '离职' }, city.system)
    assert.equal(await people.authenticateToken(two.token, null), null)
  })

  test('is not for administrators, nor for posts of others, nor without the password', async () => {
    const { page, postId } = await signedIn('buneng')
    const { postId: foreign } = await someone(city, 'taren', 'liaison')
    const create = (input: { postId: string; password: string }) =>
      page.call(contract.createToken, { name: '对接', days: 1, ...input })
    await assert.rejects(create({ postId: foreign, password: goodPassword }), refusing('forbidden'))
    await assert.rejects(create({ postId, password: 'Wrong-Password-1' }), refusing('invalid'))
    assert.equal(await people.authenticateToken('wuxin_made-up-made-up-made-up', null), null)
  })
})
