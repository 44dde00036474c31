import { workflow } from '#kernel/workflow.ts'

export interface TaskSubject {
  /** Reports that are filed, but not yet adopted or sent back. */
  reportsUnderReview: number
}

/** 任务: from the approval of its dispatch to 销号. The month's reports have a life of their own beside it. */
export const taskWorkflow = workflow<TaskSubject>()({
  name: 'task',
  version: 1,
  label: '任务',
  page: '/workspace/tasks/:id',
  initial: 'drafted',
  states: {
    drafted: { label: '待下达' },
    awaitingReceipt: {
      label: '待签收',
      waitsOn: { party: 'lead', permission: 'tasks.receive' },
      asks: '签收',
      limit: { workingDays: 1 },
    },
    declined: {
      label: '待改派',
      waitsOn: { party: 'centre', permission: 'tasks.dispatch' },
      asks: '改派',
      limit: { workingDays: 2, warn: 1 },
    },
    inProgress: { label: '办理中' },
    closureRequested: {
      label: '待初审',
      waitsOn: { party: 'centre', permission: 'tasks.review' },
      asks: '初审',
      limit: { workingDays: 3, warn: 1 },
    },
    closureChecked: {
      label: '待复核',
      waitsOn: { party: 'centre', permission: 'tasks.recheck' },
      asks: '复核',
      limit: { workingDays: 3, warn: 1 },
    },
    closed: {
      label: '已办结',
      waitsOn: { party: 'centre', permission: 'tasks.writeOff' },
      asks: '销号',
      limit: { workingDays: 5, warn: 2 },
    },
    writtenOff: { label: '已销号', final: true },
    cancelled: { label: '已取消', final: true },
  },
  actions: {
    dispatch: {
      label: '下达',
      from: ['drafted'],
      to: 'awaitingReceipt',
      by: 'plans.dispatch',
      note: 'none',
      form: 'plan',
    },
    receive: {
      label: '签收',
      from: ['awaitingReceipt'],
      to: 'inProgress',
      by: 'tasks.receive',
      party: 'lead',
      weight: 'primary',
      note: 'none',
    },
    decline: {
      label: '申请退回',
      from: ['awaitingReceipt'],
      to: 'declined',
      by: 'tasks.receive',
      party: 'lead',
      note: 'required',
      weight: 'danger',
    },
    reassign: {
      label: '改派',
      from: ['declined'],
      to: 'awaitingReceipt',
      by: 'tasks.dispatch',
      note: 'required',
      form: 'reassign',
      weight: 'primary',
    },
    insist: {
      label: '驳回退回申请',
      from: ['declined'],
      to: 'awaitingReceipt',
      by: 'tasks.dispatch',
      note: 'required',
    },
    applyClosure: {
      label: '申请办结',
      from: ['inProgress'],
      to: 'closureRequested',
      by: 'tasks.report',
      party: 'lead',
      form: 'closure',
      note: 'required',
      refuses: ({ reportsUnderReview }) =>
        reportsUnderReview > 0 ? '还有进展填报未审结，审结后才能申请办结。' : null,
    },
    checkClosure: {
      label: '初审通过',
      from: ['closureRequested'],
      to: 'closureChecked',
      by: 'tasks.review',
      weight: 'primary',
    },
    refuseClosure: {
      label: '初审退回',
      from: ['closureRequested'],
      to: 'inProgress',
      by: 'tasks.review',
      note: 'required',
      weight: 'danger',
    },
    recheckClosure: {
      label: '复核通过',
      from: ['closureChecked'],
      to: 'closed',
      by: 'tasks.recheck',
      notBy: ['checkClosure'],
      weight: 'primary',
      consequence: '复核通过后任务办结，办结结果随即在门户公布。',
    },
    overturnClosure: {
      label: '复核退回',
      from: ['closureChecked'],
      to: 'inProgress',
      by: 'tasks.recheck',
      notBy: ['checkClosure'],
      note: 'required',
      weight: 'danger',
    },
    writeOff: { label: '销号', from: ['closed'], to: 'writtenOff', by: 'tasks.writeOff', weight: 'primary' },
    cancel: {
      label: '取消任务',
      from: ['drafted', 'awaitingReceipt', 'declined', 'inProgress'],
      to: 'cancelled',
      by: 'tasks.cancel',
      note: 'required',
      weight: 'danger',
      consequence: '任务取消后不再催办和填报，门户上标明已取消。',
    },
    withdraw: {
      label: '撤回',
      from: ['drafted'],
      to: 'cancelled',
      by: 'plans.dispatch',
      note: 'none',
      form: 'plan',
    },
    succeed: {
      label: '单位承接',
      from: [
        'drafted',
        'awaitingReceipt',
        'declined',
        'inProgress',
        'closureRequested',
        'closureChecked',
        'closed',
      ],
      by: 'system',
      note: 'none',
    },
  },
})

