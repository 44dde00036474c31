import { GoTo } from './GoTo.tsx'
import styles from './NumberLink.module.css'

/** A number is a door: a quiet link that opens its records. Nought has none, so it is plain text. */
export function NumberLink(props: { to: string; value: number; unit?: string; label?: string }) {
  const { to, value, unit = '', label } = props
  const text = `${value.toLocaleString('zh-CN')}${unit ? ` ${unit}` : ''}`
  if (value === 0) return <span className={styles.zero}>{text}</span>
  return (
    <GoTo to={to} className={styles.number} aria-label={label ? `${label}：${text}` : undefined}>
      {text}
    </GoTo>
  )
}
