import { lazy, Suspense } from 'react'
import { getOverview } from '#modules/tasks/contract.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { momentText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { Loading } from '#workspace/pieces/Loading.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import { Concerns } from './Concerns.tsx'
import { FieldsTable } from './FieldsTable.tsx'
import { HeatMap } from './HeatMap.tsx'
import { Legend } from './Legend.tsx'
import styles from './overview.module.css'
import { Sentences } from './Sentences.tsx'
import { UnitsTable } from './UnitsTable.tsx'

/** The chart's library is fetched when there is a line to draw, not before. */
const Trend = lazy(() => import('./Trend.tsx'))

/** For leaders: what is the case in sentences, and the five things that need them by name. */
export default function OverviewPage({ embedded }: PageProps<'/overview'>) {
  const [query] = useQueryState()
  const planId = query.get('planId') ?? undefined
  const answer = useAnswer(getOverview, { planId }, { keepPrevious: true, fresh: 30_000 })
  return (
    <Answered answer={answer} rows={12}>
      {(overview) =>
        overview.totals.every(({ value }) => value === 0) ? (
          <>
            <PageHeader title="总览" embedded={embedded} />
            <EmptyState title="还没有下达任务">方案批准下达后，这里显示全市任务的进展。</EmptyState>
          </>
        ) : (
          <article>
            <PageHeader
              title="总览"
              embedded={embedded}
              above={`截至 ${momentText(overview.asOf)}${overview.planTitle ? `，《${overview.planTitle}》` : ''}`}
              actions={
                <button type="button" className={styles.print} onClick={() => window.print()}>
                  打印
                </button>
              }
            />
            <div className={styles.page}>
              <div className={styles.top}>
                <Sentences overview={overview} />
                <Concerns tasks={overview.concerns.slice(0, 5)} />
              </div>
              <div className={styles.middle}>
                {overview.trend.length > 1 ? (
                  <Suspense fallback={<Loading rows={6} />}>
                    <Trend trend={overview.trend} />
                  </Suspense>
                ) : null}
                <HeatMap overview={overview} />
              </div>
              <UnitsTable units={overview.byUnit} planId={planId} />
              <FieldsTable fields={overview.byField} planId={planId} />
              <Legend />
            </div>
          </article>
        )
      }
    </Answered>
  )
}
