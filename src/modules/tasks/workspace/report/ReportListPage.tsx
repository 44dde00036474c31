import { Select } from 'antd'
import { listReports, type Report, ReportState } from '#modules/tasks/contract.ts'
import { reportWorkflow } from '#modules/tasks/workflow.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { momentText, monthText, today } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { DueWords } from '#workspace/pieces/DueWords.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import { LeafTurner } from '../LeafTurner.tsx'
import styles from './report-list.module.css'

const states = Object.entries(reportWorkflow.states).map(([value, { label }]) => ({ value, label }))
const pageSize = 50

/** The reports of a month: which units owe, which have filed, what waits for a signature or for review. */
export default function ReportListPage({ embedded }: PageProps<'/reports'>) {
  const [query, change] = useQueryState()
  const given = query.get('month') ?? ''
  const month = /^\d{4}-(0[1-9]|1[0-2])$/.test(given) ? given : today().slice(0, 7)
  const state = ReportState.options.filter((known) => query.getAll('state').includes(known))
  const page = Math.max(1, Math.floor(Number(query.get('page')) || 1))
  const answer = useAnswer(
    listReports,
    {
      month,
      state: state.length > 0 ? state : undefined,
      unitId: query.get('unitId') ?? undefined,
      planId: query.get('planId') ?? undefined,
      dueFrom: query.get('dueFrom') ?? undefined,
      dueUntil: query.get('dueUntil') ?? undefined,
      page,
      pageSize,
    },
    { keepPrevious: true },
  )
  return (
    <>
      <PageHeader title="进展填报" embedded={embedded} lead={`${monthText(month)}各单位的填报。`} />
      <search className={styles.filters}>
        <DayPicker
          kind="month"
          aria-label="月份"
          clearable={false}
          value={month}
          onChange={(chosen) => change({ month: chosen, page: null })}
        />
        <Select
          aria-label="状态"
          placeholder="状态"
          mode="multiple"
          maxTagCount="responsive"
          className={styles.state}
          value={state as string[]}
          options={states}
          onChange={(chosen: string[]) => change({ state: chosen, page: null })}
        />
        <span className={styles.unit}>
          <UnitPicker
            aria-label="单位"
            placeholder="单位"
            value={query.get('unitId')}
            onChange={(unitId) => change({ unitId, page: null })}
          />
        </span>
      </search>
      <Answered answer={answer} rows={12}>
        {({ reports, total }) =>
          reports.length === 0 ? (
            <EmptyState title="没有符合条件的填报">换一个月份或状态再看。</EmptyState>
          ) : (
            <>
              <ReportTable reports={reports} />
              <LeafTurner
                page={page}
                pageSize={pageSize}
                shown={reports.length}
                total={total}
                onPage={(next) => change({ page: next > 1 ? String(next) : null })}
              />
            </>
          )
        }
      </Answered>
    </>
  )
}

function ReportTable({ reports }: { reports: readonly Report[] }) {
  return (
    <div className={styles.scroll}>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">任务编号</th>
            <th scope="col">任务</th>
            <th scope="col">填报单位</th>
            <th scope="col">状态</th>
            <th scope="col">进度</th>
            <th scope="col">填报时间</th>
            <th scope="col">时限</th>
          </tr>
        </thead>
        <tbody>
          {reports.map((report) => (
            <tr key={report.id}>
              <td className={styles.quiet}>{report.taskNumber}</td>
              <td className={styles.title}>
                <GoTo to={`/reports/${report.id}`} title={report.taskTitle}>
                  {report.taskTitle}
                </GoTo>
              </td>
              <td title={report.unit.name}>{report.unit.name}</td>
              <td>
                <StateTag label={report.stateLabel} tone={toneOf(reportWorkflow.states[report.state])} />
              </td>
              <td>{report.percent === null ? '' : `${report.percent}%`}</td>
              <td>
                {report.filedAt ? momentText(report.filedAt).slice(5) : ''}
                {report.daysLate ? <span className={styles.late}>　迟报 {report.daysLate} 天</span> : null}
              </td>
              <td>
                <DueWords on={report.dueOn} done={report.filedAt !== null || report.state === 'waived'} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
