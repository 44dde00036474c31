import type { Job } from '#kernel/module.ts'
import { keepMonthLights, openMonthReports, refreshAllLights } from './service.ts'

export const taskJobs: Job[] = [
  {
    name: 'tasks.keepMonthLights',
    cron: '5 0 1 * *',
    summary: '月末留存每项任务的亮灯与进度',
    run: keepMonthLights,
  },
  {
    name: 'tasks.openMonthReports',
    cron: '15 0 1 * *',
    summary: '开启当月进展填报',
    run: async () => {
      await openMonthReports()
    },
  },
  {
    name: 'tasks.refreshLights',
    cron: '30 0 * * *',
    summary: '每日重新计算亮灯',
    run: async () => {
      await refreshAllLights()
    },
  },
]
