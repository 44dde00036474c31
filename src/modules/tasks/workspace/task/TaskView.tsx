import { useState } from 'react'
import type { AllowedAction } from '#kernel/cases/contract.ts'
import { actOnTask, receivePart, type Task } from '#modules/tasks/contract.ts'
import { taskWorkflow } from '#modules/tasks/workflow.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { dueWordsOf } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { ActionBar } from '#workspace/pieces/ActionBar.tsx'
import { FileList } from '#workspace/pieces/FileList.tsx'
import { GoTo, useGo } from '#workspace/pieces/GoTo.tsx'
import { LightBadge } from '#workspace/pieces/LightBadge.tsx'
import { LongText } from '#workspace/pieces/LongText.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import { Timeline } from '#workspace/pieces/Timeline.tsx'
import type { TaskAction } from '../act-from-inbox.ts'
import { fileHref } from '../file-href.ts'
import { ClosureForm } from './ClosureForm.tsx'
import { MonthReports } from './MonthReports.tsx'
import { ReassignForm } from './ReassignForm.tsx'
import { TaskCourse } from './TaskCourse.tsx'
import { TaskFacts } from './TaskFacts.tsx'
import styles from './task.module.css'

interface Props extends Omit<PageProps, 'params'> {
  task: Task
  /** The share of a partner unit that was opened; its receipt is what is asked. */
  partId?: string
}

export function TaskView({ task, partId, embedded, begin, onDone }: Props) {
  return (
    <article>
      <PageHeader
        title={task.title}
        tabTitle={`${task.number} ${task.title}`}
        embedded={embedded}
        above={
          <span>
            {task.number} · <GoTo to={`/plans/${task.planId}`}>{task.documentNumber ?? task.planTitle}</GoTo>{' '}
            {[...task.path, task.measureNumber].filter(Boolean).join(' › ')}
          </span>
        }
        lead={
          <span className={styles.lead}>
            <StateTag label={task.stateLabel} tone={toneOf(taskWorkflow.states[task.state])} />
            <span>{stateInWords(task)}</span>
            {task.light ? <LightBadge light={task.light} reason={task.lightReason} showReason /> : null}
          </span>
        }
      />
      <div className={styles.columns} data-embedded={embedded || undefined}>
        <section className={styles.words} aria-label="具体措施">
          <LongText text={task.text} lines={6} />
        </section>
        <TaskCourse task={task} />
        <div className={styles.story}>
          {task.closure ? <Closure closure={task.closure} /> : null}
          <MonthReports reports={task.reports} />
          <Story task={task} />
        </div>
        <TaskFacts task={task} />
      </div>
      <TaskActions task={task} partId={partId} begin={begin} onDone={onDone} />
    </article>
  )
}

/** As many steps as one looks at; the rest is one press away. */
const firstSteps = 10

function Story({ task }: { task: Task }) {
  const [all, setAll] = useState(false)
  const entries = storyOf(task)
  const shown = all ? entries : entries.slice(-firstSteps)
  return (
    <section>
      <h2>经过</h2>
      <Timeline entries={shown} fileHref={fileHref} />
      {entries.length > firstSteps ? (
        <button type="button" className={styles.more} aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? '收起' : `全部 ${entries.length} 条经过`}
        </button>
      ) : null}
    </section>
  )
}

/** The words of the months' reports stand above; here they would be told twice. */
function storyOf({ timeline, reports }: Task): Task['timeline'] {
  const told = new Set(
    reports.flatMap(({ done, problems, nextSteps, supportNeeded, percent }) => [
      done,
      problems,
      nextSteps,
      supportNeeded,
      `${percent}%`,
    ]),
  )
  return timeline.map((entry) => ({
    ...entry,
    details: entry.details.filter(({ text }) => !told.has(text)),
  }))
}

const finished = new Set(['closed', 'writtenOff', 'cancelled'])

/** 等市能源局签收，今天到期；或 12 月 31 日前完成. */
function stateInWords(task: Task): string {
  const wait = task.waitsOn
    ? `等${task.waitsOn}${task.waitsDueOn ? `，${dueWordsOf(task.waitsDueOn).words}` : ''}`
    : null
  const due = task.dueOn ? `时限 ${task.dueOn}` : task.longTerm ? '长期坚持' : '没有写明时限'
  if (finished.has(task.state)) return task.closedOn ? `${task.closedOn} 办结` : ''
  return [wait, due].filter(Boolean).join('；')
}

function Closure({ closure }: { closure: NonNullable<Task['closure']> }) {
  return (
    <section className={styles.closure}>
      <h2>办结报告</h2>
      <LongText text={closure.statement} lines={8} />
      <FileList files={closure.files} href={fileHref} />
    </section>
  )
}

/** What was done, in words. */
const done: Record<TaskAction, string> = {
  receive: '已签收，进入办理',
  decline: '已申请退回，等待改派',
  insist: '已驳回退回申请，任务回到原单位',
  checkClosure: '初审通过，转复核',
  refuseClosure: '已退回重新办理',
  recheckClosure: '复核通过，任务办结',
  overturnClosure: '已退回重新办理',
  writeOff: '任务已销号',
  cancel: '任务已取消',
}

function TaskActions({ task, partId, begin, onDone }: Pick<Props, 'task' | 'partId' | 'begin' | 'onDone'>) {
  const [form, setForm] = useState<string | null>(null)
  const go = useGo()
  const act = useWrite(actOnTask)
  const receive = useWrite(receivePart)
  const finish = (words: string) => {
    setForm(null)
    say(words)
    onDone?.()
  }
  const part = task.parts.find(({ id }) => id === partId)
  const openForm = (action: AllowedAction) =>
    action.form === 'plan' ? go(`/plans/${task.planId}`) : setForm(action.form)
  if (form === 'closure') {
    return (
      <ClosureForm task={task} onClose={() => setForm(null)} onDone={() => finish('已申请办结，等待初审')} />
    )
  }
  if (form === 'reassign') {
    return (
      <ReassignForm
        task={task}
        onClose={() => setForm(null)}
        onDone={() => finish('已改派，等待新的牵头单位签收')}
      />
    )
  }
  if (part && part.allowedActions.length > 0) {
    return (
      <ActionBar
        sticky
        actions={part.allowedActions}
        begin={begin}
        onAct={async () => {
          await receive.mutateAsync({ id: task.id, partId: part.id })
          finish('配合任务已签收')
        }}
      />
    )
  }
  return (
    <ActionBar
      sticky
      actions={task.allowedActions}
      begin={begin}
      onForm={openForm}
      onAct={async ({ action }, note) => {
        await act.mutateAsync({ id: task.id, action: action as TaskAction, note })
        finish(done[action as TaskAction] ?? '已办理')
      }}
    />
  )
}
