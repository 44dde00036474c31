import { randomUUID } from 'node:crypto'
import type { Actor } from '../actor.ts'
import { addWorkingDays } from '../calendar/calendar.ts'
import { dayOf, now } from '../clock.ts'
import { transaction } from '../database/connection.ts'
import { announce } from '../live.ts'
import { Refusal } from '../refusal.ts'
import type { Action, AnyWorkflow, State, Workflow } from '../workflow.ts'
import { linkOf } from './chain.ts'
import type { AllowedAction } from './contract.ts'
import * as queries from './queries.ts'

export type Light = 'green' | 'yellow' | 'red' | 'blue'
export type Parties = Record<string, string | null>
export type Case = Omit<NonNullable<queries.CaseRow>, 'parties' | 'done_by'> & {
  parties: Parties
  done_by: Record<string, string>
}

export interface NewCase {
  id?: string
  number: string
  title: string
  parties: Parties
  parentId?: string | null
  dueOn?: string | null
  region?: string | null
  /** Overrides the limit of the first state, as a day. */
  waitsDueOn?: string | null
  /** Said in the first event of the history. */
  label: string
  note?: string | null
  data?: Record<string, unknown>
}

export interface Deed<Subject> {
  /** What the action's `refuses` looks at; a module's own row, read under the case's lock. */
  subject?: Subject
  note?: string | null
  data?: Record<string, unknown>
  /** Changes to what all cases share, in the same event. */
  changes?: {
    title?: string
    dueOn?: string | null
    parties?: Parties
    isPublic?: boolean
    region?: string | null
  }
  /** Overrides the limit of the state that is entered, as a day. */
  waitsDueOn?: string | null
}

/** Opens a case in the workflow's first state. */
export async function openCase(table: AnyWorkflow, fresh: NewCase, actor: Actor): Promise<Case> {
  return transaction(async () => {
    const id = fresh.id ?? randomUUID()
    const at = now().toString({ fractionalSecondDigits: 3 })
    const state = table.initial as string
    await queries.insertCase({
      id,
      workflow: table.name,
      workflow_version: table.version,
      number: fresh.number,
      title: fresh.title,
      state,
      parent_id: fresh.parentId ?? null,
      parties: JSON.stringify(fresh.parties),
      ...waiting(table.states[state] as State, fresh.parties, at),
      ...(fresh.waitsDueOn !== undefined ? { waits_due_on: fresh.waitsDueOn } : {}),
      due_on: fresh.dueOn ?? null,
      region: fresh.region ?? null,
      opened_at: at,
      updated_at: at,
    })
    const row = (await findCase(id)) as Case
    return append(
      row,
      { action: 'open', label: fresh.label, to: state, note: fresh.note, data: fresh.data },
      actor,
      at,
      {},
    )
  })
}

/**
 * Does one action of the table, or refuses with the reason: unknown, not now, not by this person, not by the
 * same person as before. The state, the history and what the module writes commit together.
 */
