import { monthAfter, monthOf } from '#modules/tasks/rules.ts'
import { type ModulePages, page } from '#workspace/page.ts'

const permissions = ['tasks.read']

export const taskPages: ModulePages = {
  pages: [
    page({
      path: '/tasks',
      title: '任务',
      load: () => import('./list/TaskListPage.tsx'),
      permissions,
      menu: { group: 'office', order: 20 },
      key: 't',
      words: '台账 看板 清单 措施',
    }),
    page({ path: '/tasks/:id', title: '任务', load: () => import('./task/TaskPage.tsx'), permissions }),
    page({
      path: '/task-parts/:id',
      title: '配合任务',
      load: () => import('./task/PartPage.tsx'),
      permissions,
    }),
    page({
      path: '/filing',
      title: '月度填报',
      load: () => import('./filing/FilingPage.tsx'),
      permissions: ['tasks.report'],
      menu: { group: 'office', order: 10 },
      key: 'f',
      words: '进展 填报 月报 上报',
    }),
    page({
      path: '/reports',
      title: '进展填报',
      load: () => import('./report/ReportListPage.tsx'),
      permissions,
      menu: { group: 'office', order: 30 },
      words: '应报 已报 漏报 审核',
    }),
    page({
      path: '/reports/:id',
      title: '进展填报',
      load: () => import('./report/ReportPage.tsx'),
      permissions,
    }),
    page({
      path: '/overview',
      title: '总览',
      load: () => import('./overview/OverviewPage.tsx'),
      permissions,
      menu: { group: 'city', order: 10 },
      key: 'o',
      words: '统计 红灯 逾期 单位 趋势',
    }),
  ],
  acts: {
    task: async () => (await import('./act-from-inbox.ts')).actOnTaskCase,
    'task-part': async () => (await import('./act-from-inbox.ts')).actOnPartCase,
    'task-report': async () => (await import('./act-from-inbox.ts')).actOnReportCase,
  },
  finds: [
    {
      label: '任务',
      permission: 'tasks.read',
      load: async () => (await import('./find-tasks.ts')).findTasks,
    },
  ],
  comes: ({ may, today }) => {
    if (!may('tasks.report')) return []
    const next = monthAfter(monthOf(today), 1)
    return [`${Number(next.slice(5))} 月 1 日起填报 ${Number(next.slice(5))} 月进展`]
  },
}
