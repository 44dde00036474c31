import type { Page } from 'playwright-core'
import { modulePages } from '#modules/pages.ts'
import { shellPages } from '#workspace/shell-pages.ts'

const pages = [...shellPages, ...modulePages.flatMap((module) => module.pages)]

export interface Route {
  /** As the page declares it. */
  path: string
  /** What stands after a colon is filled with something that this person may see. */
  address: string
}

/** All pages that this person may open. */
export async function routesOf(page: Page): Promise<Route[]> {
  const ask = async (path: string) => (await page.request.get(`/api${path}`)).json()
  const { permissions } = (await ask('/people/me')) as { permissions: string[] }
  const open = pages.filter(
    ({ permissions: needed }) => !needed || needed.some((one) => permissions.includes(one)),
  )
  const routes: Route[] = []
  for (const { path } of open) {
    if (!path.includes(':')) routes.push({ path, address: `/workspace${path}` })
    else {
      const id = await someIdFor(path, ask)
      if (id) routes.push({ path, address: `/workspace${path.replace(/:\w+/, id)}` })
    }
  }
  return routes
}

type Ask = (path: string) => Promise<Record<string, unknown>>

/** A thing of this kind: its list, and where in the answer its id stands. */
const lists: Record<string, [path: string, key: string]> = {
  '/tasks/:id': ['/tasks?pageSize=1&state=inProgress', 'tasks'],
  '/reports/:id': ['/task-reports?pageSize=1', 'reports'],
  '/plans/:id': ['/plans', 'plans'],
  '/plans/:id/review': ['/plans', 'plans'],
  '/suggestions/:id': ['/suggestions', 'suggestions'],
  '/units/:id': ['/people/units', 'rows'],
  '/accounts/:id': ['/people/persons', 'rows'],
}

async function someIdFor(path: string, ask: Ask): Promise<string | null> {
  if (path === '/task-parts/:id') {
    const task = await someIdFor('/tasks/:id', ask)
    const { parts } = (await ask(`/tasks/${task}`)) as { parts: { id: string }[] }
    return parts[0]?.id ?? null
  }
  const list = lists[path]
  if (!list)
    throw new Error(`the test does not know what to show on ${path}; tell it in tests/journey/routes.ts`)
  const answer = await ask(list[0])
  const rows = (answer[list[1]] ?? Object.values(answer).find(Array.isArray)) as { id: string }[]
  return rows[0]?.id ?? null
}