/** 承办分工: one other unit's share of a task, with a receipt of its own. */
export const partWorkflow = workflow<null>()({
  name: 'task-part',
  version: 1,
  label: '配合任务',
  page: '/workspace/task-parts/:id',
  initial: 'awaitingReceipt',
  states: {
    awaitingReceipt: {
      label: '待签收',
      waitsOn: { party: 'unit', permission: 'tasks.receive' },
      asks: '签收',
      limit: { workingDays: 1 },
    },
    inProgress: { label: '配合中' },
    ended: { label: '已结束', final: true },
  },
  actions: {
    receive: {
      label: '签收',
      from: ['awaitingReceipt'],
      to: 'inProgress',
      by: 'tasks.receive',
      party: 'unit',
      weight: 'primary',
      note: 'none',
    },
    succeed: { label: '单位承接', from: ['awaitingReceipt', 'inProgress'], by: 'system', note: 'none' },
    end: {
      label: '随任务结束',
      from: ['awaitingReceipt', 'inProgress'],
      to: 'ended',
      by: 'system',
      note: 'none',
    },
  },
})

/** 进展填报: one unit, one task, one month; owed from the first of the month, or from the receipt. */
export const reportWorkflow = workflow<null>()({
  name: 'task-report',
  version: 1,
  label: '进展填报',
  page: '/workspace/reports/:id',
  initial: 'owed',
  states: {
    owed: { label: '待填报', waitsOn: { party: 'lead', permission: 'tasks.report' }, asks: '填报' },
    filed: {
      label: '待审签',
      waitsOn: { party: 'lead', permission: 'tasks.signOff' },
      asks: '审签',
      limit: { workingDays: 2, warn: 1 },
    },
    signedOff: {
      label: '待审核',
      waitsOn: { party: 'centre', permission: 'tasks.review' },
      asks: '审核',
      limit: { workingDays: 3, warn: 1 },
    },
    returned: {
      label: '退回补充',
      waitsOn: { party: 'lead', permission: 'tasks.report' },
      asks: '补充',
      limit: { workingDays: 2, warn: 1 },
    },
    adopted: { label: '已采用', final: true },
    waived: { label: '免报', final: true },
  },
  actions: {
    file: {
      label: '填报',
      from: ['owed', 'returned'],
      to: 'filed',
      by: 'tasks.report',
      party: 'lead',
      form: 'report',
      weight: 'primary',
    },
    takeBack: {
      label: '撤回修改',
      from: ['filed'],
      to: 'owed',
      by: 'tasks.report',
      party: 'lead',
      note: 'none',
    },
    signOff: {
      label: '审签同意',
      from: ['filed'],
      to: 'signedOff',
      by: 'tasks.signOff',
      party: 'lead',
      weight: 'primary',
    },
    refuseSignature: {
      label: '退回修改',
      from: ['filed'],
      to: 'returned',
      by: 'tasks.signOff',
      party: 'lead',
      note: 'required',
      weight: 'danger',
    },
    adopt: {
      label: '采用',
      from: ['signedOff'],
      to: 'adopted',
      by: 'tasks.review',
      form: 'adopt',
      weight: 'primary',
    },
    sendBack: {
      label: '退回补充',
      from: ['signedOff'],
      to: 'returned',
      by: 'tasks.review',
      note: 'required',
      weight: 'danger',
    },
    succeed: {
      label: '单位承接',
      from: ['owed', 'filed', 'signedOff', 'returned'],
      by: 'system',
      note: 'none',
    },
    waive: {
      label: '免报',
      from: ['owed', 'returned', 'filed', 'signedOff'],
      to: 'waived',
      by: 'system',
      note: 'none',
    },
  },
})

export type TaskState = keyof typeof taskWorkflow.states
export type ReportState = keyof typeof reportWorkflow.states
