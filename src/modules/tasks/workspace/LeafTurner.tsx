import styles from './leaf-turner.module.css'

interface Props {
  page: number
  pageSize: number
  /** Rows on this leaf. */
  shown: number
  total: number
  /** The count was not driven to its end. */
  isAtLeast?: boolean
  onPage: (page: number) => void
}

/** 第 1–50 项，共 100 项, and the way to the next leaf. */
export function LeafTurner({ page, pageSize, shown, total, isAtLeast = false, onPage }: Props) {
  const first = (page - 1) * pageSize + 1
  const last = first + shown - 1
  const count = total.toLocaleString('zh-CN')
  return (
    <nav className={styles.turner} aria-label="翻页">
      <span>
        第 {first}–{last} 项，共 {isAtLeast ? `${count} 项以上` : `${count} 项`}
      </span>
      <button type="button" disabled={page === 1} onClick={() => onPage(page - 1)}>
        上一页
      </button>
      <button type="button" disabled={!isAtLeast && last >= total} onClick={() => onPage(page + 1)}>
        下一页
      </button>
    </nav>
  )
}
