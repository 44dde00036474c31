import { today } from '#kernel/clock.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { TaskFilter } from '../contract.ts'
import type { TaskState } from '../workflow.ts'

export const underWay: TaskState[] = [
  'awaitingReceipt',
  'declined',
  'inProgress',
  'closureRequested',
  'closureChecked',
]
export const finished: TaskState[] = ['closed', 'writtenOff']

interface TaskFigure {
  label: string
  /** The records; the list is asked with the same filter, so number and list cannot disagree. */
  filter: TaskFilter
}

/** The figures of tasks: each a question that can be opened. */
export const figures: Record<string, TaskFigure> = {
  dispatched: { label: '已下达任务', filter: { state: [...underWay, ...finished] } },
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
  const figure = Object.hasOwn(figures, name) ? figures[name] : undefined
  if (!figure) {
    throw new Refusal('invalid', `没有名为“${name}”的统计项，请从总览打开。`, { field: 'figure' })
  }
  return name === 'overdue'
    ? { ...figure.filter, dueUntil: today().subtract({ days: 1 }).toString() }
    : figure.filter
}
