import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  findPersonalData,
  isBankCard,
  isIdNumber,
  maskAddress,
  maskBankCard,
  maskEmail,
  maskIdNumber,
  maskName,
  maskPersonalData,
  maskPhone,
} from '#kernel/masking.ts'

describe('masks', () => {
  const tables: [mask: (value: string) => string, cases: [value: string, masked: string][]][] = [
    [
      maskPhone,
      [
        ['13812341234', '138****1234'],
        ['138 1234 1234', '138****1234'],
        ['+86-138-1234-1234', '138****1234'],
        ['008613812341234', '138****1234'],
        ['0476-8234567', '****67'],
        ['12345', '****'],
        ['', '****'],
      ],
    ],
    [
      maskIdNumber,
      [
        ['11010519491231002X', '110***********002X'],
        ['11010519491231002x', '110***********002X'],
        ['110105 19491231 002X', '110***********002X'],
        ['110105491231002', '110*********002'],
        ['未提供', '****'],
      ],
    ],
    [
      maskName,
      [
        ['张三', '张*'],
        [' 张三丰 ', '张*'],
        ['欧阳修', '欧阳*'],
        ['欧阳', '欧*'],
        ['阿依古丽·买买提', '阿*'],
        ['𠮷田', '𠮷*'],
        ['Anna', 'A*'],
        ['张', '张*'],
        ['', ''],
      ],
    ],
    [
      maskEmail,
      [
        ['abc@example.cn', 'a***@example.cn'],
        ['a@example.cn', 'a***@example.cn'],
        ['@example.cn', '****'],
        ['abc', '****'],
      ],
    ],
    [
      maskBankCard,
      [
        ['6222021234567890128', '**** 0128'],
        ['6222 0212 3456 7890 128', '**** 0128'],
        ['123', '****'],
      ],
    ],
    [
      maskAddress,
      [
        ['内蒙古自治区赤峰市红山区钢铁街1号', '内蒙古自治区赤峰市红山区****'],
        ['赤峰市克什克腾旗经棚镇', '赤峰市克什克腾旗****'],
        ['北京市海淀区中关村大街1号', '北京市海淀区****'],
        ['河北省石家庄市辛集市农贸市场东侧', '河北省石家庄市辛集市****'],
        [
          '甘肃省临夏回族自治州积石山保安族东乡族撒拉族自治县吹麻滩镇',
          '甘肃省临夏回族自治州积石山保安族东乡族撒拉族自治县****',
        ],
        ['赤峰市幸福小区5号楼', '赤峰市****'],
        ['赤峰市农贸市场东侧', '赤峰市****'],
        ['幸福路3号', '****'],
        ['', '****'],
      ],
    ],
  ]
  for (const [mask, cases] of tables) {
    for (const [value, masked] of cases) {
      it(`${mask.name}: ${value || '(empty)'}`, () => assert.equal(mask(value), masked))
    }
  }
})

describe('checksums', () => {
  it('of identity numbers (GB 11643-1999)', () => {
    // The standard's own two examples.
    assert.equal(isIdNumber('11010519491231002X'), true)
    assert.equal(isIdNumber('440524188001010014'), true)
    assert.equal(isIdNumber('11010519491231002x'), true)
    assert.equal(isIdNumber('110105194912310021'), false)
    assert.equal(isIdNumber('010105194912310021'), false)
    assert.equal(isIdNumber('1101051949123100'), false)
    // Right checksum, no such day.
    assert.equal(isIdNumber(completed('11010519490230002')), false)
    assert.equal(isIdNumber(completed('11010519490228002')), true)
  })
  it('of bank cards', () => {
    assert.equal(isBankCard('4111111111111111'), true)
    assert.equal(isBankCard('5555555555554444'), true)
    assert.equal(isBankCard('3530111333300000'), true)
    assert.equal(isBankCard('4111111111111112'), false)
    assert.equal(isBankCard('411111111111111'), false)
    assert.equal(isBankCard('0000000000000000'), false)
  })
})

