import { type ModulePages, page } from '#workspace/page.ts'

export const planPages: ModulePages = {
  pages: [
    page({
      path: '/plans',
      title: '方案',
      load: () => import('./PlanListPage.tsx'),
      permissions: ['plans.read'],
      menu: { group: 'city', order: 30 },
      key: 'p',
      words: '行动方案 上传 导入 文件',
    }),
    page({
      path: '/plans/:id',
      title: '方案',
      load: () => import('./PlanPage.tsx'),
      permissions: ['plans.read'],
    }),
    page({
      path: '/plans/:id/review',
      title: '核对方案',
      load: () => import('./review/ReviewPage.tsx'),
      permissions: ['plans.edit'],
    }),
  ],
  finds: [
    {
      label: '方案',
      permission: 'plans.read',
      load: async () => (await import('./find-plans.ts')).findPlans,
    },
  ],
  acts: { plan: async () => (await import('./act-on-plan.ts')).act },
}
