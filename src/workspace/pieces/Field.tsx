import { type FormEvent, type ReactNode, useEffect, useId } from 'react'
import styles from './Field.module.css'
import { fieldSentence } from './ProblemNotice.tsx'

export interface FieldProps {
  label: string
  /** As the contract names it: `password`, `systemAdmin.name`; finds its sentence in a refusal. */
  name: string
  error?: unknown
  hint?: ReactNode
  optional?: boolean
  /** Draws the control with the id of its label and what describes it. */
  children: (control: {
    id: string
    'aria-describedby'?: string
    'aria-invalid'?: true
    status?: 'error'
  }) => ReactNode
}

/** Label, control, hint and the refusal's sentence for this field, tied together for screen readers. */
export function Field({ label, name, error, hint, optional, children }: FieldProps) {
  const id = useId()
  const sentence = fieldSentence(error, name)
  // The first field at fault takes the keyboard; its sentence is read out with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each refusal
  useEffect(() => {
    if (!sentence) return
    const control = document.getElementById(id)
    const first = control?.closest('form')?.querySelector('[aria-invalid="true"]')
    if (control && (first === control || control.contains(first ?? null))) control.focus()
  }, [error])
  const described = [hint ? `${id}-hint` : null, sentence ? `${id}-error` : null].filter(Boolean).join(' ')
  return (
    <div className={styles.field}>
      <label htmlFor={id} className={styles.label}>
        {label}
        {optional ? <span className={styles.optional}>可不填</span> : null}
      </label>
      {children({
        id,
        'aria-describedby': described || undefined,
        'aria-invalid': sentence ? true : undefined,
        status: sentence ? 'error' : undefined,
      })}
      {hint ? (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      ) : null}
      {sentence ? (
        <div id={`${id}-error`} className={styles.error}>
          {sentence}
        </div>
      ) : null}
    </div>
  )
}

/** A form whose fields stand below one another. */
export function FieldForm(props: { onSubmit: () => void; children: ReactNode; label?: string }) {
  const submit = (event: FormEvent) => {
    event.preventDefault()
    props.onSubmit()
  }
  return (
    <form className={styles.form} onSubmit={submit} aria-label={props.label} noValidate>
      {props.children}
    </form>
  )
}

/** Fields side by side where there is room. */
export const FieldRow = ({ children }: { children: ReactNode }) => (
  <div className={styles.row}>{children}</div>
)

/** Buttons at the foot of a form. */
export const FieldFoot = ({ children }: { children: ReactNode }) => (
  <div className={styles.foot}>{children}</div>
)
