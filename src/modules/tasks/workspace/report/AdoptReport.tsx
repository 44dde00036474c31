import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import type { CallInputOf } from '#kernel/endpoint.ts'
import { adoptReport, type Report } from '#modules/tasks/contract.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { momentText } from '#workspace/days.ts'
import { FileList } from '#workspace/pieces/FileList.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { fileHref } from '../file-href.ts'
import { names } from '../refusal-fields.ts'
import { filingLabels } from './filing.ts'
import { type PublicChoice, PublicPart } from './PublicPart.tsx'
import { Previous } from './ReportText.tsx'
import styles from './report.module.css'

type Edited = NonNullable<CallInputOf<typeof adoptReport>['edited']>

interface Props {
  report: Report
  onAdopted: (words: string) => void
  /** The other actions, in their place beside this one. */
  children: React.ReactNode
}

const texts = ['done', 'problems', 'nextSteps'] as const

/** 采用: the unit's words on one side, the words that will count on the other; the original is kept. */
export function AdoptReport({ report, onAdopted, children }: Props) {
  const filed: Edited = {
    percent: report.percent ?? 0,
    done: report.done,
    problems: report.problems,
    nextSteps: report.nextSteps,
  }
  const [editing, setEditing] = useState(false)
  const [edited, setEdited] = useState(filed)
  const [publishing, setPublishing] = useState<PublicChoice>({
    isPublic: false,
    text: report.done,
    fileIds: [],
  })
  const adopt = useWrite(adoptReport, {
    onDone: (adopted) => onAdopted(adopted.publicText ? '已采用，公开内容已在门户公布' : '已采用'),
  })
  const isEdited = editing && JSON.stringify(edited) !== JSON.stringify(filed)
  const submit = () =>
    adopt.mutate({
      id: report.id,
      edited: isEdited ? edited : undefined,
      publicText: publishing.isPublic ? publishing.text : undefined,
      publicFileIds: publishing.isPublic ? publishing.fileIds : [],
    })
  return (
    <form
      className={styles.text}
      aria-label="审核进展"
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className={styles.pairs} data-editing={editing || undefined}>
        <Pair
          label={filingLabels.percent}
          filed={`${filed.percent}%${report.previous ? `（上月 ${report.previous.percent}%）` : ''}`}
          changed={edited.percent !== filed.percent}
        >
          {editing ? (
            <span className={styles.percent}>
              <Input
                type="number"
                min={0}
                max={100}
                aria-label="采用的进度"
                value={edited.percent ?? ''}
                onChange={(event) => setEdited({ ...edited, percent: Number(event.target.value) })}
              />
              %
            </span>
          ) : null}
        </Pair>
        {texts.map((name) => (
          <Pair
            key={name}
            label={filingLabels[name]}
            filed={filed[name] ?? ''}
            changed={edited[name] !== filed[name]}
          >
            {editing ? (
              <Input.TextArea
                aria-label={`采用的${filingLabels[name]}`}
                autoSize={{ minRows: 2, maxRows: 16 }}
                maxLength={5000}
                value={edited[name]}
                onChange={(event) => setEdited({ ...edited, [name]: event.target.value })}
              />
            ) : null}
          </Pair>
        ))}
        <Pair label={filingLabels.supportNeeded} filed={report.supportNeeded} changed={false}>
          {null}
        </Pair>
      </div>
      {report.files.length > 0 ? (
        <section>
          <h2>佐证材料</h2>
          <FileList files={report.files} href={fileHref} />
        </section>
      ) : null}
      <Previous report={report} />
      <p className={styles.quiet}>
        {report.filedBy}填报{report.filedAt ? `，${momentText(report.filedAt)}` : ''}
        {report.signedBy ? `；${report.signedBy}审签` : ''}
      </p>
      <Checkbox
        checked={publishing.isPublic}
        onChange={(event) =>
          setPublishing({
            ...publishing,
            isPublic: event.target.checked,
            // Until it has been touched, the public text follows what is adopted.
            text: publishing.text === filed.done ? (edited.done ?? '') : publishing.text,
          })
        }
      >
        公开到门户
      </Checkbox>
      {publishing.isPublic ? (
        <PublicPart report={report} choice={publishing} error={adopt.error} onChange={setPublishing} />
      ) : null}
      <ProblemNotice error={names(adopt.error, ['publicText']) ? null : adopt.error} />
      <div className={styles.decision}>
        <p className={styles.quiet}>
          {publishing.isPublic ? '采用后，公开内容立即在门户公布。' : '采用后计入任务进度，不公开。'}
          {isEdited ? '单位原文保留备查。' : ''}
        </p>
        <div className={styles.foot}>
          <Button type="primary" htmlType="submit" loading={adopt.isPending}>
            {isEdited ? '编辑后采用' : '采用'}
            {publishing.isPublic ? '并公开' : ''}
          </Button>
          <Button onClick={() => setEditing(!editing)}>{editing ? '不编辑，按原文' : '编辑'}</Button>
          {children}
        </div>
      </div>
    </form>
  )
}

interface PairProps {
  label: string
  filed: string
  changed: boolean
  children: React.ReactNode
}

function Pair({ label, filed, changed, children }: PairProps) {
  return (
    <section className={styles.pair} data-changed={changed || undefined}>
      <h2>{label}</h2>
      <p className={styles.filed}>{filed === '' ? <span className={styles.quiet}>无</span> : filed}</p>
      {children}
    </section>
  )
}
