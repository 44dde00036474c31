import type { BulletinData, BulletinTask } from './bulletin.ts'
import { leadNames, monthName, quoted } from './bulletin-words.ts'
import type { Block } from './content.ts'
import { opening, sentence } from './figures-in-words.ts'

/** Named one by one up to this number; the rest stand in the attachments. */
const NAMED = 10
const OPENING = 80

/** 二、主要成效: what was closed, what moved on, what came back to schedule. */
export const achievements = (data: BulletinData): Block[] => {
  const closed = data.tasks.filter((task) => task.closedThisMonth)
  const recovered = data.tasks.filter(isRecovered)
  const moved = data.tasks.filter((task) => !task.closedThisMonth && gain(task) > 0)
  const month = monthName(data.month)
  if (closed.length + recovered.length + moved.length === 0)
    return [
      {
        kind: 'paragraph',
        text: sentence([
          `${month}无新办结任务`,
          data.tasks.some((task) => task.progressLastMonth !== undefined) && '各项任务进度与上月末相比无变化',
        ]),
      },
    ]
  return [
    ...closedTasks(closed, month),
    ...movedTasks(moved, month),
    ...recoveredTasks(recovered),
    ...fieldLeaders(data),
  ]
}

const closedTasks = (closed: BulletinTask[], month: string): Block[] => {
  if (closed.length === 0) return [{ kind: 'paragraph', text: `${month}无新办结任务。` }]
  const named = closed.slice(0, NAMED)
  return [
    {
      kind: 'heading',
      level: 2,
      text: `${month}办结任务${closed.length}项。`,
      follow: named
        .map((task) => `${leadNames(task)}牵头的${quoted(task.name)}已办结${result(task)}`)
        .join(''),
    },
    ...(closed.length > named.length
      ? [{ kind: 'paragraph' as const, text: `其余${closed.length - named.length}项见按序时任务清单。` }]
      : []),
  ]
}

const result = ({ done }: BulletinTask): string => {
  const text = opening(done, OPENING)
  return text ? `：${text}` : '。'
}

const gain = ({ progress, progressLastMonth }: BulletinTask): number =>
  progressLastMonth === undefined ? 0 : progress - progressLastMonth

const GREAT_GAIN = 20

const movedTasks = (moved: BulletinTask[], month: string): Block[] => {
  if (moved.length === 0) return []
  const great = moved.filter((task) => gain(task) >= GREAT_GAIN).toSorted((a, b) => gain(b) - gain(a))
  const named = great.slice(0, NAMED)
  const text = `进度比上月末提升的任务${moved.length}项。`
  const follow = [
    great.length > 0 ? `其中提升${GREAT_GAIN}个百分点以上的${great.length}项。` : '',
    ...named.map(
      (task) =>
        `${leadNames(task)}牵头的${quoted(task.name)}由${task.progressLastMonth}%提升到${task.progress}%${result(task)}`,
    ),
  ].join('')
  return [{ kind: 'heading', level: 2, text: `${month}${text}`, follow: follow || undefined }]
}

const isRecovered = ({ light, lightLastMonth }: BulletinTask): boolean =>
  light === 'green' && (lightLastMonth === 'red' || lightLastMonth === 'yellow')

const recoveredTasks = (recovered: BulletinTask[]): Block[] => {
  if (recovered.length === 0) return []
  const named = recovered.slice(0, NAMED).map((task) => `${leadNames(task)}牵头的${quoted(task.name)}`)
  return [
    {
      kind: 'heading',
      level: 2,
      text: `由黄灯、红灯转为绿灯的任务${recovered.length}项。`,
      follow: `${recovered.length > named.length ? '包括' : '为'}${named.join('、')}${recovered.length > named.length ? '等' : ''}。`,
    },
  ]
}

/** Fields in which everything is done. */
const fieldLeaders = ({ fields }: BulletinData): Block[] => {
  const complete = fields.filter(({ total, closed }) => total > 0 && closed === total)
  if (complete.length === 0) return []
  return [
    {
      kind: 'heading',
      level: 2,
      text: `任务全部办结的重点领域${complete.length}个。`,
      follow: `${complete.map(({ name, total }) => `${name}（${total}项）`).join('、')}。`,
    },
  ]
}
