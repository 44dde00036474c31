import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import type { Endpoint } from '#kernel/endpoint.ts'
import { openApiOf } from '#kernel/openapi.ts'
import { Refusal } from '#kernel/refusal.ts'
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
import { isAdministrator, type Role, roleLabels, roles } from './rules.ts'
import * as people from './service.ts'

const clock = stoppedClock()
const city = await freshCity()
const app = testApp()
const phone = '13912345678'
const witness = await someone(city, 'witness', 'liaison', { phone, name: '吴证' })

const endpoints = Object.values(contract as Record<string, unknown>).filter(
  (value): value is Endpoint =>
    typeof value === 'object' && value !== null && 'path' in value && 'permission' in value,
)
const nameOf = (endpoint: Endpoint): string => `${endpoint.method} ${endpoint.path}`

/** One signed-in browser for each role. */
const pages = new Map<Role, ReturnType<typeof browser>>()
for (const [index, role] of roles.entries()) {
  const name = `role${index}`
  await someone(city, name, role, { phone: `1380000000${index}` })
  const page = browser(app, `10.7.0.${index + 1}`)
  const answer = await page.signIn(name)
  assert.equal(answer.state, isAdministrator(role) ? 'second-factor-enrolment-needed' : 'signed-in')
  if (answer.state === 'second-factor-enrolment-needed') {
    await page.call(contract.confirmFirstFactor, { ticket: answer.ticket, code: codeOf(answer.secret) })
  }
  pages.set(role, page)
}

/**
 * Who may call what, written out by hand and not read from the manifest: whoever changes a permission must change
 * this table, too.
 */
const everybody = [...roles]
const three: Role[] = ['system-admin', 'security-admin', 'audit-admin']
const expected: Record<string, readonly Role[] | 'public'> = {
  'POST /people/sign-in': 'public',
  'POST /people/sign-in/password': 'public',
  'POST /people/sign-in/second-factor': 'public',
  'POST /people/sign-out': 'public',
  'GET /people/password-rules': 'public',
  'POST /people/set-up/check': 'public',
  'POST /people/set-up': 'public',
  'GET /people/me': everybody,
  'POST /people/me/post': everybody,
  'POST /people/me/password': everybody,
  'POST /people/me/second-factor': everybody,
  'POST /people/me/second-factor/confirm': everybody,
  'POST /people/me/second-factor/disable': everybody,
  'GET /people/me/sessions': everybody,
  'POST /people/me/sessions/:id/end': everybody,
  'GET /people/me/tokens': everybody,
  'POST /people/me/tokens': everybody,
  'POST /people/me/tokens/:id/revoke': everybody,
  'GET /people/units': everybody,
  'GET /people/units/:id': everybody,
  'GET /people/collectives': everybody,
  'GET /people/colleagues': everybody,
  'GET /people/posts': everybody,
  'POST /people/persons/:id/phone': ['dispatcher', 'dispatch-head'],
  'POST /people/units': ['system-admin'],
  'POST /people/units/:id': ['system-admin'],
  'POST /people/units/:id/rename': ['system-admin'],
  'POST /people/units/:id/end': ['system-admin'],
  'POST /people/units/:id/names': ['system-admin'],
  'POST /people/units/:id/names/:nameId/remove': ['system-admin'],
  'POST /people/collectives': ['system-admin'],
  'POST /people/collectives/:id': ['system-admin'],
  'POST /people/collectives/:id/end': ['system-admin'],
  'GET /people/persons': three,
  'GET /people/persons/:id': three,
  'GET /people/post-proposals': three,
  'GET /people/access-policy': three,
  'GET /people/roles': three,
  'POST /people/persons': ['system-admin'],
  'POST /people/persons/:id': ['system-admin'],
  'POST /people/persons/:id/deactivate': ['system-admin'],
  'POST /people/persons/:id/reactivate': ['system-admin'],
  'POST /people/persons/:id/reset-password': ['system-admin'],
  'POST /people/post-proposals': ['system-admin'],
  'GET /people/import/template': ['system-admin'],
  'POST /people/import/preview': ['system-admin'],
  'POST /people/import/confirm': ['system-admin'],
  'POST /people/posts': ['security-admin'],
  'POST /people/posts/:id/end': ['security-admin'],
  'POST /people/post-proposals/decide': ['security-admin'],
  'GET /people/sessions': ['security-admin'],
  'POST /people/sessions/:id/end': ['security-admin'],
  'POST /people/persons/:id/end-sessions': ['security-admin'],
  'GET /people/tokens': ['security-admin'],
  'POST /people/tokens/:id/revoke': ['security-admin'],
  'GET /people/locks': ['security-admin'],
  'POST /people/persons/:id/unlock': ['security-admin'],
  'POST /people/locks/release': ['security-admin'],
  'POST /people/persons/:id/second-factor/reset': ['security-admin'],
  'PUT /people/access-policy': ['security-admin'],
  'GET /people/audit': ['audit-admin'],
  'POST /people/audit/review': ['audit-admin'],
}

