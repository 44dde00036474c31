import assert from 'node:assert/strict'
import { test } from 'node:test'
import { modules } from '#modules/modules.ts'
import { modulePages } from '#modules/pages.ts'
import { acts, allPages, matchPage } from './frame/preload.ts'
import { addressOf } from './page.ts'
import { below } from './pieces/addresses.ts'

const workflows = modules.flatMap((module) => module.workflows ?? [])
const permissions = new Set(modules.flatMap((module) => Object.keys(module.permissions ?? {})))

test('every kind of case has the page that its workflow names', () => {
  assert.ok(workflows.length > 0)
  for (const { name, page } of workflows) {
    if (!page) continue
    const matched = matchPage(below(page.replace(':id', '0190a5d6-0000-7000-8000-000000000000')))
    assert.ok(matched, `no page shows ${page} of the workflow ${name}`)
    assert.equal(matched.params.id, '0190a5d6-0000-7000-8000-000000000000')
  }
})

test('pages ask for permissions that some module declares', () => {
  for (const { path, permissions: asked = [] } of allPages) {
    for (const permission of asked) assert.ok(permissions.has(permission), `${path}: ${permission}`)
  }
  for (const { finds = [], notes = [] } of modulePages) {
    for (const { permission } of [...finds, ...notes]) assert.ok(permissions.has(permission), permission)
  }
})

test('no two pages have one address or one key', () => {
  const shapes = allPages.map(({ path }) => path.replace(/:\w+/g, ':'))
  assert.equal(new Set(shapes).size, shapes.length)
  const keys = allPages.flatMap(({ key }) => key ?? [])
  assert.equal(new Set(keys).size, keys.length, keys.join(' '))
})

test('the inbox acts only on workflows that exist', () => {
  const names = new Set(workflows.map(({ name }) => name))
  for (const name of Object.keys(acts)) assert.ok(names.has(name), name)
})

test('fixed words of an address win over parameters', () => {
  assert.equal(matchPage('/')?.page.title, '现在要办')
  assert.equal(matchPage('/units?kind=party')?.page.path, '/units')
  assert.deepEqual(matchPage('/units/%E5%B1%80')?.params, { id: '局' })
  assert.equal(matchPage('/units/1/2/3'), null)
})

test('addresses are filled, escaped and keep repeated names', () => {
  assert.equal(addressOf('/units/:id', { id: '局/1' }), '/units/%E5%B1%80%2F1')
  assert.equal(
    addressOf('/tasks', {}, { light: ['red', 'yellow'], q: undefined }),
    '/tasks?light=red&light=yellow',
  )
  assert.equal(below('/workspace/tasks?x=1'), '/tasks?x=1')
  assert.equal(below('/workspace'), '/')
  assert.equal(below('/tasks'), '/tasks')
})