export async function act<Subject>(
  table: Workflow<Subject, string, string>,
  caseId: string,
  name: string,
  deed: Deed<Subject>,
  actor: Actor,
): Promise<Case> {
  return transaction(async () => {
    const row = await getCaseLocked(caseId)
    if (!row || row.workflow !== table.name)
      throw new Refusal('not-found', `没有这项${table.label}，可能已被移除。`)
    const action = table.actions[name] as Action<Subject> | undefined
    if (!action) throw new Refusal('invalid', `“${table.label}”没有“${name}”这一操作。`, { field: 'action' })
    const reason = refusalOf(table, action, row, deed.subject as Subject, actor)
    if (reason) throw reason
    const note = deed.note?.trim() || null
    if (action.note === 'required' && !note) {
      throw new Refusal('invalid', `请填写${action.label}的说明。`, { field: 'note' })
    }
    const at = now().toString({ fractionalSecondDigits: 3 })
    const to = action.to ?? row.state
    const state = table.states[to] as State
    const parties = { ...row.parties, ...deed.changes?.parties }
    const moved = to !== row.state || deed.changes?.parties !== undefined
    return append(row, { action: name, label: action.label, to, note, data: deed.data }, actor, at, {
      ...(moved ? waiting(state, parties, at) : {}),
      ...(deed.waitsDueOn !== undefined ? { waits_due_on: deed.waitsDueOn } : {}),
      ...(deed.changes?.parties ? { parties: JSON.stringify(parties) } : {}),
      ...(deed.changes?.title !== undefined ? { title: deed.changes.title } : {}),
      ...(deed.changes?.dueOn !== undefined ? { due_on: deed.changes.dueOn } : {}),
      ...(deed.changes?.region !== undefined ? { region: deed.changes.region } : {}),
      ...(deed.changes?.isPublic !== undefined ? { is_public: deed.changes.isPublic } : {}),
      ...(actor.personId ? { done_by: JSON.stringify({ ...row.done_by, [name]: actor.personId }) } : {}),
      closed_at: state.final ? (row.closed_at ?? at) : null,
      state: to,
    })
  })
}

/** Puts a fact into the history that is no step of the life: a remark, a light, a publication. */
export async function record(
  caseId: string,
  event: { action: string; label: string; note?: string | null; data?: Record<string, unknown> },
  changes: {
    light?: Light | null
    light_reason?: string | null
    light_set_by?: string | null
    is_public?: boolean
  },
  actor: Actor,
): Promise<void> {
  await transaction(async () => {
    const row = await getCaseLocked(caseId)
    if (!row) throw new Refusal('not-found', '没有这件事项，可能已被移除。')
    await append(
      row,
      { ...event, to: row.state },
      actor,
      now().toString({ fractionalSecondDigits: 3 }),
      changes,
    )
  })
}

/** Sets the light, or puts it out; without an event when nothing about it changed but its words. */
export async function setLight(
  caseId: string,
  light: Light | null,
  reason: string | null,
  setBy: string,
  actor: Actor,
): Promise<boolean> {
  const row = await getCase(caseId)
  if (row.light === light) {
    if (row.light_reason !== reason) await queries.rewordLights([{ id: caseId, reason }])
    return false
  }
  await record(
    caseId,
    {
      action: 'light',
      label: light === null ? '熄灯' : '亮灯',
      note: reason,
      data: { from: row.light, to: light, setBy },
    },
    { light, light_reason: reason, light_set_by: light === null ? null : setBy },
    actor,
  )
  return true
}

/**
 * New words for lights that stay as they are, for many cases in one statement: every morning "还有 3 天" becomes
 * "还有 2 天", which is no event.
 */
export const rewordLights = (rows: { id: string; reason: string | null }[]): Promise<void> =>
  queries.rewordLights(rows)

export async function findCase(id: string): Promise<Case | undefined> {
  return (await queries.find(id)) as Case | undefined
}

export async function getCase(id: string): Promise<Case> {
  const row = await findCase(id)
  if (!row) throw new Refusal('not-found', '没有这件事项，可能已被移除。')
  return row
}

/** Reads a case and keeps others from changing it until the transaction ends. */
export async function getCaseLocked(id: string): Promise<Case | undefined> {
  return (await queries.getForUpdate(id)) as Case | undefined
}

/** The next number of a series such as `RW-2026-`; gapless, so that a missing one is seen. */
export async function nextNumber(prefix: string, digits = 4): Promise<string> {
  return `${prefix}${String(await queries.nextValue(prefix)).padStart(digits, '0')}`
}

/** As many numbers of a series at once as are asked for. */
export async function nextNumbers(prefix: string, count: number, digits = 4): Promise<string[]> {
  const first = count > 0 ? await queries.reserveValues(prefix, count) : 0
  return Array.from({ length: count }, (_, i) => `${prefix}${String(first + i).padStart(digits, '0')}`)
}

