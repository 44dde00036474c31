import { actOnReport, getReport, type Report } from '#modules/tasks/contract.ts'
import { reportWorkflow } from '#modules/tasks/workflow.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { monthText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { ActionBar } from '#workspace/pieces/ActionBar.tsx'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { DueWords } from '#workspace/pieces/DueWords.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import type { ReportAction } from '../act-from-inbox.ts'
import { AdoptReport } from './AdoptReport.tsx'
import { FileReport } from './FileReport.tsx'
import { ReportText } from './ReportText.tsx'
import styles from './report.module.css'

const done: Record<ReportAction, string> = {
  takeBack: '已撤回，可以修改后再报送',
  signOff: '已审签，送调度中心审核',
  refuseSignature: '已退回填报人修改',
  sendBack: '已退回单位补充',
}

/** One month's report of one task: filed, signed, reviewed on the same page. */
export default function ReportPage({ params, embedded, begin, onDone }: PageProps<'/reports/:id'>) {
  const answer = useAnswer(getReport, { id: params.id })
  return (
    <Answered answer={answer} rows={8}>
      {(report) => (
        <div className={styles.page}>
          <ReportHead report={report} embedded={embedded} />
          <ReportBody report={report} begin={begin} onDone={onDone} />
        </div>
      )}
    </Answered>
  )
}

function ReportHead({ report, embedded }: { report: Report; embedded: boolean }) {
  return (
    <PageHeader
      embedded={embedded}
      title={report.taskTitle}
      tabTitle={`${monthText(report.month)}填报 ${report.taskTitle}`}
      above={
        <span>
          <GoTo to={`/tasks/${report.taskId}`}>{report.taskNumber}</GoTo> · {report.unit.name}
        </span>
      }
      lead={
        <span className={styles.lead}>
          <StateTag label={report.stateLabel} tone={toneOf(reportWorkflow.states[report.state])} />
          <span>{monthText(report.month)}进展</span>
          {report.state === 'owed' || report.state === 'returned' ? <DueWords on={report.dueOn} /> : null}
          {report.daysLate ? <span className={styles.late}>迟报 {report.daysLate} 天</span> : null}
        </span>
      }
    />
  )
}

type BodyProps = { report: Report } & Pick<PageProps, 'begin' | 'onDone'>

function ReportBody({ report, begin, onDone }: BodyProps) {
  const act = useWrite(actOnReport)
  const actions = report.allowedActions
  const finish = (words: string) => {
    say(words)
    onDone?.()
  }
  const plain = actions.filter(({ form }) => form === null)
  const adopts = actions.some(({ form }) => form === 'adopt')
  const bar = (
    <ActionBar
      sticky={!adopts}
      actions={plain}
      begin={begin}
      onAct={async ({ action }, note) => {
        await act.mutateAsync({ id: report.id, action: action as ReportAction, note })
        finish(done[action as ReportAction] ?? '已办理')
      }}
    />
  )
  return (
    <>
      {report.returnReason ? (
        <p className={styles.returned} role="note">
          <strong>退回理由</strong>
          {report.returnReason}
        </p>
      ) : null}
      {actions.some(({ form }) => form === 'report') ? (
        <FileReport key={report.id} report={report} onFiled={() => finish('已报送，等待本单位领导审签')} />
      ) : adopts ? (
        <AdoptReport key={report.id} report={report} onAdopted={finish}>
          {bar}
        </AdoptReport>
      ) : (
        <ReportText report={report} />
      )}
      {adopts ? null : bar}
    </>
  )
}
