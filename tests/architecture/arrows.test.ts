import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { browserViolations } from './browser.ts'
import { dependencyViolations } from './dependencies.ts'
import { layerViolations } from './layers.ts'
import { nameViolations, wordViolations } from './names.ts'
import { packageViolations } from './packages.ts'
import { importsOf } from './sources.ts'
import { schemaViolations, sqlViolations } from './sql.ts'
import type { Violation } from './violation.ts'

type Check = (sources: ReadonlyMap<string, string>) => Violation[]

/** A house of three files that breaks nothing; each case puts one file beside it. */
const sound = {
  'src/kernel/clock.ts': `export const now = () => 0`,
  'src/modules/plans/module.ts': `export const plansModule = { name: 'plans', dependsOn: [] }`,
  'src/modules/plans/contract.ts': `import { z } from 'zod'`,
  'src/modules/plans/queries.ts': `import { sql } from 'kysely'`,
  'src/modules/plans/migrations/1.sql':
    'create table plans.plan (id uuid);\ncreate view plans.plan_view as select 1',
  'src/modules/tasks/module.ts': `export const tasksModule = { name: 'tasks', dependsOn: ['plans'] }`,
  'src/modules/tasks/service.ts': `import type { Plan } from '#modules/plans/contract.ts'`,
}

const found = (check: Check, files: Record<string, string>) =>
  check(new Map(Object.entries({ ...sound, ...files }))).map(({ file, at }) => `${file}: ${at}`)

const installed = {
  dependencies: { hono: '1', pg: '1', zod: '4', kysely: '1' },
  devDependencies: { react: '19', vite: '8' },
}
const packages: Check = (sources) => packageViolations(sources, installed)

