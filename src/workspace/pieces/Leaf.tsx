import { Button } from 'antd'
import styles from './Leaf.module.css'

/** 第 1–50 项，共 120 项, and the way to the next leaf. */
export function Leaf(props: {
  page: number
  size: number
  shown: number
  total: number
  onPage: (page: number) => void
}) {
  const { page, size, shown, total, onPage } = props
  const first = (page - 1) * size + 1
  const last = first + shown - 1
  if (total <= size && page === 1) return <p className={styles.leaf}>共 {total} 项</p>
  return (
    <nav className={styles.leaf} aria-label="翻页">
      <span>
        第 {first}–{last} 项，共 {total.toLocaleString('zh-CN')} 项
      </span>
      <Button size="small" disabled={page === 1} onClick={() => onPage(page - 1)}>
        上一页
      </Button>
      <Button size="small" disabled={last >= total} onClick={() => onPage(page + 1)}>
        下一页
      </Button>
    </nav>
  )
}
