import { z } from 'zod'
import { AllowedAction } from '#kernel/cases/contract.ts'
import { download, endpoint } from '#kernel/endpoint.ts'
import { eventType } from '#kernel/module.ts'
import { statesOf } from '#kernel/workflow.ts'
import { reportWorkflow, taskWorkflow } from './workflow.ts'

/** An id in a request; it comes from a page, so the way out is the page. */
const Id = z.uuid('编号不正确，请从页面重新打开。')

export const TaskState = z.enum(statesOf(taskWorkflow))
export const ReportState = z.enum(statesOf(reportWorkflow))
const lights = ['green', 'yellow', 'red', 'blue'] as const
export const Light = z.enum(lights)
export type Light = z.infer<typeof Light>
/** `2026-03`: the month that a report speaks of. */
export const Month = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份须为 2026-03 这样的年月。')

export const UnitRef = z.object({ id: z.uuid(), name: z.string() })

export const FileRef = z.object({
  id: z.uuid(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  uploadedAt: z.string(),
  isPublic: z.boolean(),
})
export type FileRef = z.infer<typeof FileRef>

export const TaskRow = z.object({
  id: z.uuid(),
  number: z.string(),
  title: z.string(),
  action: z.string(),
  field: z.string(),
  lead: UnitRef.nullable(),
  partnerCount: z.int(),
  state: TaskState,
  stateLabel: z.string(),
  light: Light.nullable(),
  lightReason: z.string().nullable(),
  dueOn: z.iso.date().nullable(),
  deadlineText: z.string(),
  longTerm: z.boolean(),
  /** Percent by the last adopted report. */
  progress: z.int(),
  /** Percent that the calendar would expect by today, 序时进度. */
  expectedProgress: z.int(),
  lastReportedOn: z.iso.date().nullable(),
  /** The person may sign for the task, or for his unit's part of it, now. */
  receivable: z.boolean(),
  updatedAt: z.string(),
})
export type TaskRow = z.infer<typeof TaskRow>

export const Report = z.object({
  id: z.uuid(),
  taskId: z.uuid(),
  taskNumber: z.string(),
  taskTitle: z.string(),
  unit: UnitRef,
  month: Month,
  state: ReportState,
  stateLabel: z.string(),
  dueOn: z.iso.date().nullable(),
  /** Days after the due day on which it was filed; 0 when in time; null when not yet filed. */
  daysLate: z.int().nullable(),
  percent: z.int().nullable(),
  done: z.string(),
  problems: z.string(),
  nextSteps: z.string(),
  supportNeeded: z.string(),
  /** What the unit wrote, where the dispatcher has edited it. */
  original: z
    .object({ percent: z.int(), done: z.string(), problems: z.string(), nextSteps: z.string() })
    .nullable(),
  /** What was approved for the public page. */
  publicText: z.string().nullable(),
  returnReason: z.string().nullable(),
  files: z.array(FileRef),
  filedBy: z.string().nullable(),
  filedAt: z.string().nullable(),
  signedBy: z.string().nullable(),
  adoptedAt: z.string().nullable(),
  /** The text of the month before, to start from. */
  previous: z
    .object({
      month: Month,
      percent: z.int(),
      done: z.string(),
      problems: z.string(),
      nextSteps: z.string(),
      supportNeeded: z.string(),
    })
    .nullable(),
  allowedActions: z.array(AllowedAction),
})
export type Report = z.infer<typeof Report>

export const Part = z.object({
  id: z.uuid(),
  unit: UnitRef,
  role: z.enum(['lead', 'partner']),
  state: z.string(),
  stateLabel: z.string(),
  receivedAt: z.string().nullable(),
  allowedActions: z.array(AllowedAction),
})

export const TimelineEntry = z.object({
  at: z.string(),
  actor: z.string(),
  /** 任务, 3 月填报, 市能源局: which life it belongs to. */
  subject: z.string(),
  label: z.string(),
  note: z.string().nullable(),
  fromState: z.string().nullable(),
  toState: z.string(),
  details: z.array(z.object({ label: z.string(), text: z.string() })),
  files: z.array(FileRef),
})

export const Task = TaskRow.extend({
  text: z.string(),
  planId: z.uuid(),
  planTitle: z.string(),
  documentNumber: z.string().nullable(),
  measureNumber: z.string(),
  path: z.array(z.string()),
  coLeads: z.array(UnitRef),
  partners: z.array(UnitRef),
  leadsAsPrinted: z.string(),
  partnersAsPrinted: z.string(),
  isPublic: z.boolean(),
  dispatchedOn: z.iso.date().nullable(),
  receivedOn: z.iso.date().nullable(),
  closedOn: z.iso.date().nullable(),
  /** Units that must act now, in words; null when nobody must. */
  waitsOn: z.string().nullable(),
  waitsDueOn: z.iso.date().nullable(),
  closure: z.object({ statement: z.string(), files: z.array(FileRef), appliedAt: z.string() }).nullable(),
  parts: z.array(Part),
  reports: z.array(Report),
  timeline: z.array(TimelineEntry),
  allowedActions: z.array(AllowedAction),
})
export type Task = z.infer<typeof Task>

export const sortings = ['dueOn', 'number', 'updatedAt', 'progress'] as const

export const TaskFilter = z.object({
  q: z.string().trim().max(100, '搜索词不超过 100 字。').optional(),
  /** Absent: every task that has been dispatched and not cancelled. */
  state: z
    .array(z.enum(statesOf(taskWorkflow), '没有这个状态，请从页面选择。'))
    .max(20, '状态过多。')
    .optional(),
  light: z.array(z.enum(lights, '亮灯须为绿、黄、红、蓝之一。')).max(4, '亮灯最多选四种。').optional(),
  unitId: z.uuid('请从单位列表中选择。').optional(),
  /** Place of the unit in the task: the one that reports for all, or another with a part; any when absent. */
  unitRole: z.enum(['lead', 'partner'], '单位在任务中的位置须为牵头或配合。').optional(),
  planId: z.uuid('请从方案列表中选择。').optional(),
  action: z.string().max(200, '行动名称不超过 200 字。').optional(),
  field: z.string().max(200, '领域名称不超过 200 字。').optional(),
  dueFrom: z.iso.date('日期须为 2026-12-31 这样的日期。').optional(),
  dueUntil: z.iso.date('日期须为 2026-12-31 这样的日期。').optional(),
  /** Lights and lead units as they stood at the end of this month, not as they are now. */
  monthEnd: Month.optional(),
  /** Only what the person may sign for now, or only the rest. */
  receivable: z.boolean('须为是或否。').optional(),
  /** A figure whose records are asked for; see the overview. */
  figure: z.string().max(60, '没有这个统计项，请从总览打开。').optional(),
})
export type TaskFilter = z.infer<typeof TaskFilter>

const Page = z
  .int('页码须为整数。')
  .min(1, '页码从 1 起。')
  .max(5000, '最多翻到第 5000 页，请缩小范围。')
  .default(1)
const PageSize = z.int('每页条数须为整数。').min(1, '每页至少 1 条。').max(200, '每页最多 200 条。')

export const listTasks = endpoint({
  method: 'GET',
  path: '/tasks',
  summary: '任务列表',
  permission: 'tasks.read',
  input: TaskFilter.extend({
    sort: z.enum(sortings, '不能按这一项排序，请从页面选择。').default('dueOn'),
    descending: z.boolean('须为是或否。').default(false),
    page: Page,
    pageSize: PageSize.default(20),
  }),
  output: z.object({
    tasks: z.array(TaskRow),
    /** Counted up to 1,000; `totalIsAtLeast` says that there are more. */
    total: z.int(),
    totalIsAtLeast: z.boolean(),
  }),
})

export const boardOfTasks = endpoint({
  method: 'GET',
  path: '/tasks/board',
  summary: '任务看板：按状态',
  permission: 'tasks.read',
  input: TaskFilter.extend({
    perColumn: z.int('每列条数须为整数。').min(1, '每列至少 1 条。').max(50, '每列最多 50 条。').default(20),
  }),
  output: z.object({
    columns: z.array(
      z.object({
        state: TaskState,
        label: z.string(),
        total: z.int(),
        totalIsAtLeast: z.boolean(),
        tasks: z.array(TaskRow),
      }),
    ),
  }),
})

export const getTask = endpoint({
  method: 'GET',
  path: '/tasks/:id',
  summary: '任务详情',
  permission: 'tasks.read',
  input: z.object({ id: Id }),
  output: Task,
})

export const actOnTask = endpoint({
  method: 'POST',
  path: '/tasks/:id/actions',
  summary: '办理任务',
  permission: 'tasks.read',
  input: z.object({
    id: Id,
    action: z.enum(
      [
        'receive',
        'decline',
        'insist',
        'checkClosure',
        'refuseClosure',
        'recheckClosure',
        'overturnClosure',
        'writeOff',
        'cancel',
      ],
      '没有这一操作，请刷新页面后再试。',
    ),
    note: z.string().trim().max(2000, '说明不超过 2000 字。').optional(),
    /** With `recheckClosure`: evidence that goes onto the public page with the result; none when absent. */
    publicFileIds: z.array(Id).max(20, '公开材料不超过 20 份。').optional(),
  }),
  output: Task,
})

export const getPart = endpoint({
  method: 'GET',
  path: '/task-parts/:id',
  summary: '配合任务所属的任务',
  permission: 'tasks.read',
  input: z.object({ id: Id }),
  output: Task,
})

export const receivePart = endpoint({
  method: 'POST',
  path: '/tasks/:id/parts/:partId/receipt',
  summary: '签收配合任务',
  permission: 'tasks.receive',
  input: z.object({ id: Id, partId: Id }),
  output: Task,
})

export const receiveAll = endpoint({
  method: 'POST',
  path: '/tasks/receipts',
  summary: '签收本单位全部待签收任务',
  permission: 'tasks.receive',
  input: z.object({
    taskIds: z.array(Id).min(1, '请选择要签收的任务。').max(500, '一次最多签收 500 项，请分次签收。'),
  }),
  output: z.object({ received: z.int() }),
})

export const reassignTask = endpoint({
  method: 'POST',
  path: '/tasks/:id/reassignment',
  summary: '改派任务',
  permission: 'tasks.dispatch',
  input: z.object({
    id: Id,
    leadUnitId: z.uuid('请选择新的牵头单位。'),
    note: z
      .string('请填写改派理由。')
      .trim()
      .min(1, '请填写改派理由。')
      .max(2000, '改派理由不超过 2000 字。'),
  }),
  output: Task,
})

export const applyClosure = endpoint({
  method: 'POST',
  path: '/tasks/:id/closure',
  summary: '申请办结',
  permission: 'tasks.report',
  input: z.object({
    id: Id,
    statement: z
      .string('请填写办结报告。')
      .trim()
      .min(10, '办结报告至少 10 字，请写明完成情况。')
      .max(10_000, '办结报告不超过 10000 字。'),
    fileIds: z
      .array(Id, '请至少上传一份佐证材料。')
      .min(1, '请至少上传一份佐证材料。')
      .max(20, '佐证材料不超过 20 份。'),
  }),
  output: Task,
})

export const ReportText = z.object({
  percent: z
    .int('进度须为 0 至 100 的整数。')
    .min(0, '进度须为 0 至 100 的整数。')
    .max(100, '进度须为 0 至 100 的整数。'),
  done: z
    .string('请填写本月已完成的工作。')
    .trim()
    .min(1, '请填写本月已完成的工作。')
    .max(5000, '已完成工作不超过 5000 字。'),
  problems: z.string().trim().max(5000, '存在问题不超过 5000 字。').default(''),
  nextSteps: z.string().trim().max(5000, '下一步计划不超过 5000 字。').default(''),
  supportNeeded: z.string().trim().max(5000, '需要的支持不超过 5000 字。').default(''),
})

export const getReport = endpoint({
  method: 'GET',
  path: '/task-reports/:id',
  summary: '进展填报详情',
  permission: 'tasks.read',
  input: z.object({ id: Id }),
  output: Report,
})

export const listReports = endpoint({
  method: 'GET',
  path: '/task-reports',
  summary: '本单位或全市某月的进展填报',
  permission: 'tasks.read',
  input: z.object({
    month: Month.optional(),
    state: z
      .array(z.enum(statesOf(reportWorkflow), '没有这个状态，请从页面选择。'))
      .max(10, '状态过多。')
      .optional(),
    unitId: z.uuid('请从单位列表中选择。').optional(),
    planId: z.uuid('请从方案列表中选择。').optional(),
    dueFrom: z.iso.date('日期须为 2026-12-31 这样的日期。').optional(),
    dueUntil: z.iso.date('日期须为 2026-12-31 这样的日期。').optional(),
    page: Page,
    pageSize: PageSize.default(50),
  }),
  output: z.object({
    reports: z.array(Report),
    total: z.int(),
    /** Of the same month and scope, whatever states were asked for. */
    counts: z.object({
      /** 应报: every report that is owed or was, but not waived. */
      owed: z.int(),
      /** 已报, in time or late; also one that was returned. */
      filed: z.int(),
      adopted: z.int(),
      /** 逾期未报: not filed though its day has passed. */
      late: z.int(),
    }),
  }),
})

export const fileReport = endpoint({
  method: 'POST',
  path: '/task-reports/:id/filing',
  summary: '填报本月进展',
  permission: 'tasks.report',
  input: ReportText.extend({
    id: Id,
    fileIds: z.array(Id).max(20, '佐证材料不超过 20 份。').default([]),
  }),
  output: Report,
})

export const adoptReport = endpoint({
  method: 'POST',
  path: '/task-reports/:id/adoption',
  summary: '采用进展（可编辑，原文保留）',
  permission: 'tasks.review',
  input: z.object({
    id: Id,
    /** Absent: adopted as it was filed. */
    edited: ReportText.omit({ supportNeeded: true }).optional(),
    /** Text for the public page; absent: nothing of this report is published. */
    publicText: z.string().trim().max(3000, '公开内容不超过 3000 字。').optional(),
    publicFileIds: z.array(Id).max(20, '公开材料不超过 20 份。').default([]),
  }),
  output: Report,
})

export const actOnReport = endpoint({
  method: 'POST',
  path: '/task-reports/:id/actions',
  summary: '审签、退回进展填报',
  permission: 'tasks.read',
  input: z.object({
    id: Id,
    action: z.enum(
      ['takeBack', 'signOff', 'refuseSignature', 'sendBack'],
      '没有这一操作，请刷新页面后再试。',
    ),
    note: z.string().trim().max(2000, '说明不超过 2000 字。').optional(),
  }),
  output: Report,
})

export const uploadFile = endpoint({
  method: 'POST',
  path: '/task-files',
  summary: '上传佐证材料',
  permission: 'tasks.report',
  input: z.object({ file: z.file('请选择文件。') }),
  output: FileRef,
})

export const downloadFile = endpoint({
  method: 'GET',
  path: '/task-files/:id',
  summary: '下载佐证材料',
  permission: 'tasks.read',
  input: z.object({ id: Id }),
  output: download,
})

export const Figure = z.object({
  name: z.string(),
  label: z.string(),
  unit: z.string(),
  value: z.int(),
  /** Query of the list that shows exactly these. */
  query: z.string(),
})

export const getOverview = endpoint({
  method: 'GET',
  path: '/tasks/overview',
  summary: '总览：多少任务、什么状态、哪些单位、哪些逾期',
  permission: 'tasks.read',
  input: z.object({ planId: z.uuid('请从方案列表中选择。').optional() }),
  output: z.object({
    asOf: z.string(),
    month: Month,
    planTitle: z.string().nullable(),
    totals: z.array(Figure),
    byState: z.array(Figure),
    byLight: z.array(Figure),
    byUnit: z.array(
      z.object({
        unit: UnitRef,
        total: z.int(),
        closed: z.int(),
        red: z.int(),
        yellow: z.int(),
        owed: z.int(),
        progress: z.int(),
      }),
    ),
    byField: z.array(
      z.object({
        action: z.string(),
        field: z.string(),
        total: z.int(),
        closed: z.int(),
        red: z.int(),
        yellow: z.int(),
        progress: z.int(),
      }),
    ),
    /** Light of each unit in each month, as it stood at the month's end. */
    months: z.array(
      z.object({
        month: Month,
        unitId: z.uuid(),
        red: z.int(),
        yellow: z.int(),
        green: z.int(),
        blue: z.int(),
      }),
    ),
    /** Adopted average progress and calendar's expectation, month by month. */
    trend: z.array(z.object({ month: Month, progress: z.int(), expected: z.int(), closed: z.int() })),
    /** What needs the leader: the worst first. */
    concerns: z.array(TaskRow),
    reporting: z.object({ owed: z.int(), filed: z.int(), dueToday: z.int(), late: z.int() }),
    /** The same as figures: `query` opens `/workspace/reports`. */
    reportingFigures: z.array(Figure),
  }),
})

export interface TaskEvent {
  taskId: string
}
export const taskClosed = eventType<TaskEvent>('tasks.closed')
