import { Outlet, useLocation } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useGo } from '../pieces/GoTo.tsx'
import { type Hotkeys, useHotkeys } from '../pieces/use-hotkeys.ts'
import { useMay } from '../session/me.ts'
import styles from './Frame.module.css'
import { Menu } from './Menu.tsx'
import { Offline } from './Offline.tsx'
import { PhoneBar } from './PhoneBar.tsx'
import { allPages, matchPage } from './preload.ts'
import { TopBar } from './TopBar.tsx'

const SearchDialog = lazy(() => import('../search/SearchDialog.tsx'))
const KeysDialog = lazy(() => import('./KeysDialog.tsx'))

const kept = 'wuxin.menu'
const narrow = '(max-width: 860px)'

/** Top bar, menu, content: what stands around every page and never jumps. */
export function Frame() {
  const [dialog, setDialog] = useState<'search' | 'keys' | null>(null)
  const [menuOpen, setMenuOpen] = useState(
    () => !window.matchMedia(narrow).matches && window.localStorage.getItem(kept) !== 'closed',
  )
  const go = useGo()
  const may = useMay()

  const turnMenu = () => {
    if (!window.matchMedia(narrow).matches) window.localStorage.setItem(kept, menuOpen ? 'closed' : 'open')
    setMenuOpen(!menuOpen)
  }
  const closeOnPhone = () => {
    if (window.matchMedia(narrow).matches) setMenuOpen(false)
  }

  const search = () => setDialog('search')
  const hotkeys: Hotkeys = { 'Ctrl+k': search, '/': search, '?': () => setDialog('keys'), '[': turnMenu }
  for (const { key, path, permissions } of allPages) {
    if (key && (!permissions || permissions.some(may))) hotkeys[`g ${key}`] = () => go(path)
  }
  useHotkeys(hotkeys)

  return (
    <div className={`${styles.frame} ${menuOpen ? '' : styles.closed}`}>
      <a className={styles.skip} href="#content">
        跳到内容
      </a>
      <header className={styles.top}>
        <Offline />
        <TopBar menuOpen={menuOpen} onMenu={turnMenu} onSearch={search} onKeys={() => setDialog('keys')} />
      </header>
      <div id="menu" className={styles.side}>
        <Menu onGo={closeOnPhone} />
      </div>
      <button
        type="button"
        className={styles.veil}
        onClick={() => setMenuOpen(false)}
        aria-label="收起菜单"
      />
      <Content />
      <PhoneBar onSearch={search} onMenu={turnMenu} />
      <Suspense fallback={null}>
        {dialog === 'search' ? <SearchDialog onClose={() => setDialog(null)} /> : null}
        {dialog === 'keys' ? <KeysDialog onClose={() => setDialog(null)} /> : null}
      </Suspense>
    </div>
  )
}

/** The page. When another is opened, its name is read out and the keyboard starts at its top. */
function Content() {
  const path = useLocation({ select: ({ pathname }) => pathname })
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (first.current) {
      first.current = false
      return
    }
    setSaid(matchPage(path)?.page.title ?? '没有这个页面')
    main.current?.focus({ preventScroll: true })
  }, [path])
  return (
    <main id="content" ref={main} tabIndex={-1} className={styles.content}>
      <div className="visually-hidden" aria-live="polite">
        {said}
      </div>
      <Outlet />
    </main>
  )
}
