import type { BulletinData, BulletinGroup, BulletinTask } from './bulletin.ts'
import { LIGHT_ORDER, leadNames, lightName, monthName, quoted, shortDay } from './bulletin-words.ts'
import type { Block } from './content.ts'
import { change, opening, sentence, share, shareChange } from './figures-in-words.ts'

/** 一、总体进展. */
export const overall = (data: BulletinData): Block[] => [
  { kind: 'paragraph', text: counts(data) },
  { kind: 'paragraph', text: lights(data) },
  ...reporting(data),
  ...groupTable('专项行动', data.actions),
]

const counts = ({ totals, lastMonth, asOf }: BulletinData): string => {
  const { total, received, inProgress, closed, writtenOff, late } = totals
  const rate = share(closed, total)
  return [
    `《方案》共部署任务${total}项。`,
    sentence(
      [
        `截至${shortDay(asOf)}`,
        received === total ? '已全部签收' : `已签收${received}项、未签收${total - received}项`,
        inProgress > 0 && `办理中${inProgress}项`,
        closed > 0
          ? `已办结${closed}项${writtenOff > 0 ? `（其中已销号${writtenOff}项）` : ''}`
          : '尚无办结任务',
        closed > 0 && rate && `办结率${rate}`,
      ],
      '，',
    ),
    lastMonth
      ? sentence([
          `办结数${change(closed, lastMonth.closed, '项')}`,
          rate &&
            shareChange(
              { part: closed, whole: total },
              { part: lastMonth.closed, whole: lastMonth.total },
            )?.replace(/^/, '办结率'),
        ])
      : '',
    late > 0
      ? sentence([`逾期未办结${late}项`, lastMonth && change(late, lastMonth.late, '项')])
      : '无逾期任务。',
  ].join('')
}

const lights = ({ totals, lastMonth }: BulletinData): string => {
  const shown = LIGHT_ORDER.filter((light) => totals.byLight[light] > 0)
  const changes = lastMonth
    ? (['red', 'yellow'] as const)
        .filter((light) => totals.byLight[light] > 0 || lastMonth.byLight[light] > 0)
        .map((light) => `${lightName(light)}${change(totals.byLight[light], lastMonth.byLight[light], '项')}`)
    : []
  return [
    shown.length > 0
      ? sentence([
          `从亮灯情况看，${shown.map((light) => `${lightName(light)}${totals.byLight[light]}项`).join('、')}`,
        ])
      : '',
    sentence(changes),
    totals.byLight.red === 0 && totals.byLight.yellow === 0 ? '无黄灯、红灯任务。' : '',
  ].join('')
}

const reporting = ({ reporting: { due, onTime, late, missed, returned }, month }: BulletinData): Block[] => {
  if (due === 0) return []
  const rate = share(onTime, due)
  const count = (lapses: { count: number }[]) => lapses.reduce((sum, lapse) => sum + lapse.count, 0)
  const text = [
    sentence([
      `从报送情况看，${monthName(month)}应报送进展${due}项次`,
      onTime === due ? '全部按时报送' : `按时报送${onTime}项次`,
      onTime < due && rate && `按时报送率${rate}`,
      late.length > 0 && `迟报${count(late)}项次`,
      missed.length > 0 && `漏报${count(missed)}项次`,
    ]),
    returned.length > 0 ? `经审核退回补充${count(returned)}项次。` : '',
  ].join('')
  return [{ kind: 'paragraph', text }]
}

const groupTable = (title: string, groups: readonly BulletinGroup[]): Block[] =>
  groups.length < 2
    ? []
    : [
        {
          kind: 'table',
          columns: [
            { title, share: 7 },
            ...['任务数', '已办结', '办结率', ...LIGHT_ORDER.map(lightName), '逾期'].map((each) => ({
              title: each,
              share: 2.4,
              align: 'center' as const,
            })),
          ],
          rows: groups.map(({ name, total, closed, late, byLight }) => [
            name,
            ...[
              total,
              closed,
              share(closed, total) ?? '—',
              ...LIGHT_ORDER.map((light) => byLight[light]),
              late,
            ].map(String),
          ]),
        },
      ]

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
    return [{ kind: 'paragraph', text: `${month}无新办结任务，各项任务进度与上月末相比无变化。` }]
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
