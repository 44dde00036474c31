import type { UseQueryResult } from '@tanstack/react-query'
import { Segmented } from 'antd'
import type { OutputOf } from '#kernel/endpoint.ts'
import type { Refusal } from '#kernel/refusal.ts'
import { listTasks } from '#modules/tasks/contract.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import { useMay } from '#workspace/session/me.ts'
import { isFiltered, type ListInput, listInputOf } from '../task-filter.ts'
import { FilterBar } from './FilterBar.tsx'
import styles from './list.module.css'
import { Pager } from './Pager.tsx'
import { ReceiveAll } from './ReceiveAll.tsx'
import { TaskBoard } from './TaskBoard.tsx'
import { TaskTable } from './TaskTable.tsx'

/** Tasks as a dense table or as a board; what is shown stands in the address. */
export default function TaskListPage({ embedded }: PageProps<'/tasks'>) {
  const [query, change] = useQueryState()
  const may = useMay()
  const isBoard = query.get('view') === 'board'
  const input = listInputOf(query)
  const answer = useAnswer(listTasks, input, { enabled: !isBoard, keepPrevious: true })
  return (
    <>
      <PageHeader
        title="任务"
        embedded={embedded}
        lead={answer.data ? countWords(answer.data.total, answer.data.totalIsAtLeast) : undefined}
        actions={
          <>
            {may('papers.ledger') ? (
              <a className={styles.ledger} href={ledgerAddress(query)} download>
                下载台账
              </a>
            ) : null}
            <Segmented
              value={isBoard ? 'board' : 'table'}
              onChange={(view) =>
                change({ view: view === 'board' ? 'board' : null, page: null }, { push: true })
              }
              options={[
                { value: 'table', label: '表格' },
                { value: 'board', label: '看板' },
              ]}
            />
          </>
        }
      />
      <FilterBar query={query} change={change} />
      <ReceiveAll />
      {isBoard ? (
        <TaskBoard query={query} change={change} />
      ) : (
        <Table answer={answer} input={input} filtered={isFiltered(query)} change={change} />
      )}
    </>
  )
}

type State = ReturnType<typeof useQueryState>
export interface ListProps {
  query: State[0]
  change: State[1]
}

interface TableProps {
  answer: UseQueryResult<OutputOf<typeof listTasks>, Refusal>
  input: ListInput
  filtered: boolean
  change: ListProps['change']
}

const countWords = (total: number, isAtLeast: boolean) =>
  isAtLeast ? `${total.toLocaleString('zh-CN')} 项以上` : `共 ${total.toLocaleString('zh-CN')} 项`

function Table({ answer, input, filtered, change }: TableProps) {
  return (
    <Answered answer={answer} rows={12}>
      {({ tasks, total, totalIsAtLeast }) =>
        tasks.length === 0 ? (
          <NoTasks filtered={filtered} />
        ) : (
          <div
            aria-busy={answer.isPlaceholderData}
            className={answer.isPlaceholderData ? styles.stale : undefined}
          >
            <TaskTable tasks={tasks} input={input} change={change} />
            <Pager
              input={input}
              shown={tasks.length}
              total={total}
              isAtLeast={totalIsAtLeast}
              change={change}
            />
          </div>
        )
      }
    </Answered>
  )
}

export const NoTasks = ({ filtered }: { filtered: boolean }) =>
  filtered ? (
    <EmptyState title="没有符合条件的任务">减少一个条件，或换一个搜索词再看。</EmptyState>
  ) : (
    <EmptyState title="还没有任务">方案批准下达后，任务在这里显示。</EmptyState>
  )

function ledgerAddress(query: URLSearchParams): string {
  const kept = new URLSearchParams()
  for (const name of ['planId', 'unitId']) {
    const value = query.get(name)
    if (value) kept.set(name, value)
  }
  return `/api/papers/ledger?${kept}`
}