/** Why this actor cannot do this action now; `null` when he can. */
export function refusalOf<Subject>(
  table: Workflow<Subject, string, string>,
  action: Action<Subject>,
  row: Pick<Case, 'state' | 'parties' | 'done_by'>,
  subject: Subject,
  actor: Actor,
): Refusal | null {
  if (!actor.permissions.has(action.by))
    return new Refusal('forbidden', `您的岗位没有“${action.label}”的权限。`)
  if (action.party && (row.parties[action.party] ?? null) !== actor.unitId) {
    return new Refusal('forbidden', `“${action.label}”只能由承担此事的单位办理。`)
  }
  if (!action.from.includes(row.state)) {
    const state = table.states[row.state] as State | undefined
    return new Refusal(
      'conflict',
      `当前状态为“${state?.label ?? row.state}”，不能${action.label}。请刷新后查看最新状态。`,
      {
        state: row.state,
      },
    )
  }
  for (const other of action.notBy ?? []) {
    if (row.done_by[other] && row.done_by[other] === actor.personId) {
      const label = (table.actions[other] as Action).label
      return new Refusal('forbidden', `“${action.label}”须由另一人办理，您已办理“${label}”。`)
    }
  }
  const reason = action.refuses?.(subject)
  return reason ? new Refusal('conflict', reason) : null
}

/** What the answer says may be done; pages show exactly these. */
export function allowedActions<Subject>(
  table: Workflow<Subject, string, string>,
  row: Pick<Case, 'state' | 'parties' | 'done_by'>,
  subject: Subject,
  actor: Actor,
): AllowedAction[] {
  return Object.entries(table.actions)
    .filter(([, action]) => refusalOf(table, action, row, subject, actor) === null)
    .map(([name, action]) => ({
      action: name,
      label: action.label,
      note: action.note ?? 'optional',
      weight: action.weight ?? 'plain',
      consequence: action.consequence ?? null,
      form: action.form ?? null,
    }))
}

function waiting(state: State, parties: Parties, at: string) {
  const unit = state.waitsOn ? (parties[state.waitsOn.party] ?? null) : null
  return {
    waits_on_unit: unit,
    waits_on_permission: unit ? state.waitsOn!.permission : null,
    asks: unit ? (state.asks ?? null) : null,
    waits_since: unit ? at : null,
    waits_due_on: unit && state.limit ? addWorkingDays(dayOf(at), state.limit.workingDays).toString() : null,
  }
}

async function append(
  row: Case,
  event: { action: string; label: string; to: string; note?: string | null; data?: Record<string, unknown> },
  actor: Actor,
  at: string,
  changes: Record<string, unknown>,
): Promise<Case> {
  const seq = row.event_count + 1
  const sealed = {
    caseId: row.id,
    seq,
    at,
    action: event.action,
    label: event.label,
    fromState: seq === 1 ? null : row.state,
    toState: event.to,
    note: event.note ?? null,
    data: event.data ?? {},
    actorKind: actor.kind,
    actorPerson: actor.personId,
    actorPost: actor.postId,
    actorUnit: actor.unitId,
    actorLabel: actor.label,
  }
  const hash = linkOf(row.last_hash, sealed)
  await queries.insertEvent({
    case_id: row.id,
    seq,
    at,
    action: sealed.action,
    label: sealed.label,
    from_state: sealed.fromState,
    to_state: sealed.toState,
    note: sealed.note,
    data: JSON.stringify(sealed.data),
    actor_kind: sealed.actorKind,
    actor_person: sealed.actorPerson,
    actor_post: sealed.actorPost,
    actor_unit: sealed.actorUnit,
    actor_label: sealed.actorLabel,
    hash,
  })
  const after = await queries.updateCase(row.id, {
    ...changes,
    event_count: seq,
    last_hash: hash,
    updated_at: at,
  })
  announce('case', row.id)
  return after as Case
}
