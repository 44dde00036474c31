import { type ReactNode, useEffect, useRef } from 'react'
import styles from './task.module.css'

interface Props {
  title: string
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}

/** A form that takes the place of the actions; Escape puts them back, Ctrl+Enter sends. */
export function FormPanel({ title, onSubmit, onClose, children }: Props) {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => {
    form.current?.scrollIntoView({ block: 'nearest' })
    form.current
      ?.querySelector<HTMLElement>('input:not([type="file"]), textarea')
      ?.focus({ preventScroll: true })
  }, [])
  return (
    <form
      ref={form}
      className={styles.formPanel}
      aria-label={title}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        onSubmit()
      }}
      onKeyDown={(event) => {
        if (event.nativeEvent.isComposing || event.defaultPrevented) return
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) onSubmit()
      }}
    >
      <h2>{title}</h2>
      {children}
    </form>
  )
}