/** Fits every path, and nothing in the database. */
const nowhere = '00000000-0000-4000-8000-000000000000'
const raw = (page: ReturnType<typeof browser>, endpoint: Endpoint) =>
  app.request(`/api${endpoint.path.replace(/:\w+/g, nowhere)}`, {
    method: endpoint.method,
    headers: { cookie: page.jar.cookie, 'x-forwarded-for': '10.8.0.1' },
    ...(endpoint.method === 'GET' ? {} : { body: JSON.stringify({ unexpected: true }) }),
  })

describe('who may call what', () => {
  test('the table names every endpoint, and nothing else', () => {
    assert.deepEqual(endpoints.map(nameOf).toSorted(), Object.keys(expected).toSorted())
    assert.equal(new Set(endpoints.map(nameOf)).size, endpoints.length)
  })

  test('nobody gets in without a sign-in', async () => {
    const stranger = browser(app, '10.8.0.2')
    for (const endpoint of endpoints) {
      const { status } = await raw(stranger, endpoint)
      if (expected[nameOf(endpoint)] === 'public') assert.notEqual(status, 401, nameOf(endpoint))
      else assert.equal(status, 401, nameOf(endpoint))
    }
  })

  for (const role of roles) {
    test(`as ${roleLabels[role]}`, async () => {
      const page = pages.get(role)!
      const cookie = page.jar.cookie
      for (const endpoint of endpoints) {
        // It would end the session that the others need.
        if (endpoint === (contract.signOut as Endpoint)) continue
        const allowed = expected[nameOf(endpoint)]!
        const { status } = await raw(page, endpoint)
        const may = allowed === 'public' || allowed.includes(role)
        assert.equal(status === 403 || status === 401, !may, `${nameOf(endpoint)} answered ${status}`)
        assert.ok(status < 500, `${nameOf(endpoint)} answered ${status}`)
      }
      page.jar.cookie = cookie
      await page.call(contract.me, {})
    })
  }

  test('a refused access stands in the audit record', async () => {
    const me = await pages.get('liaison')!.call(contract.me, {})
    const lines = await city.query<{ object: string }>(
      `select object from kernel.audit where action = 'access.refused' and actor_person = $1`,
      [me.personId],
    )
    const refused = endpoints.filter((endpoint) => {
      const allowed = expected[nameOf(endpoint)]!
      return allowed !== 'public' && !allowed.includes('liaison')
    })
    assert.deepEqual(lines.map(({ object }) => object).toSorted(), refused.map(nameOf).toSorted())
  })
})

