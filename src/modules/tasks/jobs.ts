import type { Job } from '#kernel/module.ts'
import { keepMonthLights, openMonthReports, refreshAllLights } from './service.ts'

/**
 * Each of these can be run at any time and does nothing when there is nothing to do: a server that slept through the
 * first night of a month makes up for it within the hour.
 */
export const taskJobs: Job[] = [
  {
    name: 'tasks.keepMonthLights',
    cron: '5 * * * *',
    summary: '月末留存每项任务的亮灯与进度',
    run: keepMonthLights,
  },
  {
    name: 'tasks.openMonthReports',
    cron: '15 * * * *',
    summary: '开启当月进展填报',
    run: async () => {
      await openMonthReports()
    },
  },
  {
    name: 'tasks.refreshLights',
    cron: '30 0,6 * * *',
    summary: '每日重新计算亮灯',
    run: async () => {
      await refreshAllLights()
    },
  },
]
