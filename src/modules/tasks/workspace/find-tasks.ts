import { listTasks } from '#modules/tasks/contract.ts'
import type { Find } from '#workspace/page.ts'

/** Finds tasks by number, title or words of the measure. */
export const findTasks: Find = async (call, words, signal) => {
  const { tasks } = await call(
    listTasks,
    { q: words, pageSize: 6, sort: 'updatedAt', descending: true },
    { signal },
  )
  return tasks.map((task) => ({
    title: task.title,
    detail: [task.number, task.lead?.name, task.stateLabel].filter(Boolean).join(' · '),
    to: `/tasks/${task.id}`,
    light: task.light,
  }))
}
