import { Button } from 'antd'
import { useRef } from 'react'
import type { Report } from '#modules/tasks/contract.ts'
import { monthText } from '#workspace/days.ts'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { names } from '../refusal-fields.ts'
import { filingFields } from './filing.ts'
import { focusReason } from './focus-reason.ts'
import { ReportFields } from './ReportFields.tsx'
import styles from './report.module.css'
import { useFiling } from './use-filing.ts'

interface Props {
  report: Report
  onFiled: (report: Report) => void
}

/** 填报 on a page of its own: one column, large targets. */
export function FileReport({ report, onFiled }: Props) {
  const state = useFiling(report, onFiled)
  const form = useRef<HTMLFormElement>(null)
  return (
    <form
      ref={form}
      className={styles.form}
      aria-label="填报本月进展"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        state.send()
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) state.send()
      }}
    >
      <p className={styles.quiet}>
        {state.wasRestored ? (
          <>
            已恢复上次没有报送的内容。
            <button type="button" className={styles.quietButton} onClick={state.startAgain}>
              不要，重新开始
            </button>
          </>
        ) : report.previous && report.percent === null ? (
          `已填入 ${monthText(report.previous.month)}的内容，改动之处会标出。`
        ) : null}
      </p>
      <ReportFields report={report} state={state} />
      <ProblemNotice error={names(state.error, filingFields) ? null : state.error} />
      <div className={styles.foot}>
        <Button type="primary" htmlType="submit" loading={state.isSending}>
          报送审签
        </Button>
        {report.previous ? (
          <Button
            onClick={() => {
              state.noChange()
              focusReason(form.current)
            }}
          >
            本月无变化
          </Button>
        ) : null}
        <span className={styles.quiet}>报送后由本单位领导审签。Ctrl+Enter 报送。</span>
      </div>
    </form>
  )
}
