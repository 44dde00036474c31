import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { bigramsOf } from './search.ts'

test('pairs of neighbouring characters, across widths and cases, not across punctuation', () => {
  assert.deepEqual(bigramsOf('开办企业，一日办结'), ['开办', '办企', '企业', '一日', '日办', '办结'])
  assert.deepEqual(bigramsOf('ＡPP 5'), ['ap', 'pp', '5'])
  assert.deepEqual(bigramsOf('，。 '), [])
})

test('any two neighbouring characters of a text are among its pairs', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'营商环境任务调度平台，。ab1 '), minLength: 2, maxLength: 60 }),
      (text) => {
        const pairs = new Set(bigramsOf(text))
        for (let i = 0; i + 1 < text.length; i++) {
          const two = text.slice(i, i + 2)
          if (/^[\p{L}\p{N}]{2}$/u.test(two)) assert.ok(pairs.has(two), two)
        }
      },
    ),
  )
})
