import { type ReactNode, useEffect, useRef } from 'react'
import { useCity } from '../frame/city.ts'
import { Mark } from '../frame/Mark.tsx'
import styles from './Door.module.css'

/** What stands around sign-in and set-up: the city's promise on the left, the one thing to do on the right. */
export function Door({ children, wide }: { children: ReactNode; wide?: boolean }) {
  const { brand, brandMeaning, workspaceTitle, hotline } = useCity()
  return (
    <div className={styles.door}>
      <aside className={styles.side} aria-label="平台名称">
        <div className={styles.brand}>
          <Mark size={32} />
          {brand ?? workspaceTitle ?? '工作平台'}
        </div>
        {brandMeaning && brandMeaning.length > 0 ? (
          <ul className={styles.meaning}>
            {brandMeaning.map((meaning, index) => (
              <li key={meaning}>
                <Mark size={28} petal={index % 5} />
                {meaning}
              </li>
            ))}
          </ul>
        ) : null}
        <div className={styles.foot}>
          {brand ? <p>{workspaceTitle}</p> : null}
          {hotline ? <p>服务热线 {hotline}</p> : null}
        </div>
      </aside>
      <main className={styles.main}>
        <div className={`${styles.box} ${wide ? styles.wide : ''}`}>{children}</div>
      </main>
    </div>
  )
}

/**
 * Over a page whose session has ended; what was typed there stays. A dialog of the browser, because the page may
 * have one of its own open.
 */
export function Cover({ children }: { children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog
      ref={dialog}
      className={styles.cover}
      aria-label="重新登录"
      onCancel={(event) => event.preventDefault()}
    >
      {children}
    </dialog>
  )
}

export function DoorTitle({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <>
      <h1 className={styles.title}>{title}</h1>
      <div className={styles.lead}>{children}</div>
    </>
  )
}
