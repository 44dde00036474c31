import { useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { GoTo } from '../pieces/GoTo.tsx'
import { useInbox, useMenu } from './menu.ts'
import styles from './PhoneBar.module.css'

/** On phones, the two pages that are needed most stay at the thumb; the rest is one press away. */
export function PhoneBar({ onSearch, onMenu }: { onSearch: () => void; onMenu: () => void }) {
  const here = useLocation({ select: ({ pathname }) => pathname.replace(/\/$/, '') || '/' })
  const { data } = useInbox()
  const second = useMenu()
    .flatMap(({ pages }) => pages)
    .find(({ path }) => path !== '/')
  const item = (path: string) => ({
    className: `${styles.item} ${here === path ? styles.here : ''}`,
    'aria-current': here === path ? ('page' as const) : undefined,
  })
  return (
    <nav className={styles.bar} aria-label="常用">
      <GoTo to="/" {...item('/')}>
        <Icon>
          <path d="M3 12.5 5.5 4h11L19 12.5V18H3zM3 12.5h5l1 2.5h4l1-2.5h5" />
        </Icon>
        现在要办
        {data && data.total > 0 ? <span className={styles.count}>{data.total}</span> : null}
      </GoTo>
      {second ? (
        <GoTo to={second.path} {...item(second.path)}>
          <Icon>
            <path d="M4 5h14M4 11h14M4 17h9" />
          </Icon>
          {second.menu?.label ?? second.title}
        </GoTo>
      ) : null}
      <button type="button" className={styles.item} onClick={onSearch}>
        <Icon>
          <circle cx="10" cy="10" r="6" />
          <path d="m14.5 14.5 4.5 4.5" />
        </Icon>
        查找
      </button>
      <button type="button" className={styles.item} onClick={onMenu}>
        <Icon>
          <circle cx="5" cy="11" r="1" />
          <circle cx="11" cy="11" r="1" />
          <circle cx="17" cy="11" r="1" />
        </Icon>
        全部
      </button>
    </nav>
  )
}

const Icon = ({ children }: { children: ReactNode }) => (
  <svg
    width="22"
    height="22"
    viewBox="0 0 22 22"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    aria-hidden="true"
  >
    {children}
  </svg>
)
