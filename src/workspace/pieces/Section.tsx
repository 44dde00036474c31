import { type ReactNode, useId } from 'react'
import styles from './Section.module.css'

/** A part of a page under its own heading, 32 px below what stands before it. */
export function Section(props: {
  title: string
  lead?: ReactNode
  actions?: ReactNode
  children: ReactNode
}) {
  const id = useId()
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.head}>
        <h2 id={id} className={styles.title}>
          {props.title}
        </h2>
        {props.actions ? <div className={styles.actions}>{props.actions}</div> : null}
      </div>
      {props.lead ? <p className={styles.lead}>{props.lead}</p> : null}
      {props.children}
    </section>
  )
}
