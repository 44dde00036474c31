import type { Actor } from '#kernel/actor.ts'
import { addWorkingDays } from '#kernel/calendar/calendar.ts'
import { today } from '#kernel/clock.ts'
import type { Download, InputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import { readSetting } from '#kernel/settings.ts'
import { getCity } from '#modules/city/service.ts'
import { unitLabels } from '#modules/people/service.ts'
import { listPlanHeadings, planHeading } from '#modules/plans/service.ts'
import type { Light } from '#modules/tasks/contract.ts'
import { expectedProgressOf, legendOf, monthAfter, monthOf, reportDueOn } from '#modules/tasks/rules.ts'
import { lightRule, reportDay, tasksForPapers } from '#modules/tasks/service.ts'
import { type TaskState, taskWorkflow } from '#modules/tasks/workflow.ts'
import type { downloadBulletin, downloadLedger } from './contract.ts'
import type {
  BulletinData,
  BulletinGroup,
  BulletinLapse,
  BulletinTask,
  BulletinTotals,
} from './document/bulletin.ts'
import type { LedgerRow } from './document/ledger.ts'

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'

type Row = Awaited<ReturnType<typeof tasksForPapers>>[number]

/** 月度通报 as Word. The writer is loaded when it is first needed: it weighs more than the rest of the process. */
export async function bulletin(
  { month, planId }: InputOf<typeof downloadBulletin>,
  actor: Actor,
): Promise<Download> {
  const data = await bulletinData(month, planId, actor)
  const { bulletinDocument } = await import('./document/bulletin.ts')
  const { writeOfficialDocument } = await import('./document/official-document.ts')
  return {
    name: `${data.cityName}优化营商环境工作任务进展情况通报（${month.replace('-', '年')}月）.docx`,
    mediaType: docx,
    body: await writeOfficialDocument(bulletinDocument(data)),
  }
}

/** 任务台账 as Excel: what the person may see, as it stands now. */
export async function ledger(
  { planId, unitId }: InputOf<typeof downloadLedger>,
  actor: Actor,
): Promise<Download> {
  const rows = await tasksForPapers(planId, unitId, null, actor)
  const city = await getCity()
  const unit = unitId ? (await unitLabels([unitId])).get(unitId) : undefined
  const title = `${unit ?? city.name}优化营商环境任务台账`
  const { writeLedger } = await import('./document/ledger.ts')
  const day = today().toString()
  return {
    name: `${title}（${day}）.xlsx`,
    mediaType: xlsx,
    body: await writeLedger(rows.map(ledgerRow), {
      title,
      asOf: day,
      legend: legendOf(await readSetting(lightRule)),
      preparedBy: city.issuingOffice,
    }),
  }
}

const ledgerRow = (row: Row): LedgerRow => ({
  number: row.number,
  name: row.title,
  measure: row.body,
  action: row.action_name,
  field: row.field_name,
  leads: leadsOf(row),
  partners: row.partners_as_printed ? row.partners_as_printed.split('、') : [],
  dueOn: row.due_on,
  dueText: row.deadline_text,
  longTerm: row.long_term,
  stateLabel: taskWorkflow.states[row.state as TaskState].label,
  light: row.light,
  lightReason: row.light_reason,
  progress: row.progress,
  latest: row.last_done ?? '',
  problem: row.last_problems ?? '',
  lastReportedOn: row.last_filed_on,
})

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
  const rows = await tasksForPapers(chosen, undefined, month, actor)
  const asOf = month === monthOf(day.toString()) ? day.toString() : lastDayOf(month)
  const shown = rows.filter((row) => row.dispatched_on !== null && row.dispatched_on <= asOf)
  if (shown.length === 0)
    throw new Refusal('not-found', `${month.replace('-', '年')}月没有已下达的任务，无法编制通报。`, {
      field: 'month',
    })
  const city = await getCity()
  const tasks = shown.map((row) => bulletinTask(row, month, asOf))
  const next = monthAfter(month, 1)
  const before = shown.filter((row) => row.before_state !== null)
  const endOfMonthBefore = lastDayOf(monthAfter(month, -1))
  const heading = await planHeading(chosen)
  return {
    cityName: city.name,
    issuer: city.issuingOffice,
    recipients: '各旗区人民政府，市直各部门，各有关单位',
    month,
    asOf,
    issuedOn: day.toString(),
    plan: { title: heading.title, documentNumber: heading.documentNumber ?? undefined },
    totals: totalsOf(tasks),
    lastMonth:
      before.length > 0 ? totalsOf(before.map((row) => monthBefore(row, endOfMonthBefore))) : undefined,
    actions: groupsOf(tasks, (task) => task.action),
    fields: groupsOf(tasks, (task) => task.field),
    units: unitsOf(shown, tasks),
    tasks,
    reporting: reportingOf(shown),
    nextMonth: {
      reportsDueOn: reportDueOn(next, await readSetting(reportDay)),
      rectificationDueOn: tasks.some((task) => task.light === 'red')
        ? addWorkingDays(day, 10).toString()
        : undefined,
    },
    legend: legendOf(await readSetting(lightRule)),
  }
}

