import { downloadBulletin, downloadLedger } from '#modules/papers/contract.ts'
import { type ModulePages, page } from '#workspace/page.ts'

export const paperPages: ModulePages = {
  pages: [
    page({
      path: '/papers',
      title: '通报与台账',
      load: () => import('./PapersPage.tsx'),
      permissions: [downloadBulletin.permission, downloadLedger.permission],
      menu: { group: 'city', order: 40 },
      key: 'b',
      words: '月度通报 台账 Word Excel 下载 公文',
    }),
  ],
}
