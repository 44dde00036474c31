import { z } from 'zod'
import { endpoint } from '../endpoint.ts'

export const AllowedAction = z.object({
  action: z.string(),
  label: z.string(),
  note: z.enum(['required', 'optional', 'none']),
  weight: z.enum(['primary', 'plain', 'danger']),
  /** What cannot be taken back or goes public, in words; asked once before the action is done. */
  consequence: z.string().nullable(),
  /** Name of the form that the action needs; null when a note is enough. */
  form: z.string().nullable(),
})
export type AllowedAction = z.infer<typeof AllowedAction>

export const InboxItem = z.object({
  caseId: z.uuid(),
  workflow: z.string(),
  /** 签收, 填报, 审签, 审核, 批准 …: rows are grouped by it. */
  asks: z.string(),
  number: z.string(),
  title: z.string(),
  stateLabel: z.string(),
  sentBy: z.string(),
  sentAt: z.string(),
  waitsDueOn: z.iso.date().nullable(),
  light: z.enum(['green', 'yellow', 'red', 'blue']).nullable(),
  lightReason: z.string().nullable(),
  /** The row's button. Without `form` it can be done at once through the module's action endpoint. */
  action: AllowedAction.nullable(),
  /** Page in the workspace that shows the whole, e.g. `/workspace/matters/<id>`. */
  path: z.string(),
})
export type InboxItem = z.infer<typeof InboxItem>

export const listInbox = endpoint({
  method: 'GET',
  path: '/inbox',
  summary: '现在要办',
  permission: 'signed-in',
  input: z.object({ limit: z.int().min(1).max(500).default(200) }),
  output: z.object({
    items: z.array(InboxItem),
    groups: z.array(z.object({ asks: z.string(), count: z.int() })),
    total: z.int(),
    /** What this person has done today, so that an empty inbox still shows that something happened. */
    doneToday: z.int(),
  }),
})
