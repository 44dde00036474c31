import { Select } from 'antd'
import { type ListInput, pageSizes } from '../task-filter.ts'
import styles from './list.module.css'
import type { ListProps } from './TaskListPage.tsx'

interface Props {
  input: ListInput
  /** Rows on this leaf. */
  shown: number
  total: number
  isAtLeast: boolean
  change: ListProps['change']
}

/** 第 1–50 项，共 100 项; the count is not driven further than people read. */
export function Pager({ input, shown, total, isAtLeast, change }: Props) {
  const page = input.page ?? 1
  const size = input.pageSize ?? 50
  const first = (page - 1) * size + 1
  const last = first + shown - 1
  const more = isAtLeast || last < total
  return (
    <nav className={styles.pager} aria-label="翻页">
      <span>
        第 {first}–{last} 项，共{' '}
        {isAtLeast ? `${total.toLocaleString('zh-CN')} 项以上` : `${total.toLocaleString('zh-CN')} 项`}
      </span>
      <button
        type="button"
        disabled={page === 1}
        onClick={() => change({ page: page > 2 ? String(page - 1) : null })}
      >
        上一页
      </button>
      <button type="button" disabled={!more} onClick={() => change({ page: String(page + 1) })}>
        下一页
      </button>
      <Select
        aria-label="每页项数"
        size="small"
        value={size}
        options={pageSizes.map((value) => ({ value, label: `每页 ${value} 项` }))}
        onChange={(value) => change({ pageSize: String(value), page: null })}
      />
    </nav>
  )
}
