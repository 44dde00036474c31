import { Button } from 'antd'
import type { DoubtGroup } from './doubt-groups.ts'
import styles from './review.module.css'

interface Props {
  groups: DoubtGroup[]
  busy: boolean
  mayEdit: boolean
  onShow: (group: DoubtGroup) => void
  onSettleAll: (group: DoubtGroup) => void
}

/** Doubts by kind, so that 60 of one kind cost one look and one press. */
export function DoubtGroups({ groups, busy, mayEdit, onShow, onSettleAll }: Props) {
  if (groups.length === 0) return null
  return (
    <ul className={styles.doubtGroups} aria-label="待确认的几类">
      {groups.map((group) => (
        <li key={group.code} data-must={group.mustSettle || undefined}>
          <button type="button" className={styles.doubtGroupWords} onClick={() => onShow(group)}>
            <span className={styles.doubtCount}>{group.doubts.length} 处</span>
            {group.doubts.length > 1 ? (
              <span>
                <span className={styles.doubtField}>{group.label}</span>
                例如：{group.sentence}
              </span>
            ) : (
              <span>{group.sentence}</span>
            )}
          </button>
          {mayEdit && (
            <Button size="small" disabled={busy} onClick={() => onSettleAll(group)}>
              {group.doubts.length > 1 ? `这 ${group.doubts.length} 处都确认无误` : '确认无误'}
            </Button>
          )}
        </li>
      ))}
    </ul>
  )
}
