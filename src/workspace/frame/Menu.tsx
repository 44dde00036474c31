import { useLocation } from '@tanstack/react-router'
import { today } from '../days.ts'
import { GoTo } from '../pieces/GoTo.tsx'
import styles from './Menu.module.css'
import { useInbox, useMenu } from './menu.ts'
import { matchPage } from './preload.ts'

/** The left menu: words only, grouped; the page one is on, or the list that it was opened from, is marked. */
export function Menu({ onGo }: { onGo?: () => void }) {
  const parts = useMenu()
  const here = useLocation({ select: ({ pathname }) => pathname })
  const current = matchPage(here)?.page.path ?? ''
  return (
    <nav className={styles.menu} aria-label="主菜单">
      {parts.map(({ group, label, pages }, index) => (
        <section key={group} aria-label={label}>
          {index > 0 ? <h2 className={styles.group}>{label}</h2> : null}
          {pages.map((page) => {
            const isHere = current === page.path || (page.path !== '/' && current.startsWith(`${page.path}/`))
            return (
              <GoTo
                key={page.path}
                to={page.path}
                className={`${styles.item} ${isHere ? styles.here : ''}`}
                aria-current={isHere ? 'page' : undefined}
                onClick={onGo}
              >
                {page.menu?.label ?? page.title}
                {page.path === '/' ? <InboxCount /> : null}
              </GoTo>
            )
          })}
        </section>
      ))}
    </nav>
  )
}

function InboxCount() {
  const { data } = useInbox()
  if (!data || data.total === 0) return null
  const day = today()
  const late = data.items.some(({ waitsDueOn }) => waitsDueOn !== null && waitsDueOn < day)
  return (
    <span className={`${styles.count} ${late ? styles.late : ''}`}>
      {data.total}
      <span className="visually-hidden">件{late ? '，有逾期' : ''}</span>
    </span>
  )
}
