import styles from './LightBadge.module.css'

export type Light = 'green' | 'yellow' | 'red' | 'blue'

const words: Record<Light, [character: string, name: string]> = {
  green: ['绿', '绿灯'],
  yellow: ['黄', '黄灯'],
  red: ['红', '红灯'],
  blue: ['蓝', '蓝灯'],
}

/**
 * State is character + colour + word: the badge reads in black and white too. With `showReason` the reason
 * stands beside it, else it is read out and shown on hover.
 */
export function LightBadge(props: { light: Light | null; reason?: string | null; showReason?: boolean }) {
  const { light, reason, showReason } = props
  if (!light) {
    return (
      <span className={styles.none} role="img" aria-label="未亮灯">
        –
      </span>
    )
  }
  const [character, name] = words[light]
  const said = reason ? `${name}：${reason}` : name
  const badge = (
    <span
      className={`${styles.badge} ${styles[light]}`}
      role="img"
      aria-label={showReason ? name : said}
      title={said}
    >
      {character}
    </span>
  )
  if (!showReason || !reason) return badge
  return (
    <span className={styles.withReason}>
      {badge}
      <span className={styles.reason}>{reason}</span>
    </span>
  )
}
