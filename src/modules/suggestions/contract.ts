import { z } from 'zod'
import { AllowedAction } from '#kernel/cases/contract.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { actionsOf, statesOf } from '#kernel/workflow.ts'
import { suggestionWorkflow } from './workflow.ts'

export const kinds = {
  suggest: '建议',
  complain: '投诉',
  praise: '表扬',
  ask: '咨询',
  error: '网站找错',
} as const
export const kindNames = Object.keys(kinds) as [keyof typeof kinds, ...(keyof typeof kinds)[]]
export const SuggestionKind = z.enum(kindNames)
export type SuggestionKind = z.infer<typeof SuggestionKind>
export const SuggestionState = z.enum(statesOf(suggestionWorkflow))

export const SuggestionText = z
  .string('请写下您的意见。')
  .trim()
  .min(5, '请至少写 5 个字，说清楚是什么事。')
  .max(2000, '意见不超过 2000 字，请分几次提交。')

export const submitSuggestion = endpoint({
  method: 'POST',
  path: '/suggestions',
  summary: '提意见：对一项公开任务，或对整体工作',
  permission: 'public',
  input: z.object({
    /** Absent: about the whole. */
    taskId: z.uuid('任务编号无效，请从任务页面提交。').optional(),
    kind: z.enum(kindNames, '请选择意见类型。'),
    text: SuggestionText,
  }),
  secret: true,
  output: z.object({
    queryCode: z.string(),
    /** Kinds of personal data that were hidden in the text before it was kept: 手机号码 … */
    hidden: z.array(z.string()),
  }),
})

export const PublicSuggestion = z.object({
  kind: SuggestionKind,
  kindLabel: z.string(),
  taskId: z.uuid().nullable(),
  taskNumber: z.string().nullable(),
  taskTitle: z.string().nullable(),
  text: z.string(),
  state: SuggestionState,
  stateLabel: z.string(),
  submittedAt: z.string(),
  /** Last day on which the present step is in time. */
  dueOn: z.iso.date().nullable(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  steps: z.array(z.object({ label: z.string(), at: z.string() })),
})
export type PublicSuggestion = z.infer<typeof PublicSuggestion>

export const followSuggestion = endpoint({
  method: 'POST',
  path: '/suggestions/query',
  summary: '凭查询码查看意见的办理',
  permission: 'public',
  input: z.object({ queryCode: z.string().trim().min(1, '请输入查询码。').max(40, '查询码不超过 40 位。') }),
  output: PublicSuggestion,
})

export const Suggestion = z.object({
  id: z.uuid(),
  number: z.string(),
  kind: SuggestionKind,
  kindLabel: z.string(),
  /** Null: about the whole. */
  taskId: z.uuid().nullable(),
  taskNumber: z.string().nullable(),
  taskTitle: z.string().nullable(),
  text: z.string(),
  state: SuggestionState,
  stateLabel: z.string(),
  /** The unit that answers; null before it is accepted. */
  unit: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  /** The lead unit of the task, to which it goes unless another is named. */
  suggestedUnit: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  waitsDueOn: z.iso.date().nullable(),
  submittedAt: z.string(),
  /** As the unit wrote it. */
  reply: z.string().nullable(),
  /** As the sender reads it. */
  answer: z.string().nullable(),
  timeline: z.array(
    z.object({ at: z.string(), actor: z.string(), label: z.string(), note: z.string().nullable() }),
  ),
  allowedActions: z.array(AllowedAction),
})
export type Suggestion = z.infer<typeof Suggestion>

export const listSuggestions = endpoint({
  method: 'GET',
  path: '/suggestions',
  summary: '公众意见列表',
  permission: 'suggestions.read',
  input: z.object({
    state: z.array(SuggestionState).max(10).optional(),
    kind: z.array(SuggestionKind).max(10).optional(),
    taskId: z.uuid().optional(),
    page: z.int().min(1).max(5000).default(1),
    pageSize: z.int().min(1).max(200).default(50),
  }),
  output: z.object({ suggestions: z.array(Suggestion.omit({ timeline: true })), total: z.int() }),
})

export const getSuggestion = endpoint({
  method: 'GET',
  path: '/suggestions/:id',
  summary: '公众意见详情',
  permission: 'suggestions.read',
  input: z.object({ id: z.uuid() }),
  output: Suggestion,
})

export const actOnSuggestion = endpoint({
  method: 'POST',
  path: '/suggestions/:id/actions',
  summary: '受理、转办、答复、审核公众意见',
  permission: 'suggestions.read',
  input: z.object({
    id: z.uuid(),
    action: z.enum(actionsOf(suggestionWorkflow)),
    /** accept: the unit that answers; absent: the lead unit of the task. */
    unitId: z.uuid().optional(),
    /** release: the answer as edited; absent: as the unit wrote it. */
    answer: z.string().trim().min(1, '答复不能为空。').max(3000, '答复不超过 3000 字。').optional(),
    /** reply, answer: the text for the sender. Others: the reason. */
    note: z.string().trim().max(3000, '内容不超过 3000 字。').optional(),
  }),
  output: Suggestion,
})
