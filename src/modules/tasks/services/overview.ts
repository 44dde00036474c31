import type { Actor } from '#kernel/actor.ts'
import { now, today } from '#kernel/clock.ts'
import type { OutputOf } from '#kernel/endpoint.ts'
import { planHeading } from '#modules/plans/service.ts'
import type { getOverview, Light, TaskFilter } from '../contract.ts'
import * as queries from '../queries/overview.ts'
import { filedStates, owedByUnit, tallyReports } from '../queries/reports.ts'
import { countRows, listConcerns } from '../queries.ts'
import { lightLabels, monthOf } from '../rules.ts'
import { type TaskState, taskWorkflow } from '../workflow.ts'
import { figures, filterOfFigure, finished } from './figures.ts'
import { presentRow } from './presentation.ts'

type Overview = OutputOf<typeof getOverview>
type Cell = Awaited<ReturnType<typeof queries.overviewCells>>[number]

/** How many tasks, in what state, which units, what is late; each number opens the list behind it. */
export async function overview(planId: string | undefined, actor: Actor): Promise<Overview> {
  const day = today().toString()
  const month = monthOf(day)
  const drafted = await queries.overviewCells(planId, actor)
  // What has not been dispatched is nobody's task yet; it is counted as a state only.
  const cells = drafted.filter((cell) => cell.state !== 'drafted')
  const months = await queries.monthCells(planId, actor)
  const reporting = await tallyReports({ month, planId }, day, actor)
  const owed = new Map((await owedByUnit(month, planId, actor)).map((row) => [row.unit_id, row.count]))
  const plan = planId ? `&planId=${planId}` : ''
  const overdue = await countRows({ ...filterOfFigure('overdue'), planId }, 1_000_000_000, actor)
  return {
    asOf: now().toString(),
    month,
    planTitle: planId ? (await planHeading(planId)).title : null,
    totals: Object.entries(figures).map(([name, { label, filter }]) => ({
      name,
      label,
      unit: '项',
      value:
        name === 'overdue'
          ? overdue
          : sum(
              cells.filter((cell) => fits(cell, filter)),
              'count',
            ),
      query: `figure=${name}${plan}`,
    })),
    byState: Object.entries(taskWorkflow.states)
      .filter(([state]) => state !== 'cancelled')
      .map(([state, { label }]) => ({
        name: state,
        label,
        unit: '项',
        value: sum(
          drafted.filter((cell) => cell.state === state),
          'count',
        ),
        query: `state=${state}${plan}`,
      })),
    byLight: (Object.keys(lightLabels) as Light[]).map((light) => ({
      name: light,
      label: lightLabels[light],
      unit: '项',
      value: sum(
        cells.filter((cell) => cell.light === light),
        'count',
      ),
      query: `light=${light}${plan}`,
    })),
    byUnit: group(cells, (cell) => cell.lead_unit_id).map(([unitId, of]) => ({
      unit: { id: unitId, name: of[0]!.lead_name ?? '' },
      ...tally(of),
      owed: owed.get(unitId) ?? 0,
    })),
    byField: group(cells, (cell) => `${cell.action_name}\n${cell.field_name}`).map(([, of]) => ({
      action: of[0]!.action_name,
      field: of[0]!.field_name,
      ...tally(of),
    })),
    months: [...new Map(months.map((row) => [`${row.month}${row.unit_id}`, row])).values()].map(
      ({ month: of, unit_id }) => {
        const lit = (light: Light) =>
          sum(
            months.filter((row) => row.month === of && row.unit_id === unit_id && row.light === light),
            'count',
          )
        return {
          month: of,
          unitId: unit_id,
          red: lit('red'),
          yellow: lit('yellow'),
          green: lit('green'),
          blue: lit('blue'),
        }
      },
    ),
    trend: group(months, (row) => row.month).map(([of, rows]) => ({
      month: of,
      progress: share(sum(rows, 'progress'), sum(rows, 'count')),
      expected: share(sum(rows, 'expected'), sum(rows, 'count')),
      closed: sum(rows, 'closed'),
    })),
    concerns: (await listConcerns(planId, 8, actor)).map(presentRow),
    reporting: {
      owed: reporting.owed,
      filed: reporting.filed,
      dueToday: reporting.due_today,
      late: reporting.late,
    },
    reportingFigures: reportingFigures(month, day, plan, reporting),
  }
}

interface Reporting {
  owed: number
  filed: number
  adopted: number
  due_today: number
  late: number
}

const known = ['owed', ...filedStates] as const

/** The month's reports; each query is a filter of the list of reports. */
function reportingFigures(
  month: string,
  day: string,
  plan: string,
  reporting: Reporting,
): Overview['reportingFigures'] {
  const figure = (name: string, label: string, value: number, states: readonly string[], due = '') => ({
    name,
    label,
    unit: '项',
    value,
    query: `month=${month}${states.map((state) => `&state=${state}`).join('')}${due}${plan}`,
  })
  const yesterday = Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
  return [
    figure('owed', '应报', reporting.owed, known),
    figure('filed', '已报', reporting.filed, filedStates),
    figure('adopted', '已采用', reporting.adopted, ['adopted']),
    figure('dueToday', '今天到期', reporting.due_today, ['owed'], `&dueFrom=${day}&dueUntil=${day}`),
    figure('late', '逾期未报', reporting.late, ['owed'], `&dueUntil=${yesterday}`),
  ]
}

const fits = (cell: Cell, filter: TaskFilter): boolean =>
  (!filter.state || filter.state.includes(cell.state as TaskState)) &&
  (!filter.light || (cell.light !== null && filter.light.includes(cell.light)))

function tally(cells: Cell[]) {
  const total = sum(cells, 'count')
  return {
    total,
    closed: sum(
      cells.filter((cell) => finished.includes(cell.state as TaskState)),
      'count',
    ),
    red: sum(
      cells.filter((cell) => cell.light === 'red'),
      'count',
    ),
    yellow: sum(
      cells.filter((cell) => cell.light === 'yellow'),
      'count',
    ),
    progress: share(sum(cells, 'progress_sum'), total),
  }
}

/** Average in whole percent; 0 of nothing. */
const share = (of: number, count: number): number => (count === 0 ? 0 : Math.round(of / count))

const sum = <K extends string>(rows: Record<K, number>[], name: K): number =>
  rows.reduce((total, row) => total + row[name], 0)

function group<T>(rows: T[], keyOf: (row: T) => string | null): [string, T[]][] {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const key = keyOf(row)
    if (key !== null) groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups]
}
