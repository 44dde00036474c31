import { getTask } from '#modules/tasks/contract.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { TaskView } from './TaskView.tsx'

/** One task: its state in words, its story, its facts, what may be done. */
export default function TaskPage({ params, ...frame }: PageProps<'/tasks/:id'>) {
  const answer = useAnswer(getTask, { id: params.id })
  return (
    <Answered answer={answer} rows={10}>
      {(task) => <TaskView task={task} {...frame} />}
    </Answered>
  )
}
