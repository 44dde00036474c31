import { startTransition, useEffect, useState } from 'react'
import type { Measure } from '#modules/plans/contract.ts'
import { MeasureCard, type MeasureCardActions } from './MeasureCard.tsx'
import styles from './review.module.css'

interface Props {
  measures: Measure[]
  currentId: string | null
  editingId: string | null
  mayEdit: boolean
  actions: MeasureCardActions
  form: (measure: Measure) => React.ReactNode
}

/** Enough for the first screen; the rest is drawn while the reader already reads. */
const firstScreen = 12

export function MeasureList({ measures, currentId, editingId, mayEdit, actions, form }: Props) {
  const [drawn, setDrawn] = useState(firstScreen)
  useEffect(() => startTransition(() => setDrawn(Number.POSITIVE_INFINITY)), [])
  return measures.slice(0, drawn).map((measure, index) => {
    const path = measure.path.join(' › ')
    const heading = path !== measures[index - 1]?.path.join(' › ') ? path : null
    return (
      <div key={measure.id} className={styles.measurePlace}>
        {heading && <h2 className={styles.measureSection}>{heading}</h2>}
        {editingId === measure.id ? (
          form(measure)
        ) : (
          <MeasureCard
            measure={measure}
            current={measure.id === currentId}
            mayEdit={mayEdit}
            actions={actions}
          />
        )}
      </div>
    )
  })
}
