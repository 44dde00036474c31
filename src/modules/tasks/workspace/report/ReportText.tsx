import type { Report } from '#modules/tasks/contract.ts'
import { momentText, monthText } from '#workspace/days.ts'
import { Facts } from '#workspace/pieces/Facts.tsx'
import { FileList } from '#workspace/pieces/FileList.tsx'
import { LongText } from '#workspace/pieces/LongText.tsx'
import { fileHref } from '../file-href.ts'
import { filingLabels } from './filing.ts'
import styles from './report.module.css'

/** A report to be read: what is said now, with what was said the month before at hand. */
export function ReportText({ report }: { report: Report }) {
  if (report.percent === null && report.done === '') {
    return <p className={styles.quiet}>{report.unit.name}还没有填报。</p>
  }
  return (
    <div className={styles.text}>
      <Percent report={report} />
      <Words label={filingLabels.done} text={report.done} original={report.original?.done} />
      <Words
        label={filingLabels.problems}
        text={report.problems}
        original={report.original?.problems}
        none="无"
      />
      <Words
        label={filingLabels.nextSteps}
        text={report.nextSteps}
        original={report.original?.nextSteps}
        none="未填写"
      />
      <Words label={filingLabels.supportNeeded} text={report.supportNeeded} none="无" />
      {report.files.length > 0 ? (
        <section>
          <h2>佐证材料</h2>
          <FileList files={report.files} href={fileHref} />
        </section>
      ) : null}
      {report.publicText === null ? null : (
        <section className={styles.public}>
          <h2>已公开到门户</h2>
          <LongText text={report.publicText} />
        </section>
      )}
      <Previous report={report} />
      <Facts
        items={[
          ['填报', report.filedBy && `${report.filedBy} ${report.filedAt ? momentText(report.filedAt) : ''}`],
          ['审签', report.signedBy],
          ['采用', report.adoptedAt ? momentText(report.adoptedAt) : null],
        ]}
      />
    </div>
  )
}

function Percent({ report }: { report: Report }) {
  const before = report.previous?.percent
  const gain = report.percent !== null && before !== undefined ? report.percent - before : null
  return (
    <p className={styles.percentWords}>
      <strong>{report.percent}%</strong>
      {gain === null ? null : (
        <span className={styles.quiet}>
          {gain === 0
            ? '与上月持平'
            : gain > 0
              ? `比上月增加 ${gain} 个百分点`
              : `比上月减少 ${-gain} 个百分点`}
        </span>
      )}
      {report.original && report.original.percent !== report.percent ? (
        <span className={styles.quiet}>
          单位填报 {report.original.percent}%，审核时改为 {report.percent}%
        </span>
      ) : null}
    </p>
  )
}

interface WordsProps {
  label: string
  text: string
  /** What the unit wrote, where it was edited on adoption. */
  original?: string
  none?: string
}

function Words({ label, text, original, none }: WordsProps) {
  const edited = original !== undefined && original !== text
  if (text === '' && !none && !edited) return null
  return (
    <section>
      <h2>{label}</h2>
      {text === '' ? <p className={styles.quiet}>{none}</p> : <LongText text={text} lines={10} />}
      {edited ? (
        <details className={styles.original}>
          <summary>审核时有修改，查看单位原文</summary>
          <p>{original === '' ? '（空）' : original}</p>
        </details>
      ) : null}
    </section>
  )
}

/** The words of the month before, folded: a reviewer compares. */
export function Previous({ report }: { report: Report }) {
  const { previous } = report
  if (!previous) return null
  return (
    <details className={styles.original}>
      <summary>
        对照 {monthText(previous.month)}的填报（{previous.percent}%）
      </summary>
      {(['done', 'problems', 'nextSteps', 'supportNeeded'] as const).map((name) =>
        previous[name] === '' ? null : (
          <p key={name}>
            <span className={styles.quiet}>{filingLabels[name]}　</span>
            {previous[name]}
          </p>
        ),
      )}
    </details>
  )
}
