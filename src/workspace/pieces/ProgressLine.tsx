import styles from './ProgressLine.module.css'

/** Progress as a small line; the upright mark is 序时, where the calendar expects it by today. */
export function ProgressLine(props: { progress: number; expected?: number; wide?: boolean }) {
  const { progress, expected, wide } = props
  const said = expected === undefined ? `进度 ${progress}%` : `进度 ${progress}%，序时进度 ${expected}%`
  return (
    <span className={styles.progress} role="img" aria-label={said} title={said}>
      <span className={`${styles.line} ${wide ? styles.wide : ''}`}>
        <span className={styles.filled} style={{ width: `${progress}%` }} />
        {expected === undefined ? null : (
          <span className={styles.expected} style={{ left: `calc(${expected}% - 1px)` }} />
        )}
      </span>
      <span className={styles.value}>{progress}%</span>
    </span>
  )
}
