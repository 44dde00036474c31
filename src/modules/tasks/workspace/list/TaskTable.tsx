import { useRef, useState } from 'react'
import type { TaskRow } from '#modules/tasks/contract.ts'
import { taskWorkflow } from '#modules/tasks/workflow.ts'
import { agoText } from '#workspace/days.ts'
import { DueWords } from '#workspace/pieces/DueWords.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { LightBadge } from '#workspace/pieces/LightBadge.tsx'
import { ProgressLine } from '#workspace/pieces/ProgressLine.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import { useHotkeys } from '#workspace/pieces/use-hotkeys.ts'
import type { ListInput } from '../task-filter.ts'
import styles from './list.module.css'
import type { ListProps } from './TaskListPage.tsx'

interface Props {
  tasks: TaskRow[]
  input: ListInput
  change: ListProps['change']
}

const finished = new Set(['closed', 'writtenOff', 'cancelled'])

/** Rows of 32 px; j and k move, Enter opens. */
export function TaskTable({ tasks, input, change }: Props) {
  const [at, setAt] = useState(-1)
  const body = useRef<HTMLTableSectionElement>(null)
  const move = (by: number) => {
    const next = Math.min(tasks.length - 1, Math.max(0, at + by))
    setAt(next)
    body.current?.rows[next]?.querySelector('a')?.focus()
    body.current?.rows[next]?.scrollIntoView({ block: 'nearest' })
  }
  // The row's link takes the focus, so that Enter opens it as it opens any link.
  useHotkeys({ j: () => move(1), k: () => move(-1) })
  return (
    <div className={styles.tableScroll}>
      <table className={styles.table}>
        <caption className="visually-hidden">任务列表，按 j、k 上下移动，按回车打开</caption>
        <colgroup>
          <col className={styles.colLight} />
          <col className={styles.colNumber} />
          <col />
          <col className={styles.colLead} />
          <col className={styles.colState} />
          <col className={styles.colDue} />
          <col className={styles.colProgress} />
          <col className={styles.colReported} />
        </colgroup>
        <thead>
          <tr>
            <th scope="col">灯</th>
            <Sorted name="number" label="编号" input={input} change={change} />
            <th scope="col">任务</th>
            <th scope="col">牵头单位</th>
            <th scope="col">状态</th>
            <Sorted name="dueOn" label="时限" input={input} change={change} />
            <Sorted name="progress" label="进度与序时" input={input} change={change} />
            <Sorted name="updatedAt" label="最近变动" input={input} change={change} />
          </tr>
        </thead>
        <tbody ref={body}>
          {tasks.map((task, index) => (
            <tr key={task.id} aria-selected={index === at || undefined}>
              <td className={styles.cellLight}>
                <LightBadge light={task.light} reason={task.lightReason} />
              </td>
              <td className={styles.cellNumber}>{task.number}</td>
              <td className={styles.cellTitle}>
                <GoTo to={`/tasks/${task.id}`} title={task.title} onFocus={() => setAt(index)}>
                  {task.title}
                </GoTo>
              </td>
              <td className={styles.cellLead} title={task.lead?.name}>
                {task.lead?.name ?? '未定'}
                {task.partnerCount > 0 ? (
                  <span className={styles.quiet}> 等 {task.partnerCount + 1} 家</span>
                ) : null}
              </td>
              <td className={styles.cellState}>
                <StateTag label={task.stateLabel} tone={toneOf(taskWorkflow.states[task.state])} />
              </td>
              <td className={styles.cellDue} title={task.deadlineText}>
                <DueWords
                  on={task.dueOn}
                  done={finished.has(task.state)}
                  none={task.longTerm ? '长期' : '未定'}
                />
              </td>
              <td className={styles.cellProgress}>
                <ProgressLine progress={task.progress} expected={task.expectedProgress} />
              </td>
              <td className={styles.cellReported}>
                <span
                  title={task.lastReportedOn ? `最近采用的填报：${task.lastReportedOn}` : '还没有采用过填报'}
                >
                  {agoText(task.updatedAt)}
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SortedProps {
  name: NonNullable<ListInput['sort']>
  label: string
  input: ListInput
  change: ListProps['change']
}

function Sorted({ name, label, input, change }: SortedProps) {
  const active = input.sort === name
  return (
    <th scope="col" aria-sort={active ? (input.descending ? 'descending' : 'ascending') : undefined}>
      <button
        type="button"
        className={styles.sort}
        onClick={() =>
          change({ sort: name, descending: active && !input.descending ? 'true' : null, page: null })
        }
      >
        {label}
        <span aria-hidden="true">{active ? (input.descending ? ' ↓' : ' ↑') : ''}</span>
      </button>
    </th>
  )
}
