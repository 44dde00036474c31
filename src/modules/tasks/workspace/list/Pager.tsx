import { Select } from 'antd'
import { LeafTurner } from '../LeafTurner.tsx'
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

export function Pager({ input, shown, total, isAtLeast, change }: Props) {
  const size = input.pageSize ?? 50
  return (
    <div className={styles.pager}>
      <LeafTurner
        page={input.page ?? 1}
        pageSize={size}
        shown={shown}
        total={total}
        isAtLeast={isAtLeast}
        onPage={(page) => change({ page: page > 1 ? String(page) : null })}
      />
      <Select
        aria-label="每页项数"
        size="small"
        value={size}
        options={pageSizes.map((value) => ({ value, label: `每页 ${value} 项` }))}
        onChange={(value) => change({ pageSize: String(value), page: null })}
      />
    </div>
  )
}
