import type { listInbox } from '#kernel/cases/contract.ts'
import type { OutputOf } from '#kernel/endpoint.ts'
import { dayText, today, weekdayText } from '../days.ts'
import styles from './InboxPage.module.css'

/** One sentence says how things stand. */
export function InboxHead({ answer }: { answer: OutputOf<typeof listInbox> }) {
  const day = today()
  const late = answer.items.filter(({ waitsDueOn }) => waitsDueOn && waitsDueOn < day).length
  const now = answer.items.filter(({ waitsDueOn }) => waitsDueOn === day).length
  return (
    <header className={styles.head}>
      <div>
        <h1 className={styles.title}>现在要办</h1>
        {answer.total === 0 ? (
          <p className={styles.statement}>
            {answer.doneToday > 0 ? `今天的 ${answer.doneToday} 件都已办完` : '现在没有要办的事'}
          </p>
        ) : (
          <p className={styles.statement}>
            {answer.total} 件要办
            {late > 0 ? (
              <>
                ，<em>{late} 件已逾期</em>
              </>
            ) : null}
            {now > 0 ? `，${now} 件今天到期` : null}
          </p>
        )}
      </div>
      <p className={styles.aside}>
        {dayText(day)} {weekdayText(day)}
        {answer.doneToday > 0 && answer.total > 0 ? ` · 今天已办 ${answer.doneToday} 件` : null}
      </p>
    </header>
  )
}
