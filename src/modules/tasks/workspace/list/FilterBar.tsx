import { Input, Select } from 'antd'
import { useEffect, useState } from 'react'
import type { Light } from '#modules/tasks/contract.ts'
import { lightLetters } from '#modules/tasks/rules.ts'
import { type TaskState, taskWorkflow } from '#modules/tasks/workflow.ts'
import { monthText, today } from '#workspace/days.ts'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { filterNames, isFiltered } from '../task-filter.ts'
import styles from './list.module.css'
import { SavedFilters } from './SavedFilters.tsx'
import type { ListProps } from './TaskListPage.tsx'

const states = Object.entries(taskWorkflow.states).map(([value, { label }]) => ({
  value: value as TaskState,
  label,
}))
const lights = (Object.keys(lightLetters) as Light[]).map((value) => ({
  value,
  label: `${lightLetters[value]}灯`,
}))
const roles = [
  { value: 'lead', label: '牵头' },
  { value: 'partner', label: '配合' },
]

/** Every filter has its place, whether it is used or not. */
export function FilterBar({ query, change }: ListProps) {
  const set = (changes: Parameters<typeof change>[0]) => change({ ...changes, page: null })
  const figure = query.get('figure')
  const month = query.get('monthEnd')
  const [open, setOpen] = useState(false)
  const used = filterNames.filter((name) => name !== 'q' && query.get(name)).length
  const chapter = [query.get('action'), query.get('field')].filter(Boolean).join(' › ')
  return (
    <search className={styles.filters} data-open={open || undefined}>
      <SearchWords words={query.get('q') ?? ''} onChange={(q) => set({ q })} />
      <button type="button" className={styles.filterFold} aria-expanded={open} onClick={() => setOpen(!open)}>
        {open ? '收起条件' : used > 0 ? `筛选（${used}）` : '筛选'}
      </button>
      <Select
        aria-label="状态"
        placeholder="状态"
        mode="multiple"
        maxTagCount="responsive"
        className={styles.filterState}
        value={query.getAll('state')}
        options={states}
        onChange={(state: string[]) => set({ state })}
      />
      <Select
        aria-label="亮灯"
        placeholder="亮灯"
        mode="multiple"
        maxTagCount="responsive"
        className={styles.filterLight}
        value={query.getAll('light')}
        options={lights}
        onChange={(light: string[]) => set({ light })}
      />
      <span className={styles.filterUnit}>
        <UnitPicker
          aria-label="单位"
          placeholder="单位"
          value={query.get('unitId')}
          onChange={(unitId) => set({ unitId, unitRole: unitId ? query.get('unitRole') : null })}
        />
      </span>
      <Select
        aria-label="单位在任务中的位置"
        placeholder="牵头或配合"
        className={styles.filterRole}
        allowClear
        disabled={!query.get('unitId')}
        value={query.get('unitRole')}
        options={roles}
        onChange={(unitRole?: string) => set({ unitRole: unitRole ?? null })}
      />
      <span className={styles.filterDue}>
        <DayPicker
          aria-label="时限不早于"
          placeholder="时限自"
          value={query.get('dueFrom')}
          onChange={(dueFrom) => set({ dueFrom })}
        />
        <DayPicker
          aria-label="时限不晚于"
          placeholder="时限至"
          value={query.get('dueUntil')}
          onChange={(dueUntil) => set({ dueUntil })}
        />
      </span>
      <div className={styles.filterQuick}>
        <SavedFilters query={query} onChoose={change} />
        <Quick label="在办" onPress={() => set({ ...nothing, figure: 'underWay' })} />
        <Quick label="本月到期" onPress={() => set({ dueFrom: today(), dueUntil: monthEnd(today()) })} />
        <Quick label="逾期未办结" onPress={() => set({ ...nothing, figure: 'overdue' })} />
        {isFiltered(query) ? <Quick label="清除条件" onPress={() => set(nothing)} /> : null}
      </div>
      {figure || chapter || month ? (
        <p className={styles.filterWords}>
          {chapter ? <span>领域：{chapter}</span> : null}
          {month ? <span>亮灯和牵头单位按 {monthText(month)}末的情况；各列为现在的情况</span> : null}
          {figure ? <span>统计项：{figureWords[figure] ?? figure}，与总览上的数字一一对应</span> : null}
        </p>
      ) : null}
    </search>
  )
}

/** Figures of the overview by name, as they are called there. */
const figureWords: Record<string, string> = {
  dispatched: '已下达任务',
  underWay: '在办',
  finished: '办结销号',
  awaitingReceipt: '待签收',
  underReview: '办结审核中',
  red: '红灯',
  yellow: '黄灯',
  overdue: '逾期未办结',
}

const nothing = {
  q: null,
  state: null,
  light: null,
  unitId: null,
  unitRole: null,
  planId: null,
  action: null,
  field: null,
  dueFrom: null,
  dueUntil: null,
  figure: null,
  monthEnd: null,
}

function Quick({ label, onPress }: { label: string; onPress: () => void }) {
  return (
    <button type="button" className={styles.quick} onClick={onPress}>
      {label}
    </button>
  )
}

/** Typing waits a moment before it is asked, so that a name of four characters is one question. */
function SearchWords({ words, onChange }: { words: string; onChange: (words: string) => void }) {
  const [typed, setTyped] = useState(words)
  useEffect(() => setTyped(words), [words])
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the typed words change, not when the page is drawn
  useEffect(() => {
    if (typed === words) return
    const timer = setTimeout(() => onChange(typed), 300)
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      aria-label="搜索任务"
      placeholder="编号、任务名称、内容"
      className={styles.filterSearch}
      allowClear
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
      onPressEnter={() => onChange(typed)}
    />
  )
}

/** Last day of the month of a day. */
function monthEnd(day: string): string {
  const [year, month] = day.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}