/** What is written, in which file, against which arrow, and how it is named in the finding. */
const broken: [arrow: string, check: Check, file: string, text: string, at: string][] = [
  [
    'the kernel imports a module',
    layerViolations,
    'src/kernel/a.ts',
    `import { x } from '#modules/tasks/contract.ts'`,
    '#modules/tasks/contract.ts',
  ],
  [
    'the kernel imports it by a relative path',
    layerViolations,
    'src/kernel/a.ts',
    `import { x } from '../modules/tasks/contract.ts'`,
    '../modules/tasks/contract.ts',
  ],
  [
    'the kernel imports a type of it',
    layerViolations,
    'src/kernel/a.ts',
    `import type { X } from '#http/app.ts'`,
    '#http/app.ts',
  ],
  [
    'a module imports the edge',
    layerViolations,
    'src/modules/tasks/service.ts',
    `import { x } from '#http/app.ts'`,
    '#http/app.ts',
  ],
  [
    'a module imports the shell of the portal',
    layerViolations,
    'src/modules/tasks/portal/a.ts',
    `import { x } from '#portal/frame.ts'`,
    '#portal/frame.ts',
  ],
  [
    'a module imports the sample city',
    layerViolations,
    'src/modules/tasks/service.ts',
    `import { x } from '#demo/city.ts'`,
    '#demo/city.ts',
  ],
  [
    'code imports from the tests',
    layerViolations,
    'src/kernel/a.ts',
    `import { x } from '../../tests/database.ts'`,
    '../../tests/database.ts',
  ],
  [
    'queries of another module',
    layerViolations,
    'src/modules/tasks/service.ts',
    `import { x } from '#modules/plans/queries.ts'`,
    '#modules/plans/queries.ts',
  ],
  [
    'the inside of another module',
    layerViolations,
    'src/modules/tasks/service.ts',
    `const x = await import('#modules/plans/services/review.ts')`,
    '#modules/plans/services/review.ts',
  ],
  [
    'the service of another module from a page',
    layerViolations,
    'src/modules/tasks/workspace/A.tsx',
    `import { x } from '#modules/plans/service.ts'`,
    '#modules/plans/service.ts',
  ],
  [
    'a test opens another module',
    layerViolations,
    'src/modules/tasks/a.test.ts',
    `import { x } from '#modules/plans/queries.ts'`,
    '#modules/plans/queries.ts',
  ],
  [
    'the edge imports the inside of a module',
    layerViolations,
    'src/http/a.ts',
    `import { x } from '#modules/plans/queries.ts'`,
    '#modules/plans/queries.ts',
  ],
  [
    'the manifest imports the queries',
    layerViolations,
    'src/modules/tasks/module.ts',
    `import { x } from './queries.ts'`,
    './queries.ts',
  ],
  [
    'a public page imports the queries',
    layerViolations,
    'src/modules/tasks/portal/list.ts',
    `import { x } from '../queries.ts'`,
    '../queries.ts',
  ],
  [
    'the workspace imports a service',
    layerViolations,
    'src/workspace/a.ts',
    `import { x } from '#modules/tasks/service.ts'`,
    '#modules/tasks/service.ts',
  ],
  [
    'a page imports the frame',
    layerViolations,
    'src/modules/tasks/workspace/A.tsx',
    `import { x } from '#workspace/frame/Frame.tsx'`,
    '#workspace/frame/Frame.tsx',
  ],
  [
    'a service imports the list of modules',
    layerViolations,
    'src/modules/tasks/service.ts',
    `import { x } from '#modules/modules.ts'`,
    '#modules/modules.ts',
  ],
  [
    'a word of city business',
    wordViolations,
    'src/kernel/a.ts',
    '// counts the tasks',
    'line 1: // counts the tasks',
  ],
  [
    'a Chinese word of city business',
    wordViolations,
    'src/kernel/a.ts',
    `export const label = '任务'`,
    `line 1: export const label = '任务'`,
  ],
  [
    'undeclared dependency',
    dependencyViolations,
    'src/modules/plans/service.ts',
    `import { x } from '#modules/tasks/rules.ts'`,
    '#modules/tasks/rules.ts',
  ],
  [
    'undeclared view',
    dependencyViolations,
    'src/modules/plans/queries.ts',
    `sql\`select from tasks.task_view\``,
    'tasks.task_view',
  ],
  ['declared, but not used', dependencyViolations, 'src/modules/tasks/service.ts', '', `dependsOn: 'plans'`],
  [
    'circle',
    dependencyViolations,
    'src/modules/plans/module.ts',
    `({ name: 'plans', dependsOn: ['tasks'] })`,
    'plans → tasks → plans',
  ],
  [
    'a contract imports the service',
    browserViolations,
    'src/modules/tasks/contract.ts',
    `import { x } from './service.ts'`,
    './service.ts',
  ],
  [
    'a page imports a Node library',
    browserViolations,
    'src/modules/tasks/workspace/A.tsx',
    `import { readFile } from 'node:fs'`,
    'node:fs',
  ],
  [
    'a part of a contract imports the database',
    browserViolations,
    'src/modules/tasks/contract/a.ts',
    `import pg from 'pg'`,
    'pg',
  ],
  [
    'rules use Temporal of the runtime',
    browserViolations,
    'src/modules/tasks/rules.ts',
    `export const today = () => Temporal.Now.plainDateISO()`,
    'Temporal',
  ],
  [
    'SQL in a service',
    sqlViolations,
    'src/modules/tasks/services/a.ts',
    'const x = sql<number>`select 1`',
    'sql<number>`',
  ],
  [
    'a query builder in jobs',
    sqlViolations,
    'src/modules/tasks/jobs.ts',
    `db<T>().selectFrom('tasks.task')`,
    '.selectFrom(',
  ],
  ['a query at the edge', sqlViolations, 'src/http/a.ts', `await client.query('select 1')`, 'client.query('],
  [
    'a table of another module',
    sqlViolations,
    'src/modules/tasks/queries.ts',
    `db<T>().selectFrom('plans.plan')`,
    'plans.plan',
  ],
  [
    'a key to a table of another module',
    sqlViolations,
    'src/modules/tasks/migrations/1.sql',
    'create table tasks.task (plan uuid references plans.plan (id))',
    'plans.plan',
  ],
  [
    'a migration in the schema of another',
    schemaViolations,
    'src/modules/tasks/migrations/1.sql',
    'create view plans.mine as select 1',
    'create view plans.mine',
  ],
  ['pg in a service', packages, 'src/modules/tasks/service.ts', `import pg from 'pg'`, 'pg'],
  [
    'hono in a service',
    packages,
    'src/modules/tasks/service.ts',
    `import { html } from 'hono/html'`,
    'hono/html',
  ],
  [
    'react on the server',
    packages,
    'src/modules/tasks/service.ts',
    `import { useState } from 'react'`,
    'react',
  ],
  ['a tool at run time', packages, 'src/kernel/a.ts', `import { build } from 'vite'`, 'vite'],
  ['a package that nobody asked for', packages, 'src/kernel/a.ts', `import x from 'lodash'`, 'lodash'],
  ['a barrel', nameViolations, 'src/modules/tasks/index.ts', '', 'index'],
  ['a folder of anything', nameViolations, 'src/kernel/utils/text.ts', '', 'utils'],
]

