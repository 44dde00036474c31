import { z } from 'zod'
import { endpoint } from '#kernel/endpoint.ts'

const text = (label: string, longest: number) =>
  z.string().trim().min(1, `请填写${label}。`).max(longest, `${label}不超过 ${longest} 字。`)
const optional = (label: string, longest: number) =>
  z.string().trim().min(1, `${label}不填时请留空。`).max(longest, `${label}不超过 ${longest} 字。`).nullable()

/** What the whole platform knows about its city: names that stand on pages and papers, and its colour. */
export const City = z.object({
  name: text('城市名称', 30),
  /** Without the level word, as vertical units carry it: 瀚宁税务局. */
  bareName: text('城市简称', 20),
  portalTitle: text('公开平台名称', 40),
  workspaceTitle: text('工作平台名称', 40),
  /** 暖城·五心 */
  brand: text('服务品牌', 30),
  /** What the brand promises, one word each: 安心办, 省心用 … */
  brandMeaning: z.array(text('品牌释义', 12)).max(9, '品牌释义最多 9 项。'),
  /** Hue of the accent in degrees; 193 is a deep teal-blue. Lights keep their own colours. */
  hue: z.int('主色调须为 0 至 359 的整数。').min(0, '主色调从 0 起。').max(359, '主色调最大 359。'),
  /** 发文机关代字, before 〔year〕number号: 瀚政办发 */
  documentNumberPrefix: text('发文机关代字', 20),
  /** 发文机关: who issues the papers. */
  issuingOffice: text('发文机关', 60),
  /** Unit of the dispatch centre, which checks, urges and answers; set when units exist. */
  centreUnitId: z.uuid('调度中心须为一个单位。').nullable(),
  /** As the public and the papers call it; the unit of that id, in words. */
  centreName: text('调度中心名称', 60),
  hotline: optional('服务热线', 30),
  /** Address of the report form for errors on government websites (政府网站找错); null: the portal's own. */
  errorReportUrl: z.url('网站找错须为完整网址。').nullable(),
  /** 政府网站标识码 */
  siteCode: optional('网站标识码', 30),
  /** ICP 备案号 */
  icpNumber: optional('备案号', 60),
})
export type City = z.infer<typeof City>

export const getCity = endpoint({
  method: 'GET',
  path: '/city',
  summary: '城市名称与品牌',
  permission: 'public',
  input: z.object({}),
  output: City,
})

export const updateCity = endpoint({
  method: 'PUT',
  path: '/city',
  summary: '修改城市名称、品牌与发文机关',
  permission: 'city.manage',
  input: City.partial(),
  output: City,
})
