import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'
import { eventType } from '#kernel/module.ts'
import {
  AnyUnitName,
  Day,
  Done,
  FullName,
  Id,
  Kind,
  Level,
  Nothing,
  OneOf,
  RegionCode,
  ShortName,
  UnitCode,
} from './parts.ts'

export const Unit = z.object({
  id: z.uuid(),
  code: z.string(),
  fullName: z.string(),
  shortName: z.string(),
  kind: Kind,
  level: Level,
  parentId: z.uuid().nullable(),
  regionCode: z.string().nullable(),
  sortOrder: z.int(),
  /** May be given tasks and report on them. */
  canReport: z.boolean(),
  validFrom: z.iso.date(),
  /** Last day on which it existed. */
  validUntil: z.iso.date().nullable(),
  successorId: z.uuid().nullable(),
  /** Exists today. */
  isCurrent: z.boolean(),
})
export type Unit = z.infer<typeof Unit>

export const UnitOtherName = z.object({
  id: z.uuid(),
  name: z.string(),
  kind: z.enum(['other', 'former', 'alias']),
  until: z.iso.date().nullable(),
  learnedAt: z.string(),
  learnedBy: z.string(),
})
export type UnitOtherName = z.infer<typeof UnitOtherName>

export const UnitDetail = Unit.extend({
  names: z.array(UnitOtherName),
  predecessors: z.array(
    z.object({ id: z.uuid(), fullName: z.string(), validUntil: z.iso.date().nullable() }),
  ),
})
export type UnitDetail = z.infer<typeof UnitDetail>

export const UnitInput = z.object({
  code: UnitCode,
  fullName: FullName,
  shortName: ShortName,
  kind: Kind,
  level: Level.optional(),
  parentId: Id.nullable().default(null),
  regionCode: RegionCode.nullable().default(null),
  sortOrder: z.int('排序须为整数。').min(0, '排序从 0 起。').max(100_000, '排序最大 100000。').default(0),
  canReport: z.boolean().default(true),
  validFrom: Day,
  otherNames: z.array(AnyUnitName).max(30, '其他名称最多 30 个。').default([]),
})
export type UnitInput = z.infer<typeof UnitInput>

export const listUnits = endpoint({
  method: 'GET',
  path: '/people/units',
  summary: '查看单位',
  permission: 'people.read',
  input: z.object({
    /** Finds full, short, other and former names, and codes. */
    query: z.string().trim().max(100, '查找内容最多 100 个字。').optional(),
    kind: Kind.optional(),
    regionCode: RegionCode.optional(),
    includeEnded: z.boolean().default(false),
  }),
  /** Parents before their children, `depth` says how deep. */
  output: z.object({ rows: z.array(Unit.extend({ depth: z.int() })) }),
})

export const getUnit = endpoint({
  method: 'GET',
  path: '/people/units/:id',
  summary: '查看单位',
  permission: 'people.read',
  input: OneOf,
  output: UnitDetail,
})

export const createUnit = endpoint({
  method: 'POST',
  path: '/people/units',
  summary: '新增单位',
  permission: 'people.manageUnits',
  input: UnitInput,
  output: UnitDetail,
})

export const updateUnit = endpoint({
  method: 'POST',
  path: '/people/units/:id',
  summary: '修改单位',
  permission: 'people.manageUnits',
  input: z.object({
    id: Id,
    code: UnitCode.optional(),
    kind: Kind.optional(),
    level: Level.optional(),
    parentId: Id.nullable().optional(),
    regionCode: RegionCode.nullable().optional(),
    sortOrder: z.int('排序须为整数。').min(0, '排序从 0 起。').max(100_000, '排序最大 100000。').optional(),
    canReport: z.boolean().optional(),
    validFrom: Day.optional(),
  }),
  output: UnitDetail,
})

export const renameUnit = endpoint({
  method: 'POST',
  path: '/people/units/:id/rename',
  summary: '单位更名',
  permission: 'people.manageUnits',
  input: z.object({
    id: Id,
    fullName: FullName,
    shortName: ShortName,
    /** Last day of the former names; they stay known. */
    until: Day,
  }),
  output: UnitDetail,
})

export const endUnit = endpoint({
  method: 'POST',
  path: '/people/units/:id/end',
  summary: '撤销或并入单位',
  permission: 'people.manageUnits',
  input: z.object({
    id: Id,
    lastDay: Day,
    /** The unit that takes over; without it the duties end. */
    successorId: Id.nullable().default(null),
  }),
  output: UnitDetail,
})

export const addUnitName = endpoint({
  method: 'POST',
  path: '/people/units/:id/names',
  summary: '登记单位的其他名称',
  permission: 'people.manageUnits',
  input: z.object({
    id: Id,
    name: AnyUnitName,
    kind: z.enum(['other', 'former'], '请选择俗称或曾用名。'),
    until: Day.nullable().default(null),
  }),
  output: UnitDetail,
})

export const removeUnitName = endpoint({
  method: 'POST',
  path: '/people/units/:id/names/:nameId/remove',
  summary: '删除单位的其他名称',
  permission: 'people.manageUnits',
  input: z.object({ id: Id, nameId: Id }),
  output: UnitDetail,
})

export const CollectiveMember = z.object({
  unitId: z.uuid(),
  shortName: z.string(),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
})

/** 统称: a phrase that stands for several units. */
export const Collective = z.object({
  id: z.uuid(),
  name: z.string(),
  otherNames: z.array(z.string()),
  validFrom: z.iso.date(),
  validUntil: z.iso.date().nullable(),
  members: z.array(CollectiveMember),
})
export type Collective = z.infer<typeof Collective>

const collectiveFields = {
  name: z.string().trim().min(2, '统称至少 2 个字。').max(60, '统称最多 60 个字。'),
  otherNames: z
    .array(z.string().trim().min(2, '别称至少 2 个字。').max(60, '别称最多 60 个字。'))
    .max(20, '别称最多 20 个。')
    .default([]),
  unitIds: z.array(Id).min(1, '请至少选择一个单位。').max(500, '统称最多包含 500 个单位。'),
}

export const listCollectives = endpoint({
  method: 'GET',
  path: '/people/collectives',
  summary: '查看单位统称',
  permission: 'people.read',
  input: Nothing,
  output: z.object({ rows: z.array(Collective) }),
})

export const createCollective = endpoint({
  method: 'POST',
  path: '/people/collectives',
  summary: '新增单位统称',
  permission: 'people.manageUnits',
  input: z.object({ ...collectiveFields, validFrom: Day }),
  output: Collective,
})

export const updateCollective = endpoint({
  method: 'POST',
  path: '/people/collectives/:id',
  summary: '修改单位统称',
  permission: 'people.manageUnits',
  input: z.object({
    id: Id,
    ...collectiveFields,
    /** First day on which these members apply; earlier papers keep the earlier members. */
    from: Day,
  }),
  output: Collective,
})

export const endCollective = endpoint({
  method: 'POST',
  path: '/people/collectives/:id/end',
  summary: '停用单位统称',
  permission: 'people.manageUnits',
  input: z.object({ id: Id, lastDay: Day }),
  output: Done,
})

/** A unit's duties go to another on the day after `lastDay`; what waits on it should move along. */
export const unitSucceeded = eventType<{ unitId: string; successorId: string; lastDay: string }>(
  'people.unitSucceeded',
)
