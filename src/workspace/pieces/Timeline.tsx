import { agoText, momentText } from '../days.ts'
import { FileList, type ShownFile } from './FileList.tsx'
import { LongText } from './LongText.tsx'
import styles from './Timeline.module.css'

export interface TimelineItem {
  at: string
  actor: string
  label: string
  note: string | null
  /** Which life it belongs to, where several are told together: 任务, 3 月填报. */
  subject?: string
  details?: readonly { label: string; text: string }[]
  files?: readonly ShownFile[]
}

export interface TimelineProps {
  /** Oldest first, as a history is kept; drawn newest first. */
  entries: readonly TimelineItem[]
  /** Address of a file's content. */
  fileHref?: (file: ShownFile) => string
}

/** The story of a case: what, who, when, the words that were given, files inline, long text folded. */
export function Timeline({ entries, fileHref }: TimelineProps) {
  return (
    <ol className={styles.timeline}>
      {[...entries].reverse().map((entry, index) => (
        <li key={`${entry.at}-${String(index)}`} className={styles.entry}>
          <div className={styles.head}>
            <span className={styles.label}>{entry.label}</span>
            {entry.subject ? <span className={styles.subject}>{entry.subject}</span> : null}
            <span className={styles.who}>{entry.actor}</span>
            <time className={styles.when} dateTime={entry.at} title={momentText(entry.at)}>
              {agoText(entry.at)}
            </time>
          </div>
          {entry.note ? (
            <div className={styles.note}>
              <LongText text={entry.note} lines={4} />
            </div>
          ) : null}
          {entry.details && entry.details.length > 0 ? (
            <dl className={styles.details}>
              {entry.details.flatMap(({ label, text }) => [
                <dt key={`${label}-name`}>{label}</dt>,
                <dd key={label}>
                  <LongText text={text} lines={4} />
                </dd>,
              ])}
            </dl>
          ) : null}
          {entry.files && entry.files.length > 0 ? (
            <div className={styles.files}>
              <FileList files={entry.files} href={fileHref} />
            </div>
          ) : null}
        </li>
      ))}
    </ol>
  )
}
