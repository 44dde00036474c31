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

/** What stands in the audit record, as its reader calls it. */
export const auditLabels: Readonly<Record<string, string>> = {
  'access.refused': '越权访问被拒绝',
  'city.updated': '修改城市名称与品牌',
  'people.signIn': '登录',
  'people.signOut': '退出登录',
  'people.switchPost': '切换岗位',
  'people.changePassword': '修改口令',
  'people.confirmIdentity': '核验口令',
  'people.enrolSecondFactor': '申请绑定动态码',
  'people.confirmSecondFactor': '绑定动态码',
  'people.disableSecondFactor': '解除动态码',
  'people.resetSecondFactor': '清除动态码绑定',
  'people.endSession': '结束登录',
  'people.endSessions': '强制退出全部登录',
  'people.createToken': '签发访问令牌',
  'people.useToken': '使用访问令牌',
  'people.revokeToken': '作废访问令牌',
  'people.unlock': '解除账户锁定',
  'people.unlockSource': '解除地址锁定',
  'people.setPolicy': '设置口令与登录策略',
  'people.createSetupLink': '生成初始化链接',
  'people.completeSetup': '完成初始化',
  'people.createPerson': '新增账户',
  'people.updatePerson': '修改账户',
  'people.deactivatePerson': '停用账户',
  'people.reactivatePerson': '恢复账户',
  'people.resetPassword': '重置口令',
  'people.setPassword': '设置口令',
  'people.viewPhone': '查看完整电话号码',
  'people.proposePost': '拟授岗位',
  'people.grantPost': '授予岗位',
  'people.declinePosts': '退回拟授岗位',
  'people.endPost': '免去岗位',
  'people.createUnit': '新增单位',
  'people.updateUnit': '修改单位',
  'people.renameUnit': '单位更名',
  'people.endUnit': '撤销或并入单位',
  'people.addUnitName': '登记单位其他名称',
  'people.removeUnitName': '删除单位其他名称',
  'people.rememberAlias': '记住单位别名',
  'people.createCollective': '新增单位统称',
  'people.updateCollective': '修改单位统称',
  'people.endCollective': '停用单位统称',
  'people.import': '导入单位与人员',
  'people.reviewAudit': '审阅审计记录',
}
