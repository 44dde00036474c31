import type { ReactNode } from 'react'
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

/** Over a page whose session has ended; what was typed there stays. */
export function Cover({ children }: { children: ReactNode }) {
  return (
    <div className={styles.cover}>
      <div className={styles.card} role="dialog" aria-modal="true" aria-label="重新登录">
        {children}
      </div>
    </div>
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
