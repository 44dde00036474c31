import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { Field } from '#workspace/pieces/Field.tsx'
import { Filters, WordFilter } from '#workspace/pieces/Filters.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { Leaf } from '#workspace/pieces/Leaf.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { Secret } from '#workspace/pieces/Secret.tsx'
import { Sheet } from '#workspace/pieces/Sheet.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { useQueryState } from '#workspace/pieces/use-query-state.ts'
import { useMay } from '#workspace/session/me.ts'
import { type Colleague, listColleagues, viewPhone } from '../../contract.ts'
import { isAdministrator, type Role, roleLabels, roles } from '../../rules.ts'

const size = 50

/** 通讯录: who does what in which unit; phone numbers are covered until somebody says what he needs one for. */
export default function ColleaguesPage({ embedded }: PageProps<'/colleagues'>) {
  const [query, change] = useQueryState()
  const [asking, setAsking] = useState<Colleague | null>(null)
  const viewsPhones = useMay()('people.viewPhones')
  const page = Number(query.get('page') ?? 1)
  const answer = useAnswer(
    listColleagues,
    {
      query: query.get('q') ?? undefined,
      unitId: query.get('unit') ?? undefined,
      role: (query.get('role') as Role | null) ?? undefined,
      page,
      size,
    },
    { topics: ['session'], keepPrevious: true },
  )
  return (
    <>
      <PageHeader title="通讯录" embedded={embedded} />
      <Filters>
        <WordFilter value={query.get('q') ?? ''} label="姓名" onChange={(q) => change({ q, page: null })} />
        <div style={{ width: 240 }}>
          <UnitPicker
            aria-label="单位"
            placeholder="全部单位"
            value={query.get('unit')}
            onChange={(unit) => change({ unit, page: null })}
          />
        </div>
        <Select
          allowClear
          aria-label="角色"
          placeholder="全部角色"
          style={{ width: 160 }}
          value={query.get('role')}
          options={roles
            .filter((role) => !isAdministrator(role))
            .map((value) => ({ value, label: roleLabels[value] }))}
          onChange={(role) => change({ role, page: null })}
        />
      </Filters>
      <Answered answer={answer} rows={10}>
        {({ rows, total }) =>
          rows.length === 0 ? (
            <EmptyState title="没有符合条件的人员">可以减少条件，或只输入姓名中的一个字。</EmptyState>
          ) : (
            <>
              <Rows
                label="通讯录"
                rows={rows}
                keyOf={({ id }) => id}
                columns={[
                  { label: '姓名', draw: ({ name }) => name },
                  {
                    label: '单位和岗位',
                    draw: ({ posts }) =>
                      posts.map(({ id, unitId, unitShortName, roleLabel, title }) => (
                        <div key={id}>
                          <GoTo to={`/units/${unitId}`}>{unitShortName}</GoTo> {roleLabel}
                          {title ? <span style={{ color: 'var(--ink-2)' }}>　{title}</span> : null}
                        </div>
                      )),
                  },
                  {
                    label: '电话',
                    tight: true,
                    draw: (colleague) =>
                      colleague.phoneMasked ? (
                        <>
                          {colleague.phoneMasked}{' '}
                          {viewsPhones ? (
                            <Button
                              size="small"
                              type="text"
                              aria-label={`查看${colleague.name}的完整号码`}
                              onClick={() => setAsking(colleague)}
                            >
                              查看
                            </Button>
                          ) : null}
                        </>
                      ) : null,
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
      {asking ? <PhoneForm colleague={asking} onClose={() => setAsking(null)} /> : null}
    </>
  )
}

function PhoneForm({ colleague, onClose }: { colleague: Colleague; onClose: () => void }) {
  const [purpose, setPurpose] = useState('')
  const write = useWrite(viewPhone, { refresh: false })
  if (write.data) {
    return (
      <Sheet title={`${colleague.name}的电话`} onClose={onClose}>
        {write.data.phone ? <Secret value={write.data.phone} label="电话号码" /> : '没有登记电话号码。'}
      </Sheet>
    )
  }
  return (
    <FormSheet
      title={`查看${colleague.name}的完整号码`}
      submit="查看号码"
      onSubmit={() => write.mutate({ id: colleague.id, purpose })}
      onClose={onClose}
      pending={write.isPending}
      error={write.error}
    >
      <Field label="用途" name="purpose" error={write.error} hint="查看完整号码会记入审计记录。">
        {(control) => (
          <Input
            {...control}
            value={purpose}
            maxLength={100}
            placeholder="例如：催办本月填报"
            onChange={({ target }) => setPurpose(target.value)}
          />
        )}
      </Field>
    </FormSheet>
  )
}
