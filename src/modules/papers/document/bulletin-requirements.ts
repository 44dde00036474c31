import type { BulletinData, BulletinTask } from './bulletin.ts'
import { leadNames, monthName, nextMonth, quoted, shortDay } from './bulletin-words.ts'
import type { Block } from './content.ts'
import { sentence } from './figures-in-words.ts'
import { chineseDate } from './wording.ts'

/** 四、下一步工作要求: addressed, dated, and only as far as the figures call for it. */
export const requirements = (data: BulletinData): Block[] => {
  const open = data.tasks.filter((task) => task.light !== 'blue')
  const bad = open.filter((task) => task.late || task.light === 'red')
  const yellow = open.filter((task) => !task.late && task.light === 'yellow')
  const month = nextMonth(data.month)
  const due = open.filter((task) => !task.late && task.dueOn?.startsWith(month))
  return [
    ...rectification(bad, data.nextMonth.rectificationDueOn),
    ...catchUp(yellow),
    ...dueSoon(due, monthName(month)),
    ...reporting(data, monthName(month)),
    ...(data.nextMonth.more ?? []).map((text) => ({ kind: 'paragraph' as const, text })),
  ]
}

const units = (tasks: BulletinTask[]): string => [...new Set(tasks.flatMap(({ leads }) => leads))].join('、')

const rectification = (bad: BulletinTask[], dueOn: string | undefined): Block[] =>
  bad.length === 0
    ? []
    : [
        {
          kind: 'heading',
          level: 2,
          text: '限期整改滞后任务。',
          follow: sentence([
            `请${units(bad)}主要负责同志牵头，对${bad.length}项逾期、红灯任务逐项分析原因、明确措施和完成时限`,
            dueOn && `于${chineseDate(dueOn)}前书面报送整改措施`,
          ]),
        },
      ]

const catchUp = (yellow: BulletinTask[]): Block[] =>
  yellow.length === 0
    ? []
    : [
        {
          kind: 'heading',
          level: 2,
          text: '加快推进预警任务。',
          follow: `请${units(yellow)}对${yellow.length}项黄灯任务倒排工期，尽快赶上序时进度。`,
        },
      ]

/** More than so many are counted by unit: the list of the tasks on schedule gives their days. */
const NAMED = 10

const dueSoon = (due: BulletinTask[], month: string): Block[] => {
  if (due.length === 0) return []
  const named = due.map(
    (task) =>
      `${leadNames(task)}牵头的${quoted(task.name)}（${shortDay(task.dueOn!)}到期，进度${task.progress}%）`,
  )
  const counted = [...Map.groupBy(due, leadNames)].map(([unit, own]) => `${unit}（${own.length}项）`)
  const which = (due.length > NAMED ? counted : named).join('、')
  return [
    {
      kind: 'heading',
      level: 2,
      text: `按期办结${month}到期任务。`,
      follow: `${month}到期任务${due.length}项：${which}。请牵头单位按期办结，并及时提交办结报告和佐证材料。`,
    },
  ]
}

const reporting = ({ nextMonth: { reportsDueOn } }: BulletinData, month: string): Block[] =>
  reportsDueOn
    ? [
        {
          kind: 'heading',
          level: 2,
          text: '按时报送工作进展。',
          follow: `请各牵头单位于${chineseDate(reportsDueOn)}前报送${month}进展，经本单位负责同志审签，如实填写进度、存在问题和下一步措施。`,
        },
      ]
    : []
