import type { ModulePages } from '#workspace/page.ts'

export const peoplePages: ModulePages = { pages: [] }
