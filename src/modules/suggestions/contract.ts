import { z } from 'zod'
import { AllowedAction } from '#kernel/cases/contract.ts'
import { endpoint } from '#kernel/endpoint.ts'
import { statesOf } from '#kernel/workflow.ts'
import { suggestionWorkflow } from './workflow.ts'

export const kinds = { suggest: '建议', complain: '投诉', praise: '表扬', ask: '咨询' } as const
export const SuggestionKind = z.enum(Object.keys(kinds) as [keyof typeof kinds])
export const SuggestionState = z.enum(statesOf(suggestionWorkflow))

export const submitSuggestion = endpoint({
  method: 'POST',
  path: '/suggestions',
  summary: '对一项任务提意见',
  permission: 'public',
  input: z.object({
    taskId: z.uuid(),
    kind: z.enum(Object.keys(kinds) as [keyof typeof kinds], '请选择意见类型。'),
    text: z.string().trim().min(5, '请至少写 5 个字，说清楚是什么事。').max(2000, '意见不超过 2000 字。'),
  }),
  output: z.object({ queryCode: z.string() }),
})

export const PublicSuggestion = z.object({
  kind: SuggestionKind,
  kindLabel: z.string(),
  taskId: z.uuid(),
  taskTitle: z.string(),
  text: z.string(),
  state: SuggestionState,
  stateLabel: z.string(),
  submittedAt: z.string(),
  answer: z.string().nullable(),
  answeredBy: z.string().nullable(),
  answeredAt: z.string().nullable(),
  steps: z.array(z.object({ label: z.string(), at: z.string() })),
})

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
  taskId: z.uuid(),
  taskNumber: z.string(),
  taskTitle: z.string(),
  text: z.string(),
  state: SuggestionState,
  stateLabel: z.string(),
  unit: z.object({ id: z.uuid(), name: z.string() }).nullable(),
  waitsDueOn: z.iso.date().nullable(),
  submittedAt: z.string(),
  reply: z.string().nullable(),
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
    action: z.enum(['accept', 'refuse', 'reply', 'release', 'sendBack']),
    /** accept: the unit that answers; absent: the lead unit of the task. */
    unitId: z.uuid().optional(),
    /** release: the answer as edited; absent: as the unit wrote it. */
    answer: z.string().trim().max(3000, '答复不超过 3000 字。').optional(),
    note: z.string().trim().max(3000, '内容不超过 3000 字。').optional(),
  }),
  output: Suggestion,
})
