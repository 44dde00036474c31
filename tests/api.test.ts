import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, describe, test } from 'node:test'
import fc from 'fast-check'
import { Hono } from 'hono'
import { z } from 'zod'
import { buildApp } from '#http/app.ts'
import { mount } from '#http/mount.ts'
import { answerError } from '#http/refusals.ts'
import { visitor } from '#kernel/actor.ts'
import { readConfig } from '#kernel/config.ts'
import { disconnect } from '#kernel/database/connection.ts'
import { type Endpoint, endpoint } from '#kernel/endpoint.ts'
import { on } from '#kernel/module.ts'
import { permissionsOf } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'
import { writeSetting } from '#kernel/settings.ts'
import { modules } from '#modules/modules.ts'
import { reportDay } from '#modules/tasks/service.ts'
import { startPlatform, workspaceFolder } from '../src/commands/platform.ts'
import { answerTo, ask, faultsOf, told } from './api/asker.ts'
import { asReceived, type Input, nasty, plausible, spoiled } from './api/inputs.ts'
import { type Watch, watchRows } from './api/rows.ts'
import { allEndpoints, nameOf, touchesTheSignIn } from './api/surface.ts'
import { newDataFolder } from './application.ts'
import { type Caller, type Send, signedIn } from './caller.ts'
import { freshDatabase } from './database.ts'
import { foundSmallCity, type Role, type SmallCity, signInNames } from './small-city.ts'

const url = await freshDatabase()
await disconnect()
const config = readConfig({ DATABASE_URL: url, DATA_FOLDER: newDataFolder() })
const platform = await startPlatform(config)
after(() => platform.stop())

/** Another seed asks other questions; the same asks the same. */
const seed = Number(process.env.WUXIN_SEED ?? 20260316)
const questionsEach = Number(process.env.WUXIN_QUESTIONS ?? 30)

const endpoints = allEndpoints()
const roles = Object.keys(signInNames) as Role[]

