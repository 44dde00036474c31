import type { Doubt } from '#modules/plans/contract.ts'
import { labelOfField } from './doubt-groups.ts'
import styles from './measure.module.css'

interface Props {
  doubt: Doubt
  onSettle?: () => void
  onEdit?: () => void
}

/** A guess of the reading in amber, with its two ways out. */
export function DoubtLine({ doubt, onSettle, onEdit }: Props) {
  return (
    <div className={styles.doubt} data-must={doubt.mustSettle || undefined}>
      <span className={styles.doubtMark} aria-hidden="true">
        疑
      </span>
      <p>
        <span className={styles.doubtField}>{labelOfField(doubt.field)}</span>
        {doubt.sentence}
      </p>
      {onSettle && (
        <button type="button" className={styles.doubtButton} onClick={onSettle}>
          确认无误
        </button>
      )}
      {onEdit && (
        <button type="button" className={styles.quietButton} onClick={onEdit}>
          修改
        </button>
      )}
    </div>
  )
}
