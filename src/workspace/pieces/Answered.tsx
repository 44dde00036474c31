import type { UseQueryResult } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Refusal } from '#kernel/refusal.ts'
import { EmptyState } from './EmptyState.tsx'
import { Loading } from './Loading.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'

export interface AnsweredProps<T> {
  answer: UseQueryResult<T, Refusal>
  children: (value: T) => ReactNode
  rows?: number
  /** The whole page hangs on this answer, so a refusal becomes the page's heading. */
  whole?: boolean
}

/** One place that draws loading, failure, "not there" and "no right"; the page draws only its answer. */
export function Answered<T>({ answer, children, rows, whole }: AnsweredProps<T>) {
  if (answer.data !== undefined) return children(answer.data)
  if (!answer.error) return <Loading rows={rows} />
  const { code } = answer.error
  if (code === 'not-found' || code === 'gone') {
    return (
      <EmptyState title="没有找到" whole={whole}>
        {answer.error.message}
      </EmptyState>
    )
  }
  if (code === 'forbidden')
    return (
      <EmptyState title="您的岗位不能查看" whole={whole}>
        {answer.error.message}
      </EmptyState>
    )
  return <ProblemNotice error={answer.error} retry={() => void answer.refetch()} whole />
}