describe('the API', () => {
  let city: SmallCity
  let watch: Watch
  let send: Send
  const callers = new Map<Role, Caller>()

  before(async () => {
    city = await foundSmallCity(4)
    const app = buildApp(modules, config, 'http://localhost', workspaceFolder)
    send = (path, init) => app.request(path, init)
    for (const role of roles) callers.set(role, await signedIn(send, role))
    watch = await watchRows(url)
  })
  after(() => watch.end())

  const known =
    (path: string) =>
    (name: string): readonly string[] => {
      if (/unit/i.test(name)) return [city.unitId, city.centreUnitId]
      if (name === 'planId' || (name === 'id' && path.startsWith('/plans'))) return [city.planId]
      if (name === 'taskIds' || (name === 'id' && path.startsWith('/tasks'))) return city.taskIds
      if (name === 'id' && path.startsWith('/task-reports')) return city.reportIds
      if (/person/i.test(name)) return [city.actors.liaison.personId!]
      return []
    }

  const mayCall = (one: Endpoint, role: Role): boolean =>
    ['public', 'signed-in'].includes(one.permission) || permissionsOf(role).has(one.permission)

  /** Somebody who is let in, so that the question is not whether, but what. */
  const callerFor = (one: Endpoint): Caller => callers.get(roles.find((role) => mayCall(one, role))!)!

  test('its document lists every endpoint, and nothing else', async () => {
    const document = (await (await send('/openapi.json')).json()) as { paths: Record<string, object> }
    const listed = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
    )
    const served = endpoints.map(({ method, path }) => `${method} /api${path}`)
    assert.deepEqual(listed.sort(), served.sort())
  })

  test('whoever has not signed in gets 401 from all that is not public', async () => {
    for (const one of endpoints.filter(({ permission }) => permission !== 'public')) {
      const [input] = fc.sample(plausible(one, known(one.path)), { numRuns: 1, seed })
      const answer = await ask(send, one, input!)
      assert.equal(answer.status, 401, nameOf(one))
      assert.deepEqual(await faultsOf(answer, watch), [], nameOf(one))
    }
  })

  test('whoever lacks the permission gets 403, whatever he sends', async () => {
    let asked = 0
    for (const one of endpoints) {
      for (const role of roles.filter((other) => !mayCall(one, other))) {
        const [input] = fc.sample(plausible(one, known(one.path)), { numRuns: 1, seed })
        const answer = await ask(callers.get(role)!.send, one, input!)
        assert.equal(answer.status, 403, `${nameOf(one)} as ${role}`)
        assert.deepEqual(await faultsOf(answer, watch), [], `${nameOf(one)} as ${role}`)
        asked += 1
      }
    }
    assert.ok(asked > 300, `only ${asked} pairs of endpoint and role`)
  })

  test('what another website starts is refused', async () => {
    const { send: asDispatcher } = callers.get('dispatcher')!
    for (const one of endpoints.filter(({ method }) => method !== 'GET')) {
      const foreign: Send = (path, init) =>
        asDispatcher(path, {
          ...init,
          headers: { ...(init?.headers as Record<string, string>), 'sec-fetch-site': 'cross-site' },
        })
      const [input] = fc.sample(plausible(one, known(one.path)), { numRuns: 1, seed })
      const answer = await ask(foreign, one, input!)
      assert.equal(answer.status, 403, nameOf(one))
      assert.deepEqual(await faultsOf(answer, watch), [], nameOf(one))
    }
  })

  test('bad input is refused in words that name the field, and changes no row', async () => {
    const found: string[] = []
    let asked = 0
    for (const one of endpoints) {
      const inputs = fc.sample(spoiled(one, known(one.path)), { numRuns: questionsEach, seed })
      for (const input of inputs) {
        if (one.input.safeParse(asReceived(one, input)).success) continue
        const answer = await ask(callerFor(one).send, one, input)
        const faults = await faultsOf(answer, watch)
        if (answer.status < 400) faults.push(`answered ${answer.status}`)
        if (answer.status === 422 && !answer.problem?.field) faults.push('names no field')
        if (faults.length > 0) found.push(told(one, input, faults))
        asked += 1
      }
    }
    assert.ok(asked > endpoints.length, `only ${asked} questions for ${endpoints.length} endpoints`)
    assert.equal(found.length, 0, `${found.length} of ${asked}:\n  ${found.slice(0, 20).join('\n  ')}`)
  })

  test('bodies that are no input at all are refused, and change no row', async () => {
    const bodies: [string, string][] = [
      ['application/json', '{"a":'],
      ['application/json', '[]'],
      ['application/json', 'null'],
      ['application/json', '"text"'],
      ['application/json', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
      ['application/json', `{"a":"${'x'.repeat(1_100_000)}"}`],
      ['text/plain', 'id=1'],
      ['application/x-www-form-urlencoded', 'a=1&b=2'],
      ['multipart/form-data', 'no boundary'],
      [
        'multipart/form-data; boundary=x',
        '--x\r\ncontent-disposition: form-data; name="file"; filename="a.txt"\r\n\r\ncut',
      ],
      ['application/json; charset=utf-16', '{}'],
    ]
    const found: string[] = []
    for (const one of endpoints.filter(({ method }) => method !== 'GET')) {
      const path = `/api${one.path.replace(/:\w+/g, () => randomUUID())}`
      // An endpoint that asks for nothing may take nothing for an answer.
      if (one.input.safeParse({}).success || touchesTheSignIn(one)) continue
      for (const [type, body] of bodies) {
        const answer = await answerTo(callerFor(one).send, path, {
          method: one.method,
          headers: { 'content-type': type },
          body,
        })
        const faults = await faultsOf(answer, watch)
        if (answer.status < 400 && !/:\w+/.test(one.path)) faults.push(`answered ${answer.status}`)
        if (faults.length > 0) found.push(told(one, `${type}: ${body.slice(0, 30)}`, faults))
      }
    }
    assert.equal(found.length, 0, `${found.length}:\n  ${found.slice(0, 20).join('\n  ')}`)
  })

  test('well-formed input of whatever content is never answered with a fault of ours', async () => {
    const found: string[] = []
    for (const one of endpoints.filter((each) => !touchesTheSignIn(each))) {
      for (const role of roles.filter((each) => mayCall(one, each)).slice(0, 3)) {
        const inputs = fc.sample(plausible(one, known(one.path)), {
          numRuns: Math.ceil(questionsEach / 3),
          seed,
        })
        for (const input of inputs) {
          const answer = await ask(callers.get(role)!.send, one, input as Input)
          const faults = await faultsOf(answer, watch)
          if (faults.length > 0) found.push(told(one, input, [`as ${role}`, ...faults]))
        }
      }
    }
    assert.equal(found.length, 0, `${found.length}:\n  ${found.slice(0, 20).join('\n  ')}`)
  })

  test('a public page is never answered with a fault of ours, whatever is asked of it', async () => {
    const pages = modules.flatMap((module) => module.portal ?? [])
    assert.ok(pages.length > 5)
    const fields = [
      'q',
      'action',
      'field',
      'unit',
      'state',
      'light',
      'sort',
      'page',
      'code',
      'content',
      'number',
    ]
    const texts = fc.record(Object.fromEntries(fields.map((field) => [field, nasty])), { requiredKeys: [] })
    const found: string[] = []
    for (const { method = 'GET', path } of pages) {
      for (const query of fc.sample(texts, { numRuns: questionsEach, seed })) {
        const filled = path.replace(/:(\w+)/g, (_, name) =>
          encodeURIComponent(String(query[name] ?? 'x').toWellFormed()),
        )
        const form = new URLSearchParams(query as Record<string, string>).toString()
        const answer =
          method === 'GET'
            ? await send(`${filled}?${form}`)
            : await send(filled, {
                method,
                body: form,
                headers: {
                  'content-type': 'application/x-www-form-urlencoded',
                  'sec-fetch-site': 'same-origin',
                },
              })
        await answer.body?.cancel()
        const changed = await watch.changedTables()
        if (answer.status >= 500) found.push(`${method} ${path} ${form}: ${answer.status}`)
        if (answer.status >= 400 && changed.length > 0)
          found.push(`${method} ${path} ${form}: changed ${changed}`)
      }
    }
    assert.equal(found.length, 0, `${found.length}:\n  ${found.slice(0, 20).join('\n  ')}`)
  })
})

