/** A region of the city that has its own government or administrative committee. */
export interface DemoRegion {
  readonly code: string
  readonly name: string
  readonly kind: 'district' | 'banner' | 'park'
}

/**
 * The sample city. Every place name is invented: no city, district, banner or park of China is called so.
 */
export const city = {
  name: '瀚宁市',
  /** The name without the level word, as vertical units carry it: 瀚宁税务局. */
  bareName: '瀚宁',
  /** One character, as plates of documents and events use it. */
  shortPrefix: '瀚',
  /** Before 〔year〕number号 in papers of the office of the city government. */
  documentNumberPrefix: '瀚政办发',
  portalTitle: '瀚宁市优化营商环境公开平台',
  workspaceTitle: '瀚宁市营商环境工作任务调度平台',
  brand: '暖城·五心',
  brandMeaning: ['安心办', '省心用', '顺心事', '放心投', '同心建'],
  hotline: '000-0012345',
  issuingBody: '瀚宁市人民政府办公室',
} as const

export const regions: readonly DemoRegion[] = [
  { code: 'WC', name: '望川区', kind: 'district' },
  { code: 'LC', name: '临澄区', kind: 'district' },
  { code: 'QGL', name: '青格勒旗', kind: 'banner' },
  { code: 'BYC', name: '白音川旗', kind: 'banner' },
  { code: 'WLD', name: '乌兰敦旗', kind: 'banner' },
  { code: 'HRQ', name: '哈日泉旗', kind: 'banner' },
  { code: 'EET', name: '额尔图旗', kind: 'banner' },
  { code: 'SJT', name: '沙金塔旗', kind: 'banner' },
  { code: 'SJTQ', name: '沙金塔前旗', kind: 'banner' },
  { code: 'YG', name: '云谷园区', kind: 'park' },
]