describe('findPersonalData', () => {
  it('finds each kind where it stands', () => {
    const text =
      '联系人张三，手机13812341234，身份证11010519491231002X；邮箱 zs@mail.example.cn，卡号4111 1111 1111 1111。'
    const found = findPersonalData(text)
    assert.deepEqual(
      found.map(({ kind, value, masked }) => [kind, value, masked]),
      [
        ['phone', '13812341234', '138****1234'],
        ['id-number', '11010519491231002X', '110***********002X'],
        ['email', 'zs@mail.example.cn', 'z***@mail.example.cn'],
        ['bank-card', '4111 1111 1111 1111', '**** 1111'],
      ],
    )
    for (const { value, start, end } of found) assert.equal(text.slice(start, end), value)
    assert.equal(
      maskPersonalData(text),
      '联系人张三，手机138****1234，身份证110***********002X；邮箱 z***@mail.example.cn，卡号**** 1111。',
    )
  })

  const written: [text: string, values: string[]][] = [
    ['电话：138-1234-1234、+86 139 1234 1234', ['138-1234-1234', '+86 139 1234 1234']],
    ['１３８１２３４１２３４', ['１３８１２３４１２３４']],
    ['邮箱ａ＠ｂ．ｃｎ', ['ａ＠ｂ．ｃｎ']],
    ['𠮷13812341234', ['13812341234']],
    ['13812341234@qq.com', ['13812341234@qq.com']],
    ['13812341234,13912341234', ['13812341234', '13912341234']],
    ['110105 19491231 002X', ['110105 19491231 002X']],
  ]
  for (const [text, values] of written) {
    it(`as written: ${text}`, () => {
      assert.deepEqual(
        findPersonalData(text).map(({ value }) => value),
        values,
      )
    })
  }

  const clean = [
    '统一社会信用代码 91150400MA0N12345X',
    '统一社会信用代码 121504004602345678',
    '12345热线，0476-8234567',
    '文号：内政办发〔2026〕12号，编号 202611230000138123412345',
    '投资 12345678901.23 元',
    '身份证 110105194912310021（校验位不符）',
    '订单 4111111111111112',
    '12812341234',
    '@所有人 a@b',
    '',
  ]
  for (const text of clean)
    it(`leaves alone: ${text || '(empty)'}`, () => assert.deepEqual(findPersonalData(text), []))

  const digits = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: length, maxLength: length })
  const phone = fc
    .tuple(fc.constantFrom('13', '15', '17', '18', '19'), digits(9))
    .map((parts) => parts.join(''))
  const idNumber = fc
    .tuple(fc.constantFrom('110105', '150402'), fc.nat(30_000), digits(3))
    .map(([area, days, order]) => {
      const born = new Date(Date.UTC(1930, 0, 1 + days)).toISOString().slice(0, 10).replaceAll('-', '')
      return completed(`${area}${born}${order}`)
    })
  const card = fc
    .tuple(fc.constantFrom('62', '60'), fc.integer({ min: 13, max: 16 }).chain(digits))
    .map((parts) => parts.join(''))
    .map((head) => [...'0123456789'].map((last) => head + last).find(isBankCard)!)
  const email = fc
    .tuple(
      fc.string({ unit: fc.constantFrom(...'abz09'), minLength: 1, maxLength: 9 }),
      fc.constantFrom('a.cn', 'mail.b-c.com'),
    )
    .map((parts) => parts.join('@'))
  const around = fc.string({ unit: fc.constantFrom('张', '，', '：', '\n', '𠮷', '（', '）') })
  const secret = fc.oneof(phone, idNumber, card, email)

  it('every secret among words is found whole, and nothing is left of it after masking', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(around, secret)), around, (pairs, last) => {
        const text = pairs.map(([words, value]) => `${words}；${value}；`).join('') + last
        assert.deepEqual(
          findPersonalData(text).map(({ value }) => value),
          pairs.map(([, value]) => value),
        )
        const masked = maskPersonalData(text)
        assert.deepEqual(findPersonalData(masked), [])
        for (const [, value] of pairs) assert.ok(!masked.includes(value))
      }),
    )
  })

  it('any text at all: positions are right, in order and apart', () => {
    const unit = fc.oneof(fc.constantFrom('138', '1234', '-', ' ', '@', '.cn', 'X', '１', '🙂'), fc.string())
    fc.assert(
      fc.property(
        fc.array(unit).map((units) => units.join('')),
        (text) => {
          let at = 0
          for (const { value, start, end } of findPersonalData(text)) {
            assert.ok(start >= at && end > start)
            assert.equal(text.slice(start, end), value)
            at = end
          }
        },
      ),
    )
  })
})

/** Seventeen digits with the character that makes the weighted sum 1 modulo 11, which is how ISO 7064 puts it. */
function completed(seventeen: string): string {
  const weights = seventeen.split('').map((digit, index) => Number(digit) * (2 ** (17 - index) % 11))
  const sum = weights.reduce((a, b) => a + b, 0)
  return seventeen + [...'0123456789X'].find((_, value) => (sum + value) % 11 === 1)!
}
