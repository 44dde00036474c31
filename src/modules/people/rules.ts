/** 角色: what a person may be in a unit. */
export const roleLabels = {
  dispatcher: '调度员',
  'dispatch-head': '调度负责人',
  liaison: '联络员',
  'unit-leader': '单位领导',
  'city-leader': '市领导',
  'secrecy-reviewer': '保密审查员',
  'district-dispatcher': '旗区调度员',
  'system-admin': '系统管理员',
  'security-admin': '安全管理员',
  'audit-admin': '审计管理员',
} as const

export type Role = keyof typeof roleLabels

export const roles = Object.keys(roleLabels) as [Role, ...Role[]]

/** 三员: each watches the others, so none may do the work of another, nor any business. */
export const administrators = ['system-admin', 'security-admin', 'audit-admin'] as const

export const isAdministrator = (role: string): boolean => (administrators as readonly string[]).includes(role)

export const kindLabels = {
  party: '党委',
  government: '政府',
  vertical: '垂管',
  judicial: '法检',
  'state-owned': '国企',
  region: '旗区',
  park: '园区',
} as const

export type UnitKind = keyof typeof kindLabels

export const kinds = Object.keys(kindLabels) as [UnitKind, ...UnitKind[]]

export const levelLabels = {
  province: '省级',
  city: '市级',
  county: '旗县级',
  township: '苏木乡镇级',
} as const

export type UnitLevel = keyof typeof levelLabels

export const levels = Object.keys(levelLabels) as [UnitLevel, ...UnitLevel[]]

/** The level that a unit has unless somebody says otherwise. */
export const usualLevel = (kind: UnitKind, regionCode: string | null): UnitLevel =>
  kind === 'region' || kind === 'park' || regionCode ? 'county' : 'city'

/** As a sign-in name is compared: width and case make no difference. */
export const foldSignInName = (typed: string): string => typed.normalize('NFKC').trim().toLowerCase()

/** 138****1234: enough to recognise a number one knows, not enough to call one that one does not (GB/T 35273-2020 7.2). */
export function maskPhone(phone: string): string {
  if (phone.length < 7) return '*'.repeat(phone.length)
  return `${phone.slice(0, 3)}${'*'.repeat(phone.length - 7)}${phone.slice(-4)}`
}

/** What stands in a timeline for a post: 王建国（市能源局 联络员）. */
export const postLabel = (personName: string, unitShortName: string, role: Role): string =>
  `${personName}（${unitShortName} ${roleLabels[role]}）`

export interface PasswordPolicy {
  minimumLength: number
  /** How many of the four kinds of characters (upper case, lower case, digit, symbol) must occur. */
  kindsOfCharacters: number
  /** How many former passwords may not be used again. */
  historyCount: number
  /** Days after which a password must be changed; 0: never. */
  maximumDays: number
}

export const maximumPasswordLength = 64

/**
 * Why a password is refused, in a sentence for the field; null when it is good. The list of common
 * passwords is asked separately, on the server.
 */
export function weaknessOf(password: string, signInName: string, policy: PasswordPolicy): string | null {
  const length = [...password].length
  if (length < policy.minimumLength) return `口令至少 ${policy.minimumLength} 位，请加长。`
  if (length > maximumPasswordLength) return `口令最多 ${maximumPasswordLength} 位，请缩短。`
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters that nobody can type twice
  if (/[\u0000-\u001f\u007f]/.test(password)) return '口令中有不可见的控制字符，请重新输入。'
  const found = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter((kind) =>
    kind.test(password),
  ).length
  if (found < policy.kindsOfCharacters) {
    return policy.kindsOfCharacters === 4
      ? '口令须同时包含大写字母、小写字母、数字和符号。'
      : `口令须包含大写字母、小写字母、数字、符号中的至少 ${policy.kindsOfCharacters} 类。`
  }
  const name = foldSignInName(signInName)
  const folded = foldSignInName(password)
  if (name.length >= 3 && (folded.includes(name) || folded.includes([...name].reverse().join('')))) {
    return '口令不能包含登录名，请更换。'
  }
  if (/(.)\1{3}/u.test(password)) return '口令不能有 4 个以上连续相同的字符，请更换。'
  return null
}
