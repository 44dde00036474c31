import { Button } from 'antd'
import { useRef } from 'react'
import { actOnReport, type Report } from '#modules/tasks/contract.ts'
import { reportWorkflow } from '#modules/tasks/workflow.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { monthText } from '#workspace/days.ts'
import { DueWords } from '#workspace/pieces/DueWords.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import { names } from '../refusal-fields.ts'
import { filingFields } from '../report/filing.ts'
import { focusReason } from '../report/focus-reason.ts'
import { ReportFields } from '../report/ReportFields.tsx'
import { useFiling } from '../report/use-filing.ts'
import styles from './filing.module.css'

interface Props {
  report: Report
  /** Month of the row above, so that a month is named where it begins. */
  month: string | undefined
  onFiled: (report: Report) => void
}

export function FilingRow({ report, month, onFiled }: Props) {
  const mayFile = report.allowedActions.some(({ form }) => form === 'report')
  return (
    <>
      {report.month === month ? null : <h2 className={styles.month}>{monthText(report.month)}</h2>}
      {mayFile ? (
        <OpenRow key={report.state} report={report} onFiled={onFiled} />
      ) : (
        <SentRow report={report} onTakenBack={onFiled} />
      )}
    </>
  )
}

function RowHead({ report }: { report: Report }) {
  return (
    <div className={styles.task}>
      <GoTo to={`/tasks/${report.taskId}`} tabIndex={-1}>
        {report.taskTitle}
      </GoTo>
      <span className={styles.quiet}>{report.taskNumber}</span>
      <span className={styles.marks}>
        {report.state === 'owed' ? null : (
          <StateTag label={report.stateLabel} tone={toneOf(reportWorkflow.states[report.state])} />
        )}
        {report.state === 'owed' || report.state === 'returned' ? <DueWords on={report.dueOn} /> : null}
      </span>
      {report.returnReason ? <p className={styles.returned}>退回：{report.returnReason}</p> : null}
    </div>
  )
}

function OpenRow({ report, onFiled }: Omit<Props, 'month'>) {
  const row = useRef<HTMLFormElement>(null)
  const state = useFiling(report, (filed) => {
    say(`${report.taskNumber} 已报送，等待本单位领导审签`)
    nextRow(row.current)
    onFiled(filed)
  })
  const noChange = () => {
    state.noChange()
    focusReason(row.current)
  }
  return (
    <form
      ref={row}
      className={styles.row}
      aria-label={`${report.taskTitle}，${monthText(report.month)}填报`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        state.send()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) state.send()
        if (event.altKey && event.code === 'KeyN' && report.previous) {
          event.preventDefault()
          noChange()
        }
      }}
    >
      <RowHead report={report} />
      <ReportFields report={report} state={state} sheet />
      <div className={styles.send}>
        <Button type="primary" htmlType="submit" loading={state.isSending}>
          报送
        </Button>
        {report.previous ? (
          <button type="button" className={styles.quietButton} onClick={noChange}>
            无变化
          </button>
        ) : null}
        {state.wasRestored ? (
          <button
            type="button"
            className={styles.quietButton}
            onClick={state.startAgain}
            title="已恢复上次没有报送的内容"
          >
            还原
          </button>
        ) : null}
      </div>
      {state.error && !names(state.error, filingFields) ? (
        <div className={styles.rowFault}>
          <ProblemNotice error={state.error} />
        </div>
      ) : null}
    </form>
  )
}

/** The keyboard goes on in the next row that can still be filed. */
function nextRow(row: HTMLFormElement | null): void {
  let next = row?.nextElementSibling ?? null
  while (next && !(next instanceof HTMLFormElement)) next = next.nextElementSibling
  next?.querySelector<HTMLElement>('input')?.focus()
}

function SentRow({ report, onTakenBack }: { report: Report; onTakenBack: (report: Report) => void }) {
  const takeBack = useWrite(actOnReport, { onDone: onTakenBack })
  return (
    <div className={styles.row} data-sent="">
      <RowHead report={report} />
      <p className={styles.sentWords}>
        {report.percent}%　{report.done}
      </p>
      <div className={styles.send}>
        {report.allowedActions
          .filter(({ action }) => action === 'takeBack')
          .map(({ action, label }) => (
            <Button
              key={action}
              size="small"
              loading={takeBack.isPending}
              onClick={() => takeBack.mutate({ id: report.id, action: 'takeBack' })}
            >
              {label}
            </Button>
          ))}
        <ProblemNotice error={takeBack.error} />
      </div>
    </div>
  )
}
