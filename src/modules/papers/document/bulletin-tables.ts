import type { BulletinData, BulletinTask } from './bulletin.ts'
import { isSlow, LIGHT_ORDER, leadNames, lightLetter, lightName, lightsInWords } from './bulletin-words.ts'
import type { Attachment, Block, TableColumn } from './content.ts'
import { clause, share } from './figures-in-words.ts'
import { chineseDate } from './wording.ts'

type Column = TableColumn & { of: (task: BulletinTask, index: number) => string }

const column = (title: string, share: number, of: Column['of'], align?: TableColumn['align']): Column => ({
  title,
  share,
  of,
  align,
})

const COMMON: Column[] = [
  column('序号', 4.5, (_, index) => String(index + 1), 'center'),
  column('任务编号', 10.5, (task) => task.number, 'center'),
  column('任务名称', 14, (task) => task.name),
  column('牵头单位', 10, leadNames),
  column('完成时限', 8.5, (task) => clause(task.dueText) || '未注明', 'center'),
  column('进度', 5, (task) => `${task.progress}%`, 'center'),
]

const EXPECTED = column(
  '序时进度',
  5,
  ({ expected }) => (expected === undefined ? '—' : `${expected}%`),
  'center',
)
const LIGHT = column('亮灯', 4.5, (task) => lightLetter(task.light), 'center')

const SLOW: Column[] = [
  ...COMMON,
  EXPECTED,
  LIGHT,
  column('亮灯原因', 10, (task) => clause(task.lightReason)),
  column('存在问题', 14, (task) => clause(task.problem)),
  column('下一步措施', 14, (task) => clause(task.nextStep)),
]

const ON_SCHEDULE: Column[] = [
  ...COMMON,
  EXPECTED,
  LIGHT,
  column('最近进展', 38, (task) => clause(task.done)),
]

/** 附件 慢序时任务清单: the late ones first, then red, then yellow. */
export const slowList = (data: BulletinData): Attachment | undefined =>
  list('慢序时任务清单', data.tasks.filter(isSlow).toSorted(worstFirst), SLOW, data)

/** 附件 按序时任务清单: all the rest of the plan. */
export const onScheduleList = (data: BulletinData): Attachment | undefined =>
  list(
    '按序时任务清单',
    data.tasks.filter((task) => !isSlow(task)),
    ON_SCHEDULE,
    data,
  )

const badness = ({ late, light }: BulletinTask): number => (late ? 0 : light === 'red' ? 1 : 2)
const worstFirst = (one: BulletinTask, other: BulletinTask): number =>
  badness(one) - badness(other) || one.progress - other.progress

const list = (
  title: string,
  tasks: BulletinTask[],
  columns: Column[],
  data: BulletinData,
): Attachment | undefined =>
  tasks.length === 0
    ? undefined
    : {
        title,
        landscape: true,
        body: [
          ...asOf(data, `共${tasks.length}项`),
          {
            kind: 'table',
            columns: columns.map(({ of, ...rest }) => rest),
            rows: tasks.map((task, index) => columns.map(({ of }) => of(task, index))),
          },
        ],
      }

const asOf = (data: BulletinData, count: string): Block[] => [
  { kind: 'remark', text: `统计截至${chineseDate(data.asOf)}，${count}。` },
  { kind: 'remark', text: lightsInWords(data) },
]

/** 附件 各牵头单位任务进展情况表. */
export const unitTable = (data: BulletinData): Attachment | undefined => {
  if (data.units.length === 0) return undefined
  const figure = (title: string, share = 3.2): TableColumn => ({ title, share, align: 'center' })
  return {
    title: '各牵头单位任务进展情况表',
    body: [
      ...asOf(data, `共${data.units.length}个单位`),
      {
        kind: 'table',
        columns: [
          figure('序号'),
          { title: '牵头单位', share: 10 },
          figure('任务数', 4.6),
          figure('已办结', 4.6),
          figure('办结率', 4.6),
          ...LIGHT_ORDER.map((light) => figure(lightName(light))),
          figure('逾期'),
          figure('应报'),
          figure('漏报'),
          figure('退回'),
        ],
        rows: data.units.map((unit, index) => [
          String(index + 1),
          unit.name,
          ...[
            unit.total,
            unit.closed,
            share(unit.closed, unit.total) ?? '—',
            ...LIGHT_ORDER.map((light) => unit.byLight[light]),
            unit.late,
            unit.reportsDue,
            unit.reportsMissed,
            unit.reportsReturned,
          ].map(String),
        ]),
      },
      { kind: 'remark', text: '任务数不足10项的单位不计算办结率，以“—”表示。' },
    ],
  }
}
