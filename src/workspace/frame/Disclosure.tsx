import { type ReactNode, useEffect, useId, useRef, useState } from 'react'
import styles from './Disclosure.module.css'

export interface DisclosureProps {
  label: ReactNode
  /** What screen readers say instead of the label. */
  says: string
  children: (close: () => void) => ReactNode
}

/** A button that opens a small panel below itself; Escape and a press elsewhere close it. */
export function Disclosure({ label, says, children }: DisclosureProps) {
  const [open, setOpen] = useState(false)
  const id = useId()
  const holder = useRef<HTMLDivElement>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!open) return
    const outside = (event: Event) => {
      if (!holder.current?.contains(event.target as Node)) setOpen(false)
    }
    const pressed = (event: KeyboardEvent) => {
      if (event.key !== 'Escape') return
      setOpen(false)
      button.current?.focus()
    }
    document.addEventListener('pointerdown', outside)
    document.addEventListener('focusin', outside)
    document.addEventListener('keydown', pressed)
    return () => {
      document.removeEventListener('pointerdown', outside)
      document.removeEventListener('focusin', outside)
      document.removeEventListener('keydown', pressed)
    }
  }, [open])
  return (
    <div ref={holder} className={styles.holder}>
      <button
        ref={button}
        type="button"
        className={styles.button}
        aria-expanded={open}
        aria-controls={id}
        aria-label={says}
        onClick={() => setOpen(!open)}
      >
        {label}
        <span className={styles.arrow} />
      </button>
      <div id={id} className={styles.panel} hidden={!open}>
        {open ? children(() => setOpen(false)) : null}
      </div>
    </div>
  )
}

export const DisclosureHeading = ({ children }: { children: ReactNode }) => (
  <div className={styles.heading}>{children}</div>
)

export const DisclosureRule = () => <hr className={styles.rule} />

export function DisclosureItem(props: {
  onPress: () => void
  children: ReactNode
  below?: ReactNode
  chosen?: boolean
}) {
  return (
    <button type="button" className={styles.item} onClick={props.onPress} aria-pressed={props.chosen}>
      {props.children}
      {props.below ? <div className={styles.small}>{props.below}</div> : null}
    </button>
  )
}

export const disclosureItem = styles.item
