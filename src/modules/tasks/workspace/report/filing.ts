import type { FileRef, Report } from '#modules/tasks/contract.ts'

/** What a liaison is writing for one month of one task. */
export interface Filing {
  percent: number | null
  done: string
  problems: string
  nextSteps: string
  supportNeeded: string
  /** Evidence added now; what the report already holds stays with it. */
  files: FileRef[]
}

export type FilingText = Omit<Filing, 'files'>
export const filingFields = ['percent', 'done', 'problems', 'nextSteps', 'supportNeeded'] as const
export type FilingField = (typeof filingFields)[number]

export const filingLabels: Record<FilingField, string> = {
  percent: '当前进度',
  done: '已完成工作',
  problems: '存在问题',
  nextSteps: '下一步计划',
  supportNeeded: '需要的支持',
}

const empty: FilingText = { percent: null, done: '', problems: '', nextSteps: '', supportNeeded: '' }

/** The text to start from, and to see changes against: what was filed before, else the month before. */
export function baseOf(report: Report): FilingText {
  if (report.done !== '' || report.percent !== null) {
    const { percent, done, problems, nextSteps, supportNeeded } = report
    return { percent, done, problems, nextSteps, supportNeeded }
  }
  if (!report.previous) return empty
  const { percent, done, problems, nextSteps, supportNeeded } = report.previous
  return { percent, done, problems, nextSteps, supportNeeded }
}

export const startOf = (report: Report): Filing => ({ ...baseOf(report), files: [] })

export function changedFields(filing: Filing, base: FilingText): FilingField[] {
  return filingFields.filter((field) => filing[field] !== base[field])
}

const noChangeWords = '本月进度无变化，原因：'

/** 无变化: the percent of the month before stays, and only the reason is left to be written. */
export const withoutChange = (filing: Filing, base: FilingText): Filing => ({
  ...filing,
  ...base,
  done: noChangeWords,
})

/** What is missing before it can be sent, as a sentence; the server checks everything else. */
export function faultOf(filing: Filing): { field: FilingField; sentence: string } | null {
  if (filing.percent === null) return { field: 'percent', sentence: '请填写当前进度。' }
  if (filing.done.trim() === noChangeWords) return { field: 'done', sentence: '请写明无变化的原因。' }
  return null
}
