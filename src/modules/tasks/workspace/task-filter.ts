import type { CallInputOf } from '#kernel/endpoint.ts'
import { Light, type listTasks, sortings, TaskState } from '#modules/tasks/contract.ts'

export type ListInput = CallInputOf<typeof listTasks>
type Filter = Omit<ListInput, 'sort' | 'descending' | 'page' | 'pageSize'>

/** Names of the filter in the address; each is the contract's own. */
export const filterNames = [
  'q',
  'state',
  'light',
  'unitId',
  'unitRole',
  'planId',
  'action',
  'field',
  'dueFrom',
  'dueUntil',
  'figure',
  'monthEnd',
] as const satisfies readonly (keyof Filter)[]

export const pageSizes = [20, 50, 100] as const

/**
 * What an address asks for. Words that the contract does not know are left out rather than refused: an address may
 * be older than the platform.
 */
export function filterOf(query: URLSearchParams): Filter {
  const one = (name: string) => query.get(name) || undefined
  const known = <T extends string>(name: string, options: readonly T[]) => {
    const given = query
      .getAll(name)
      .filter((word): word is T => (options as readonly string[]).includes(word))
    return given.length > 0 ? given : undefined
  }
  const day = (name: string) => (/^\d{4}-\d\d-\d\d$/.test(one(name) ?? '') ? one(name) : undefined)
  return {
    q: one('q'),
    state: known('state', TaskState.options),
    light: known('light', Light.options),
    unitId: one('unitId'),
    unitRole: known('unitRole', ['lead', 'partner'] as const)?.[0],
    planId: one('planId'),
    action: one('action'),
    field: one('field'),
    dueFrom: day('dueFrom'),
    dueUntil: day('dueUntil'),
    figure: one('figure'),
    monthEnd: /^\d{4}-(0[1-9]|1[0-2])$/.test(one('monthEnd') ?? '') ? one('monthEnd') : undefined,
  }
}

export function listInputOf(query: URLSearchParams): ListInput {
  const size = Number(query.get('pageSize'))
  return {
    ...filterOf(query),
    sort: sortings.find((sorting) => sorting === query.get('sort')) ?? 'dueOn',
    descending: query.get('descending') === 'true',
    page: Math.max(1, Math.floor(Number(query.get('page')) || 1)),
    pageSize: pageSizes.find((known) => known === size) ?? 50,
  }
}

/** The part of an address that a saved filter keeps: what is shown and how it is sorted, not the leaf. */
export function keptPart(query: URLSearchParams): string {
  const kept = new URLSearchParams()
  for (const name of [...filterNames, 'sort', 'descending', 'view']) {
    for (const value of query.getAll(name)) if (value) kept.append(name, value)
  }
  return kept.toString()
}

/** Whether anything narrows the list. */
export const isFiltered = (query: URLSearchParams): boolean => filterNames.some((name) => query.get(name))
