import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, test } from 'node:test'
import { browserViolations } from './architecture/browser.ts'
import { dependencyViolations } from './architecture/dependencies.ts'
import { layerViolations } from './architecture/layers.ts'
import { nameViolations, strayTests, wordViolations } from './architecture/names.ts'
import { packageViolations } from './architecture/packages.ts'
import { readSources } from './architecture/sources.ts'
import { schemaViolations, sqlViolations } from './architecture/sql.ts'
import { sentenceOf, type Violation } from './architecture/violation.ts'

const sources = readSources()
const installed = JSON.parse(readFileSync(join(import.meta.dirname, '../package.json'), 'utf8'))

function nothing(violations: Violation[]): void {
  assert.equal(
    violations.length,
    0,
    `${violations.length} against the arrow:\n  ${violations.map(sentenceOf).join('\n  ')}`,
  )
}

describe('architecture', () => {
  test('there is something to look at', () => {
    assert.ok(sources.size > 100, `only ${sources.size} sources found`)
  })
  test('1 and 2: main → http → modules → kernel, and of another module only its faces', () =>
    nothing(layerViolations(sources)))
  test('1: the kernel contains no word of city business', () => nothing(wordViolations(sources)))
  test('3: dependsOn lists what is used, and has no circle', () => nothing(dependencyViolations(sources)))
  test('4: what a browser may load imports no server file', () => nothing(browserViolations(sources)))
  test('5: SQL stands only in queries and migrations, on tables of the own schema', () =>
    nothing([...sqlViolations(sources), ...schemaViolations(sources)]))
  test('6: packages have owners', () => nothing(packageViolations(sources, installed)))
  test('no name that says nothing, no barrel, no stray test', () =>
    nothing([...nameViolations(sources), ...strayTests(sources)]))
})