describe('telephone numbers', () => {
  test('leave masked, whoever asks and whatever he asks for', async () => {
    const answers: string[] = []
    for (const [role, page] of pages) {
      for (const endpoint of endpoints.filter(({ method }) => method === 'GET')) {
        const path = endpoint.path.replace(
          ':id',
          endpoint.path.includes('units') ? city.unitId : witness.personId,
        )
        const answer = await app.request(`/api${path}`, { headers: { cookie: page.jar.cookie } })
        const text = await answer.text()
        assert.ok(!text.includes(phone), `${nameOf(endpoint)} as ${role}`)
        if (answer.ok) answers.push(text)
      }
    }
    assert.ok(
      answers.some((text) => text.includes('139****5678')),
      'the masked form is there, so the number was looked for in the right place',
    )
    assert.ok(!answers.some((text) => /1380000000\d/.test(text)))
  })

  test('and passwords, tokens and keys do not stand in the audit record', async () => {
    const lines = await city.query<{ whole: string }>('select a::text as whole from kernel.audit a')
    assert.ok(lines.length > 50)
    for (const { whole } of lines) assert.ok(!whole.includes(phone) && !whole.includes(goodPassword), whole)
  })

  test('a secret that is answered once is not kept for a repetition', async () => {
    await people.setPassword(
      { personId: witness.personId, password: goodPassword, mustChange: false },
      (await import('#kernel/actor.ts')).system,
    )
    const page = browser(app, '10.8.0.3')
    await page.signIn('witness')
    const input = { name: '对接', postId: witness.postId, days: 1, password: goodPassword }
    const first = await page.call(contract.createToken, input, { key: 'same-key-1' })
    const kept = await city.query<{ whole: string }>('select k::text as whole from kernel.idempotency_key k')
    assert.ok(kept.every(({ whole }) => !whole.includes(first.token)))
  })
})

test('an administrator issues no access token, for a token has one factor only', async () => {
  const page = pages.get('system-admin')!
  const { post } = await page.call(contract.me, {})
  const input = { name: '对接', postId: post.id, days: 1, password: goodPassword }
  await assert.rejects(page.call(contract.createToken, input), refusing('forbidden', /管理员岗位/))
})

test('the document of the API names every endpoint, with the files as files', () => {
  const text = JSON.stringify(openApiOf(endpoints, 'test', '1'))
  for (const { path } of endpoints) assert.ok(text.includes(`"/api${path.replace(/:(\w+)/g, '{$1}')}"`), path)
  assert.match(text, /multipart\/form-data/)
})

describe('the audit record', () => {
  test('is read and marked by the audit administrator, and changed by nobody', async () => {
    const page = pages.get('audit-admin')!
    const { rows } = await page.call(contract.listAudit, { onlyFailures: true, limit: 5 })
    assert.ok(rows.length === 5 && rows.every(({ succeeded, review }) => !succeeded && review === null))
    assert.equal(rows[0]!.actionLabel, '越权访问被拒绝')
    await page.call(contract.reviewAudit, { ids: rows.map(({ id }) => id), verdict: 'normal', note: '测试' })
    const left = await page.call(contract.listAudit, { onlyFailures: true, onlyUnreviewed: true, limit: 5 })
    assert.ok(left.rows.every(({ id }) => !rows.some((row) => row.id === id)))
    // A second opinion does not replace the first.
    await page.call(contract.reviewAudit, { ids: [rows[0]!.id], verdict: 'suspicious' })
    const again = await page.call(contract.listAudit, { before: rows[0]!.id + 1, limit: 1 })
    assert.equal(again.rows[0]!.review?.verdict, 'normal')
    for (const statement of [
      'delete from kernel.audit',
      'delete from people.audit_review',
      `update people.audit_review set note = ''`,
    ]) {
      await assert.rejects(
        city.query(`set role wuxin_app; ${statement}`).finally(() => city.query('reset role')),
        /append-only|permission denied/,
      )
    }
  })

  test('pages on without a gap or a repetition', async () => {
    const page = pages.get('audit-admin')!
    const seen: number[] = []
    for (let before: number | undefined; ; ) {
      const { rows } = await page.call(contract.listAudit, { limit: 40, before })
      if (rows.length === 0) break
      seen.push(...rows.map(({ id }) => id))
      before = rows.at(-1)!.id
    }
    assert.ok(seen.length > 100)
    assert.deepEqual(
      seen,
      [...new Set(seen)].toSorted((a, b) => b - a),
    )
  })
})

