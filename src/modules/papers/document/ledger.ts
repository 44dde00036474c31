import type { Light } from '#modules/tasks/contract.ts'
import { lightLetter, lightsInWords } from './bulletin-words.ts'
import { chineseDate } from './wording.ts'
import { type WorkbookColumn, type WorkbookValue, writeWorkbook } from './workbook.ts'

/** One task as the 工作台账 shows it. */
export type LedgerRow = {
  number: string
  name: string
  measure: string
  action: string
  field: string
  leads: string[]
  partners: string[]
  /** Last day, ISO; null where the plan names none. */
  dueOn: string | null
  /** 完成时限 as printed: shown where there is no day, or where the day is not all of it (长期坚持). */
  dueText: string
  longTerm?: boolean
  stateLabel: string
  light: Light | null
  lightReason: string | null
  /** Percent. */
  progress: number
  latest: string
  problem: string
  lastReportedOn: string | null
}

export type LedgerHeading = {
  title: string
  /** The day that the ledger stands for, ISO. */
  asOf: string
  legend: { light: Light; text: string }[]
  /** 编制单位. */
  preparedBy?: string
}

type Column = WorkbookColumn & { of: (row: LedgerRow, index: number) => WorkbookValue }

const text = (value: string | null): WorkbookValue => (value ? { text: value } : null)
const names = (units: string[]): WorkbookValue => text(units.join('、'))

/** Screens show the colour, black-and-white prints the letter. */
const FILL: Record<Light, string> = { green: '#C6E0B4', yellow: '#FFE699', red: '#F4B084', blue: '#BDD7EE' }

const COLUMNS: Column[] = [
  { title: '序号', width: 5, align: 'center', of: (_, index) => ({ number: index + 1 }) },
  { title: '任务编号', width: 13, align: 'center', of: (row) => text(row.number) },
  { title: '任务名称', width: 20, of: (row) => text(row.name) },
  { title: '具体措施', width: 36, of: (row) => text(row.measure) },
  { title: '所属行动', width: 13, of: (row) => text(row.action) },
  { title: '重点领域', width: 11, of: (row) => text(row.field) },
  { title: '牵头单位', width: 15, of: (row) => names(row.leads) },
  { title: '配合单位', width: 17, of: (row) => names(row.partners) },
  { title: '完成时限', width: 15, align: 'center', of: (row) => due(row) },
  { title: '当前状态', width: 10, align: 'center', of: (row) => text(row.stateLabel) },
  {
    title: '亮灯',
    width: 6,
    align: 'center',
    of: ({ light }) => (light ? { text: lightLetter(light), fill: FILL[light] } : null),
  },
  { title: '亮灯原因', width: 15, of: (row) => text(row.lightReason) },
  { title: '进度', width: 7, align: 'center', of: (row) => ({ percent: row.progress }) },
  { title: '最近进展', width: 36, of: (row) => text(row.latest) },
  { title: '存在问题', width: 22, of: (row) => text(row.problem) },
  {
    title: '最近填报',
    width: 15,
    align: 'center',
    of: ({ lastReportedOn }) => (lastReportedOn ? { day: lastReportedOn } : null),
  },
]

const due = ({ dueOn, dueText, longTerm }: LedgerRow): WorkbookValue =>
  dueOn && !longTerm ? { day: dueOn } : text(dueText)

/** The 工作台账 as `.xlsx`. Refuses (RangeError) days that are none. */
export const writeLedger = (rows: readonly LedgerRow[], heading: LedgerHeading): Promise<Uint8Array> => {
  const about = [
    `统计截至：${chineseDate(heading.asOf)}`,
    `任务数：${rows.length}项`,
    heading.preparedBy ? `编制单位：${heading.preparedBy}` : '',
  ]
  return writeWorkbook({
    sheetName: '工作台账',
    title: heading.title,
    notes: [about.filter(Boolean).join('　　'), lightsInWords(heading)].filter(Boolean),
    columns: COLUMNS,
    rows: rows.map((row, index) => COLUMNS.map(({ of }) => of(row, index))),
    frozenColumns: 3,
  })
}
