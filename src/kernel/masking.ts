/** Stands for what is hidden, where the hidden part has no fixed length; so the mask does not tell it. */
const stars = '****'

/** `138****1234`. Anything that is no mobile number keeps its last two digits at most: `****56`. */
export function maskPhone(phone: string): string {
  const digits = phone.replace(/[^\d]/g, '').replace(/^(0086|86)(?=1\d{10}$)/, '')
  if (/^1\d{10}$/.test(digits)) return `${digits.slice(0, 3)}${stars}${digits.slice(-4)}`
  return digits.length >= 7 ? `${stars}${digits.slice(-2)}` : stars
}

/** First three and last four of an 18-digit identity number, first three and last three of an old one. */
export function maskIdNumber(id: string): string {
  const characters = id.replace(/[\s-]/g, '').toUpperCase()
  if (/^\d{17}[\dX]$/.test(characters)) return `${characters.slice(0, 3)}***********${characters.slice(-4)}`
  if (/^\d{15}$/.test(characters)) return `${characters.slice(0, 3)}*********${characters.slice(-3)}`
  return stars
}

/** Family names of two characters; the rest have one. */
const doubleNames = new Set(
  (
    '欧阳 司马 上官 诸葛 夏侯 东方 皇甫 尉迟 公孙 慕容 令狐 司徒 宇文 长孙 端木 轩辕 独孤 南宫 西门 呼延 ' +
    '司空 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 钟离 鲜于 闾丘 东郭 百里 拓跋 完颜 耶律'
  ).split(' '),
)

/**
 * Family name and a star: `张*`, `欧阳*`. A name with a dot (`阿依古丽·买买提`) keeps its first character;
 * one in letters, its first letter.
 */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  if (characters.length === 0) return ''
  const firstTwo = characters.slice(0, 2).join('')
  return characters.length > 2 && doubleNames.has(firstTwo) ? `${firstTwo}*` : `${characters[0]}*`
}

/** `a***@example.cn`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@')
  return at < 1 ? stars : `${[...email][0]}***${email.slice(at)}`
}

/** Last four digits: `**** 6789`. */
export function maskBankCard(card: string): string {
  const digits = card.replace(/\D/g, '')
  return digits.length >= 12 ? `${stars} ${digits.slice(-4)}` : stars
}

const province = '[\\p{sc=Han}]{2,8}?(?:省|自治区|特别行政区)'
const city = '[\\p{sc=Han}]{1,10}?(?:市(?!场)|自治州|地区|盟)'
const county = '[\\p{sc=Han}]{1,15}?自治[县旗]|[\\p{sc=Han}]{1,6}?(?:(?<![小社园校厂])区|县|旗|市(?!场))'
const area = new RegExp(`^(?:${province})?(?:${city})?(?:${county})?`, 'u')

/** An address down to the county (区、县、旗、县级市), or as far as it can be told. */
export function maskAddress(address: string): string {
  return `${area.exec(address.trim())?.[0] ?? ''}${stars}`
}

export type PersonalDataKind = 'phone' | 'id-number' | 'email' | 'bank-card'

export const personalDataLabels: Record<PersonalDataKind, string> = {
  phone: '手机号码',
  'id-number': '居民身份证号码',
  email: '电子邮箱',
  'bank-card': '银行卡号',
}

export type PersonalDataFinding = {
  kind: PersonalDataKind
  /** As it stands in the text. */
  value: string
  /** Positions in UTF-16 units, as `slice` takes them. */
  start: number
  end: number
  masked: string
}

/** Full-width digits, letters and signs, which a phone's keyboard produces; each is one unit like its narrow form. */
function narrowed(text: string): string {
  return text
    .replace(/[！-～]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, ' ')
}

/** Digits may be grouped by single spaces or hyphens. */
const patterns: {
  kind: PersonalDataKind
  pattern: RegExp
  holds: (plain: string) => boolean
  mask: (value: string) => string
}[] = [
  {
    kind: 'email',
    pattern: /[a-z0-9][a-z0-9._%+-]{0,63}@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}/gi,
    holds: () => true,
    mask: maskEmail,
  },
  {
    kind: 'id-number',
    pattern: /(?<![\dA-Za-z])\d{6}[ -]?\d{8}[ -]?\d{3}[\dXx](?![\dA-Za-z])/g,
    holds: isIdNumber,
    mask: maskIdNumber,
  },
  { kind: 'bank-card', pattern: /(?<!\d)\d(?:[ -]?\d){15,18}(?!\d)/g, holds: isBankCard, mask: maskBankCard },
  {
    kind: 'phone',
    pattern: /(?<!\d)(?:\+?86[ -]?|0086[ -]?)?1[3-9]\d(?:[ -]?\d{4}){2}(?!\d)/g,
    holds: () => true,
    mask: maskPhone,
  },
]

/**
 * Finds what must not be published without the person's consent (个人信息保护法 第二十五条), in order of position,
 * without overlaps. Numbers are checked by their checksums, so a document number is not taken for an
 * identity number. It finds what has a form; names and addresses have none, and a person must still read.
 */
export function findPersonalData(text: string): PersonalDataFinding[] {
  const plain = narrowed(text)
  const findings: PersonalDataFinding[] = []
  for (const { kind, pattern, holds, mask } of patterns) {
    for (const match of plain.matchAll(pattern)) {
      const start = match.index
      const end = start + match[0].length
      if (findings.some((other) => start < other.end && other.start < end)) continue
      if (!holds(match[0].replace(/[ -]/g, ''))) continue
      findings.push({ kind, value: text.slice(start, end), start, end, masked: mask(match[0]) })
    }
  }
  return findings.sort((a, b) => a.start - b.start)
}

/** The text with everything masked that {@link findPersonalData} finds. */
export function maskPersonalData(text: string): string {
  let masked = ''
  let at = 0
  for (const finding of findPersonalData(text)) {
    masked += text.slice(at, finding.start) + finding.masked
    at = finding.end
  }
  return masked + text.slice(at)
}

const idWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]

/** GB 11643-1999: a province's code, a day of birth that exists, and the check character (ISO 7064, MOD 11-2). */
export function isIdNumber(id: string): boolean {
  if (!/^[1-9]\d{16}[\dXx]$/.test(id)) return false
  const year = Number(id.slice(6, 10))
  const month = Number(id.slice(10, 12))
  const day = Number(id.slice(12, 14))
  const born = new Date(Date.UTC(year, month - 1, day))
  if (year < 1850 || year > 2150 || born.getUTCMonth() !== month - 1 || born.getUTCDate() !== day)
    return false
  const sum = idWeights.reduce((total, weight, index) => total + weight * Number(id[index]), 0)
  return '10X98765432'[sum % 11] === id[17]!.toUpperCase()
}

/**
 * ISO/IEC 7812: the last digit checks the others (Luhn). 16 to 19 digits for UnionPay's cards, which begin
 * with 62 or 60; 16 for the cards of other networks, so that the numbers of papers are not taken for cards.
 */
export function isBankCard(card: string): boolean {
  if (!/^(6[02]\d{14,17}|(4|5|35)\d+)$/.test(card) || (!card.startsWith('6') && card.length !== 16))
    return false
  let sum = 0
  for (let index = 0; index < card.length; index += 1) {
    const digit = Number(card[card.length - 1 - index])
    sum += index % 2 === 0 ? digit : digit < 5 ? digit * 2 : digit * 2 - 9
  }
  return sum % 10 === 0
}
