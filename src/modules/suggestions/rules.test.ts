import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { codeAlphabet, codeFrom, codeLength, networkOf, readCode, spacedCode } from './rules.ts'

test('a code is read however somebody types it', () => {
  const typed = ['7XKP-M3RA-WDTC', '7xkpm3rawdtc', ' ７ＸＫＰ m3ra　wdtc ', '7XKP—M3RA—WDTC。']
  for (const one of typed) assert.equal(readCode(one), '7XKPM3RAWDTC', one)
  for (const one of ['', '7XKP-M3RA-WDT', '7XKP-M3RA-WDTC-A', '7XKP-M3RA-WDT0', '忘了']) {
    assert.equal(readCode(one), null, one)
  }
})

test('whatever the bytes, a code has letters that nobody confuses, and is read back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), (bytes) => {
      const code = codeFrom(bytes)
      if (code === null) return
      assert.equal(code.length, codeLength)
      assert.equal(readCode(spacedCode(code)), code)
    }),
  )
  assert.equal(new Set(codeAlphabet).size, codeAlphabet.length)
  assert.doesNotMatch(codeAlphabet, /[0O1IL2Z5S8BUV]/)
})

test('no letter of a code is more likely than another', () => {
  const all = Uint8Array.from({ length: 256 }, (_, byte) => byte)
  const counts = new Map<string, number>()
  for (let at = 0; at + 16 <= 256; at += 1) {
    const code = codeFrom(all.slice(at, at + 16))
    for (const letter of code ? [code[0]!] : []) counts.set(letter, (counts.get(letter) ?? 0) + 1)
  }
  const sizes = [...counts.values()]
  assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, JSON.stringify([...counts]))
})

test('one source is an IPv4 address or an IPv6 /64', () => {
  const cases: [string | null, string][] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:0db8:0001:0002:ffff::', '2001:db8:1:2::/64'],
    ['2001:db8:1:2::9', '2001:db8:1:2::/64'],
    ['2001:db8::9', '2001:db8:0:0::/64'],
    ['2001:DB8:0:0:9:8:7:6', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    [null, 'unknown'],
  ]
  for (const [address, network] of cases) assert.equal(networkOf(address), network, String(address))
})
