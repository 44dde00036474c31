import { z } from 'zod'
import { download, endpoint } from '#kernel/endpoint.ts'

const Month = z.string('请选择月份。').regex(/^\d{4}-(0[1-9]|1[0-2])$/, '月份须为 2026-03 这样的年月。')
const Plan = z.uuid('请从方案列表中选择。').optional()

export const downloadBulletin = endpoint({
  method: 'GET',
  path: '/papers/bulletin',
  summary: '下载月度通报（Word）',
  permission: 'papers.bulletin',
  input: z.object({ month: Month, planId: Plan }),
  output: download,
})

export const downloadLedger = endpoint({
  method: 'GET',
  path: '/papers/ledger',
  summary: '下载任务台账（Excel）',
  permission: 'papers.ledger',
  input: z.object({ planId: Plan, unitId: z.uuid('请从单位列表中选择。').optional() }),
  output: download,
})
