import { useState } from 'react'
import type { CallInputOf } from '#kernel/endpoint.ts'
import { actOnSuggestion, getSuggestion, type Suggestion } from '#modules/suggestions/contract.ts'
import { suggestionWorkflow } from '#modules/suggestions/workflow.ts'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { momentText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { ActionBar } from '#workspace/pieces/ActionBar.tsx'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { DueWords } from '#workspace/pieces/DueWords.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { LongText } from '#workspace/pieces/LongText.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { StateTag, toneOf } from '#workspace/pieces/StateTag.tsx'
import { Timeline } from '#workspace/pieces/Timeline.tsx'
import type { SuggestionAction } from './act-on-suggestion.ts'
import { SuggestionForm, type SuggestionFormName } from './SuggestionForm.tsx'
import styles from './suggestions.module.css'

/** What was done, in words. */
const done: Record<SuggestionAction, string> = {
  accept: '已受理并转办',
  answer: '答复已送达，提交人凭查询码可以查看',
  refuse: '不予受理，理由将告知提交人',
  reply: '答复已提交，等待审核',
  release: '答复已送达，提交人凭查询码可以查看',
  sendBack: '已退回重拟',
  decline: '已申请退回，由调度中心重新转办',
}

/** One opinion from outside until it has its answer. */
export default function SuggestionPage({ params, embedded, begin, onDone }: PageProps<'/suggestions/:id'>) {
  const answer = useAnswer(getSuggestion, { id: params.id })
  return (
    <Answered answer={answer} rows={6}>
      {(suggestion) => (
        <article className={styles.page}>
          <PageHeader
            embedded={embedded}
            title={`${suggestion.kindLabel}：${suggestion.taskTitle ?? '整体工作'}`}
            tabTitle={`${suggestion.number} ${suggestion.kindLabel}`}
            above={
              <span>
                <GoTo to="/suggestions">公众意见</GoTo> / {suggestion.number}
              </span>
            }
            lead={
              <span className={styles.lead}>
                <StateTag
                  label={suggestion.stateLabel}
                  tone={toneOf(suggestionWorkflow.states[suggestion.state])}
                />
                <span>{momentText(suggestion.submittedAt)} 提交</span>
                {suggestion.unit ? <span>由{suggestion.unit.name}办理</span> : null}
                {suggestion.waitsDueOn ? <DueWords on={suggestion.waitsDueOn} /> : null}
              </span>
            }
          />
          <div className={styles.body}>
            <section className={styles.said}>
              <h2>意见</h2>
              <LongText text={suggestion.text} lines={12} />
              {suggestion.taskId ? (
                <p>
                  针对任务{' '}
                  <GoTo to={`/tasks/${suggestion.taskId}`}>
                    {suggestion.taskNumber} {suggestion.taskTitle}
                  </GoTo>
                </p>
              ) : (
                <p className={styles.quiet}>针对整体工作，没有指明任务。</p>
              )}
            </section>
            {suggestion.reply && suggestion.reply !== suggestion.answer ? (
              <section>
                <h2>{suggestion.unit?.name ?? '承办单位'}拟答复</h2>
                <LongText text={suggestion.reply} lines={12} />
              </section>
            ) : null}
            {suggestion.answer ? (
              <section className={styles.answer}>
                <h2>答复</h2>
                <LongText text={suggestion.answer} lines={12} />
              </section>
            ) : null}
            <section>
              <h2>经过</h2>
              <Timeline entries={suggestion.timeline} />
            </section>
          </div>
          <Actions key={suggestion.state} suggestion={suggestion} begin={begin} onDone={onDone} />
        </article>
      )}
    </Answered>
  )
}

type ActionsProps = { suggestion: Suggestion } & Pick<PageProps, 'begin' | 'onDone'>

function Actions({ suggestion, begin, onDone }: ActionsProps) {
  const [form, setForm] = useState<SuggestionFormName | null>(null)
  const act = useWrite(actOnSuggestion)
  const doAct = async (input: Omit<CallInputOf<typeof actOnSuggestion>, 'id'>) => {
    await act.mutateAsync({ id: suggestion.id, ...input })
    setForm(null)
    say(done[input.action])
    onDone?.()
  }
  const chosen = suggestion.allowedActions.find((action) => action.form === form)
  if (form && chosen) {
    return (
      <SuggestionForm
        form={form}
        action={chosen}
        suggestion={suggestion}
        busy={act.isPending}
        error={act.error}
        onSend={(input) => void doAct(input).catch(() => {})}
        onClose={() => {
          act.reset()
          setForm(null)
        }}
      />
    )
  }
  return (
    <ActionBar
      sticky
      actions={suggestion.allowedActions}
      begin={begin}
      onForm={(action) => setForm(action.form as SuggestionFormName)}
      onAct={({ action }, note) => doAct({ action: action as SuggestionAction, note })}
    />
  )
}
