import type { ModulePages } from '#workspace/page.ts'
import { paperPages } from './papers/workspace/pages.ts'
import { peoplePages } from './people/workspace/pages.ts'
import { planPages } from './plans/workspace/pages.ts'
import { suggestionPages } from './suggestions/workspace/pages.ts'
import { taskPages } from './tasks/workspace/pages.ts'

/** The list that the workspace reads; each module declares its own pages in `workspace/pages.ts`. */
export const modulePages: readonly ModulePages[] = [
  taskPages,
  planPages,
  suggestionPages,
  paperPages,
  peoplePages,
]
