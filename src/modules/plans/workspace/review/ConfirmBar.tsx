import type { Plan } from '#modules/plans/contract.ts'
import styles from './review.module.css'

export interface BarMessage {
  words: string
  isFault: boolean
  /** Takes back what was done. */
  undo?: () => void
}

interface Props {
  plan: Plan
  /** Open doubts of both kinds. */
  open: number
  /** What the last press did, or why it was refused. */
  message: BarMessage | null
  onNext: () => void
  children: React.ReactNode
}

/** Always in sight: how far it is to the confirmation, and the way there. */
export function ConfirmBar({ plan, open, message, onNext, children }: Props) {
  const must = plan.openDoubts
  const free = Math.max(0, open - must)
  return (
    <footer className={styles.confirmBar}>
      <p className={styles.confirmBarWords} data-open={must > 0 || undefined}>
        <strong>{must > 0 ? `还有 ${must} 处待确认` : '没有待确认之处，可以定稿'}</strong>
        {free > 0 && (
          <span className={styles.quiet}>
            {must > 0 ? `，另有 ${free} 处供留意` : `（${free} 处供留意）`}
          </span>
        )}
      </p>
      {open > 0 && (
        <button type="button" className={styles.quietButton} onClick={onNext}>
          下一处<kbd>n</kbd>
        </button>
      )}
      <p
        className={styles.confirmBarMessage}
        role={message?.isFault ? 'alert' : 'status'}
        data-fault={message?.isFault || undefined}
      >
        {message?.words}
        {message?.undo ? (
          <button type="button" className={styles.quietButton} onClick={message.undo}>
            撤销
          </button>
        ) : null}
      </p>
      <div className={styles.confirmBarActions}>{children}</div>
    </footer>
  )
}
