import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import {
  Code,
  Done,
  FullName,
  Id,
  Nothing,
  OneOf,
  Password,
  PersonName,
  RoleName,
  ShortName,
  SignInName,
  Ticket,
  TypedName,
  UnitCode,
} from './parts.ts'
import { Post } from './persons.ts'

/** Whoever is signed in: what the frame, the menu and the sign-in pages need. */
export const Me = z.object({
  personId: z.uuid(),
  name: z.string(),
  signInName: z.string(),
  post: Post,
  posts: z.array(Post),
  unit: z.object({
    id: z.uuid(),
    fullName: z.string(),
    shortName: z.string(),
    regionCode: z.string().nullable(),
  }),
  permissions: z.array(z.string()),
  hasSecondFactor: z.boolean(),
  secondFactorRequired: z.boolean(),
  /** Last day of the password, where the policy has one. */
  passwordUntil: z.iso.date().nullable(),
  /** Minutes without doing anything after which he is signed out. */
  idleMinutes: z.int(),
})
export type Me = z.infer<typeof Me>

export const SignInAnswer = z.discriminatedUnion('state', [
  z.object({ state: z.literal('signed-in'), me: Me, recoveryCodes: z.array(z.string()).optional() }),
  /** Send name and password again, with the code. */
  z.object({ state: z.literal('second-factor-needed') }),
  /** Show the key (and `uri` as a QR code); then `confirmFirstFactor` with the ticket. */
  z.object({
    state: z.literal('second-factor-enrolment-needed'),
    ticket: z.string(),
    secret: z.string(),
    uri: z.string(),
  }),
  /** Then `changeFirstPassword` with the ticket. */
  z.object({
    state: z.literal('password-change-needed'),
    ticket: z.string(),
    reason: z.string(),
    rules: z.array(z.string()),
  }),
])
export type SignInAnswer = z.infer<typeof SignInAnswer>

export const signIn = endpoint({
  method: 'POST',
  path: '/people/sign-in',
  summary: '登录',
  permission: 'public',
  input: z.object({ signInName: TypedName, password: Password, secondFactor: Code.optional() }),
  output: SignInAnswer,
})

export const changeFirstPassword = endpoint({
  method: 'POST',
  path: '/people/sign-in/password',
  summary: '登录时更换口令',
  permission: 'public',
  input: z.object({ ticket: Ticket, password: Password }),
  output: SignInAnswer,
})

export const confirmFirstFactor = endpoint({
  method: 'POST',
  path: '/people/sign-in/second-factor',
  summary: '登录时绑定动态码',
  permission: 'public',
  input: z.object({ ticket: Ticket, code: Code }),
  output: SignInAnswer,
})

export const signOut = endpoint({
  method: 'POST',
  path: '/people/sign-out',
  summary: '退出登录',
  permission: 'public',
  input: Nothing,
  output: Done,
})

export const passwordRules = endpoint({
  method: 'GET',
  path: '/people/password-rules',
  summary: '查看口令要求',
  permission: 'public',
  input: Nothing,
  output: z.object({ rules: z.array(z.string()) }),
})

export const me = endpoint({
  method: 'GET',
  path: '/people/me',
  summary: '查看本人信息',
  permission: 'signed-in',
  input: Nothing,
  output: Me,
})

export const switchPost = endpoint({
  method: 'POST',
  path: '/people/me/post',
  summary: '切换岗位',
  permission: 'signed-in',
  input: z.object({ postId: Id }),
  output: Me,
})

/** All other sessions end; this one goes on. */
export const changePassword = endpoint({
  method: 'POST',
  path: '/people/me/password',
  summary: '修改口令',
  permission: 'signed-in',
  input: z.object({ currentPassword: Password, password: Password }),
  output: Done,
})

export const enrolSecondFactor = endpoint({
  method: 'POST',
  path: '/people/me/second-factor',
  summary: '绑定动态码',
  permission: 'signed-in',
  input: z.object({ password: Password }),
  secret: true,
  output: z.object({ secret: z.string(), uri: z.string() }),
})

export const confirmSecondFactor = endpoint({
  method: 'POST',
  path: '/people/me/second-factor/confirm',
  summary: '确认绑定动态码',
  permission: 'signed-in',
  input: z.object({ code: Code }),
  secret: true,
  output: z.object({ recoveryCodes: z.array(z.string()) }),
})

