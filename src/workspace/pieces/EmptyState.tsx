import { type ReactNode, useEffect } from 'react'
import styles from './EmptyState.module.css'

export interface EmptyStateProps {
  title: string
  children?: ReactNode
  action?: ReactNode
  /** Stands where a page should be, so its title is the page's heading. */
  whole?: boolean
}

/** Nothing to show: says why, and what comes next. No drawing. */
export function EmptyState(props: EmptyStateProps) {
  const { whole, title } = props
  const Title = whole ? 'h1' : 'p'
  useEffect(() => {
    if (whole) document.title = `${title} · ${document.documentElement.dataset.workspace ?? '工作平台'}`
  }, [whole, title])
  return (
    <div className={styles.empty}>
      <Title className={styles.title}>{props.title}</Title>
      {props.children ? <div className={styles.text}>{props.children}</div> : null}
      {props.action ? <div className={styles.action}>{props.action}</div> : null}
    </div>
  )
}
