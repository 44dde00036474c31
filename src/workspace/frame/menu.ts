import { listInbox } from '#kernel/cases/contract.ts'
import { useAnswer } from '../api/use-answer.ts'
import { type MenuGroup, menuGroupLabels, menuGroups, type Page } from '../page.ts'
import { useMay } from '../session/me.ts'
import { allPages } from './preload.ts'

export interface MenuPart {
  group: MenuGroup
  label: string
  pages: Page[]
}

/** The pages that this post may open, in groups; a group without pages is left out. */
export function useMenu(): MenuPart[] {
  const may = useMay()
  return menuGroups
    .map((group) => ({
      group,
      label: menuGroupLabels[group],
      pages: allPages
        .filter((page) => page.menu?.group === group && (!page.permissions || page.permissions.some(may)))
        .sort((one, other) => one.menu!.order - other.menu!.order),
    }))
    .filter(({ pages }) => pages.length > 0)
}

/** What waits for this person; shared by the menu's count and the inbox. */
export const useInbox = () => useAnswer(listInbox, {}, { topics: ['case', 'session'] })
