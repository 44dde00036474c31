import type { TaskRow } from '#modules/tasks/contract.ts'
import { dayText } from '#workspace/days.ts'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { LightBadge } from '#workspace/pieces/LightBadge.tsx'
import styles from './overview.module.css'

/** The five tasks that need a leader, by name. */
export function Concerns({ tasks }: { tasks: readonly TaskRow[] }) {
  return (
    <section className={styles.concerns}>
      <h2>需要过问的任务</h2>
      {tasks.length === 0 ? (
        <p className={styles.quiet}>没有红灯任务。</p>
      ) : (
        <ol>
          {tasks.map((task) => (
            <li key={task.id}>
              <LightBadge light={task.light} reason={task.lightReason} />
              <GoTo to={`/tasks/${task.id}`}>{task.title}</GoTo>
              <span className={styles.concernFacts}>
                {[
                  task.lead?.name ?? '未定牵头单位',
                  task.lightReason,
                  task.dueOn ? `时限 ${dayText(task.dueOn)}` : null,
                ]
                  .filter(Boolean)
                  .join('，')}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
