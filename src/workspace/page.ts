import type { ComponentType } from 'react'
import type { Call } from './api/call.ts'

/** Names of what stands after a colon in a path: `ParamsOf<'/tasks/:id'>` is `{ id: string }`. */
export type ParamsOf<Path extends string> = Path extends `${string}:${infer Name}/${infer Rest}`
  ? { [K in Name]: string } & ParamsOf<`/${Rest}`>
  : Path extends `${string}:${infer Name}`
    ? { [K in Name]: string }
    : Record<never, string>

/**
 * What the frame hands to a page. A page takes its parameters from here and never from the address bar,
 * because the inbox shows the same component beside its list, where the address is another.
 */
export interface PageProps<Path extends string = string> {
  params: ParamsOf<Path>
  /** Shown beside the inbox: no page title of its own above 20 px, no way back, one column. */
  embedded: boolean
  /** The action that the reader has already chosen (a form to open at once), or null. */
  begin: string | null
  /** Beside the inbox: the case has been dealt with, the list may move on. */
  onDone?: () => void
}

/** Groups of the menu, in their order. */
export const menuGroups = ['office', 'city', 'people', 'system'] as const
export const menuGroupLabels: Record<MenuGroup, string> = {
  office: '办理',
  city: '全市',
  people: '单位人员',
  system: '平台管理',
}
export type MenuGroup = (typeof menuGroups)[number]

export interface Page<Path extends string = string> {
  /** Below `/workspace`, with `:id` for a parameter. */
  path: Path
  /** What the tab of the browser, the search and the menu say. */
  title: string
  /** `() => import('./TaskPage.tsx')`; the page is the file's default export. */
  load: () => Promise<{ default: ComponentType<PageProps<Path>> }>
  /** One of these permissions is needed; absent: everybody who has signed in. */
  permissions?: readonly string[]
  menu?: { group: MenuGroup; order: number; label?: string }
  /** `g` and then this letter goes here. */
  key?: string
  /** Further words by which the search finds it. */
  words?: string
}

/** Declares a page. The path is inferred, so that the component's parameters are checked against it. */
export const page = <const Path extends `/${string}`>(definition: Page<Path>): Page =>
  definition as unknown as Page

/**
 * Does an action of a case from the row of the inbox, without opening it. Loaded only when it is used.
 * Refusals are thrown; the inbox shows them.
 */
export type ActOnCase = (
  call: Call,
  input: { caseId: string; action: string; note?: string },
  key: string,
) => Promise<unknown>

/** A record that the search (Ctrl+K) has found. */
export interface Found {
  title: string
  /** Second line: number, unit, state in words. */
  detail: string
  to: string
  light?: 'green' | 'yellow' | 'red' | 'blue' | null
}

/** Asks the module's own list for some words; a handful of answers, the best first. */
export type Find = (call: Call, words: string, signal: AbortSignal) => Promise<readonly Found[]>

export interface ModulePages {
  pages: readonly Page[]
  /** By the name of the workflow. Workflows that are absent here are opened instead. */
  acts?: Record<string, () => Promise<ActOnCase>>
  /** What of this module the search finds: `任务`, `单位`. Loaded when the search is first opened. */
  finds?: readonly { label: string; permission: string; load: () => Promise<Find> }[]
  /** A sentence that stands above the inbox of this post: what waits elsewhere, with its number as a door. */
  notes?: readonly { permission: string; load: () => Promise<{ default: ComponentType }> }[]
  /** What comes next for this post when nothing waits: `12 月 1 日起填报 11 月进展`. Shown by the empty inbox. */
  comes?: (person: { may: (permission: string) => boolean; today: string }) => readonly string[]
}

/** Address below `/workspace`: `addressOf('/tasks/:id', { id })`, with a query where one is given. */
export function addressOf<Path extends string>(
  path: Path,
  params: ParamsOf<Path>,
  query: Record<string, string | readonly string[] | undefined> = {},
): string {
  const filled = path.replace(/:(\w+)/g, (_, name: string) =>
    encodeURIComponent((params as Record<string, string>)[name] ?? ''),
  )
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) {
    for (const one of [value].flat()) if (one) search.append(name, one as string)
  }
  const text = search.toString()
  return text ? `${filled}?${text}` : filled
}
