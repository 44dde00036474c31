import { getPart } from '#modules/tasks/contract.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { TaskView } from './TaskView.tsx'

/** The task of one unit's share, with that unit's receipt brought to the actions. */
export default function PartPage({ params, ...frame }: PageProps<'/task-parts/:id'>) {
  const answer = useAnswer(getPart, { id: params.id })
  return (
    <Answered answer={answer} rows={10}>
      {(task) => <TaskView task={task} partId={params.id} {...frame} />}
    </Answered>
  )
}
