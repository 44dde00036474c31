import type { Report } from '#modules/tasks/contract.ts'
import { reportWorkflow } from '#modules/tasks/workflow.ts'
import { momentText, monthText } from '#workspace/days.ts'
import { DueWords } from '#workspace/pieces/DueWords.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { LongText } from '#workspace/pieces/LongText.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import styles from './task.module.css'

/** Reports month by month, the newest first, with the step that each of them asks of the reader. */
export function MonthReports({ reports }: { reports: readonly Report[] }) {
  if (reports.length === 0) return null
  const newestFirst = [...reports].sort((a, b) => b.month.localeCompare(a.month))
  return (
    <section>
      <h2>逐月进展</h2>
      <ol className={styles.reports}>
        {newestFirst.map((report) => (
          <li key={report.id}>
            <p className={styles.reportHead}>
              <GoTo to={`/reports/${report.id}`} className={styles.reportMonth}>
                {monthText(report.month)}
              </GoTo>
              <StateTag label={report.stateLabel} tone={toneOf(reportWorkflow.states[report.state])} />
              {report.percent === null ? null : <span>{report.percent}%</span>}
              <span className={styles.quiet}>{filedWords(report)}</span>
              {report.state === 'owed' ? <DueWords on={report.dueOn} /> : null}
              {report.allowedActions.some(({ weight }) => weight === 'primary') ? (
                <GoTo to={`/reports/${report.id}`} className={styles.reportStep}>
                  {report.allowedActions.find(({ weight }) => weight === 'primary')?.label}
                </GoTo>
              ) : null}
            </p>
            {report.done ? <LongText text={report.done} lines={3} /> : null}
          </li>
        ))}
      </ol>
    </section>
  )
}

const filedWords = ({ filedBy, filedAt, daysLate }: Report): string =>
  filedAt
    ? `${filedBy ?? ''} ${momentText(filedAt).slice(0, 10)} 填报${daysLate ? `，迟报 ${daysLate} 天` : ''}`.trim()
    : ''
