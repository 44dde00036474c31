import { createRootRoute, createRoute, createRouter } from '@tanstack/react-router'
import { Frame } from './Frame.tsx'
import { NotFound } from './NotFound.tsx'
import { PageHost } from './PageHost.tsx'
import { allPages } from './preload.ts'

const root = createRootRoute({ component: Frame, notFoundComponent: NotFound })

const routes = allPages.map((page) =>
  createRoute({
    getParentRoute: () => root,
    path: page.path.replace(/:(\w+)/g, '$$$1'),
    component: () => <PageHost page={page} />,
  }),
)

/** Addresses keep plain, repeated query names (`?light=red&light=yellow`), as the API has them. */
export const router = createRouter({
  routeTree: root.addChildren(routes),
  basepath: '/workspace',
  parseSearch: (text) => {
    const query: Record<string, string[]> = {}
    for (const [name, value] of new URLSearchParams(text)) query[name] = [...(query[name] ?? []), value]
    return query
  },
  stringifySearch: (query) => {
    const text = new URLSearchParams(
      Object.entries(query).flatMap(([name, values]) =>
        [values].flat().map((value) => [name, String(value)] as [string, string]),
      ),
    ).toString()
    return text ? `?${text}` : ''
  },
  scrollRestoration: true,
})
