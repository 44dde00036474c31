import type { Actor } from '#kernel/actor.ts'
import { now, today } from '#kernel/clock.ts'
import type { OutputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { getOverview, Light, TaskFilter } from '../contract.ts'
import * as queries from '../queries.ts'
import { lightLabels, monthOf } from '../rules.ts'
import { type TaskState, taskWorkflow } from '../workflow.ts'
import { presentRow } from './presentation.ts'

type Overview = OutputOf<typeof getOverview>
type Cell = Awaited<ReturnType<typeof queries.overviewCells>>[number]

interface TaskFigure {
  label: string
  /** The records; the list is asked with the same filter, so number and list cannot disagree. */
  filter: TaskFilter
}

const underWay: TaskState[] = [
  'awaitingReceipt',
  'declined',
  'inProgress',
  'closureRequested',
  'closureChecked',
]
const finished: TaskState[] = ['closed', 'writtenOff']
const notDrafted: TaskState[] = [...underWay, ...finished]

/** The figures of tasks: each a question that can be opened. */
const figures: Record<string, TaskFigure> = {
  dispatched: { label: '已下达任务', filter: { state: notDrafted } },
  underWay: { label: '在办', filter: { state: underWay } },
  finished: { label: '办结销号', filter: { state: finished } },
  awaitingReceipt: { label: '待签收', filter: { state: ['awaitingReceipt'] } },
  underReview: { label: '办结审核中', filter: { state: ['closureRequested', 'closureChecked'] } },
  red: { label: '红灯', filter: { light: ['red'] } },
  yellow: { label: '黄灯', filter: { light: ['yellow'] } },
  overdue: { label: '逾期未办结', filter: { state: underWay } },
}

/** The filter behind a figure; `overdue` depends on the day on which it is asked. */
export function filterOfFigure(name: string): TaskFilter {
  const figure = figures[name]
  if (!figure) throw new Refusal('not-found', `没有名为“${name}”的统计项。`)
  return name === 'overdue'
    ? { ...figure.filter, dueUntil: today().subtract({ days: 1 }).toString() }
    : figure.filter
}

export async function overview(planId: string | undefined, actor: Actor): Promise<Overview> {
  const day = today().toString()
  const month = monthOf(day)
  const cells = await queries.overviewCells(planId, actor)
  const months = await queries.monthCells(planId, actor)
  const reporting = await queries.reportingNow(month, day, planId, actor)
  const owed = new Map(
    (await queries.owedByUnit(month, planId, actor)).map((row) => [row.unit_id, row.count]),
  )
  const plan = planId ? `&planId=${planId}` : ''
  const overdue = await queries.countRows({ ...filterOfFigure('overdue'), planId }, 1_000_000_000, actor)
  return {
    asOf: now().toString(),
    month,
    planTitle: null,
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
          cells.filter((cell) => cell.state === state),
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
    concerns: (await queries.listConcerns(planId, 8, actor)).map(presentRow),
    reporting: {
      owed: reporting.owed,
      filed: reporting.filed,
      dueToday: reporting.due_today,
      late: reporting.late,
    },
  }
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
