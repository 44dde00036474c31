import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { corpus } from './documents.ts'
import { checkDocument } from './measure.ts'

describe('corpus of plans', () => {
  it('holds at least forty documents with names of their own, each of the fifteen formats among them', () => {
    assert.ok(corpus.length >= 40)
    assert.equal(new Set(corpus.map((document) => document.name)).size, corpus.length)
    for (let format = 1; format <= 15; format++)
      assert.ok(
        corpus.some((document) => document.name.startsWith(`F${String(format).padStart(2, '0')}`)),
        `F${format}`,
      )
  })

  for (const document of corpus)
    it(`${document.name}: ${document.shows}`, async () => {
      for (const print of document.prints) {
        const wrong = (await checkDocument(document, print)).filter((check) => !check.right)
        assert.deepEqual(wrong, [], `${document.name} (${print})`)
      }
    })
})
