import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { downloadHeaders } from './download.ts'

const disposition = (name: string, type = 'application/pdf', inline?: boolean) =>
  downloadHeaders(name, type, inline)['content-disposition']

describe('downloadHeaders', () => {
  it('sends the name twice', () => {
    assert.equal(
      disposition('任务(终稿).docx'),
      `attachment; filename="file.docx"; filename*=UTF-8''%E4%BB%BB%E5%8A%A1%28%E7%BB%88%E7%A8%BF%29.docx`,
    )
    assert.equal(
      disposition(`it's "a".pdf`),
      `attachment; filename="it's _a_.pdf"; filename*=UTF-8''it%27s%20%22a%22.pdf`,
    )
    assert.match(disposition('\r\n')!, /filename\*=UTF-8''%E6%96%87%E4%BB%B6$/)
    assert.match(disposition('../a\u202Eb.pdf')!, /filename="\.\._ab\.pdf"/)
  })

  it('shows in the page only what cannot carry script', () => {
    assert.match(disposition('a.pdf', 'application/pdf', true)!, /^inline/)
    assert.match(disposition('a.txt', 'text/plain; charset=utf-8', true)!, /^inline/)
    for (const type of [
      'text/html',
      'image/svg+xml',
      'application/xml',
      'text/csv',
      'application/octet-stream',
    ]) {
      assert.match(disposition('a', type, true)!, /^attachment/, type)
    }
    assert.match(disposition('a.png', 'image/png')!, /^attachment/)
  })

  it('forbids guessing and running', () => {
    const headers = downloadHeaders('a.png', 'image/png', true)
    assert.equal(headers['x-content-type-options'], 'nosniff')
    assert.match(headers['content-security-policy']!, /sandbox/)
    assert.doesNotMatch(
      downloadHeaders('a.pdf', 'application/pdf', true)['content-security-policy']!,
      /sandbox/,
    )
  })

  it('any name makes a legal header, and comes back from it', () => {
    const unit = fc.oneof(
      fc.constantFrom('"', "'", '\\', ';', '\n', '\0', '%', '(', '五', '\ud800'),
      fc.string(),
    )
    const name = fc.array(unit).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(name, (some) => {
        const value = new Headers(downloadHeaders(some, 'application/pdf')).get('content-disposition')!
        const [, plain, encoded] =
          /^attachment; filename="([^"\\]*)"; filename\*=UTF-8''([\w!#$&+.^`|~%-]+)$/.exec(value)!
        assert.match(plain!, /^[\x20-\x7e]+$/)
        assert.match(decodeURIComponent(encoded!), /^[^\\/\p{Cc}\p{Cf}]+$/u)
      }),
    )
  })
})
