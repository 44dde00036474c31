import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after } from 'node:test'
import { Hono } from 'hono'
import { Secret, TOTP } from 'otpauth'
import pg from 'pg'
import { authenticate } from '#http/authenticate.ts'
import { refuseForeignWrites } from '#http/csrf.ts'
import { mount } from '#http/mount.ts'
import { answerError } from '#http/refusals.ts'
import { mountSignIn } from '#http/sign-in.ts'
import { trustForwardedHeaders } from '#http/source.ts'
import { type Actor, system as theSystem } from '#kernel/actor.ts'
import { clientOf } from '#kernel/client.ts'
import { now, setClock } from '#kernel/clock.ts'
import { freshDatabase } from '../../../tests/database.ts'
import * as contract from './contract.ts'
import { peopleModule } from './module.ts'
import type { Role } from './rules.ts'
import * as people from './service.ts'

/** A good password, for everybody in these tests. */
export const goodPassword = 'Linghu-7-Baita'

export interface TestCity {
  url: string
  dataFolder: string
  unitId: string
  system: Actor
  security: Actor
  audit: Actor
  /** A client of the test's own, with the rights of the server's owner. */
  query: <Row extends pg.QueryResultRow>(text: string, values?: unknown[]) => Promise<Row[]>
}

/** A migrated database without people, connected to this process. Once per test file. */
export async function emptyCity(): Promise<Pick<TestCity, 'url' | 'dataFolder' | 'query'>> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'wuxin-people-'))
  let client: pg.Client | null = null
  // Said before the database says how it goes, so that the client is gone by then.
  after(async () => {
    await client?.end()
    rmSync(dataFolder, { recursive: true, force: true })
  })
  const url = await freshDatabase()
  const open = new pg.Client({ connectionString: url })
  await open.connect()
  client = open
  people.configurePeople({ DATA_FOLDER: dataFolder, IDLE_MINUTES: 30, PASSWORD_DAYS: 0 })
  return { url, dataFolder, query: async (text, values) => (await open.query(text, values)).rows }
}

/** The same after its set-up: three administrators and their unit. */
export async function freshCity(): Promise<TestCity> {
  const city = await emptyCity()
  await people.completeSetup(setupInput((await people.createSetupLink())!))
  const administrator = async (role: Role): Promise<Actor> =>
    people.actorOf((await people.listPosts({ role }))[0]!.id)
  const system = await administrator('system-admin')
  return {
    ...city,
    unitId: system.unitId!,
    system,
    security: await administrator('security-admin'),
    audit: await administrator('audit-admin'),
  }
}

export const setupInput = (token: string) => ({
  token,
  cityName: '澄江市',
  unit: { code: 'DDZX', fullName: '澄江市营商环境调度中心', shortName: '市调度中心' },
  systemAdmin: { name: '甲一', signInName: 'xitong', password: `${goodPassword}a` },
  securityAdmin: { name: '乙二', signInName: 'baomi', password: `${goodPassword}b` },
  auditAdmin: { name: '丙三', signInName: 'jiancha', password: `${goodPassword}c` },
})

/** Somebody in a post who has done with his first sign-in. */
export async function someone(
  city: TestCity,
  signInName: string,
  role: Role,
  options: { unitId?: string; phone?: string; name?: string } = {},
): Promise<{ personId: string; postId: string; actor: Actor }> {
  const { person } = await people.createPerson(
    { name: options.name ?? `人${signInName}`, signInName, phone: options.phone ?? null },
    city.system,
  )
  const post = await people.grantPost(
    { personId: person.id, unitId: options.unitId ?? city.unitId, role },
    city.security,
  )
  await people.setPassword({ personId: person.id, password: goodPassword, mustChange: false }, theSystem)
  return { personId: person.id, postId: post.id, actor: await people.actorOf(post.id) }
}

/** The module's endpoints as the application serves them. */
export function testApp(): Hono {
  trustForwardedHeaders(true)
  const app = new Hono()
  app.onError(answerError)
  app.use('/api/*', refuseForeignWrites)
  mountSignIn(app, { secure: false })
  mount(app, peopleModule.routes!, { authenticate, uploadBytes: 5_000_000 })
  return app
}

/** A browser that keeps its cookie, at a network address of its own. */
export function browser(app: Hono, address: string) {
  const jar = { cookie: '', bearer: '' }
  const call = clientOf({
    fetch: async (url, init) => {
      const headers = new Headers(init.headers)
      if (jar.cookie) headers.set('cookie', jar.cookie)
      if (jar.bearer) headers.set('authorization', `Bearer ${jar.bearer}`)
      headers.set('x-forwarded-for', address)
      const answer = await app.request(url, { ...init, headers })
      const set = answer.headers.get('set-cookie')
      if (set) jar.cookie = set.includes('Max-Age=0') ? '' : set.split(';')[0]!
      return answer
    },
  })
  const signIn = (signInName: string, password = goodPassword, secondFactor?: string) =>
    call(contract.signIn, { signInName, password, secondFactor })
  return { call, jar, signIn }
}

/** The code that an authenticator app would show at this moment of the injected clock. */
export const codeOf = (secret: string): string =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: now().epochMilliseconds })

/** Stops the clock; the answer moves it on. */
export function stoppedClock(start = '2026-03-02T01:00:00Z'): {
  move: (by: Temporal.DurationLike) => void
  restore: () => void
} {
  let moment = Temporal.Instant.from(start)
  const restore = setClock(() => moment)
  return {
    move: (by) => {
      moment = moment.add(by)
    },
    restore,
  }
}

/** What a refusal says, for `assert.rejects`. */
export const refusing =
  (code: string, words?: RegExp) =>
  (error: Error & { code?: string }): boolean =>
    error.name === 'Refusal' && error.code === code && (!words || words.test(error.message))
