import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { Day, Id, OneOf, PersonName, Phone, Purpose, RoleName, SignInName, Title } from './parts.ts'

export const Post = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  personName: z.string(),
  unitId: z.uuid(),
  unitShortName: z.string(),
  role: RoleName,
  roleLabel: z.string(),
  title: z.string(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
  grantedAt: z.string(),
  grantedBy: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  /** He can act in it today. */
  isCurrent: z.boolean(),
})
export type Post = z.infer<typeof Post>

/** No phone number leaves but masked; the number itself only by `viewPhone`, which is recorded. */
export const Person = z.object({
  id: z.uuid(),
  name: z.string(),
  signInName: z.string(),
  phoneMasked: z.string().nullable(),
  isActive: z.boolean(),
  createdAt: z.string(),
  createdBy: z.string(),
  lastSeenAt: z.string().nullable(),
  hasSecondFactor: z.boolean(),
  mustChangePassword: z.boolean(),
  lockedUntil: z.string().nullable(),
  posts: z.array(Post),
})
export type Person = z.infer<typeof Person>

/** 通讯录: what everybody may know of a colleague. */
export const Colleague = z.object({
  id: z.uuid(),
  name: z.string(),
  phoneMasked: z.string().nullable(),
  posts: z.array(Post),
})
export type Colleague = z.infer<typeof Colleague>

const page = {
  page: z.int('页码须为整数。').min(1, '页码从 1 起。').max(10_000, '页码过大。').default(1),
  size: z.int('每页条数须为整数。').min(1, '每页至少 1 条。').max(200, '每页最多 200 条。').default(50),
}

export const listColleagues = endpoint({
  method: 'GET',
  path: '/people/colleagues',
  summary: '查看通讯录',
  permission: 'people.read',
  input: z.object({
    query: z.string().trim().max(50, '查找内容最多 50 个字。').optional(),
    unitId: Id.optional(),
    role: RoleName.optional(),
    ...page,
  }),
  output: z.object({ rows: z.array(Colleague), total: z.int() }),
})

export const listPersons = endpoint({
  method: 'GET',
  path: '/people/persons',
  summary: '查看账户',
  permission: 'people.readAccounts',
  input: z.object({
    /** Finds names and sign-in names. */
    query: z.string().trim().max(50, '查找内容最多 50 个字。').optional(),
    unitId: Id.optional(),
    role: RoleName.optional(),
    state: z.enum(['active', 'inactive', 'dormant', 'without-post', 'locked']).optional(),
    ...page,
  }),
  output: z.object({ rows: z.array(Person), total: z.int() }),
})

export const getPerson = endpoint({
  method: 'GET',
  path: '/people/persons/:id',
  summary: '查看账户',
  permission: 'people.readAccounts',
  input: OneOf,
  output: Person,
})

/** 拟授岗位: what the system administrator proposes with an account. */
export const ProposedPost = z.object({ unitId: Id, role: RoleName, title: Title.default('') })

export const createPerson = endpoint({
  method: 'POST',
  path: '/people/persons',
  summary: '新增账户',
  permission: 'people.createAccounts',
  input: z.object({
    name: PersonName,
    signInName: SignInName,
    phone: Phone.nullable().default(null),
    proposedPosts: z.array(ProposedPost).max(10, '一次最多拟授 10 个岗位。').default([]),
  }),
  /** The password is shown this once; the person changes it at his first sign-in. */
  secret: true,
  output: z.object({ person: Person, initialPassword: z.string() }),
})

export const updatePerson = endpoint({
  method: 'POST',
  path: '/people/persons/:id',
  summary: '修改账户',
  permission: 'people.createAccounts',
  input: z.object({ id: Id, name: PersonName.optional(), phone: Phone.nullable().optional() }),
  output: Person,
})

export const viewPhone = endpoint({
  method: 'POST',
  path: '/people/persons/:id/phone',
  summary: '查看完整电话号码',
  permission: 'people.viewPhones',
  input: z.object({ id: Id, purpose: Purpose }),
  output: z.object({ phone: z.string().nullable() }),
})

export const deactivatePerson = endpoint({
  method: 'POST',
  path: '/people/persons/:id/deactivate',
  summary: '停用账户',
  permission: 'people.createAccounts',
  input: z.object({
    id: Id,
    reason: z.string().trim().min(2, '请填写停用原因。').max(200, '停用原因最多 200 个字。'),
  }),
  output: Person,
})

export const reactivatePerson = endpoint({
  method: 'POST',
  path: '/people/persons/:id/reactivate',
  summary: '恢复账户',
  permission: 'people.createAccounts',
  input: OneOf,
  secret: true,
  output: z.object({ person: Person, initialPassword: z.string() }),
})

export const resetPassword = endpoint({
  method: 'POST',
  path: '/people/persons/:id/reset-password',
  summary: '重置口令',
  permission: 'people.createAccounts',
  input: OneOf,
  secret: true,
  output: z.object({ initialPassword: z.string() }),
})

export const listPosts = endpoint({
  method: 'GET',
  path: '/people/posts',
  summary: '查看岗位',
  permission: 'people.read',
  input: z.object({
    unitId: Id.optional(),
    role: RoleName.optional(),
    personId: Id.optional(),
    includeEnded: z.boolean().default(false),
  }),
  output: z.object({ rows: z.array(Post) }),
})

export const grantPost = endpoint({
  method: 'POST',
  path: '/people/posts',
  summary: '授予岗位',
  permission: 'people.grantPosts',
  input: z.object({
    personId: Id,
    unitId: Id,
    role: RoleName,
    title: Title.default(''),
    validFrom: Day.optional(),
    validUntil: Day.nullable().default(null),
  }),
  output: Post,
})

export const endPost = endpoint({
  method: 'POST',
  path: '/people/posts/:id/end',
  summary: '免去岗位',
  permission: 'people.grantPosts',
  input: OneOf,
  output: Post,
})

export const PostProposal = z.object({
  id: z.uuid(),
  personId: z.uuid(),
  personName: z.string(),
  unitId: z.uuid(),
  unitShortName: z.string(),
  role: RoleName,
  roleLabel: z.string(),
  title: z.string(),
  proposedAt: z.string(),
  proposedBy: z.string(),
})
export type PostProposal = z.infer<typeof PostProposal>

export const listPostProposals = endpoint({
  method: 'GET',
  path: '/people/post-proposals',
  summary: '查看拟授岗位',
  permission: 'people.readAccounts',
  input: z.object({}),
  output: z.object({ rows: z.array(PostProposal) }),
})

export const proposePost = endpoint({
  method: 'POST',
  path: '/people/post-proposals',
  summary: '拟授岗位',
  permission: 'people.createAccounts',
  input: ProposedPost.extend({ personId: Id }),
  /** Null when he holds the post already, or it is proposed already. */
  output: z.object({ id: z.uuid().nullable() }),
})

export const decidePostProposals = endpoint({
  method: 'POST',
  path: '/people/post-proposals/decide',
  summary: '审定拟授岗位',
  permission: 'people.grantPosts',
  input: z.object({
    ids: z.array(Id).min(1, '请至少选择一项。').max(500, '一次最多审定 500 项。'),
    grant: z.boolean(),
  }),
  /** All or none: one that cannot be granted refuses the whole and is named. */
  output: z.object({ decided: z.int() }),
})
