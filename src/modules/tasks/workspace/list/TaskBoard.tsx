import { boardOfTasks, type TaskRow } from '#modules/tasks/contract.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { DueWords } from '#workspace/pieces/DueWords.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { LightBadge } from '#workspace/pieces/LightBadge.tsx'
import { ProgressLine } from '#workspace/pieces/ProgressLine.tsx'
import { filterOf, isFiltered } from '../task-filter.ts'
import styles from './board.module.css'
import { type ListProps, NoTasks } from './TaskListPage.tsx'

/** Tasks by state; a column shows its first and says how many more there are. */
export function TaskBoard({ query, change }: ListProps) {
  const answer = useAnswer(boardOfTasks, { ...filterOf(query), perColumn: 20 }, { keepPrevious: true })
  return (
    <Answered answer={answer} rows={10}>
      {({ columns }) => {
        const filled = columns.filter(({ total }) => total > 0)
        if (filled.length === 0) return <NoTasks filtered={isFiltered(query)} />
        return (
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          <section className={styles.board} aria-label="按状态排列的任务" tabIndex={0}>
            {filled.map((column) => (
              <section key={column.state} className={styles.column} aria-label={column.label}>
                <h2>
                  {column.label}
                  <span>
                    {column.total}
                    {column.totalIsAtLeast ? ' 以上' : ''}
                  </span>
                </h2>
                <ol>
                  {column.tasks.map((task) => (
                    <BoardCard key={task.id} task={task} />
                  ))}
                </ol>
                {column.total > column.tasks.length ? (
                  <button
                    type="button"
                    className={styles.more}
                    onClick={() => change({ view: null, state: [column.state], page: null }, { push: true })}
                  >
                    还有 {column.total - column.tasks.length} 项，列表查看
                  </button>
                ) : null}
              </section>
            ))}
          </section>
        )
      }}
    </Answered>
  )
}

const finished = new Set(['closed', 'writtenOff', 'cancelled'])

function BoardCard({ task }: { task: TaskRow }) {
  return (
    <li className={styles.card}>
      <p className={styles.cardHead}>
        <LightBadge light={task.light} reason={task.lightReason} />
        <span>{task.number}</span>
        <DueWords on={task.dueOn} done={finished.has(task.state)} none={task.longTerm ? '长期' : '未定'} />
      </p>
      <GoTo to={`/tasks/${task.id}`}>{task.title}</GoTo>
      <p className={styles.cardFoot}>
        <span>{task.lead?.name ?? '未定牵头单位'}</span>
        <ProgressLine progress={task.progress} expected={task.expectedProgress} />
      </p>
    </li>
  )
}
