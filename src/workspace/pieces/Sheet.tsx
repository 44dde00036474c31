import { ConfigProvider } from 'antd'
import { type CSSProperties, type ReactNode, useEffect, useId, useRef } from 'react'
import styles from './Sheet.module.css'

export interface SheetProps {
  title: string
  /** Drawn without its title bar; the title is still read out. */
  bare?: boolean
  onClose: () => void
  children: ReactNode
  /** Pixels; 560 unless told. */
  width?: number
}

/** A dialog that the browser itself keeps: focus stays inside, Escape closes it, the page behind is inert. */
export function Sheet({ title, bare, onClose, children, width }: SheetProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const id = useId()
  useEffect(() => {
    const element = dialog.current
    const before = document.activeElement
    element?.showModal()
    return () => {
      element?.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press on the backdrop; Escape does the same
    <dialog
      ref={dialog}
      className={styles.sheet}
      style={{ '--sheet-width': `${width ?? 560}px` } as CSSProperties}
      aria-modal="true"
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
    >
      {/* Pickers open inside: what lies outside of a modal dialog can be neither seen nor reached. */}
      <ConfigProvider getPopupContainer={() => dialog.current ?? document.body}>
        <div className={styles.inside}>
          {bare ? (
            <h2 id={id} className="visually-hidden">
              {title}
            </h2>
          ) : (
            <div className={styles.head}>
              <h2 id={id} className={styles.title}>
                {title}
              </h2>
              <button type="button" className={styles.close} onClick={onClose} aria-label="关闭">
                ×
              </button>
            </div>
          )}
          {bare ? children : <div className={styles.body}>{children}</div>}
        </div>
      </ConfigProvider>
    </dialog>
  )
}
