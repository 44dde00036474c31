import { Button, Input } from 'antd'
import { useState } from 'react'
import { say } from '#workspace/pieces/notices.ts'
import type { QueryChange } from '#workspace/pieces/use-query-state.ts'
import { useMe } from '#workspace/session/me.ts'
import { readSavedFilters, type SavedFilter, writeSavedFilters } from '../saved-filters.ts'
import { filterNames, isFiltered, keptPart } from '../task-filter.ts'
import styles from './list.module.css'

interface Props {
  query: URLSearchParams
  onChoose: (change: QueryChange, options?: { push?: boolean }) => void
}

/** Views that a person has named, kept in his browser. */
export function SavedFilters({ query, onChoose }: Props) {
  const { personId } = useMe()
  const [filters, setFilters] = useState(() => readSavedFilters(personId))
  const [naming, setNaming] = useState(false)
  const current = keptPart(query)
  const known = filters.some((filter) => filter.query === current)

  const keep = (next: SavedFilter[]) => {
    setFilters(next)
    if (!writeSavedFilters(personId, next))
      say('浏览器没有保存空间，常用筛选只在本页有效', { kind: 'failed' })
  }
  const remove = (filter: SavedFilter) => {
    const before = filters
    keep(filters.filter((one) => one !== filter))
    say(`已删去“${filter.name}”`, { undo: { run: () => keep(before) } })
  }
  return (
    <>
      {filters.map((filter) => (
        <span
          key={filter.name}
          className={styles.savedOne}
          data-current={filter.query === current || undefined}
        >
          <button type="button" onClick={() => onChoose(changeTo(filter.query), { push: true })}>
            {filter.name}
          </button>
          <button type="button" aria-label={`删去常用筛选“${filter.name}”`} onClick={() => remove(filter)}>
            ×
          </button>
        </span>
      ))}
      {naming ? (
        <NameForm
          taken={filters.map(({ name }) => name)}
          onName={(name) => {
            keep([...filters.filter((one) => one.name !== name), { name, query: current }])
            setNaming(false)
          }}
          onClose={() => setNaming(false)}
        />
      ) : isFiltered(query) && !known ? (
        <button type="button" className={styles.quick} onClick={() => setNaming(true)}>
          存为常用筛选
        </button>
      ) : null}
    </>
  )
}

interface NameFormProps {
  taken: string[]
  onName: (name: string) => void
  onClose: () => void
}

function NameForm({ taken, onName, onClose }: NameFormProps) {
  const [name, setName] = useState('')
  const words = name.trim()
  return (
    <form
      className={styles.naming}
      onSubmit={(event) => {
        event.preventDefault()
        if (words) onName(words)
      }}
    >
      <Input
        size="small"
        autoFocus
        maxLength={20}
        aria-label="常用筛选的名称"
        placeholder="名称，例如：本月红灯"
        value={name}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => event.key === 'Escape' && onClose()}
      />
      <Button size="small" htmlType="submit" type="primary" disabled={words === ''}>
        {taken.includes(words) ? '替换同名' : '保存'}
      </Button>
      <Button size="small" onClick={onClose}>
        不存
      </Button>
    </form>
  )
}

/** Sets every filter name, so that what the saved view does not name is taken away. */
function changeTo(saved: string): QueryChange {
  const query = new URLSearchParams(saved)
  const names = [...filterNames, 'sort', 'descending', 'view', 'page']
  return Object.fromEntries(names.map((name) => [name, query.getAll(name)]))
}