describe('the arrows can be broken', () => {
  test('a sound house breaks none', () => {
    for (const check of [
      layerViolations,
      wordViolations,
      dependencyViolations,
      browserViolations,
      sqlViolations,
      schemaViolations,
      packages,
      nameViolations,
    ]) {
      assert.deepEqual(found(check, {}), [])
    }
  })

  for (const [arrow, check, file, text, at] of broken) {
    test(arrow, () => {
      const findings = found(check, { [file]: text })
      const where = arrow === 'declared, but not used' ? 'src/modules/tasks/module.ts' : file
      assert.ok(findings.includes(`${where}: ${at}`), `found only: ${findings.join('; ') || 'nothing'}`)
    })
  }

  test('the way by which a browser comes to a server file is told', () => {
    const files = new Map([
      ['src/modules/tasks/rules.ts', `import { x } from '#kernel/middle.ts'`],
      ['src/kernel/middle.ts', `import { readFile } from 'node:fs'`],
    ])
    const [violation] = browserViolations(files)
    assert.equal(violation?.file, 'src/kernel/middle.ts')
    assert.match(violation.reason, /by way of src\/modules\/tasks\/rules\.ts/)
  })

  test('what is allowed stays allowed', () => {
    const files = {
      'src/modules/tasks/services/closure.ts': `import * as queries from '../queries.ts'`,
      'src/modules/tasks/workspace/A.tsx': `import { useState } from 'react'\nimport { Sheet } from '#workspace/pieces/Sheet.tsx'`,
      'src/modules/tasks/portal/list.ts': `import { html } from 'hono/html'\nimport { list } from '../service.ts'`,
      'src/modules/tasks/reports-queries.ts':
        'export const x = sql`select from plans.plan_view join kernel.case`',
      'src/modules/tasks/a.test.ts': `import { freshDatabase } from '../../../tests/database.ts'\nimport './queries.ts'`,
      'src/modules/tasks/prose.ts': `/** Never write import { x } from '#http/app.ts' here. */`,
      'src/modules/tasks/deadline-rules.ts': `export const planned = 'a plan is no kernel word here'`,
    }
    for (const check of [layerViolations, dependencyViolations, browserViolations, sqlViolations, packages]) {
      assert.deepEqual(found(check, files), [])
    }
  })
})

test('imports are read as Node reads them', () => {
  const text = `
import './effect.css'
import React, { useState } from 'react'
import type { Plan } from '#modules/plans/contract.ts'
import * as everything from "hono/html"
import {
  one,
  two as three,
} from './lines.ts'
export * from '../other/file.ts'
export { x } from 'pg'
const lazy = () => import('#http/app.ts')
const prose = "it came from 'nowhere'"
`
  assert.deepEqual(
    importsOf('src/kernel/a.ts', text).map(({ file, packageName }) => file ?? packageName),
    [
      'react',
      'src/modules/plans/contract.ts',
      'hono',
      'src/kernel/lines.ts',
      'src/other/file.ts',
      'pg',
      'src/kernel/effect.css',
      'src/http/app.ts',
    ],
  )
})
