import { useSyncExternalStore } from 'react'
import { currentNotices, dismiss, onNotices, say } from '../pieces/notices.ts'
import { sentenceOf } from '../pieces/ProblemNotice.tsx'
import styles from './Notices.module.css'

/** Draws what `say` says, where every page has it. */
export function Notices() {
  const notices = useSyncExternalStore(onNotices, currentNotices)
  const takeBack = async (id: number, run: () => unknown) => {
    dismiss(id)
    try {
      await run()
    } catch (error) {
      say(sentenceOf(error), { kind: 'failed' })
    }
  }
  return (
    <div className={styles.region} role="status" aria-live="polite">
      {notices.map(({ id, sentence, undo, kind }) => (
        <div key={id} className={`${styles.notice} ${kind === 'failed' ? styles.failed : ''}`}>
          <span>{sentence}</span>
          {undo ? (
            <button type="button" className={styles.button} onClick={() => void takeBack(id, undo.run)}>
              {undo.label ?? '撤销'}
            </button>
          ) : null}
          <button type="button" className={styles.button} onClick={() => dismiss(id)} aria-label="关闭提示">
            ×
          </button>
        </div>
      ))}
    </div>
  )
}