describe('accounts', () => {
  test('are found by name, state, unit and role', async () => {
    const page = pages.get('system-admin')!
    const find = async (search: object) =>
      (await page.call(contract.listPersons, search)).rows.map(({ signInName }) => signInName)
    assert.deepEqual(await find({ query: 'WITN' }), ['witness'])
    assert.deepEqual(await find({ query: '吴' }), ['witness'])
    assert.deepEqual(await find({ query: '%' }), [])
    assert.deepEqual(await find({ role: 'city-leader' }), [`role${roles.indexOf('city-leader')}`])
    const { person } = await people.createPerson({ name: '尚无', signInName: 'shangwu' }, city.system)
    assert.deepEqual(await find({ state: 'without-post' }), ['shangwu'])
    await people.deactivatePerson({ id: person.id, reason: '重复' }, city.system)
    assert.deepEqual(await find({ state: 'inactive' }), ['shangwu'])
    assert.deepEqual(await find({ state: 'without-post' }), [])
  })

  test('a sign-in name is never given again', async () => {
    await assert.rejects(
      people.createPerson({ name: '另人', signInName: 'ShangWu' }, city.system),
      refusing('conflict', /不再分配/),
    )
  })

  test('come back without posts and with a new password', async () => {
    const { actor, personId } = await someone(city, 'huilai', 'dispatcher')
    await people.deactivatePerson({ id: personId, reason: '借调' }, city.system)
    await assert.rejects(people.actorOf(actor.postId!), refusing('not-found'))
    const { initialPassword, person } = await people.reactivatePerson(personId, city.system)
    assert.ok(person.posts.every(({ isCurrent }) => !isCurrent) && person.posts.length === 1)
    await assert.rejects(
      browser(app, '10.8.0.9').signIn('huilai', initialPassword),
      refusing('forbidden', /没有岗位/),
    )
  })

  test('nobody’s own name and number are changed by somebody without the right', async () => {
    const outcome = await pages
      .get('liaison')!
      .call(contract.updatePerson, { id: witness.personId, name: '改名' })
      .catch((error: Refusal) => error)
    assert.ok(outcome instanceof Refusal && outcome.code === 'forbidden')
    assert.equal((await people.getPerson(witness.personId)).name, '吴证')
  })
})

// Last, for the clock goes on by an hour and the others are signed out.
describe('a telephone number', () => {
  test('is shown whole for a purpose that is written down, a limited number in an hour', async () => {
    const page = pages.get('dispatcher')!
    await assert.rejects(
      page.call(contract.viewPhone, { id: witness.personId, purpose: '' }),
      refusing('invalid'),
    )
    const seen = await page.call(contract.viewPhone, { id: witness.personId, purpose: '催办通知' })
    assert.equal(seen.phone, phone)
    const [line] = await city.query<{ detail: unknown; whole: string }>(
      `select detail, a::text as whole from kernel.audit a where action = 'people.viewPhone' and object = $1`,
      [witness.personId],
    )
    assert.deepEqual(line!.detail, { purpose: '催办通知' })
    assert.ok(!line!.whole.includes(phone))
    for (let view = 2; view <= 60; view++)
      await page.call(contract.viewPhone, { id: witness.personId, purpose: '催办通知' })
    await assert.rejects(
      page.call(contract.viewPhone, { id: witness.personId, purpose: '催办通知' }),
      refusing('too-many'),
    )
    clock.move({ minutes: 29 })
    await page.call(contract.me, {})
    clock.move({ minutes: 29 })
    await page.call(contract.me, {})
    clock.move({ minutes: 3 })
    await page.call(contract.viewPhone, { id: witness.personId, purpose: '催办通知' })
  })
})
