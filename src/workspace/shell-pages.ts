import { type Page, page } from './page.ts'

/** Pages that belong to no module. The inbox is what the workspace opens with. */
export const shellPages: readonly Page[] = [
  page({
    path: '/',
    title: '现在要办',
    load: () => import('./inbox/InboxPage.tsx'),
    menu: { group: 'office', order: 0 },
    key: 'i',
    words: '待办 收件箱 首页',
  }),
]
