import { defaultLightRule, legendOf } from '#modules/tasks/rules.ts'
import { LightBadge } from '#workspace/pieces/LightBadge.tsx'
import styles from './overview.module.css'

/** What the lights mean, wherever they are shown. */
export function Legend() {
  return (
    <ul className={styles.legend} aria-label="亮灯规则">
      {legendOf(defaultLightRule).map(({ light, text }) => (
        <li key={light}>
          <LightBadge light={light} />
          {text}
        </li>
      ))}
    </ul>
  )
}
