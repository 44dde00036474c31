import { GoTo } from '../pieces/GoTo.tsx'
import { useMe } from '../session/me.ts'
import { AccountMenu } from './AccountMenu.tsx'
import { useCity } from './city.ts'
import { Key } from './Key.tsx'
import { Mark } from './Mark.tsx'
import { PostSwitcher } from './PostSwitcher.tsx'
import styles from './TopBar.module.css'

export interface TopBarProps {
  menuOpen: boolean
  onMenu: () => void
  onSearch: () => void
  onKeys: () => void
}

export function TopBar({ menuOpen, onMenu, onSearch, onKeys }: TopBarProps) {
  const { brand, workspaceTitle } = useCity()
  const me = useMe()
  return (
    <div className={styles.bar}>
      <div className={styles.left}>
        <button
          type="button"
          className={styles.menu}
          onClick={onMenu}
          aria-expanded={menuOpen}
          aria-controls="menu"
          aria-label={menuOpen ? '收起菜单' : '展开菜单'}
        >
          <span />
          <span />
          <span />
        </button>
        <GoTo to="/" className={styles.brand}>
          <Mark />
          {brand ?? workspaceTitle ?? '工作平台'}
        </GoTo>
        {brand && workspaceTitle ? <span className={styles.title}>{workspaceTitle}</span> : null}
      </div>
      <button type="button" className={styles.search} onClick={onSearch}>
        <span>查找任务、单位、人员和页面</span>
        <Key>Ctrl K</Key>
      </button>
      <div className={styles.right}>
        <PostSwitcher className={styles.post} />
        <AccountMenu label={<span className={styles.name}>{me.name}</span>} onKeys={onKeys} />
      </div>
    </div>
  )
}
