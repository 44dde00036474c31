import type { Task } from '#modules/tasks/contract.ts'
import styles from './task.module.css'

/** How the work stands against the calendar, as a line and in words. */
export function TaskCourse({ task }: { task: Task }) {
  const behind = task.expectedProgress - task.progress
  return (
    <section className={styles.progress}>
      <h2>进度</h2>
      <Course task={task} />
      <p className={styles.quiet}>
        进度 {task.progress}%，序时进度 {task.expectedProgress}%
        {behind > 0 ? `，落后 ${behind} 个百分点` : ''}
        {task.lastReportedOn ? `；最近采用 ${task.lastReportedOn}` : '；还没有采用过填报'}
      </p>
    </section>
  )
}

/** The way from dispatch to the due day, with what has been done and where today stands. */
function Course({ task }: { task: Task }) {
  return (
    <div
      className={styles.course}
      role="img"
      aria-label={`进度 ${task.progress}%，序时进度 ${task.expectedProgress}%`}
    >
      <div className={styles.courseLine}>
        <div className={styles.courseDone} style={{ width: `${task.progress}%` }} />
        <div className={styles.courseExpected} style={{ left: `${task.expectedProgress}%` }}>
          <span style={{ transform: `translateX(-${task.expectedProgress}%)` }}>
            序时 {task.expectedProgress}%
          </span>
        </div>
      </div>
      <div className={styles.courseEnds}>
        <span>{task.dispatchedOn ? `${task.dispatchedOn} 下达` : '未下达'}</span>
        <span>{task.dueOn ?? (task.longTerm ? '长期' : '时限未定')}</span>
      </div>
    </div>
  )
}