async function onlyPlan(): Promise<string> {
  const plans = await listPlanHeadings('executing')
  if (plans.length === 0) throw new Refusal('not-found', '还没有执行中的方案，下达后才能编制通报。')
  return plans[0]!.id
}

interface Standing extends BulletinTask {
  state: string
}

const isClosed = (state: string): boolean => state === 'closed' || state === 'writtenOff'

function bulletinTask(row: Row, month: string, asOf: string): Standing {
  const state = row.then_state ?? row.state
  const light = row.then_state ? row.then_light : row.light
  const progress = row.then_progress ?? row.progress
  return {
    state,
    number: row.number,
    name: row.title,
    action: row.action_name,
    field: row.field_name,
    leads: leadsOf(row),
    dueOn: row.due_on ?? undefined,
    dueText: row.deadline_text,
    received: row.received_on !== null && row.received_on <= asOf,
    light,
    lightReason: (row.then_state ? row.then_reason : row.light_reason) ?? undefined,
    lightLastMonth: row.before_light,
    progress,
    progressLastMonth: row.before_progress ?? undefined,
    expected: row.due_on ? expectedProgressOf(row.dispatched_on, row.due_on, asOf) : undefined,
    late: !isClosed(state) && row.due_on !== null && row.due_on < asOf,
    redMonths: light === 'red' ? row.red_months + 1 : 0,
    closedThisMonth: isClosed(state) && row.closed_on?.slice(0, 7) === month,
    done: row.last_month === month ? (row.last_done ?? undefined) : undefined,
    problem: row.last_problems || undefined,
    nextStep: row.last_next_steps || undefined,
  }
}

/** The same task as the month before was closed with, as far as totals need it. */
function monthBefore(row: Row, asOf: string): Standing {
  const state = row.before_state!
  return {
    state,
    number: row.number,
    name: row.title,
    action: row.action_name,
    field: row.field_name,
    leads: leadsOf(row),
    dueText: row.deadline_text,
    received: row.received_on !== null && row.received_on <= asOf,
    light: row.before_light,
    progress: row.before_progress ?? 0,
    late: !isClosed(state) && row.due_on !== null && row.due_on < asOf,
    closedThisMonth: false,
  }
}

const lights: Light[] = ['green', 'yellow', 'red', 'blue']

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

function groupsOf(tasks: Standing[], keyOf: (task: Standing) => string): BulletinGroup[] {
  return [...Map.groupBy(tasks, keyOf)].map(([name, of]) => ({
    name,
    total: of.length,
    closed: of.filter((task) => isClosed(task.state)).length,
    late: of.filter((task) => task.late).length,
    byLight: byLight(of),
  }))
}

function unitsOf(rows: Row[], tasks: Standing[]): BulletinData['units'] {
  return groupsOf(tasks, (task) => task.leads[0] ?? '').map((group) => {
    const own = rows.filter(
      (row) => leadsOf(row)[0] === group.name && row.month_state !== null && row.month_state !== 'waived',
    )
    return {
      ...group,
      reportsDue: own.length,
      reportsMissed: own.filter(isMissed).length,
      reportsReturned: own.filter((row) => row.month_returns > 0).length,
    }
  })
}

const isMissed = (row: Row): boolean => row.month_late === true && row.month_state === 'owed'

function reportingOf(rows: Row[]): BulletinData['reporting'] {
  const owed = rows.filter((row) => row.month_state !== null && row.month_state !== 'waived')
  const lapses = (of: Row[]): BulletinLapse[] =>
    [...Map.groupBy(of, (row) => leadsOf(row)[0] ?? '')].map(([unit, list]) => ({ unit, count: list.length }))
  return {
    due: owed.length,
    onTime: owed.filter((row) => row.month_late !== true && row.month_state !== 'owed').length,
    late: lapses(owed.filter((row) => row.month_late === true && !isMissed(row))),
    missed: lapses(owed.filter(isMissed)),
    returned: lapses(owed.filter((row) => row.month_returns > 0)),
  }
}

const leadsOf = (row: Row): string[] => [
  row.lead_name ?? row.leads_as_printed,
  ...row.leads_as_printed.split('、').slice(1),
]

const lastDayOf = (month: string): string => reportDueOn(month, 31)
