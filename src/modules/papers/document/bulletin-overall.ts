import type { BulletinData, BulletinGroup } from './bulletin.ts'
import { LIGHT_ORDER, lightName, monthName, shortDay } from './bulletin-words.ts'
import type { Block } from './content.ts'
import { change, sentence, share, shareChange } from './figures-in-words.ts'

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
  const unlit = totals.total - LIGHT_ORDER.reduce((sum, light) => sum + totals.byLight[light], 0)
  return [
    shown.length > 0
      ? sentence([
          `从亮灯情况看，${shown.map((light) => `${lightName(light)}${totals.byLight[light]}项`).join('、')}`,
          unlit > 0 && `另有${unlit}项暂未亮灯`,
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
