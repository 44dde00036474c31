/**
 * A life cycle is one table, keyed by action. Readers: the server's guard (`kernel/cases`), the page's
 * buttons, the OpenAPI enums, the README's diagram, and the test that the column's `check` lists these states.
 */
export interface State {
  label: string
  /** Who must act now: a party of the case (a unit) and the permission that its person needs. */
  waitsOn?: { party: string; permission: string }
  /** What the inbox asks of him, in one verb: 签收, 填报, 审签, 审核, 批准. */
  asks?: string
  /** Working days that the waiting may take, and how many before the end a warning is due. */
  limit?: { workingDays: number; warn?: number }
  /** Nothing can happen any more except what lists this state in `from`. */
  final?: true
}

export interface Action<Subject = unknown, S extends string = string> {
  label: string
  from: readonly S[]
  /** Absent: the state stays. */
  to?: S
  /** Permission needed; `system` for the clock. */
  by: string
  /** Only the unit that stands in this place of the case may do it. */
  party?: string
  /** None of these earlier actions (of the same case) may have been done by the same person. */
  notBy?: readonly string[]
  /** A sentence when it cannot be done now, `null` when it can. */
  refuses?: (subject: Subject) => string | null
  /** What the actor must say. */
  note?: 'required' | 'optional' | 'none'
  /** Named consequence, asked once before it is done: only for what cannot be taken back or goes public. */
  consequence?: string
  /** Buttons are drawn in this order of weight. */
  weight?: 'primary' | 'plain' | 'danger'
  /** Done through an endpoint of its own (it needs more than a note), so the generic one refuses it. */
  form?: string
}

export interface Workflow<Subject = unknown, S extends string = string, A extends string = string> {
  name: string
  /** A case keeps the version that it began under; the law may change. */
  version: number
  label: string
  /** Page of the workspace that shows such a case, with `:id`. */
  page?: string
  initial: S
  states: Record<S, State>
  actions: Record<A, Action<Subject, S>>
}

/** Declares a workflow. Curried so that the subject is named and the words are inferred. */
export function workflow<Subject>() {
  return <const S extends string, const A extends string>(
    table: Workflow<Subject, S, A>,
  ): Workflow<Subject, S, A> => table
}

// biome-ignore lint/suspicious/noExplicitAny: a list of workflows of different subjects
export type AnyWorkflow = Workflow<any, any, any>

export const statesOf = <S extends string>(table: Workflow<never, S, string>): [S, ...S[]] =>
  Object.keys(table.states) as [S, ...S[]]

export const actionsOf = <A extends string>(table: Workflow<never, string, A>): [A, ...A[]] =>
  Object.keys(table.actions) as [A, ...A[]]

/**
 * What is unsound in a table, as sentences; empty when nothing is: unknown states, states that cannot be
 * reached or left, a wait without anybody who may end it.
 */
export function faultsOf(table: AnyWorkflow): string[] {
  const faults: string[] = []
  const states = Object.keys(table.states)
  const actions = Object.entries(table.actions as Record<string, Action>)
  const reached = new Set([table.initial as string])
  for (let grew = true; grew; ) {
    grew = false
    for (const [, action] of actions) {
      const to = action.to
      if (to && !reached.has(to) && action.from.some((state) => reached.has(state))) {
        reached.add(to)
        grew = true
      }
    }
  }
  for (const [name, action] of actions) {
    for (const state of [...action.from, ...(action.to ? [action.to] : [])]) {
      if (!states.includes(state)) faults.push(`${table.name}.${name} names the unknown state ${state}`)
    }
    for (const other of action.notBy ?? []) {
      if (!(other in table.actions)) faults.push(`${table.name}.${name} excludes the unknown action ${other}`)
    }
  }
  for (const state of states) {
    const definition = table.states[state] as State
    const leaving = actions.filter(
      ([, action]) => action.from.includes(state) && action.to && action.to !== state,
    )
    if (!reached.has(state)) faults.push(`${table.name}: no way leads to ${state}`)
    if (!definition.final && leaving.length === 0) faults.push(`${table.name}: no way leads out of ${state}`)
    const { waitsOn } = definition
    if (
      waitsOn &&
      !actions.some(([, action]) => action.from.includes(state) && action.by === waitsOn.permission)
    ) {
      faults.push(
        `${table.name}: ${state} waits on ${waitsOn.permission}, which no action of this state accepts`,
      )
    }
    if (waitsOn && !definition.asks) faults.push(`${table.name}: ${state} waits, but says not what it asks`)
    if (definition.limit && !waitsOn) faults.push(`${table.name}: ${state} has a limit, but waits on nobody`)
  }
  return faults
}

/** The life cycle as a Mermaid diagram, for the module's README. */
export function diagramOf(table: AnyWorkflow): string {
  const lines = ['stateDiagram-v2', `  [*] --> ${table.initial as string}`]
  for (const [state, definition] of Object.entries(table.states as Record<string, State>)) {
    lines.push(`  ${state}: ${definition.label}`)
  }
  for (const action of Object.values(table.actions as Record<string, Action>)) {
    for (const from of action.from) {
      if (action.to && action.to !== from) lines.push(`  ${from} --> ${action.to}: ${action.label}`)
    }
  }
  for (const [state, definition] of Object.entries(table.states as Record<string, State>)) {
    if (definition.final) lines.push(`  ${state} --> [*]`)
  }
  return lines.join('\n')
}
