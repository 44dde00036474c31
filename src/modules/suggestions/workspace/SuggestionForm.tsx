import { Button, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import type { AllowedAction } from '#kernel/cases/contract.ts'
import type { CallInputOf } from '#kernel/endpoint.ts'
import { findPersonalData, personalDataLabels } from '#kernel/masking.ts'
import type { actOnSuggestion, Suggestion } from '#modules/suggestions/contract.ts'
import { Field, FieldFoot } from '#workspace/pieces/Field.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import styles from './suggestions.module.css'

export type SuggestionFormName = 'accept' | 'answer' | 'reply' | 'release'
type Deed = Omit<CallInputOf<typeof actOnSuggestion>, 'id'>

interface Props {
  form: SuggestionFormName
  action: AllowedAction
  suggestion: Suggestion
  busy: boolean
  error: unknown
  onSend: (deed: Deed) => void
  onClose: () => void
}

/** Accepting (to whom), answering or replying (what), releasing (the answer as it goes out). Takes the place of the actions. */
export function SuggestionForm(props: Props) {
  const { form, action, suggestion, busy, error, onSend, onClose } = props
  const [unitId, setUnitId] = useState<string | null>(suggestion.suggestedUnit?.id ?? null)
  const [words, setWords] = useState(form === 'accept' ? '' : (suggestion.reply ?? ''))
  const element = useRef<HTMLFormElement>(null)
  useEffect(() => element.current?.querySelector<HTMLElement>('input, textarea')?.focus(), [])
  const findings = form === 'accept' ? [] : findPersonalData(words)

  const send = () => {
    if (form === 'accept')
      onSend({ action: 'accept', unitId: unitId ?? undefined, note: words.trim() || undefined })
    if (form === 'reply' || form === 'answer') onSend({ action: form, note: words })
    if (form === 'release') {
      onSend({
        action: 'release',
        answer: words.trim() === (suggestion.reply ?? '').trim() ? undefined : words,
      })
    }
  }
  return (
    <form
      ref={element}
      className={styles.form}
      aria-label={action.label}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.defaultPrevented) return
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) send()
      }}
    >
      <h2>{action.label}</h2>
      {form === 'accept' ? (
        <Field
          label="承办单位"
          name="unitId"
          error={error}
          hint={
            suggestion.suggestedUnit
              ? `已填入任务的牵头单位${suggestion.suggestedUnit.name}，可以改选。`
              : '这件意见针对整体工作，请选择由哪个单位答复。'
          }
        >
          {(control) => <UnitPicker {...control} value={unitId} onChange={setUnitId} />}
        </Field>
      ) : null}
      <Field
        label={form === 'accept' ? '转办要求' : '答复内容'}
        name={form === 'release' ? 'answer' : 'note'}
        error={error}
        optional={form === 'accept'}
        hint={
          form === 'reply'
            ? '直接写给提意见的人：事情怎么办、什么时候办、由谁负责。提交后由调度中心审核。'
            : form === 'answer'
              ? '不需转办的，由调度中心直接答复。'
              : form === 'release'
                ? '可以改写；承办单位的原稿保留在经过中。'
                : undefined
        }
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: form === 'accept' ? 2 : 5, maxRows: 16 }}
            maxLength={3000}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )}
      </Field>
      {findings.length > 0 ? (
        <p className={styles.finding} role="alert">
          有疑似个人信息：{findings.map((one) => `${personalDataLabels[one.kind]} ${one.value}`).join('、')}
          ，请核对是否可以告知。
        </p>
      ) : null}
      {action.consequence ? <p className={styles.consequence}>{action.consequence}</p> : null}
      <ProblemNotice error={error} />
      <FieldFoot>
        <Button
          type="primary"
          htmlType="submit"
          loading={busy}
          disabled={form === 'accept' ? unitId === null : words.trim() === ''}
        >
          {action.label}
        </Button>
        <Button onClick={onClose} disabled={busy}>
          暂不办理
        </Button>
      </FieldFoot>
    </form>
  )
}
