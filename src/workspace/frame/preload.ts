import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { modulePages } from '#modules/pages.ts'
import type { Page, PageProps } from '../page.ts'
import { shellPages } from '../shell-pages.ts'

/** Every page of the workspace: the shell's own and those of the modules. */
export const allPages: readonly Page[] = [...shellPages, ...modulePages.flatMap(({ pages }) => pages)]

/** How the inbox acts on cases, by the name of their workflow. */
export const acts = Object.assign({}, ...modulePages.map((module) => module.acts ?? {})) as NonNullable<
  (typeof modulePages)[number]['acts']
>

const components = new Map<Page, LazyExoticComponent<ComponentType<PageProps>>>()

/** The page's component, loaded when first drawn. */
export function componentOf(page: Page): LazyExoticComponent<ComponentType<PageProps>> {
  const known = components.get(page)
  if (known) return known
  const component = lazy(page.load)
  components.set(page, component)
  return component
}

export interface MatchedPage {
  page: Page
  params: Record<string, string>
}

/** The page that an address below `/workspace` shows. Fixed words win over parameters, as in the router. */
export function matchPage(address: string): MatchedPage | null {
  const parts = address.split(/[?#]/)[0]!.split('/').filter(Boolean)
  let best: (MatchedPage & { fixed: number }) | null = null
  for (const page of allPages) {
    const pattern = page.path.split('/').filter(Boolean)
    if (pattern.length !== parts.length) continue
    const params: Record<string, string> = {}
    let fixed = 0
    const fits = pattern.every((piece, index) => {
      const part = parts[index]!
      if (piece.startsWith(':')) {
        params[piece.slice(1)] = decodeURIComponent(part)
        return true
      }
      fixed += 1
      return piece === part
    })
    if (fits && (!best || fixed > best.fixed)) best = { page, params, fixed }
  }
  return best
}

/** Begins to load the code of a page that will probably be opened. */
export function preloadPage(address: string): void {
  matchPage(address)
    ?.page.load()
    .catch(() => {})
}
