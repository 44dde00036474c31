import { z } from 'zod'
import { AllowedAction } from '#kernel/cases/contract.ts'
import { download, endpoint } from '#kernel/endpoint.ts'
import { eventType } from '#kernel/module.ts'
import { statesOf } from '#kernel/workflow.ts'
import { planWorkflow } from './workflow.ts'

/** An id in a request; it comes from a page, so the way out is the page. */
const Id = z.uuid('编号不正确，请从页面重新打开。')

export const PlanState = z.enum(statesOf(planWorkflow))

/** 完成时限: as printed and as understood. */
export const Deadline = z.object({
  raw: z.string(),
  kind: z.string(),
  date: z.iso.date().nullable(),
  longTerm: z.boolean(),
  milestones: z.array(z.object({ label: z.string(), date: z.iso.date().nullable() })),
})
export type Deadline = z.infer<typeof Deadline>

/** A unit as the document names it, with the unit that it was taken for. */
export const UnitMention = z.object({
  raw: z.string(),
  name: z.string(),
  unitId: z.uuid().nullable(),
  match: z.enum(['full', 'short', 'other', 'former', 'alias', 'collective', 'unknown']),
  /** Units of a collective such as 各旗区人民政府. */
  members: z.array(z.object({ unitId: z.uuid(), name: z.string() })).default([]),
})
export type UnitMention = z.infer<typeof UnitMention>

/** 疑点: something that the reading guessed or could not decide; settled by a person. */
export const Doubt = z.object({
  id: z.string(),
  /** Kind of doubt, and its name: many of one kind may be accepted together. */
  code: z.string(),
  label: z.string(),
  field: z.string(),
  sentence: z.string(),
  /** The plan cannot be confirmed before this is settled. */
  mustSettle: z.boolean(),
  /** False where only a change settles it: a name without a unit, a measure without a lead. */
  acceptable: z.boolean(),
  settledBy: z.string().nullable(),
})
export type Doubt = z.infer<typeof Doubt>

export const Measure = z.object({
  id: z.uuid(),
  ordinal: z.int(),
  number: z.string(),
  /** Headings above it: 专项行动, 重点领域, … */
  path: z.array(z.string()),
  title: z.string(),
  text: z.string(),
  leads: z.array(UnitMention),
  partners: z.array(UnitMention),
  deadline: Deadline.nullable(),
  marks: z.array(z.string()),
  isPublic: z.boolean(),
  doubts: z.array(Doubt),
  /** Raw words of each field in the document. */
  raw: z.record(z.string(), z.string()),
  /** Where it stands in the source text. */
  source: z.object({ start: z.int(), end: z.int() }),
  /** Grows with each change; a change must name the one it saw. */
  revision: z.int(),
})
export type Measure = z.infer<typeof Measure>

export const Plan = z.object({
  id: z.uuid(),
  title: z.string(),
  documentNumber: z.string().nullable(),
  issuedOn: z.iso.date().nullable(),
  year: z.int().nullable(),
  versionName: z.string().nullable(),
  state: PlanState,
  stateLabel: z.string(),
  fileName: z.string(),
  measureCount: z.int(),
  openDoubts: z.int(),
  /** SM3 of the frozen text, once confirmed. */
  textDigest: z.string().nullable(),
  createdAt: z.string(),
  allowedActions: z.array(AllowedAction),
})
export type Plan = z.infer<typeof Plan>

/** A piece of the document as it is drawn on the left of the review page. */
export const Block = z.object({
  start: z.int(),
  end: z.int(),
  kind: z.enum(['paragraph', 'cell']),
  level: z.int().nullable(),
  table: z.int().nullable(),
  row: z.int().nullable(),
  column: z.int().nullable(),
  rowSpan: z.int().nullable(),
  columnSpan: z.int().nullable(),
})

export const Section = z.object({
  path: z.array(z.string()),
  title: z.string(),
  level: z.int(),
  measureCount: z.int(),
})

/** A count that the document states ("5 个行动、23 个领域、100 条") beside the count that was read. */
export const CountCheck = z.object({
  label: z.string(),
  stated: z.int().nullable(),
  read: z.int(),
  agrees: z.boolean(),
})

export const Review = z.object({
  plan: Plan,
  sourceText: z.string(),
  blocks: z.array(Block),
  /** To what each stretch of the source belongs; together they cover it whole. */
  spans: z.array(
    z.object({
      start: z.int(),
      end: z.int(),
      kind: z.enum(['field', 'heading', 'other', 'blank']),
      field: z.string().nullable(),
      measure: z.int().nullable(),
    }),
  ),
  sections: z.array(Section),
  counts: z.array(CountCheck),
  /** Remarks about the document as a whole, e.g. tracked changes read as accepted. */
  notices: z.array(z.string()),
  measures: z.array(Measure),
  /** Names that no unit is known by, with how often each stands. */
  unknownUnits: z.array(
    z.object({
      name: z.string(),
      count: z.int(),
      suggestions: z.array(z.object({ unitId: z.uuid(), name: z.string() })),
    }),
  ),
})
export type Review = z.infer<typeof Review>

