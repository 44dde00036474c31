import { Button } from 'antd'
import { listTasks, receiveAll } from '#modules/tasks/contract.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { say } from '#workspace/pieces/notices.ts'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { useMay, useMe } from '#workspace/session/me.ts'
import styles from './list.module.css'

/** For a unit that has just been given many tasks: one press signs for all of them. */
export function ReceiveAll() {
  const may = useMay()
  const { unit } = useMe()
  const waiting = useAnswer(
    listTasks,
    { state: ['awaitingReceipt'], unitId: unit.id, unitRole: 'lead', pageSize: 200 },
    { enabled: may('tasks.receive') },
  )
  const receive = useWrite(receiveAll, { onDone: ({ received }) => say(`已签收 ${received} 项任务`) })
  const tasks = waiting.data?.tasks ?? []
  if (tasks.length < 2) return null
  return (
    <div className={styles.receiveAll}>
      <p>
        本单位有 <strong>{tasks.length}</strong> 项任务待签收。
      </p>
      <Button
        loading={receive.isPending}
        onClick={() => receive.mutate({ taskIds: tasks.map(({ id }) => id) })}
      >
        签收这 {tasks.length} 项
      </Button>
      <span className={styles.quiet}>不属于本单位职责的，请先打开该项申请退回。</span>
      <ProblemNotice error={receive.error} />
    </div>
  )
}
