import { Button } from 'antd'
import { Suspense } from 'react'
import type { InboxItem } from '#kernel/cases/contract.ts'
import { PageFault } from '../frame/PageFault.tsx'
import { componentOf, matchPage } from '../frame/preload.ts'
import { below } from '../pieces/addresses.ts'
import { EmptyState } from '../pieces/EmptyState.tsx'
import { GoTo } from '../pieces/GoTo.tsx'
import { Loading } from '../pieces/Loading.tsx'
import { Embedded } from '../pieces/use-query-state.ts'
import styles from './Reader.module.css'

export interface ReaderProps {
  item: InboxItem
  /** `2 / 7`; null when it waits for this person no longer. */
  place: string | null
  begin: string | null
  onStep: (by: 1 | -1) => void
  onDone: () => void
}

/** The case itself, beside the list: the same component that its own page shows. */
export function Reader({ item, place, begin, onStep, onDone }: ReaderProps) {
  const matched = matchPage(below(item.path))
  const Component = matched ? componentOf(matched.page) : null
  return (
    <div className={styles.reader}>
      <div className={styles.bar}>
        <span className={styles.where}>
          {item.asks} {place}
        </span>
        <Button size="small" type="text" onClick={() => onStep(-1)}>
          上一件
        </Button>
        <Button size="small" type="text" onClick={() => onStep(1)}>
          下一件
        </Button>
        <GoTo to={item.path}>整页打开</GoTo>
      </div>
      {place === null ? <p className={styles.gone}>这一件已经办过，不再等您办理。</p> : null}
      {Component && matched ? (
        <Embedded value={true}>
          <PageFault key={item.caseId}>
            <Suspense fallback={<Loading rows={6} />}>
              <Component params={matched.params} embedded begin={begin} onDone={onDone} />
            </Suspense>
          </PageFault>
        </Embedded>
      ) : (
        <EmptyState title={item.title}>请整页打开办理。</EmptyState>
      )}
    </div>
  )
}
