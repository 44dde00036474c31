import type { BulletinData, BulletinLapse, BulletinTask } from './bulletin.ts'
import { daysBetween, leadNames, monthName, quoted } from './bulletin-words.ts'
import type { Block } from './content.ts'
import { clause, sentence, some } from './figures-in-words.ts'
import { chineseDate } from './wording.ts'

/** 三、存在问题: who, which task, by how much, why. */
export const problems = (data: BulletinData): Block[] => {
  const open = data.tasks.filter((task) => task.light !== 'blue')
  const late = open.filter((task) => task.late)
  const red = open.filter((task) => !task.late && task.light === 'red')
  const yellow = open.filter((task) => !task.late && task.light === 'yellow')
  const unreceived = open.filter((task) => !task.received)
  const found = [
    ...topic(
      late,
      (count) => `${some(count)}任务逾期未办结。`,
      (task) => lateTask(task, data.asOf),
    ),
    ...topic(red, (count) => `${some(count)}任务严重落后序时进度。`, slowTask),
    ...topic(yellow, (count) => `${some(count)}任务落后序时进度或临近时限。`, slowTask, NAMED),
    ...unreceivedTasks(unreceived),
    ...lapses(data),
  ]
  if (found.length > 0) return found
  return [
    {
      kind: 'paragraph',
      text: sentence([
        `${monthName(data.month)}无逾期任务`,
        '无黄灯、红灯任务',
        data.reporting.due > 0 && '进展报送无迟报、漏报、退回',
      ]),
    },
  ]
}
/** More than so many are not named one by one: the list of slow tasks, always the first attachment, has them. */
const NAMED = 12

const topic = (
  tasks: BulletinTask[],
  title: (count: number) => string,
  line: (task: BulletinTask) => string,
  named = Number.POSITIVE_INFINITY,
): Block[] => {
  if (tasks.length === 0) return []
  const byUnit = [...Map.groupBy(tasks, leadNames)]
  const head = `共${tasks.length}项，涉及${byUnit.length}个牵头单位`
  const heading = (follow: string): Block => ({
    kind: 'heading',
    level: 2,
    text: title(tasks.length),
    follow,
  })
  if (tasks.length > named) {
    const units = byUnit.map(([unit, own]) => `${unit}（${own.length}项）`).join('、')
    return [heading(`${head}：${units}，详见附件1。`)]
  }
  return [
    heading(`${head}。`),
    ...byUnit.map(
      ([unit, own]): Block => ({ kind: 'paragraph', text: `${unit}牵头的${own.map(line).join('')}` }),
    ),
  ]
}

const lateTask = (task: BulletinTask, asOf: string): string =>
  sentence([
    quoted(task.name).concat(
      task.dueOn ? `应于${chineseDate(task.dueOn)}前完成` : `完成时限为${clause(task.dueText)}`,
    ),
    `进度${task.progress}%`,
    task.dueOn && `已逾期${daysBetween(task.dueOn, asOf)}天`,
    reason({ problem: task.problem }),
  ])

const slowTask = (task: BulletinTask): string => {
  const gap = task.expected === undefined ? 0 : task.expected - task.progress
  return sentence([
    `${quoted(task.name)}进度${task.progress}%`,
    gap > 0 && `落后序时进度${gap}个百分点`,
    task.redMonths !== undefined && task.redMonths >= 2 && `已连续${task.redMonths}个月亮红灯`,
    // The gap is the light's reason most of the time; it is not said twice.
    reason(gap > 0 ? { problem: task.problem } : task),
  ])
}

/** The unit's own words about its problem, else what the light says. */
const reason = ({
  problem,
  lightReason,
}: Pick<BulletinTask, 'problem' | 'lightReason'>): string | undefined => {
  const own = clause(problem)
  if (own) return `原因是${own.replace(/^(主要)?原因[是为：]*/, '')}`
  return clause(lightReason) || undefined
}

const unreceivedTasks = (tasks: BulletinTask[]): Block[] =>
  tasks.length === 0
    ? []
    : [
        {
          kind: 'heading',
          level: 2,
          text: `${some(tasks.length)}任务尚未签收。`,
          follow: `${tasks.map((task) => `${leadNames(task)}的${quoted(task.name)}`).join('、')}。`,
        },
      ]

const lapses = ({ reporting: { late, missed, returned } }: BulletinData): Block[] => {
  const names = (all: BulletinLapse[]) =>
    all
      .map(({ unit, count, reason }) => `${unit}（${count}项次${reason ? `，${clause(reason)}` : ''}）`)
      .join('、')
  const follow = [
    missed.length > 0 ? `漏报的有${names(missed)}。` : '',
    late.length > 0 ? `迟报的有${names(late)}。` : '',
    returned.length > 0 ? `经审核退回补充的有${names(returned)}。` : '',
  ].join('')
  if (!follow) return []
  const units = new Set([...late, ...missed, ...returned].map(({ unit }) => unit)).size
  return [{ kind: 'heading', level: 2, text: `${some(units)}单位进展报送不及时、不规范。`, follow }]
}
