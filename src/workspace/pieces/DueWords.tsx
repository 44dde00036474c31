import { dueWordsOf } from '../days.ts'
import styles from './DueWords.module.css'

/** A due day in words, with the day itself on hover. `done`: the wait is over, so nothing is late any more. */
export function DueWords(props: { on: string | null; done?: boolean; none?: string }) {
  const { on, done, none = '无时限' } = props
  if (!on) return <span className={`${styles.due} ${styles.none}`}>{none}</span>
  const { words, urgency } = dueWordsOf(on)
  if (done)
    return (
      <time className={`${styles.due} ${styles.later}`} dateTime={on}>
        {on}
      </time>
    )
  return (
    <time className={`${styles.due} ${styles[urgency]}`} dateTime={on} title={on}>
      {words}
    </time>
  )
}
