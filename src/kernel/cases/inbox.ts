import type { z } from 'zod'
import type { Actor } from '../actor.ts'
import { today, zone } from '../clock.ts'
import type { AnyWorkflow, State } from '../workflow.ts'
import { allowedActions, type Case } from './cases.ts'
import type { InboxItem, listInbox } from './contract.ts'
import * as queries from './queries.ts'

const byName = new Map<string, AnyWorkflow>()

/** Registers the life cycles that an inbox may have to show; called once at start. */
export function declareWorkflows(workflows: readonly AnyWorkflow[]): void {
  byName.clear()
  for (const table of workflows) byName.set(table.name, table)
}

export const declaredWorkflows = (): readonly AnyWorkflow[] => [...byName.values()]

/** What waits on this person in his present post, the most urgent first. */
export async function inboxOf(actor: Actor, limit: number): Promise<z.infer<typeof listInbox.output>> {
  const permissions = [...actor.permissions]
  if (!actor.unitId || permissions.length === 0) return { items: [], groups: [], total: 0, doneToday: 0 }
  const rows = (await queries.listWaiting(actor.unitId, permissions, limit)) as unknown as (Case & {
    sent_by: string | null
  })[]
  const counts = await queries.countWaiting(actor.unitId, permissions)
  const groups = new Map<string, number>()
  for (const row of counts) groups.set(row.asks ?? '', (groups.get(row.asks ?? '') ?? 0) + row.count)
  return {
    items: rows.filter((row) => byName.has(row.workflow)).map((row) => present(row, actor)),
    groups: [...groups].map(([asks, count]) => ({ asks, count })),
    total: counts.reduce((sum, row) => sum + row.count, 0),
    doneToday: actor.personId ? await queries.countDeedsSince(actor.personId, startOfToday()) : 0,
  }
}

function present(row: Case & { sent_by: string | null }, actor: Actor): InboxItem {
  const table = byName.get(row.workflow)!
  const state = table.states[row.state] as State
  // Without the module's own row a guard cannot be asked: whoever presses the button is told.
  const allowed = allowedActions({ ...table, actions: withoutGuards(table) }, row, null, actor)
  const primary = allowed.find((action) => action.weight === 'primary') ?? null
  return {
    caseId: row.id,
    workflow: row.workflow,
    asks: row.asks ?? '',
    number: row.number,
    title: row.title,
    stateLabel: state.label,
    sentBy: row.sent_by ?? '',
    sentAt: row.waits_since ?? row.opened_at,
    waitsDueOn: row.waits_due_on,
    light: row.light as InboxItem['light'],
    lightReason: row.light_reason,
    action: primary,
    path: (table.page ?? '/workspace').replace(':id', row.id),
  }
}

const withoutGuards = (table: AnyWorkflow) =>
  Object.fromEntries(
    Object.entries(table.actions as AnyWorkflow['actions']).map(([name, action]) => [
      name,
      { ...(action as object), refuses: undefined },
    ]),
  ) as AnyWorkflow['actions']

const startOfToday = (): string => today().toZonedDateTime(zone).toInstant().toString()
