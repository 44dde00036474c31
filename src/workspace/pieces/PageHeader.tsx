import { type ReactNode, useEffect } from 'react'
import styles from './PageHeader.module.css'

export interface PageHeaderProps {
  title: string
  /** Small line above the title: number, kind, way back. */
  above?: ReactNode
  /** One sentence in words that says what is the case. */
  lead?: ReactNode
  actions?: ReactNode
  /** 28 px: pages that open with one statement; else 20 px. */
  large?: boolean
  embedded?: boolean
  /** Said by the tab of the browser instead of `title`. */
  tabTitle?: string
}

/** Head of a page. It alone writes the heading of the first level and the tab's title. */
export function PageHeader(props: PageHeaderProps) {
  const { title, above, lead, actions, large, embedded, tabTitle } = props
  useEffect(() => {
    if (!embedded)
      document.title = `${tabTitle ?? title} · ${document.documentElement.dataset.workspace ?? '工作平台'}`
  }, [title, tabTitle, embedded])
  const Heading = embedded ? 'h2' : 'h1'
  return (
    <header className={`${styles.header} ${embedded ? styles.embedded : ''}`}>
      <div className={styles.words}>
        {above ? <div className={styles.above}>{above}</div> : null}
        <Heading className={`${styles.title} ${large && !embedded ? styles.large : ''}`}>{title}</Heading>
        {lead ? <div className={styles.lead}>{lead}</div> : null}
      </div>
      {actions ? <div className={styles.actions}>{actions}</div> : null}
    </header>
  )
}
