import { workflow } from '#kernel/workflow.ts'

/** 公众意见: what somebody outside says of a task, or of the whole, until he has an answer. */
export const suggestionWorkflow = workflow<null>()({
  name: 'suggestion',
  version: 1,
  label: '公众意见',
  page: '/workspace/suggestions/:id',
  initial: 'submitted',
  states: {
    submitted: {
      label: '待受理',
      waitsOn: { party: 'centre', permission: 'suggestions.accept' },
      asks: '受理',
      limit: { workingDays: 2, warn: 1 },
    },
    accepted: {
      label: '办理中',
      waitsOn: { party: 'unit', permission: 'suggestions.answer' },
      asks: '答复',
      limit: { workingDays: 5, warn: 2 },
    },
    replied: {
      label: '答复待审',
      waitsOn: { party: 'centre', permission: 'suggestions.accept' },
      asks: '审核答复',
      limit: { workingDays: 2, warn: 1 },
    },
    answered: { label: '已答复', final: true },
    refused: { label: '不予受理', final: true },
  },
  actions: {
    accept: {
      label: '受理并转办',
      from: ['submitted'],
      to: 'accepted',
      by: 'suggestions.accept',
      form: 'accept',
      weight: 'primary',
    },
    answer: {
      label: '直接答复',
      from: ['submitted'],
      to: 'answered',
      by: 'suggestions.accept',
      form: 'answer',
      note: 'required',
      consequence: '答复随即可由提交人凭查询码查看。',
    },
    refuse: {
      label: '不予受理',
      from: ['submitted'],
      to: 'refused',
      by: 'suggestions.accept',
      note: 'required',
      weight: 'danger',
      consequence: '不予受理的理由将告知提交人。',
    },
    reply: {
      label: '提交答复',
      from: ['accepted'],
      to: 'replied',
      by: 'suggestions.answer',
      party: 'unit',
      form: 'reply',
      note: 'required',
      weight: 'primary',
    },
    decline: {
      label: '申请退回',
      from: ['accepted'],
      to: 'submitted',
      by: 'suggestions.answer',
      party: 'unit',
      note: 'required',
      weight: 'danger',
    },
    release: {
      label: '审核通过并答复',
      from: ['replied'],
      to: 'answered',
      by: 'suggestions.accept',
      form: 'release',
      weight: 'primary',
      consequence: '答复随即可由提交人凭查询码查看。',
    },
    sendBack: {
      label: '退回重拟',
      from: ['replied'],
      to: 'accepted',
      by: 'suggestions.accept',
      note: 'required',
      weight: 'danger',
    },
  },
})

export type SuggestionState = keyof typeof suggestionWorkflow.states