export const uploadPlan = endpoint({
  method: 'POST',
  path: '/plans',
  summary: '上传已印发的方案',
  permission: 'plans.edit',
  input: z.object({ file: z.file('请选择要上传的方案文件（.docx、.xlsx 或 .txt）。') }),
  output: Plan,
})

export const listPlans = endpoint({
  method: 'GET',
  path: '/plans',
  summary: '方案列表',
  permission: 'plans.read',
  input: z.object({}),
  output: z.object({ plans: z.array(Plan) }),
})

export const getPlan = endpoint({
  method: 'GET',
  path: '/plans/:id',
  summary: '方案详情',
  permission: 'plans.read',
  input: z.object({ id: Id }),
  output: z.object({ plan: Plan, sections: z.array(Section), measures: z.array(Measure) }),
})

export const getReview = endpoint({
  method: 'GET',
  path: '/plans/:id/review',
  summary: '核对方案：原文与读出的措施',
  permission: 'plans.edit',
  input: z.object({ id: Id }),
  output: Review,
})

export const downloadSource = endpoint({
  method: 'GET',
  path: '/plans/:id/source',
  summary: '下载方案原文件',
  permission: 'plans.read',
  input: z.object({ id: Id }),
  output: download,
})

const changed = z.object({ measures: z.array(Measure), plan: Plan })

export const updatePlan = endpoint({
  method: 'PUT',
  path: '/plans/:id',
  summary: '修改方案的标题、文号等',
  permission: 'plans.edit',
  input: z.object({
    id: Id,
    title: z.string('请填写方案标题。').trim().min(1, '请填写方案标题。').max(200, '标题不超过 200 字。'),
    documentNumber: z.string().trim().max(50, '文号不超过 50 字。').nullable(),
    issuedOn: z.iso.date('成文日期须为 2026-03-10 这样的日期。').nullable(),
    versionName: z.string().trim().max(30, '版本名称不超过 30 字。').nullable(),
  }),
  output: Plan,
})

export const updateMeasure = endpoint({
  method: 'PUT',
  path: '/plans/:id/measures/:measureId',
  summary: '修改一条措施',
  permission: 'plans.edit',
  input: z.object({
    id: Id,
    measureId: Id,
    revision: z.int('缺少版本号，请刷新后再改。'),
    title: z.string('请填写任务名称。').trim().min(1, '请填写任务名称。').max(200, '任务名称不超过 200 字。'),
    text: z
      .string('请填写具体措施。')
      .trim()
      .min(1, '请填写具体措施。')
      .max(10_000, '具体措施不超过 10000 字。'),
    leadUnitIds: z
      .array(z.uuid('请从单位列表中选择。'))
      .min(1, '请至少指定一个牵头单位。')
      .max(20, '牵头单位不超过 20 个。'),
    partnerUnitIds: z.array(z.uuid('请从单位列表中选择。')).max(200, '配合单位不超过 200 个。'),
    dueOn: z.iso.date('完成时限须为 2026-12-31 这样的日期。').nullable(),
    longTerm: z.boolean('请说明是否长期坚持。'),
    isPublic: z.boolean('请说明是否公开。'),
  }),
  output: changed,
})

export const settleDoubts = endpoint({
  method: 'POST',
  path: '/plans/:id/doubts',
  summary: '确认疑点',
  permission: 'plans.edit',
  input: z.object({
    id: Id,
    /** These doubts, each as `<measure id>/<doubt id>`; or all doubts of one kind. */
    doubtIds: z
      .array(z.string().max(100, '疑点编号不正确，请刷新后再试。'))
      .max(2000, '一次最多确认 2000 处疑点。')
      .default([]),
    code: z.string().max(60, '疑点种类不正确，请刷新后再试。').optional(),
    /** False: opens them again. */
    settled: z.boolean().default(true),
  }),
  output: changed,
})

export const matchUnit = endpoint({
  method: 'POST',
  path: '/plans/:id/unit-names',
  summary: '把文件中的单位名称对应到单位，并记住',
  permission: 'plans.edit',
  input: z.object({
    id: Id,
    name: z.string().trim().min(2, '单位名称至少 2 字。').max(100, '单位名称不超过 100 字。'),
    unitId: z.uuid('请选择单位。'),
  }),
  output: changed,
})

export const actOnPlan = endpoint({
  method: 'POST',
  path: '/plans/:id/actions',
  summary: '推进方案：确认定稿、批准下达、退回、收官、作废',
  permission: 'plans.read',
  input: z.object({
    id: Id,
    action: z.enum(
      ['confirm', 'dispatch', 'sendBack', 'conclude', 'discard'],
      '没有这一操作，请刷新页面后再试。',
    ),
    note: z.string().trim().max(2000, '说明不超过 2000 字。').optional(),
  }),
  output: Plan,
})

export interface PlanEvent {
  planId: string
}
/** The text is frozen; whoever carries it out makes its own of it. */
export const planConfirmed = eventType<PlanEvent>('plans.confirmed')
export const planDispatched = eventType<PlanEvent>('plans.dispatched')
export const planSentBack = eventType<PlanEvent & { reason: string }>('plans.sentBack')
export const planConcluded = eventType<PlanEvent>('plans.concluded')
