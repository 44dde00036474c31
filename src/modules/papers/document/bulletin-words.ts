import type { Light } from '#modules/tasks/contract.ts'
import { lightLetters } from '#modules/tasks/rules.ts'
import type { BulletinData, BulletinTask } from './bulletin.ts'
import { printable } from './wording.ts'

export const LIGHT_ORDER = ['green', 'yellow', 'red', 'blue'] as const satisfies readonly Light[]

export const lightName = (light: Light): string => `${lightLetters[light]}灯`

/** The letter for a table cell, since a printed list is black and white. */
export const lightLetter = (light: Light | null): string => (light ? lightLetters[light] : '—')

/** 2026-09-30 → 9月30日. */
export const shortDay = (isoDay: string): string => {
  const day = Temporal.PlainDate.from(isoDay)
  return `${day.month}月${day.day}日`
}

/** 2026-09 → 9月. */
export const monthName = (isoMonth: string): string => `${Temporal.PlainYearMonth.from(isoMonth).month}月`

export const nextMonth = (isoMonth: string): string =>
  Temporal.PlainYearMonth.from(isoMonth).add({ months: 1 }).toString()

export const leadNames = ({ leads }: Pick<BulletinTask, 'leads'>): string => leads.join('、')

export const daysBetween = (from: string, to: string): number =>
  Temporal.PlainDate.from(from).until(Temporal.PlainDate.from(to)).days

/** A task is slow when its light is yellow or red; 慢序时 and 按序时 part the plan without a rest. */
export const isSlow = ({ light, late }: BulletinTask): boolean =>
  late || light === 'yellow' || light === 'red'

/** 图例 on one line. */
export const lightsInWords = ({ legend }: Pick<BulletinData, 'legend'>): string =>
  legend.length === 0
    ? ''
    : `图例：${legend.map(({ light, text }) => `${lightLetters[light]}——${text}`).join('；')}。`

/** A name in quotation marks; marks inside it become single ones. */
export const quoted = (name: string): string =>
  `“${printable(name).trim().replaceAll('“', '‘').replaceAll('”', '’')}”`
