import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

export const Light = z.enum(['green', 'yellow', 'red', 'blue'])
export type Light = z.infer<typeof Light>

export const MeasureNumber = z
  .string()
  .trim()
  .min(1, '请填写任务编号。')
  .max(60, '任务编号不超过 60 个字符。')

export const PublicFile = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
})

export const Note = z.object({
  kind: z.enum(['progress', 'result']),
  month: z.string().nullable(),
  percent: z.int().nullable(),
  text: z.string(),
  at: z.string(),
  files: z.array(PublicFile),
})
export type Note = z.infer<typeof Note>

export const MeasureRow = z.object({
  taskId: z.uuid(),
  number: z.string(),
  title: z.string(),
  action: z.string(),
  field: z.string(),
  leadUnitId: z.uuid().nullable(),
  leadName: z.string(),
  dueOn: z.iso.date().nullable(),
  deadlineText: z.string(),
  longTerm: z.boolean(),
  state: z.string(),
  stateLabel: z.string(),
  light: Light.nullable(),
  lightReason: z.string().nullable(),
  progress: z.int(),
  /** 序时进度: percent that the calendar would expect. */
  expectedProgress: z.int(),
  changedAt: z.string(),
})
export type MeasureRow = z.infer<typeof MeasureRow>

/** One step of what was public when, in the order in which it came. */
export const Change = z.object({
  at: z.string(),
  change: z.enum([
    'published',
    'revised',
    'state',
    'light',
    'progress',
    'lead',
    'note',
    'result',
    'withdrawn',
  ]),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type Change = z.infer<typeof Change>

export const Measure = MeasureRow.extend({
  planId: z.uuid(),
  planTitle: z.string(),
  documentNumber: z.string().nullable(),
  path: z.array(z.string()),
  text: z.string(),
  coLeadNames: z.array(z.string()),
  partnerNames: z.array(z.string()),
  dispatchedOn: z.iso.date().nullable(),
  closedOn: z.iso.date().nullable(),
  firstPublishedAt: z.string(),
  notes: z.array(Note),
  changes: z.array(Change),
})
export type Measure = z.infer<typeof Measure>

export const MeasureFilter = z.object({
  q: z.string().trim().max(100, '搜索词不超过 100 字。').optional(),
  plan: z.uuid('方案编号无效，请从页面选择。').optional(),
  action: z.string().trim().max(200).optional(),
  field: z.string().trim().max(200).optional(),
  /** Lead unit. */
  unit: z.uuid('单位编号无效，请从页面选择。').optional(),
  state: z.string().trim().max(40).optional(),
  light: z.enum(['green', 'yellow', 'red', 'blue'], '亮灯须为绿、黄、红、蓝之一。').optional(),
  sort: z.enum(['number', 'due', 'changed'], '排序方式无效，请从页面选择。').default('number'),
})
export type MeasureFilter = z.infer<typeof MeasureFilter>

export const listMeasures = endpoint({
  method: 'GET',
  path: '/public/measures',
  summary: '公开任务列表',
  permission: 'public',
  input: MeasureFilter.extend({
    page: z
      .int('页码须为整数。')
      .min(1, '页码从 1 起。')
      .max(5000, '最多翻到第 5000 页，请缩小范围。')
      .default(1),
    pageSize: z.int().min(1).max(100).default(20),
  }),
  output: z.object({
    measures: z.array(MeasureRow),
    /** Counted up to 10,000; `totalIsAtLeast` says that there are more. */
    total: z.int(),
    totalIsAtLeast: z.boolean(),
  }),
})

export const getMeasure = endpoint({
  method: 'GET',
  path: '/public/measures/:number',
  summary: '公开任务详情',
  permission: 'public',
  input: z.object({ number: MeasureNumber }),
  output: Measure,
})

const Tally = z.object({
  total: z.int(),
  green: z.int(),
  yellow: z.int(),
  red: z.int(),
  blue: z.int(),
  /** Without a light: cancelled, or not yet begun. */
  none: z.int(),
})
export type Tally = z.infer<typeof Tally>

export const Counts = Tally.extend({
  plans: z.array(
    Tally.extend({
      id: z.uuid(),
      title: z.string(),
      documentNumber: z.string().nullable(),
      since: z.string(),
    }),
  ),
  fields: z.array(Tally.extend({ action: z.string(), field: z.string() })),
  units: z.array(Tally.extend({ id: z.uuid().nullable(), name: z.string() })),
  states: z.array(
    z.object({
      state: z.string(),
      label: z.string(),
      total: z.int(),
      /** Of these, how many have no light. */
      none: z.int(),
    }),
  ),
})
export type Counts = z.infer<typeof Counts>

export const countMeasures = endpoint({
  method: 'GET',
  path: '/public/counts',
  summary: '公开任务统计：按方案、领域、单位、状态与亮灯',
  permission: 'public',
  input: z.object({ plan: z.uuid().optional() }),
  output: Counts,
})

export const LegendEntry = z.object({ light: Light, text: z.string().min(1).max(200) })
export type LegendEntry = z.infer<typeof LegendEntry>

export const getLegend = endpoint({
  method: 'GET',
  path: '/public/legend',
  summary: '亮灯图例',
  permission: 'public',
  input: z.object({}),
  output: z.object({ legend: z.array(LegendEntry) }),
})
