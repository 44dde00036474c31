import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { foldSignInName, weaknessOf } from './rules.ts'
import { isCommon } from './services/common-passwords.ts'
import { sourceKey } from './services/locks.ts'
import { hashPassword, isPassword } from './services/passwords.ts'

const policy = { minimumLength: 8, kindsOfCharacters: 4, historyCount: 5, maximumDays: 0 }

describe('a weak password', () => {
  const cases: [password: string, signInName: string, said: RegExp | null][] = [
    ['Ab1!xyz', 'wang', /至少 8 位/],
    ['Ab1!wxyz', 'wang', null],
    ['ab1!wxyz', 'wang', /大写字母/],
    ['AB1!WXYZ', 'wang', /大写字母/],
    ['Abc!wxyz', 'wang', /数字/],
    ['Abc1wxyz', 'wang', /符号/],
    [`A1!${'b2'.repeat(30)}c`, 'wang', null],
    [`A1!${'b2'.repeat(31)}`, 'wang', /最多 64 位/],
    ['Wang!2026x', 'wang', /登录名/],
    ['1!GNAWabc', 'wang', /登录名/],
    ['ＷＡＮＧ!2026x', 'wang', /登录名/],
    ['Aaaa!1111', 'wang', /连续相同/],
    ['Ab1!wx\u0007yz', 'wang', /控制字符/],
    ['春眠Ab1，wxy', 'wang', null],
    ['Ab1!wxyz', 'wx', null],
  ]
  for (const [password, signInName, said] of cases) {
    test(JSON.stringify(password), () => {
      const weakness = weaknessOf(password, signInName, policy)
      if (said) assert.match(weakness ?? '', said)
      else assert.equal(weakness, null)
    })
  }

  test('three kinds are enough where the policy says so', () => {
    assert.equal(weaknessOf('abc1!wxyz', 'wang', { ...policy, kindsOfCharacters: 3 }), null)
    assert.match(weaknessOf('abcdwxyz1', 'wang', { ...policy, kindsOfCharacters: 3 })!, /至少 3 类/)
  })
})

describe('a common password', () => {
  for (const password of [
    'P@ssw0rd',
    'P@ssw0rd2024!',
    'Password123!',
    'Admin@123',
    'Abcd1234!',
    'Abc123!@#',
    'Aa123456!',
    'Qwer1234!',
    'Qwer!@#$1234',
    '1qaz@WSX',
    '1qaz@WSX3edc',
    '!QAZ2wsx',
    'Asdf1234!',
    'Zxcvbnm123!',
    '1234Qwer!',
    'Woaini1314!',
    'Welcome2026!',
    'Zhengfu@2026',
    'G9876543210!',
    'Iloveyou520!',
    '１ｑａｚ＠ＷＳＸ',
  ]) {
    test(password, () => assert.ok(isCommon(password)))
  }

  for (const password of ['Linghu-7-Baita', 'Bailu-3-Tingyu', 'x7$Kp2!mQz', '春江花月Ye8!', 'Tr0ub4dor&3']) {
    test(`not ${password}`, () => assert.ok(!isCommon(password)))
  }

  test('no text is too much for it', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 64 }),
        (text) => typeof isCommon(text) === 'boolean',
      ),
    )
  })
})

describe('a hash', () => {
  test('opens to its own password only, whatever its characters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'binary', minLength: 1, maxLength: 64 }),
        fc.string({ maxLength: 64 }),
        async (one, other) => {
          const hash = await hashPassword(one)
          return (
            (await isPassword(one, hash)) &&
            (await isPassword(other, hash)) === Buffer.from(one).equals(Buffer.from(other))
          )
        },
      ),
      { numRuns: 10 },
    )
  })

  test('of other parameters is still understood', async () => {
    // Argon2id, 64 KiB, one pass: made with an independent implementation's defaults for salt and length.
    const { argon2Sync } = await import('node:crypto')
    const nonce = Buffer.from('somesaltsomesalt')
    const tag = argon2Sync('argon2id', {
      message: 'Bailu-3-Tingyu',
      nonce,
      tagLength: 24,
      memory: 64,
      passes: 1,
      parallelism: 1,
    })
    const hash = `$argon2id$v=19$m=64,t=1,p=1$${nonce.toString('base64')}$${tag.toString('base64')}`
    assert.ok(await isPassword('Bailu-3-Tingyu', hash))
    assert.ok(!(await isPassword('Bailu-4-Tingyu', hash)))
  })
})

test('a sign-in name is one name in every width and case, and folding twice changes nothing', () => {
  assert.equal(foldSignInName(' ＷａＮＧ.Li '), 'wang.li')
  fc.assert(
    fc.property(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      (text) => foldSignInName(foldSignInName(text)) === foldSignInName(text),
    ),
  )
})

describe('an address', () => {
  for (const [address, key] of [
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:DB8:1:2::6', '2001:db8:1:2::/64'],
    ['2001:db8::1', '2001:db8:0:0::/64'],
    ['::1', '0:0:0:0::/64'],
    ['::', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
  ] as const) {
    test(address, () => assert.equal(sourceKey(address), key))
  }
})
