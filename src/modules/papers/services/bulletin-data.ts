import { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { addWorkingDays } from '#kernel/calendar/calendar.ts'
import { today } from '#kernel/clock.ts'
import { Refusal } from '#kernel/refusal.ts'
import { readSetting, setting } from '#kernel/settings.ts'
import { getCity } from '#modules/city/service.ts'
import { listPlanHeadings, planHeading } from '#modules/plans/service.ts'
import type { Light } from '#modules/tasks/contract.ts'
import { legendOf, monthAfter, monthOf, reportDueOn } from '#modules/tasks/rules.ts'
import { lightRule, reportDay } from '#modules/tasks/service.ts'
import type {
  BulletinData,
  BulletinGroup,
  BulletinLapse,
  BulletinTask,
  BulletinTotals,
} from '../document/bulletin.ts'
import { isClosed, lights, type Standing, standingsOf } from './month.ts'

/** 主送机关 of the bulletin, without the colon. */
export const recipients = setting({
  name: 'papers.recipients',
  label: '通报的主送机关',
  schema: z.string().trim().min(1).max(200),
  fallback: '各旗区人民政府，市直各部门，各有关单位',
})

/** Working days in which a unit answers for a red light with a written plan. */
const rectificationWorkingDays = 10

/** The month's figures: as kept at its end, or as they stand today while it still runs. */
export async function bulletinData(
  month: string,
  planId: string | undefined,
  actor: Actor,
): Promise<BulletinData> {
  const day = today()
  if (month > monthOf(day.toString()))
    throw new Refusal('invalid', '不能编制以后月份的通报，请选择本月或以前的月份。', { field: 'month' })
  const chosen = planId ?? (await onlyPlan())
  const heading = await planHeading(chosen)
  const { asOf, tasks } = await standingsOf(chosen, month, actor)
  if (tasks.length === 0)
    throw new Refusal(
      'not-found',
      `${monthWords(month)}没有这份方案的任务数据（任务尚未下达，或月末数据没有留存），请选择其他月份。`,
      { field: 'month' },
    )
  const before = await standingsOf(chosen, monthAfter(month, -1), actor)
  const city = await getCity()
  return {
    cityName: city.name,
    issuer: city.issuingOffice,
    recipients: await readSetting(recipients),
    month,
    asOf,
    issuedOn: day.toString(),
    plan: { title: heading.title, documentNumber: heading.documentNumber ?? undefined },
    totals: totalsOf(tasks),
    lastMonth: before.tasks.length > 0 ? totalsOf(before.tasks) : undefined,
    actions: groupsOf(tasks, (task) => task.action),
    fields: groupsOf(tasks, (task) => task.field),
    units: unitsOf(tasks),
    tasks,
    reporting: reportingOf(tasks),
    nextMonth: {
      reportsDueOn: reportDueOn(monthAfter(month, 1), await readSetting(reportDay)),
      rectificationDueOn: tasks.some((task) => task.light === 'red')
        ? addWorkingDays(day, rectificationWorkingDays).toString()
        : undefined,
    },
    legend: legendOf(await readSetting(lightRule)),
  }
}

const monthWords = (month: string): string => `${month.slice(0, 4)}年${Number(month.slice(5))}月`

/** The plan that is carried out; where several are, a person must say which. */
async function onlyPlan(): Promise<string> {
  const plans = await listPlanHeadings('executing')
  const [plan, another] = plans.length > 0 ? plans : await listPlanHeadings('concluded')
  if (!plan) {
    throw new Refusal('not-found', '还没有执行中的方案，下达后才能编制通报。', { field: 'planId' })
  }
  if (another) throw new Refusal('invalid', '有多份方案，请选择为哪一份方案编制通报。', { field: 'planId' })
  return plan.id
}

const byLight = (tasks: BulletinTask[]): Record<Light, number> =>
  Object.fromEntries(
    lights.map((light) => [light, tasks.filter((task) => task.light === light).length]),
  ) as Record<Light, number>

function totalsOf(tasks: Standing[]): BulletinTotals {
  return {
    total: tasks.length,
    received: tasks.filter((task) => task.received).length,
    inProgress: tasks.filter((task) => task.received && !isClosed(task.state)).length,
    closed: tasks.filter((task) => isClosed(task.state)).length,
    writtenOff: tasks.filter((task) => task.state === 'writtenOff').length,
    late: tasks.filter((task) => task.late).length,
    byLight: byLight(tasks),
  }
}

function groupsOf<T extends Standing>(
  tasks: T[],
  keyOf: (task: T) => string,
): (BulletinGroup & { tasks: T[] })[] {
  return [...Map.groupBy(tasks, keyOf)].map(([name, of]) => ({
    name,
    total: of.length,
    closed: of.filter((task) => isClosed(task.state)).length,
    late: of.filter((task) => task.late).length,
    byLight: byLight(of),
    tasks: of,
  }))
}

const leadOf = (task: Standing): string => task.leads[0] ?? ''
const owes = (task: Standing): boolean => task.report !== null
const missed = (task: Standing): boolean => task.report?.filing === 'missed'
const returned = (task: Standing): boolean => task.report?.wasReturned === true

function unitsOf(tasks: Standing[]): BulletinData['units'] {
  return groupsOf(tasks, leadOf).map(({ tasks: own, ...group }) => ({
    ...group,
    reportsDue: own.filter(owes).length,
    reportsMissed: own.filter(missed).length,
    reportsReturned: own.filter(returned).length,
  }))
}

function reportingOf(tasks: Standing[]): BulletinData['reporting'] {
  const lapses = (of: Standing[]): BulletinLapse[] =>
    [...Map.groupBy(of, leadOf)].map(([unit, list]) => ({ unit, count: list.length }))
  return {
    due: tasks.filter(owes).length,
    onTime: tasks.filter((task) => task.report?.filing === 'onTime').length,
    late: lapses(tasks.filter((task) => task.report?.filing === 'late')),
    missed: lapses(tasks.filter(missed)),
    returned: lapses(tasks.filter(returned)),
  }
}
