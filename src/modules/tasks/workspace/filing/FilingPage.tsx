import { useState } from 'react'
import { listReports, type Report } from '#modules/tasks/contract.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { dayText, monthText, today } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { useMe } from '#workspace/session/me.ts'
import { filingLabels } from '../report/filing.ts'
import { FilingRow } from './FilingRow.tsx'
import styles from './filing.module.css'

/** All that the unit still owes, as rows of one sheet: Tab goes through, Ctrl+Enter sends a row. */
export default function FilingPage({ embedded }: PageProps<'/filing'>) {
  const { unit } = useMe()
  const month = today().slice(0, 7)
  const owed = useAnswer(listReports, { state: ['owed', 'returned'], unitId: unit.id, pageSize: 200 })
  const ofMonth = useAnswer(listReports, { month, unitId: unit.id, pageSize: 200 })
  return (
    <>
      <PageHeader
        embedded={embedded}
        title="月度填报"
        lead={ofMonth.data ? monthInWords(month, ofMonth.data.reports) : undefined}
      />
      <Answered answer={owed} rows={8}>
        {({ reports, total }) => (
          <>
            <Sheet reports={reports} />
            {total > reports.length ? (
              <p className={styles.quiet}>还有 {total - reports.length} 项，报送这些之后显示。</p>
            ) : null}
          </>
        )}
      </Answered>
    </>
  )
}

/** 3 月应报 12 项，已报 8 项，还有 4 项，3 月 25 日前报送. */
function monthInWords(month: string, reports: readonly Report[]): string {
  const due = reports.filter(({ state }) => state !== 'waived')
  const open = due.filter(({ state }) => state === 'owed' || state === 'returned')
  const last = open
    .map(({ dueOn }) => dueOn)
    .filter((day) => day !== null)
    .sort()[0]
  if (due.length === 0) return `${monthText(month)}没有应报的任务。`
  const filed = `${monthText(month)}应报 ${due.length} 项，已报 ${due.length - open.length} 项`
  if (open.length === 0) return `${filed}，全部报齐。`
  return `${filed}，还有 ${open.length} 项${last ? `，${dayText(last)}前报送` : ''}。`
}

/** Rows by id, in the order in which they were first seen. */
function merged(known: ReadonlyMap<string, Report>, reports: readonly Report[]): ReadonlyMap<string, Report> {
  const rows = new Map(known)
  for (const report of reports) rows.set(report.id, report)
  return rows
}

/** Rows keep their places: what has been sent stays where it was until the page is left. */
function Sheet({ reports }: { reports: readonly Report[] }) {
  const [rows, setRows] = useState(() => merged(new Map(), reports))
  const [seen, setSeen] = useState(reports)
  if (seen !== reports) {
    setSeen(reports)
    setRows(merged(rows, reports))
  }
  const list = [...rows.values()]
  if (list.length === 0) {
    return (
      <EmptyState title="没有要填报的">
        每月 1 日为在办任务生成当月填报。已报送的可在<GoTo to="/tasks">任务</GoTo>中查看。
      </EmptyState>
    )
  }
  const filed = (report: Report) => setRows((known) => merged(known, [report]))
  return (
    <div className={styles.sheet}>
      <div className={styles.head} aria-hidden="true">
        <span>任务</span>
        <span>{filingLabels.percent}</span>
        <span>{filingLabels.done}</span>
        <span>{filingLabels.problems}</span>
        <span>{filingLabels.nextSteps}</span>
        <span>{filingLabels.supportNeeded}</span>
        <span>佐证材料</span>
        <span />
      </div>
      {list.map((report, index) => (
        <FilingRow key={report.id} report={report} month={list[index - 1]?.month} onFiled={filed} />
      ))}
      <p className={styles.hint}>
        Tab 逐格移动，Ctrl+Enter 报送本行，Alt+N 本行无变化。没有报送的内容保存在本机浏览器中。
      </p>
    </div>
  )
}
