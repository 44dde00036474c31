import { Button } from 'antd'
import { type MouseEvent, memo } from 'react'
import type { InboxItem } from '#kernel/cases/contract.ts'
import { agoText } from '../days.ts'
import { DueWords } from '../pieces/DueWords.tsx'
import { GoTo } from '../pieces/GoTo.tsx'
import { LightBadge } from '../pieces/LightBadge.tsx'
import styles from './InboxRow.module.css'

export interface InboxRowProps {
  item: InboxItem
  current: boolean
  busy: boolean
  /** Some row of the inbox has a light, so all keep its place. */
  withLight: boolean
  onChoose: (item: InboxItem, event: MouseEvent<HTMLAnchorElement>) => void
  onAct: (item: InboxItem) => void
}

/** Remembered, so that walking down five hundred rows with j draws two of them, not all. */
export const InboxRow = memo(function InboxRow({
  item,
  current,
  busy,
  withLight,
  onChoose,
  onAct,
}: InboxRowProps) {
  const { light, lightReason, number, title, sentBy, sentAt, waitsDueOn, action } = item
  return (
    <li
      className={`${styles.row} ${current ? styles.current : ''} ${busy ? styles.busy : ''} ${withLight ? '' : styles.dark}`}
      aria-current={current || undefined}
      data-case={item.caseId}
      data-lit={light !== null}
    >
      <span className={styles.light}>{light ? <LightBadge light={light} reason={lightReason} /> : null}</span>
      <GoTo to={item.path} className={styles.title} title={title} onClick={(event) => onChoose(item, event)}>
        {title}
      </GoTo>
      <span className={styles.below}>
        <span className={styles.number}>{number}</span>
        <span className={styles.due}>
          <DueWords on={waitsDueOn} />
        </span>
        <span className={styles.from} title={`${sentBy}，${agoText(sentAt)}`}>
          {sentBy} · {agoText(sentAt)}
        </span>
      </span>
      {action ? (
        <span className={`${styles.action} ${action.label.length > 4 ? styles.long : ''}`}>
          <Button
            size="small"
            onClick={() => onAct(item)}
            loading={busy}
            aria-label={`${action.label}：${title}`}
          >
            {action.label}
          </Button>
        </span>
      ) : null}
    </li>
  )
})
