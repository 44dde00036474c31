import type { Actor } from '#kernel/actor.ts'
import type { InputOf, OutputOf } from '#kernel/endpoint.ts'
import type { boardOfTasks, listTasks, TaskFilter } from '../contract.ts'
import * as queries from '../queries.ts'
import { taskWorkflow } from '../workflow.ts'
import { filterOfFigure, finished, underWay } from './figures.ts'
import { presentRow } from './presentation.ts'

/** Above this a total is only said to be "at least". */
const countBound = 1000

export async function listOfTasks(
  input: InputOf<typeof listTasks>,
  actor: Actor,
): Promise<OutputOf<typeof listTasks>> {
  const { sort, descending, page, pageSize, ...given } = input
  const filter = withFigure(given)
  const rows = await queries.listRows(filter, sort, descending, pageSize, (page - 1) * pageSize, actor)
  // A first page that is not full has just been counted.
  const known =
    page === 1 && rows.length < pageSize
      ? rows.length
      : await queries.countRows(filter, countBound + 1, actor)
  return {
    tasks: rows.map(presentRow),
    total: Math.min(known, countBound),
    totalIsAtLeast: known > countBound,
  }
}

export async function board(
  input: InputOf<typeof boardOfTasks>,
  actor: Actor,
): Promise<OutputOf<typeof boardOfTasks>> {
  const { perColumn, ...given } = input
  const filter = withFigure(given)
  const states = filter.state?.length ? [...new Set(filter.state)] : [...underWay, ...finished]
  const columns = []
  for (const state of states) {
    const narrowed = { ...filter, state: [state] }
    const rows = await queries.listRows(narrowed, 'dueOn', false, perColumn, 0, actor)
    const total =
      rows.length < perColumn ? rows.length : await queries.countRows(narrowed, countBound + 1, actor)
    columns.push({
      state,
      label: taskWorkflow.states[state].label,
      total: Math.min(total, countBound),
      totalIsAtLeast: total > countBound,
      tasks: rows.map(presentRow),
    })
  }
  return { columns }
}

/** A figure's name stands for the filter that its number was counted by. */
function withFigure(filter: TaskFilter): TaskFilter {
  return filter.figure ? { ...filter, ...filterOfFigure(filter.figure), figure: undefined } : filter
}
