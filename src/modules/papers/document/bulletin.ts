import type { Light } from '#modules/tasks/contract.ts'
import { achievements } from './bulletin-achievements.ts'
import { overall } from './bulletin-overall.ts'
import { problems } from './bulletin-problems.ts'
import { requirements } from './bulletin-requirements.ts'
import { onScheduleList, slowList, unitTable } from './bulletin-tables.ts'
import type { Attachment, Block, OfficialDocument } from './content.ts'
import { chineseDate, chineseMonth } from './wording.ts'

/** The figures of one month as they stood on `asOf`; the bulletin says nothing that is not in here. */
export type BulletinData = {
  cityName: string
  /** 发文机关; it signs, and carries the mark. */
  issuer: string
  documentNumber?: string
  /** 主送机关, without the colon. */
  recipients: string
  copyTo?: string
  /** 2026-09. */
  month: string
  /** The day that the figures stand for, ISO. */
  asOf: string
  /** 成文日期, ISO. */
  issuedOn: string
  plan: { title: string; documentNumber?: string }
  totals: BulletinTotals
  /** The same figures as the month before was closed with; absent for the first bulletin of a plan. */
  lastMonth?: BulletinTotals
  actions: BulletinGroup[]
  fields: BulletinGroup[]
  units: BulletinUnit[]
  /** Every task of the plan. */
  tasks: BulletinTask[]
  reporting: BulletinReporting
  nextMonth: {
    /** Last day for the reports of the next month, ISO. */
    reportsDueOn?: string
    /** Day by which red tasks need a written plan of rectification, ISO. */
    rectificationDueOn?: string
    /** Requirements that a person adds, one paragraph each. */
    more?: string[]
  }
  /** Meaning of each light by the rules of the city. */
  legend: { light: Light; text: string }[]
}

export type BulletinTotals = {
  total: number
  received: number
  inProgress: number
  /** 已办结, with 已销号 in it. */
  closed: number
  writtenOff: number
  /** 逾期未办结. */
  late: number
  byLight: Record<Light, number>
}

export type BulletinGroup = {
  name: string
  total: number
  closed: number
  late: number
  byLight: Record<Light, number>
}

export type BulletinUnit = BulletinGroup & {
  reportsDue: number
  reportsMissed: number
  reportsReturned: number
}

export type BulletinTask = {
  number: string
  name: string
  action: string
  field: string
  leads: string[]
  /** Last day, ISO; absent for a task without a date. */
  dueOn?: string
  /** 完成时限 as the plan prints it. */
  dueText: string
  received: boolean
  /** Null while no light is due, e.g. before the receipt. */
  light: Light | null
  lightReason?: string
  lightLastMonth?: Light | null
  /** Percent by the last adopted report. */
  progress: number
  progressLastMonth?: number
  /** 序时进度 in percent. */
  expected?: number
  late: boolean
  /** Months in a row, this one included, that ended in red. */
  redMonths?: number
  closedThisMonth: boolean
  /** What was done, by the last adopted report or the closing report. */
  done?: string
  problem?: string
  nextStep?: string
}

export type BulletinReporting = {
  due: number
  onTime: number
  late: BulletinLapse[]
  missed: BulletinLapse[]
  returned: BulletinLapse[]
}

/** `count` reports of a unit; `reason` is why they were sent back. */
export type BulletinLapse = { unit: string; count: number; reason?: string }

/** 月度通报: every sentence is there because its figure is there. Refuses (RangeError) dates and months that are none. */
export const bulletinDocument = (data: BulletinData): OfficialDocument => {
  const attachments = [slowList(data), onScheduleList(data), unitTable(data)].filter(
    (attachment): attachment is Attachment => attachment !== undefined,
  )
  return {
    layout: 'document',
    issuer: data.issuer,
    withWenjian: true,
    documentNumber: data.documentNumber,
    title: `关于${chineseMonth(data.month)}优化营商环境工作任务进展情况的通报`,
    recipients: data.recipients,
    body: [
      { kind: 'paragraph', text: lead(data) },
      ...section('总体进展', overall(data)),
      ...section('主要成效', achievements(data)),
      ...section('存在问题', problems(data)),
      ...section('下一步工作要求', requirements(data)),
    ],
    attachmentsNote: attachments.map(({ title }) => title),
    signature: data.issuer,
    signedOn: data.issuedOn,
    attachments,
    copyTo: data.copyTo,
    printedBy: data.issuer,
    printedOn: data.issuedOn,
  }
}

const lead = ({ plan, asOf }: BulletinData): string => {
  const number = plan.documentNumber ? `（${plan.documentNumber}，以下简称《方案》）` : '（以下简称《方案》）'
  return `现将截至${chineseDate(asOf)}《${plan.title}》${number}任务进展情况通报如下。`
}

const section = (text: string, body: Block[]): Block[] =>
  body.length > 0 ? [{ kind: 'heading', level: 1, text }, ...body] : []
