import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import pg from 'pg'
import { type Action, type AnyWorkflow, diagramOf, faultsOf, type State } from '#kernel/workflow.ts'
import { modules } from '#modules/modules.ts'
import { modulePages } from '#modules/pages.ts'
import { isAdministrator, roles } from '#modules/people/rules.ts'
import { freshDatabase } from './database.ts'

const url = await freshDatabase()

const workflows = modules.flatMap((module) => module.workflows ?? [])
const endpoints = modules.flatMap((module) => (module.routes ?? []).map((route) => route.endpoint))
const permissions = new Map(modules.flatMap((module) => Object.entries(module.permissions ?? {})))

const statesIn = (table: AnyWorkflow) => Object.entries(table.states as Record<string, State>)
const actionsIn = (table: AnyWorkflow) => Object.entries(table.actions as Record<string, Action>)

/** A word of official usage: Chinese characters, no sentence. */
const isTerm = (text: string | undefined) => /^\p{Script=Han}{2,12}$/u.test(text ?? '')

/** States from which no final state can be reached: whoever gets there never gets out. */
function trapsOf(table: AnyWorkflow): string[] {
  const ends = new Set(statesIn(table).flatMap(([name, state]) => (state.final ? [name] : [])))
  for (let grew = true; grew; ) {
    grew = false
    for (const [, { from, to }] of actionsIn(table)) {
      for (const state of to && ends.has(to) ? from : []) {
        if (!ends.has(state)) grew = Boolean(ends.add(state))
      }
    }
  }
  return statesIn(table).flatMap(([name]) => (ends.has(name) ? [] : [name]))
}

describe('life cycles', () => {
  test('there are some, each under a name of its own', () => {
    assert.ok(workflows.length >= 4)
    assert.equal(new Set(workflows.map(({ name }) => name)).size, workflows.length)
  })

  for (const table of workflows) {
    describe(table.name, () => {
      test('is sound', () => assert.deepEqual(faultsOf(table), []))

      test('comes to an end from everywhere', () => assert.deepEqual(trapsOf(table), []))

      test('names its states and actions in official words, no state like another', () => {
        const words = [
          ...statesIn(table).flatMap(([, { label, asks }]) => (asks ? [label, asks] : [label])),
          ...actionsIn(table).map(([, { label }]) => label),
          table.label,
        ]
        assert.deepEqual(
          words.filter((word) => !isTerm(word)),
          [],
        )
        const labels = statesIn(table).map(([, { label }]) => label)
        assert.deepEqual(
          labels.filter((label, index) => labels.indexOf(label) !== index),
          [],
        )
      })

      test('asks only for permissions that a module declares', () => {
        const asked = [
          ...actionsIn(table).map(([, { by }]) => by),
          ...statesIn(table).flatMap(([, { waitsOn }]) => (waitsOn ? [waitsOn.permission] : [])),
        ]
        assert.deepEqual(
          asked.filter((name) => name !== 'system' && name !== 'public' && !permissions.has(name)),
          [],
        )
      })

      test('is shown by a page of the workspace', () => {
        const paths = modulePages.flatMap(({ pages }) => pages.map(({ path }) => `/workspace${path}`))
        assert.ok(table.page, 'says no page')
        assert.ok(paths.includes(table.page), `${table.page} is not among ${paths.join(', ')}`)
      })

      test('its diagram names every state and every move', () => {
        const diagram = diagramOf(table)
        for (const [name, { label }] of statesIn(table)) assert.ok(diagram.includes(`${name}: ${label}`))
        for (const [, { from, to, label }] of actionsIn(table)) {
          for (const state of from) {
            if (to && to !== state) assert.ok(diagram.includes(`${state} --> ${to}: ${label}`))
          }
        }
      })
    })
  }
})

test('an unsound life cycle is found out', () => {
  const state = (label: string, more: Partial<State> = {}): State => ({ label, ...more })
  const table = (states: Record<string, State>, actions: Record<string, Action>): AnyWorkflow => ({
    name: 'sample',
    version: 1,
    label: '样例',
    initial: 'a',
    states,
    actions,
  })
  const end = { label: '办结', from: ['a'], to: 'z', by: 'x' }
  const ends = { a: state('待办'), z: state('办结', { final: true }) }
  assert.deepEqual(faultsOf(table(ends, { end })), [])
  const faulty: [RegExp, AnyWorkflow][] = [
    [/unknown state b/, table(ends, { end, go: { label: '去', from: ['a'], to: 'b', by: 'x' } })],
    [/no way leads to b/, table({ ...ends, b: state('未达', { final: true }) }, { end })],
    [
      /no way leads out of b/,
      table({ ...ends, b: state('困住') }, { end, go: { label: '去', from: ['a'], to: 'b', by: 'x' } }),
    ],
    [/excludes the unknown action/, table(ends, { end: { ...end, notBy: ['nobody'] } })],
    [
      /waits on y, which no action/,
      table({ ...ends, a: state('待办', { waitsOn: { party: 'p', permission: 'y' }, asks: '办' }) }, { end }),
    ],
    [
      /says not what it asks/,
      table({ ...ends, a: state('待办', { waitsOn: { party: 'p', permission: 'x' } }) }, { end }),
    ],
    [/waits on nobody/, table({ ...ends, a: state('待办', { limit: { workingDays: 2 } }) }, { end })],
  ]
  for (const [fault, broken] of faulty) assert.match(faultsOf(broken).join('\n'), fault)
  const circle = table(
    { ...ends, b: state('甲'), c: state('乙') },
    {
      end,
      go: { label: '去', from: ['a'], to: 'b', by: 'x' },
      on: { label: '续', from: ['b'], to: 'c', by: 'x' },
      back: { label: '回', from: ['c'], to: 'b', by: 'x' },
    },
  )
  assert.deepEqual(trapsOf(circle), ['b', 'c'])
})

