import { Button, Input } from 'antd'
import { useEffect, useId, useRef, useState } from 'react'
import type { AllowedAction } from '#kernel/cases/contract.ts'
import styles from './ActionBar.module.css'
import { fieldSentence, ProblemNotice } from './ProblemNotice.tsx'

export interface ActionBarProps {
  /** Exactly what the answer allows, in the order of the answer. */
  actions: readonly AllowedAction[]
  /** Does it; what it throws is shown here and the note that was written stays. */
  onAct: (action: AllowedAction, note: string | undefined) => Promise<unknown>
  /** For actions with a form of their own: opens that form. */
  onForm?: (action: AllowedAction) => void
  /** An action that the reader has chosen elsewhere; it is opened at once. */
  begin?: string | null
  /** Stays at the lower edge of the page while it scrolls. */
  sticky?: boolean
}

/**
 * The allowed actions, always in the same order and place. A note is written in the bar itself; a consequence
 * is named once, beside the button that brings it about. Nothing is asked twice.
 */
export function ActionBar({ actions, onAct, onForm, begin, sticky }: ActionBarProps) {
  const [open, setOpen] = useState<AllowedAction | null>(null)
  const [note, setNote] = useState('')
  const [busy, setBusy] = useState<string | null>(null)
  const [error, setError] = useState<unknown>(null)
  const begun = useRef<string | null>(null)

  const choose = (action: AllowedAction) => {
    setError(null)
    if (action.form && onForm) return onForm(action)
    if (action.note === 'none' && !action.consequence) return void act(action, undefined)
    setNote('')
    setOpen(action)
  }

  const act = async (action: AllowedAction, words: string | undefined) => {
    setBusy(action.action)
    setError(null)
    try {
      await onAct(action, words)
      setOpen(null)
    } catch (refused) {
      setError(refused)
    } finally {
      setBusy(null)
    }
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: begins once for each choice made elsewhere
  useEffect(() => {
    const chosen = actions.find(({ action }) => action === begin)
    if (!chosen || begun.current === chosen.action) return
    begun.current = chosen.action
    // What needs neither words nor a form is done by its own press, never by opening a page.
    if (chosen.form || chosen.note !== 'none' || chosen.consequence) choose(chosen)
  }, [begin, actions])

  if (actions.length === 0) return null
  return (
    <section className={sticky ? styles.sticky : undefined} aria-label="可办理的事项">
      {open ? (
        <Asked
          action={open}
          note={note}
          onNote={setNote}
          busy={busy !== null}
          error={error}
          onDo={() => void act(open, note.trim() || undefined)}
          onCancel={() => {
            setOpen(null)
            setError(null)
          }}
        />
      ) : (
        <div className={styles.bar}>
          {actions.map((action) => (
            <Button
              key={action.action}
              type={action.weight === 'primary' ? 'primary' : 'default'}
              danger={action.weight === 'danger'}
              loading={busy === action.action}
              disabled={busy !== null && busy !== action.action}
              onClick={() => choose(action)}
            >
              {action.label}
            </Button>
          ))}
          <ProblemNotice error={error} />
        </div>
      )}
    </section>
  )
}

interface AskedProps {
  action: AllowedAction
  note: string
  onNote: (note: string) => void
  busy: boolean
  error: unknown
  onDo: () => void
  onCancel: () => void
}

function Asked({ action, note, onNote, busy, error, onDo, onCancel }: AskedProps) {
  const id = useId()
  const first = useRef<HTMLDivElement>(null)
  useEffect(() => {
    first.current?.querySelector<HTMLElement>('textarea, button')?.focus()
  }, [])
  const needsNote = action.note === 'required'
  const wrong = fieldSentence(error, 'note')
  return (
    <div ref={first} className={styles.asked}>
      {action.consequence ? <p className={styles.consequence}>{action.consequence}</p> : null}
      {action.note === 'none' ? null : (
        <>
          <label htmlFor={id} className={styles.label}>
            {action.label}
            {needsNote ? '的理由' : '的说明（可不填）'}
          </label>
          <Input.TextArea
            id={id}
            value={note}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            status={wrong ? 'error' : undefined}
            onChange={(event) => onNote(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && (note.trim() || !needsNote))
                onDo()
              if (event.key === 'Escape') onCancel()
            }}
          />
        </>
      )}
      <ProblemNotice error={error} />
      <div className={styles.choices}>
        <Button
          type="primary"
          danger={action.weight === 'danger'}
          loading={busy}
          disabled={needsNote && note.trim() === ''}
          onClick={onDo}
        >
          {action.label}
        </Button>
        <Button onClick={onCancel} disabled={busy}>
          暂不{action.label}
        </Button>
      </div>
    </div>
  )
}
