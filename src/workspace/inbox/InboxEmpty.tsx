import { modulePages } from '#modules/pages.ts'
import { today } from '../days.ts'
import { useMay } from '../session/me.ts'
import styles from './InboxPage.module.css'

/** Nothing waits: says what comes next. */
export function InboxEmpty() {
  const may = useMay()
  const day = today()
  const coming = modulePages.flatMap(({ comes }) => comes?.({ may, today: day }) ?? [])
  return (
    <div className={styles.aside}>
      {coming.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p>有新的事项会随时出现在这里，不需要刷新。</p>
    </div>
  )
}
