import styles from './Loading.module.css'

const widths = ['62%', '88%', '74%', '81%', '56%', '69%']

/** Holds the place of what is on its way; shows itself only after a quarter of a second. */
export function Loading({ rows = 4, label = '正在读取' }: { rows?: number; label?: string }) {
  return (
    <div className={styles.rows} role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => (
        <div
          key={`row-${String(index)}`}
          className={styles.row}
          style={{ width: widths[index % widths.length] }}
        />
      ))}
    </div>
  )
}
