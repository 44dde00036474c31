import { workflow } from '#kernel/workflow.ts'

/** What the guard of a plan looks at. */
export interface PlanSubject {
  /** Doubts that must be settled before the text may be frozen. */
  openDoubts: number
  measureCount: number
  /** Ordinals of measures whose leads name no unit that a task could be given to. */
  leaderless: number[]
}

/** A few ordinals, in words: 第 3、7、9 等 5 条. */
const named = (ordinals: number[]): string =>
  `第 ${ordinals.slice(0, 3).join('、')} ${ordinals.length > 3 ? `等 ${ordinals.length} ` : ''}条`

/** 方案: read from the published document, checked by a dispatcher, frozen, dispatched, carried out. */
export const planWorkflow = workflow<PlanSubject>()({
  name: 'plan',
  version: 1,
  label: '方案',
  page: '/workspace/plans/:id',
  initial: 'reading',
  states: {
    reading: {
      label: '核对中',
      waitsOn: { party: 'centre', permission: 'plans.edit' },
      asks: '核对',
      limit: { workingDays: 3, warn: 1 },
    },
    confirmed: {
      label: '待批准下达',
      waitsOn: { party: 'centre', permission: 'plans.dispatch' },
      asks: '批准',
      limit: { workingDays: 3, warn: 1 },
    },
    executing: { label: '执行中' },
    concluded: { label: '已收官', final: true },
    discarded: { label: '已作废', final: true },
  },
  actions: {
    edit: { label: '修改', from: ['reading'], by: 'plans.edit', note: 'none', form: 'review' },
    confirm: {
      label: '确认并定稿',
      from: ['reading'],
      to: 'confirmed',
      by: 'plans.edit',
      note: 'none',
      form: 'review',
      weight: 'primary',
      consequence: '定稿后文本按原文冻结并记录校验值，同时生成任务，等待批准下达。',
      refuses: ({ openDoubts, measureCount, leaderless }) => {
        if (measureCount === 0) return '没有读出任何措施，不能定稿。请检查文件是否为任务清单。'
        if (openDoubts > 0) return `还有 ${openDoubts} 处待确认，处理完后才能定稿。`
        return leaderless.length > 0
          ? `${named(leaderless)}没有可以承办的牵头单位，请指定牵头单位后再定稿。`
          : null
      },
    },
    dispatch: {
      label: '批准下达',
      from: ['confirmed'],
      to: 'executing',
      by: 'plans.dispatch',
      notBy: ['confirm'],
      weight: 'primary',
      consequence: '批准后任务立即下达到牵头单位和配合单位，可公开的内容同时在门户公布。',
    },
    sendBack: {
      label: '退回修改',
      from: ['confirmed'],
      to: 'reading',
      by: 'plans.dispatch',
      note: 'required',
      weight: 'danger',
    },
    conclude: { label: '收官', from: ['executing'], to: 'concluded', by: 'plans.dispatch', note: 'required' },
    discard: {
      label: '作废',
      from: ['reading'],
      to: 'discarded',
      by: 'plans.edit',
      note: 'required',
      weight: 'danger',
    },
  },
})

export type PlanState = keyof typeof planWorkflow.states