describe('the questions can find a fault', () => {
  const input = z.object({ amount: z.int() })
  const sample = (path: string) =>
    endpoint({ method: 'POST', path, summary: '样例', permission: 'public', input, output: z.object({}) })
  const crashing = sample('/crashes')
  const halfDone = sample('/half-done')
  const app = new Hono()
  app.onError(answerError)
  mount(
    app,
    [
      on(crashing, async ({ amount }) => {
        if (amount === 13) throw new TypeError('a bug')
        return {}
      }),
      on(halfDone, async ({ amount }) => {
        await writeSetting(reportDay, Math.max(1, amount % 28), visitor(null))
        throw new Refusal('conflict', '写了一半才拒绝。')
      }),
    ],
    { authenticate: async () => null, uploadBytes: 1000 },
  )
  const send: Send = (path, init) => app.request(path, init)

  test('an answer that is a bug, a refusal that has written', async () => {
    const watch = await watchRows(url)
    const faults = async (one: Endpoint, amount: number) => faultsOf(await ask(send, one, { amount }), watch)
    assert.deepEqual(await faults(crashing, 12), [])
    assert.deepEqual(await faults(crashing, 13), ['answered 500'])
    assert.deepEqual(await faults(halfDone, 3), ['409, but changed kernel.setting'])
    await watch.end()
  })
})
