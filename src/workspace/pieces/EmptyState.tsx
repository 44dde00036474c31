import type { ReactNode } from 'react'
import styles from './EmptyState.module.css'

/** Nothing to show: says why, and what comes next. No drawing. */
export function EmptyState(props: { title: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{props.title}</p>
      {props.children ? <div className={styles.text}>{props.children}</div> : null}
      {props.action ? <div className={styles.action}>{props.action}</div> : null}
    </div>
  )
}
