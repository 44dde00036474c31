import { Button, Input } from 'antd'
import { useState } from 'react'
import type { Plan } from '#modules/plans/contract.ts'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { Field, FieldFoot, FieldForm, FieldRow } from '#workspace/pieces/Field.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import styles from './review.module.css'
import type { PlanChange } from './use-review.ts'

interface Props {
  plan: Plan
  mayEdit: boolean
  saving: boolean
  error: unknown
  onSave: (change: PlanChange, done: () => void) => void
}

/** Title, number and date of the document, as read and as they may be put right. */
export function PlanFacts({ plan, mayEdit, saving, error, onSave }: Props) {
  const [editing, setEditing] = useState(false)
  if (editing) {
    return (
      <PlanFactsForm
        plan={plan}
        saving={saving}
        error={error}
        onClose={() => setEditing(false)}
        onSave={(change) => onSave(change, () => setEditing(false))}
      />
    )
  }
  return (
    <section className={styles.planFacts} aria-label="文件信息">
      <dl>
        <Fact label="文号" text={plan.documentNumber} />
        <Fact label="成文日期" text={plan.issuedOn} />
        {plan.versionName ? <Fact label="版本" text={plan.versionName} /> : null}
      </dl>
      {mayEdit ? (
        <button type="button" className={styles.quietButton} onClick={() => setEditing(true)}>
          修改标题与文号
        </button>
      ) : null}
    </section>
  )
}

function Fact({ label, text }: { label: string; text: string | null }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{text ?? <span className={styles.missing}>没有读出</span>}</dd>
    </div>
  )
}

interface FormProps {
  plan: Plan
  saving: boolean
  error: unknown
  onSave: (change: PlanChange) => void
  onClose: () => void
}

function PlanFactsForm({ plan, saving, error, onSave, onClose }: FormProps) {
  const [values, setValues] = useState<PlanChange>({
    title: plan.title,
    documentNumber: plan.documentNumber,
    issuedOn: plan.issuedOn,
    versionName: plan.versionName,
  })
  const change = (part: Partial<PlanChange>) => setValues((known) => ({ ...known, ...part }))
  const orNull = (text: string) => (text === '' ? null : text)
  return (
    <FieldForm label="标题与文号" onSubmit={() => onSave(values)}>
      <ProblemNotice error={error} />
      <Field label="标题" name="title" error={error}>
        {(control) => (
          <Input
            {...control}
            value={values.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <FieldRow>
        <Field label="文号" name="documentNumber" error={error} optional>
          {(control) => (
            <Input
              {...control}
              value={values.documentNumber ?? ''}
              onChange={(event) => change({ documentNumber: orNull(event.target.value) })}
            />
          )}
        </Field>
        <Field label="成文日期" name="issuedOn" error={error} optional>
          {(control) => (
            <DayPicker {...control} value={values.issuedOn} onChange={(issuedOn) => change({ issuedOn })} />
          )}
        </Field>
        <Field label="版本" name="versionName" error={error} optional>
          {(control) => (
            <Input
              {...control}
              value={values.versionName ?? ''}
              onChange={(event) => change({ versionName: orNull(event.target.value) })}
            />
          )}
        </Field>
      </FieldRow>
      <FieldFoot>
        <Button type="primary" htmlType="submit" loading={saving}>
          保存
        </Button>
        <Button onClick={onClose}>不改了</Button>
      </FieldFoot>
    </FieldForm>
  )
}
