import { Button } from 'antd'
import { useState } from 'react'
import type { InboxItem } from '#kernel/cases/contract.ts'
import { isOnePress } from './act.ts'
import styles from './InboxGroup.module.css'
import { InboxRow } from './InboxRow.tsx'

export interface InboxGroupProps {
  asks: string
  items: readonly InboxItem[]
  /** All that is asked, also what the list has no room for. */
  count: number
  currentId: string | null
  busy: ReadonlySet<string>
  withLight: boolean
  onChoose: (item: InboxItem, event: React.MouseEvent<HTMLAnchorElement>) => void
  onAct: (item: InboxItem) => void
  onActAll: (items: readonly InboxItem[]) => void
}

/** What is asked, and the rows of which it is asked. Where one press does each, one press more does all. */
export function InboxGroup({
  asks,
  items,
  count,
  currentId,
  busy,
  withLight,
  onChoose,
  onAct,
  onActAll,
}: InboxGroupProps) {
  const [asking, setAsking] = useState(false)
  const together = items.length > 1 && items.every(isOnePress)
  const label = items[0]?.action?.label ?? asks
  return (
    <section className={styles.group} aria-label={`${asks}，${count} 件`}>
      <div className={styles.head}>
        <h2 className={styles.asks}>{asks}</h2>
        <span className={styles.count}>{count}</span>
        {together ? (
          <span className={styles.all}>
            {asking ? (
              <>
                <Button
                  size="small"
                  type="primary"
                  autoFocus
                  onClick={() => {
                    setAsking(false)
                    onActAll(items)
                  }}
                >
                  {label}这 {items.length} 件
                </Button>{' '}
                <Button size="small" onClick={() => setAsking(false)}>
                  暂不
                </Button>
              </>
            ) : (
              <Button size="small" type="text" onClick={() => setAsking(true)}>
                全部{label}
              </Button>
            )}
          </span>
        ) : null}
      </div>
      <ul>
        {items.map((item) => (
          <InboxRow
            key={item.caseId}
            item={item}
            current={item.caseId === currentId}
            busy={busy.has(item.caseId)}
            withLight={withLight}
            onChoose={onChoose}
            onAct={onAct}
          />
        ))}
      </ul>
    </section>
  )
}
