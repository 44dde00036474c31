import { Button, Checkbox, Select } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { Filters, WordFilter } from '#workspace/pieces/Filters.tsx'
import { GoTo, useGo } from '#workspace/pieces/GoTo.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import { useMay } from '#workspace/session/me.ts'
import { listUnits } from '../../contract.ts'
import { kindLabels, kinds, levelLabels, type UnitKind } from '../../rules.ts'
import { UnitForm } from './UnitForm.tsx'

/** All units, parents before their children. */
export default function UnitsPage(_: PageProps<'/units'>) {
  const [query, change] = useQueryState()
  const [adding, setAdding] = useState(false)
  const may = useMay()
  const go = useGo()
  const words = query.get('q') ?? ''
  const kind = query.get('kind') as UnitKind | null
  const ended = query.get('ended') === 'true'
  const filtered = words !== '' || kind !== null
  const answer = useAnswer(
    listUnits,
    { query: words || undefined, kind: kind ?? undefined, includeEnded: ended },
    { topics: ['unit'], keepPrevious: true },
  )
  return (
    <>
      <PageHeader
        title="单位"
        lead="承担任务、参与配合的单位。撤销或更名的单位保留历史，原有任务按承接关系查找。"
        actions={
          may('people.manageUnits') ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              新增单位
            </Button>
          ) : null
        }
      />
      <Filters>
        <WordFilter value={words} label="全称、简称、曾用名或编码" onChange={(q) => change({ q })} />
        <Select
          allowClear
          aria-label="单位类型"
          placeholder="全部类型"
          style={{ width: 140 }}
          value={kind}
          options={kinds.map((value) => ({ value, label: kindLabels[value] }))}
          onChange={(value) => change({ kind: value })}
        />
        <Checkbox
          checked={ended}
          onChange={({ target }) => change({ ended: target.checked ? 'true' : null })}
        >
          含已撤销的单位
        </Checkbox>
      </Filters>
      <Answered answer={answer} rows={10}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title={filtered ? '没有符合条件的单位' : '还没有单位'}>
              {filtered ? '可以减少条件，或勾选“含已撤销的单位”。' : '可以逐个新增，也可以从 Excel 导入。'}
            </EmptyState>
          ) : (
            <>
              <Rows
                label="单位列表"
                rows={rows}
                keyOf={({ id }) => id}
                isQuiet={({ isCurrent }) => !isCurrent}
                columns={[
                  {
                    label: '全称',
                    draw: ({ id, fullName, depth, isCurrent }) => (
                      <span style={{ paddingLeft: filtered ? 0 : depth * 20, display: 'block' }}>
                        <GoTo to={`/units/${id}`}>{fullName}</GoTo>
                        {isCurrent ? null : '（已撤销）'}
                      </span>
                    ),
                  },
                  {
                    label: '规范简称',
                    draw: ({ shortName, fullName }) => (shortName === fullName ? '' : shortName),
                  },
                  { label: '类型', tight: true, draw: (unit) => kindLabels[unit.kind] },
                  { label: '层级', tight: true, aside: true, draw: (unit) => levelLabels[unit.level] },
                  {
                    label: '承担任务',
                    tight: true,
                    aside: true,
                    draw: ({ canReport }) => (canReport ? '是' : '否'),
                  },
                  { label: '编码', tight: true, aside: true, draw: ({ code }) => code },
                ]}
              />
              <p style={{ marginTop: 12, color: 'var(--ink-2)' }}>共 {rows.length} 个单位</p>
            </>
          )
        }
      </Answered>
      {adding ? (
        <UnitForm unit={null} onClose={() => setAdding(false)} onSaved={({ id }) => go(`/units/${id}`)} />
      ) : null}
    </>
  )
}