export const disableSecondFactor = endpoint({
  method: 'POST',
  path: '/people/me/second-factor/disable',
  summary: '解除动态码',
  permission: 'signed-in',
  input: z.object({ password: Password, code: Code }),
  secret: true,
  output: Done,
})

export const Session = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  personName: z.string(),
  postLabel: z.string(),
  createdAt: z.string(),
  lastSeenAt: z.string(),
  source: z.string().nullable(),
  userAgent: z.string().nullable(),
  isThis: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const mySessions = endpoint({
  method: 'GET',
  path: '/people/me/sessions',
  summary: '查看本人的登录',
  permission: 'signed-in',
  input: Nothing,
  output: z.object({ rows: z.array(Session) }),
})

export const endMySession = endpoint({
  method: 'POST',
  path: '/people/me/sessions/:id/end',
  summary: '结束本人的登录',
  permission: 'signed-in',
  input: OneOf,
  output: Done,
})

export const AccessToken = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  name: z.string(),
  postLabel: z.string(),
  createdAt: z.string(),
  expiresAt: z.string(),
  lastUsedAt: z.string().nullable(),
  lastUsedFrom: z.string().nullable(),
  revokedAt: z.string().nullable(),
})
export type AccessToken = z.infer<typeof AccessToken>

export const myTokens = endpoint({
  method: 'GET',
  path: '/people/me/tokens',
  summary: '查看本人的访问令牌',
  permission: 'signed-in',
  input: Nothing,
  output: z.object({ rows: z.array(AccessToken) }),
})

export const createToken = endpoint({
  method: 'POST',
  path: '/people/me/tokens',
  summary: '签发访问令牌',
  permission: 'signed-in',
  input: z.object({
    name: z.string().trim().min(1, '请填写令牌用途。').max(60, '令牌用途最多 60 个字。'),
    postId: Id,
    days: z.int('有效天数须为整数。').min(1, '有效期至少 1 天。').max(365, '有效期最长 365 天。'),
    password: Password,
  }),
  /** The token is shown this once. */
  secret: true,
  output: z.object({ accessToken: AccessToken, token: z.string() }),
})

export const revokeMyToken = endpoint({
  method: 'POST',
  path: '/people/me/tokens/:id/revoke',
  summary: '作废本人的访问令牌',
  permission: 'signed-in',
  input: OneOf,
  output: Done,
})

export const listSessions = endpoint({
  method: 'GET',
  path: '/people/sessions',
  summary: '查看全部登录',
  permission: 'people.guardAccess',
  input: z.object({ personId: Id.optional() }),
  output: z.object({ rows: z.array(Session) }),
})

export const endSession = endpoint({
  method: 'POST',
  path: '/people/sessions/:id/end',
  summary: '强制退出登录',
  permission: 'people.guardAccess',
  input: OneOf,
  output: Done,
})

export const endSessionsOf = endpoint({
  method: 'POST',
  path: '/people/persons/:id/end-sessions',
  summary: '强制退出此人的全部登录',
  permission: 'people.guardAccess',
  input: OneOf,
  output: z.object({ ended: z.int() }),
})

export const listTokens = endpoint({
  method: 'GET',
  path: '/people/tokens',
  summary: '查看全部访问令牌',
  permission: 'people.guardAccess',
  input: z.object({ personId: Id.optional() }),
  output: z.object({ rows: z.array(AccessToken.extend({ personName: z.string() })) }),
})

export const revokeToken = endpoint({
  method: 'POST',
  path: '/people/tokens/:id/revoke',
  summary: '作废访问令牌',
  permission: 'people.guardAccess',
  input: OneOf,
  output: Done,
})

export const listLocks = endpoint({
  method: 'GET',
  path: '/people/locks',
  summary: '查看登录锁定',
  permission: 'people.guardAccess',
  input: Nothing,
  output: z.object({
    accounts: z.array(z.object({ personId: z.uuid(), personName: z.string(), lockedUntil: z.string() })),
    sources: z.array(z.object({ source: z.string(), lockedUntil: z.string() })),
  }),
})

export const unlockPerson = endpoint({
  method: 'POST',
  path: '/people/persons/:id/unlock',
  summary: '解除账户锁定',
  permission: 'people.guardAccess',
  input: OneOf,
  output: Done,
})