describe('permissions', () => {
  test('every endpoint asks for one that is declared', () => {
    assert.deepEqual(
      endpoints.filter(
        ({ permission }) => !['public', 'signed-in'].includes(permission) && !permissions.has(permission),
      ),
      [],
    )
  })

  test('every page, search and note of the workspace asks for one that is declared', () => {
    const asked = modulePages.flatMap(({ pages, finds = [], notes = [] }) => [
      ...pages.flatMap(({ permissions: list = [] }) => list),
      ...finds.map(({ permission }) => permission),
      ...notes.flatMap(({ permission }) => permission ?? []),
    ])
    assert.ok(asked.length > 20)
    assert.deepEqual(
      asked.filter((name) => !permissions.has(name)),
      [],
    )
  })

  test('each is named in Chinese after its module, and held by known roles', () => {
    for (const module of modules) {
      for (const [name, { label, roles: holders }] of Object.entries(module.permissions ?? {})) {
        assert.ok(name.startsWith(`${module.name}.`), `${name} is declared by ${module.name}`)
        assert.match(label, /^\p{Script=Han}/u)
        assert.ok(holders.length > 0, `nobody has ${name}`)
        for (const role of holders) assert.ok((roles as readonly string[]).includes(role), `${name}: ${role}`)
      }
    }
  })

  // GB/T 22239-2019 8.1.5: the three administrators watch over the platform and take no part in its business.
  test('no administrator takes part in the business of the city', () => {
    const business = [...permissions].filter(([name]) => !/^(people|city)\./.test(name))
    assert.deepEqual(
      business.flatMap(([name, { roles: holders }]) => (holders.some(isAdministrator) ? [name] : [])),
      [],
    )
  })

  test('no two administrators share a permission that changes something', () => {
    const shared = [...permissions].filter(
      ([name, { roles: holders }]) =>
        holders.filter(isAdministrator).length > 1 && !/\.(read|readAccounts)$/.test(name),
    )
    assert.deepEqual(
      shared.map(([name]) => name),
      [],
    )
  })

  test('whoever must act can: each wait of a life cycle falls to a role that has its permission', () => {
    for (const table of workflows) {
      for (const [name, { waitsOn }] of statesIn(table)) {
        const holders = waitsOn ? (permissions.get(waitsOn.permission)?.roles ?? []) : ['anybody']
        assert.ok(holders.length > 0, `${table.name}.${name} waits on ${waitsOn?.permission}`)
      }
    }
  })
})

describe('endpoints', () => {
  test('no two share an address', () => {
    const addresses = endpoints.map(({ method, path }) => `${method} ${path.replace(/:\w+/g, ':')}`)
    assert.deepEqual(
      addresses.filter((address, index) => addresses.indexOf(address) !== index),
      [],
    )
  })

  test('each says in Chinese what it is for', () => {
    for (const { summary, path } of endpoints) assert.match(summary, /^\p{Script=Han}/u, path)
  })
})

test('a column that is checked for states lists exactly those of a life cycle', async () => {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    assert.deepEqual(await strangeLists(client), [])
    await client.query(`create table sample (state text check (state in ('drafted', 'nowhere')))`)
    assert.deepEqual(await strangeLists(client), ['sample.sample_state_check: drafted, nowhere'])
  } finally {
    await client.end()
  }
})

/** Checks on a column `state` whose list is that of no life cycle. */
async function strangeLists(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string; said: string }>(
    `select k.conrelid::regclass || '.' || k.conname as name, pg_get_constraintdef(k.oid) as said
     from pg_constraint k where k.contype = 'c' and pg_get_constraintdef(k.oid) ~ '\\(state = ANY'`,
  )
  const known = workflows.map((table) => Object.keys(table.states).sort().join(', '))
  return rows
    .map(({ name, said }) => ({
      name,
      listed: [...said.matchAll(/'([^']+)'::text/g)].map((match) => match[1]!).sort(),
    }))
    .filter(({ listed }) => !known.includes(listed.join(', ')))
    .map(({ name, listed }) => `${name}: ${listed.join(', ')}`)
}
