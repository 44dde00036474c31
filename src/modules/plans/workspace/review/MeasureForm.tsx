import { Button, Checkbox, Input } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { Refusal } from '#kernel/refusal.ts'
import type { Measure, UnitMention } from '#modules/plans/contract.ts'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { Field, FieldFoot } from '#workspace/pieces/Field.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { openDoubtsOf } from './doubt-groups.ts'
import styles from './measure.module.css'
import type { MeasureChange } from './use-review.ts'

interface Props {
  measure: Measure
  saving: boolean
  error: unknown
  onSave: (change: MeasureChange) => void
  onClose: () => void
}

type Values = Omit<MeasureChange, 'measureId' | 'revision'>

/** Ids of the units named, those of a collective one by one. */
const unitIdsOf = (units: readonly UnitMention[]): string[] => [
  ...new Set(
    units.flatMap((unit) => [
      ...(unit.unitId ? [unit.unitId] : []),
      ...unit.members.map(({ unitId }) => unitId),
    ]),
  ),
]

const valuesOf = (measure: Measure): Values => ({
  title: measure.title,
  text: measure.text,
  leadUnitIds: unitIdsOf(measure.leads),
  partnerUnitIds: unitIdsOf(measure.partners),
  dueOn: measure.deadline?.date ?? null,
  longTerm: measure.deadline?.longTerm ?? false,
  isPublic: measure.isPublic,
})

/**
 * Edits one measure in place, with the words of the document under each field. When somebody else changed it in
 * between, what was typed stays, and his words are shown beside it: saving again then means these.
 */
export function MeasureForm({ measure, saving, error, onSave, onClose }: Props) {
  const [values, setValues] = useState(() => valuesOf(measure))
  const [began] = useState(measure)
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus(), [])
  const change = (part: Partial<Values>) => setValues((known) => ({ ...known, ...part }))
  const submit = () => onSave({ ...values, measureId: measure.id, revision: measure.revision })
  const others = measure.revision === began.revision ? null : valuesOf(measure)
  const otherText = (name: 'title' | 'text' | 'dueOn') =>
    others && others[name] !== values[name] ? (others[name] ?? '（空）') : null
  return (
    <form
      ref={form}
      className={styles.measure}
      data-anchor={measure.id}
      data-editing=""
      aria-label={`修改第 ${measure.ordinal} 条`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing) return
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit()
      }}
    >
      <header>
        <span className={styles.measureNumber}>{measure.number || measure.ordinal}</span>
        <h3>修改这一条</h3>
      </header>
      {openDoubtsOf(measure).map((doubt) => (
        <p key={doubt.id} className={styles.measureFormDoubt}>
          {doubt.sentence}
        </p>
      ))}
      {others ? (
        <div className={styles.measureFormConflict} role="alert">
          <p>
            这一条刚刚由他人修改过。您填写的内容还在，有出入的地方列出了他人的写法；核对后再次保存，即以您的为准。
          </p>
          <Button size="small" onClick={() => setValues(others)}>
            改用他人的内容
          </Button>
        </div>
      ) : isConflict(error) ? null : (
        <ProblemNotice error={error} />
      )}
      <Field
        label="任务名称"
        name="title"
        error={error}
        hint={<Words raw={measure.raw.title} other={otherText('title')} />}
      >
        {(control) => (
          <Input
            {...control}
            value={values.title}
            onChange={(event) => change({ title: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="具体措施"
        name="text"
        error={error}
        hint={<Words raw={measure.raw.text} other={otherText('text')} />}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 3, maxRows: 12 }}
            value={values.text}
            onChange={(event) => change({ text: event.target.value })}
          />
        )}
      </Field>
      <Field
        label="牵头单位"
        name="leadUnitIds"
        error={error}
        hint={<Words raw={measure.raw.leads} unknown={unknownIn(measure.leads)} />}
      >
        {(control) => (
          <UnitPicker
            {...control}
            multiple
            value={values.leadUnitIds}
            onChange={(leadUnitIds) => change({ leadUnitIds })}
          />
        )}
      </Field>
      <Field
        label="配合单位"
        name="partnerUnitIds"
        error={error}
        hint={<Words raw={measure.raw.partners} unknown={unknownIn(measure.partners)} />}
      >
        {(control) => (
          <UnitPicker
            {...control}
            multiple
            value={values.partnerUnitIds}
            onChange={(partnerUnitIds) => change({ partnerUnitIds })}
          />
        )}
      </Field>
      <Field
        label="完成时限"
        name="dueOn"
        error={error}
        hint={<Words raw={measure.raw.deadline} other={otherText('dueOn')} />}
      >
        {(control) => (
          <span className={styles.measureFormDue}>
            <DayPicker {...control} value={values.dueOn} onChange={(dueOn) => change({ dueOn })} />
            <Checkbox
              checked={values.longTerm}
              onChange={(event) => change({ longTerm: event.target.checked })}
            >
              长期坚持
            </Checkbox>
          </span>
        )}
      </Field>
      <Checkbox checked={values.isPublic} onChange={(event) => change({ isPublic: event.target.checked })}>
        在门户公开这一条
      </Checkbox>
      <FieldFoot>
        <Button type="primary" htmlType="submit" loading={saving}>
          保存
        </Button>
        <Button onClick={onClose}>不改了</Button>
        <span className={styles.keyHint}>Ctrl+Enter 保存，Esc 不改</span>
      </FieldFoot>
    </form>
  )
}

const isConflict = (error: unknown) => error instanceof Refusal && error.code === 'conflict'

const unknownIn = (units: readonly UnitMention[]): string =>
  units
    .filter(({ match }) => match === 'unknown')
    .map(({ name }) => `“${name}”`)
    .join('')

/** The words of the document for a field, and those that somebody else has put in meanwhile. */
function Words({ raw, other, unknown }: { raw?: string; other?: string | null; unknown?: string }) {
  return (
    <>
      {raw ? `原文：${raw}` : '原文未写'}
      {unknown ? (
        <span className={styles.measureFormOther}>
          {unknown}没有对应到单位，保存后不再列在本条。需要保留的，请先在上方对应。
        </span>
      ) : null}
      {other ? <span className={styles.measureFormOther}>他人改为：{other}</span> : null}
    </>
  )
}
