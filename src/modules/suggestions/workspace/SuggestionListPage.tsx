import { Select } from 'antd'
import type { OutputOf } from '#kernel/endpoint.ts'
import { kinds, listSuggestions, SuggestionKind, SuggestionState } from '#modules/suggestions/contract.ts'
import { suggestionWorkflow } from '#modules/suggestions/workflow.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { agoText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { DueWords } from '#workspace/pieces/DueWords.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import styles from './suggestions.module.css'

type Row = OutputOf<typeof listSuggestions>['suggestions'][number]

const states = Object.entries(suggestionWorkflow.states).map(([value, { label }]) => ({ value, label }))
const kindOptions = Object.entries(kinds).map(([value, label]) => ({ value, label }))
const pageSize = 50

/** What people outside said of tasks, and how far each answer is. */
export default function SuggestionListPage({ embedded }: PageProps<'/suggestions'>) {
  const [query, change] = useQueryState()
  const state = SuggestionState.options.filter((known) => query.getAll('state').includes(known))
  const kind = SuggestionKind.options.filter((known) => query.getAll('kind').includes(known))
  const taskId = query.get('taskId') ?? undefined
  const page = Math.max(1, Math.floor(Number(query.get('page')) || 1))
  const answer = useAnswer(
    listSuggestions,
    {
      state: state.length > 0 ? state : undefined,
      kind: kind.length > 0 ? kind : undefined,
      taskId,
      page,
      pageSize,
    },
    { keepPrevious: true },
  )
  const isFiltered = state.length > 0 || kind.length > 0 || taskId !== undefined
  return (
    <>
      <PageHeader title="公众意见" embedded={embedded} lead="企业和群众在门户上对任务提出的意见。" />
      <search className={styles.filters}>
        <Select
          aria-label="状态"
          placeholder="状态"
          mode="multiple"
          className={styles.state}
          maxTagCount="responsive"
          value={state as string[]}
          options={states}
          onChange={(chosen: string[]) => change({ state: chosen, page: null })}
        />
        <Select
          aria-label="类型"
          placeholder="类型"
          mode="multiple"
          className={styles.state}
          maxTagCount="responsive"
          value={kind as string[]}
          options={kindOptions}
          onChange={(chosen: string[]) => change({ kind: chosen, page: null })}
        />
        {isFiltered ? (
          <button
            type="button"
            className={styles.quietButton}
            onClick={() => change({ state: null, kind: null, taskId: null, page: null })}
          >
            清除条件
          </button>
        ) : null}
      </search>
      <Answered answer={answer} rows={8}>
        {({ suggestions, total }) =>
          suggestions.length === 0 ? (
            <EmptyState title={isFiltered ? '没有符合条件的意见' : '还没有公众意见'}>
              {isFiltered ? '减少一个条件再看。' : '门户上每项公开任务都可以提意见，提交后在这里受理。'}
            </EmptyState>
          ) : (
            <>
              <ul className={styles.list}>
                {suggestions.map((suggestion) => (
                  <SuggestionRow key={suggestion.id} suggestion={suggestion} />
                ))}
              </ul>
              {total > pageSize ? (
                <nav className={styles.turner} aria-label="翻页">
                  <span>
                    第 {(page - 1) * pageSize + 1}–{(page - 1) * pageSize + suggestions.length} 件，共 {total}{' '}
                    件
                  </span>
                  <button
                    type="button"
                    disabled={page === 1}
                    onClick={() => change({ page: page > 2 ? String(page - 1) : null })}
                  >
                    上一页
                  </button>
                  <button
                    type="button"
                    disabled={page * pageSize >= total}
                    onClick={() => change({ page: String(page + 1) })}
                  >
                    下一页
                  </button>
                </nav>
              ) : null}
            </>
          )
        }
      </Answered>
    </>
  )
}

function SuggestionRow({ suggestion }: { suggestion: Row }) {
  return (
    <li className={styles.row}>
      <p className={styles.rowHead}>
        <span className={styles.kind}>{suggestion.kindLabel}</span>
        <StateTag label={suggestion.stateLabel} tone={toneOf(suggestionWorkflow.states[suggestion.state])} />
        <span className={styles.quiet}>{suggestion.number}</span>
        <span className={styles.quiet}>{agoText(suggestion.submittedAt)}</span>
        {suggestion.waitsDueOn ? <DueWords on={suggestion.waitsDueOn} /> : null}
      </p>
      <GoTo to={`/suggestions/${suggestion.id}`} className={styles.words}>
        {suggestion.text}
      </GoTo>
      <p className={styles.quiet}>
        {suggestion.taskTitle ? `${suggestion.taskNumber} ${suggestion.taskTitle}` : '针对整体工作'}
        {suggestion.unit ? ` · ${suggestion.unit.name}` : ''}
      </p>
    </li>
  )
}
