import { Button, Select } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { agoText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { Filters, WordFilter } from '#workspace/pieces/Filters.tsx'
import { GoTo, useGo } from '#workspace/pieces/GoTo.tsx'
import { Leaf } from '#workspace/pieces/Leaf.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { StateTag } from '#workspace/pieces/StateTag.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import { useMay } from '#workspace/session/me.ts'
import { listPersons, type Person } from '../../contract.ts'
import { type Role, roleLabels, roles } from '../../rules.ts'
import { NewAccountForm } from './NewAccountForm.tsx'

const size = 50
const states = {
  active: '在用',
  inactive: '已停用',
  dormant: '长期未登录',
  'without-post': '没有岗位',
  locked: '已锁定',
} as const
type State = keyof typeof states

/** Accounts, for the system administrator who makes them and the security administrator who gives them posts. */
export default function AccountsPage({ embedded }: PageProps<'/accounts'>) {
  const [query, change] = useQueryState()
  const [adding, setAdding] = useState(false)
  const creates = useMay()('people.createAccounts')
  const go = useGo()
  const page = Number(query.get('page') ?? 1)
  const answer = useAnswer(
    listPersons,
    {
      query: query.get('q') ?? undefined,
      unitId: query.get('unit') ?? undefined,
      role: (query.get('role') as Role | null) ?? undefined,
      state: (query.get('state') as State | null) ?? undefined,
      page,
      size,
    },
    { topics: ['session'], keepPrevious: true },
  )
  return (
    <>
      <PageHeader
        title="账户"
        embedded={embedded}
        lead={
          creates
            ? '系统管理员建立和停用账户、拟授岗位；岗位由安全管理员审定后生效。'
            : '岗位由安全管理员授予和免去；账户由系统管理员建立和停用。'
        }
        actions={
          creates ? (
            <Button type="primary" onClick={() => setAdding(true)}>
              新增账户
            </Button>
          ) : null
        }
      />
      <Filters>
        <WordFilter
          value={query.get('q') ?? ''}
          label="姓名或登录名"
          onChange={(q) => change({ q, page: null })}
        />
        <Select
          allowClear
          aria-label="账户状态"
          placeholder="全部状态"
          style={{ width: 140 }}
          value={query.get('state')}
          options={Object.entries(states).map(([value, label]) => ({ value, label }))}
          onChange={(state) => change({ state, page: null })}
        />
        <Select
          allowClear
          aria-label="角色"
          placeholder="全部角色"
          style={{ width: 140 }}
          value={query.get('role')}
          options={roles.map((value) => ({ value, label: roleLabels[value] }))}
          onChange={(role) => change({ role, page: null })}
        />
        <div style={{ width: 240 }}>
          <UnitPicker
            aria-label="单位"
            placeholder="全部单位"
            value={query.get('unit')}
            onChange={(unit) => change({ unit, page: null })}
          />
        </div>
      </Filters>
      <Answered answer={answer} rows={10}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState title="没有符合条件的账户">可以减少条件再试。</EmptyState>
          ) : (
            <>
              <Rows
                label="账户列表"
                rows={rows}
                keyOf={({ id }) => id}
                isQuiet={({ isActive }) => !isActive}
                columns={[
                  { label: '姓名', draw: ({ id, name }) => <GoTo to={`/accounts/${id}`}>{name}</GoTo> },
                  { label: '登录名', draw: ({ signInName }) => signInName },
                  {
                    label: '岗位',
                    draw: ({ posts }) =>
                      posts
                        .filter(({ isCurrent }) => isCurrent)
                        .map(({ id, unitShortName, roleLabel }) => (
                          <div key={id}>
                            {unitShortName} {roleLabel}
                          </div>
                        )),
                  },
                  { label: '状态', tight: true, draw: (person) => <PersonState person={person} /> },
                  {
                    label: '动态码',
                    tight: true,
                    draw: ({ hasSecondFactor }) => (hasSecondFactor ? '已绑定' : ''),
                  },
                  {
                    label: '最近登录',
                    tight: true,
                    draw: ({ lastSeenAt }) => (lastSeenAt ? agoText(lastSeenAt) : '从未'),
                  },
                ]}
              />
              <Leaf
                page={page}
                size={size}
                shown={rows.length}
                total={total}
                onPage={(next) => change({ page: String(next) })}
              />
            </>
          )
        }
      </Answered>
      {adding ? (
        <NewAccountForm onClose={() => setAdding(false)} onMade={({ id }) => go(`/accounts/${id}`)} />
      ) : null}
    </>
  )
}

export function PersonState({ person }: { person: Person }) {
  if (!person.isActive) return <StateTag label="已停用" tone="stopped" />
  if (person.lockedUntil) return <StateTag label="已锁定" tone="doubt" />
  if (!person.posts.some(({ isCurrent }) => isCurrent)) return <StateTag label="没有岗位" tone="doubt" />
  if (person.mustChangePassword) return <StateTag label="待首次登录" tone="waiting" />
  return <StateTag label="在用" />
}