export const unlockSource = endpoint({
  method: 'POST',
  path: '/people/locks/release',
  summary: '解除地址锁定',
  permission: 'people.guardAccess',
  input: z.object({ source: z.string().min(2, '请填写网络地址。').max(64, '网络地址不正确。') }),
  output: Done,
})

export const resetSecondFactor = endpoint({
  method: 'POST',
  path: '/people/persons/:id/second-factor/reset',
  summary: '清除动态码绑定',
  permission: 'people.guardAccess',
  input: OneOf,
  output: Done,
})

/** Floors are those that assessors of 等保 level 3 look for (GB/T 22239-2019 8.1.4.1). */
export const AccessPolicy = z.object({
  minimumLength: z
    .int('须为整数。')
    .min(8, '口令长度不得少于 8 位。')
    .max(32, '口令最短长度不宜超过 32 位。'),
  kindsOfCharacters: z.int('须为整数。').min(3, '口令至少包含 3 类字符。').max(4, '字符最多 4 类。'),
  historyCount: z.int('须为整数。').min(1, '至少禁用最近 1 个口令。').max(24, '最多禁用最近 24 个口令。'),
  /** 0: never. */
  maximumDays: z.int('须为整数。').min(0, '0 表示不强制更换。').max(365, '口令有效期最长 365 天。'),
  accountFailures: z.int('须为整数。').min(3, '至少允许 3 次失败。').max(10, '最多允许 10 次失败。'),
  sourceFailures: z.int('须为整数。').min(3, '至少允许 3 次失败。').max(200, '最多允许 200 次失败。'),
  lockMinutes: z.int('须为整数。').min(10, '锁定至少 10 分钟。').max(1440, '锁定最长 1440 分钟。'),
  /** Hours after which everybody signs in again, however busy. */
  sessionHours: z.int('须为整数。').min(1, '至少 1 小时。').max(24, '最长 24 小时。'),
  /** 全员启用动态码 (GB/T 22239-2019 8.1.4.1 d). */
  everybodyNeedsSecondFactor: z.boolean(),
})
export type AccessPolicy = z.infer<typeof AccessPolicy>

export const getAccessPolicy = endpoint({
  method: 'GET',
  path: '/people/access-policy',
  summary: '查看口令与登录策略',
  permission: 'people.readAccounts',
  input: Nothing,
  output: AccessPolicy,
})

export const setAccessPolicy = endpoint({
  method: 'PUT',
  path: '/people/access-policy',
  summary: '设置口令与登录策略',
  permission: 'people.guardAccess',
  input: AccessPolicy,
  output: AccessPolicy,
})

/** Whether a set-up link is good. */
export const checkSetup = endpoint({
  method: 'POST',
  path: '/people/set-up/check',
  summary: '核对初始化链接',
  permission: 'public',
  input: z.object({ token: Ticket }),
  secret: true,
  output: z.object({ rules: z.array(z.string()) }),
})

const FirstAdministrator = z.object({ name: PersonName, signInName: SignInName, password: Password })

export const completeSetup = endpoint({
  method: 'POST',
  path: '/people/set-up',
  summary: '完成初始化',
  permission: 'public',
  input: z.object({
    token: Ticket,
    cityName: z.string().trim().min(2, '请填写城市名称。').max(40, '城市名称最多 40 个字。'),
    /** 调度中心: the unit that runs the platform; the three administrators get their posts in it. */
    unit: z.object({ code: UnitCode, fullName: FullName, shortName: ShortName }),
    systemAdmin: FirstAdministrator,
    securityAdmin: FirstAdministrator,
    auditAdmin: FirstAdministrator,
  }),
  secret: true,
  output: Done,
})

export const RoleInfo = z.object({
  role: RoleName,
  label: z.string(),
  isAdministrator: z.boolean(),
  permissions: z.array(z.object({ name: z.string(), label: z.string() })),
})

/** 授权关系: what each role may do. */
export const listRoles = endpoint({
  method: 'GET',
  path: '/people/roles',
  summary: '查看角色与权限',
  permission: 'people.readAccounts',
  input: Nothing,
  output: z.object({ rows: z.array(RoleInfo) }),
})
