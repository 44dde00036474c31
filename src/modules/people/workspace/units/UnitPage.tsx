import { Button } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { Facts } from '#workspace/pieces/Facts.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { sentenceOf } from '#workspace/pieces/ProblemNotice.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { Section } from '#workspace/pieces/Section.tsx'
import { useMay } from '#workspace/session/me.ts'
import { getUnit, listPosts, listUnits, removeUnitName, type UnitDetail } from '../../contract.ts'
import { kindLabels, levelLabels } from '../../rules.ts'
import { EndUnitForm, RenameForm, UnitNameForm } from './UnitChanges.tsx'
import { UnitForm } from './UnitForm.tsx'

const nameKinds = { other: '俗称', former: '曾用名', alias: '从文件中记住' } as const

export default function UnitPage({ params, embedded }: PageProps<'/units/:id'>) {
  const answer = useAnswer(getUnit, { id: params.id }, { topics: ['unit'] })
  return (
    <Answered whole answer={answer}>
      {(unit) => <UnitView unit={unit} embedded={embedded} />}
    </Answered>
  )
}

function UnitView({ unit, embedded }: { unit: UnitDetail; embedded: boolean }) {
  const [form, setForm] = useState<'edit' | 'rename' | 'end' | 'name' | null>(null)
  const may = useMay()
  const manages = may('people.manageUnits')
  const close = () => setForm(null)
  return (
    <>
      <PageHeader
        title={unit.fullName}
        embedded={embedded}
        above={<GoTo to="/units">单位</GoTo>}
        lead={unit.isCurrent ? null : `已于 ${unit.validUntil} 撤销，历史记录仍可查阅。`}
        actions={
          manages && unit.isCurrent ? (
            <>
              <Button onClick={() => setForm('edit')}>修改</Button>
              <Button onClick={() => setForm('rename')}>更名</Button>
              <Button danger onClick={() => setForm('end')}>
                撤销或并入
              </Button>
            </>
          ) : null
        }
      />
      <Facts
        items={[
          ['规范简称', unit.shortName],
          ['编码', unit.code],
          ['类型', kindLabels[unit.kind]],
          ['层级', levelLabels[unit.level]],
          ['上级单位', unit.parentId ? <UnitName key="parent" id={unit.parentId} /> : null],
          ['所属地区', unit.regionCode],
          ['承担任务', unit.canReport ? '可以承担任务并填报进展' : '不承担任务'],
          ['成立日期', unit.validFrom],
          ['撤销日期', unit.validUntil],
          ['承接单位', unit.successorId ? <UnitName key="successor" id={unit.successorId} /> : null],
          [
            '承接自',
            unit.predecessors.length > 0
              ? unit.predecessors.map(({ id, fullName, validUntil }) => (
                  <div key={id}>
                    <GoTo to={`/units/${id}`}>{fullName}</GoTo>
                    {validUntil ? `（至 ${validUntil}）` : ''}
                  </div>
                ))
              : null,
          ],
        ]}
      />
      <Section
        title="其他名称"
        lead="文件中出现这些名称时，认作本单位。"
        actions={manages ? <Button onClick={() => setForm('name')}>登记名称</Button> : null}
      >
        <Names unit={unit} manages={manages} />
      </Section>
      <Section title="岗位">
        <Posts unitId={unit.id} />
      </Section>
      {form === 'edit' ? <UnitForm unit={unit} onClose={close} /> : null}
      {form === 'rename' ? <RenameForm unit={unit} onClose={close} /> : null}
      {form === 'end' ? <EndUnitForm unit={unit} onClose={close} /> : null}
      {form === 'name' ? <UnitNameForm unit={unit} onClose={close} /> : null}
    </>
  )
}

function UnitName({ id }: { id: string }) {
  const { data } = useAnswer(listUnits, { includeEnded: true }, { topics: ['unit'], fresh: 60_000 })
  return <GoTo to={`/units/${id}`}>{data?.rows.find((unit) => unit.id === id)?.fullName ?? '查看'}</GoTo>
}

function Names({ unit, manages }: { unit: UnitDetail; manages: boolean }) {
  const remove = useWrite(removeUnitName)
  if (unit.names.length === 0) return <p style={{ color: 'var(--ink-2)' }}>没有登记其他名称。</p>
  return (
    <Rows
      label="其他名称"
      rows={unit.names}
      keyOf={({ id }) => id}
      columns={[
        { label: '名称', draw: ({ name }) => name },
        { label: '种类', tight: true, draw: ({ kind }) => nameKinds[kind] },
        { label: '使用至', tight: true, draw: ({ until }) => until ?? '' },
        { label: '登记', draw: ({ learnedBy, learnedAt }) => `${learnedBy}，${learnedAt.slice(0, 10)}` },
        {
          label: '操作',
          tight: true,
          draw: ({ id, name }) =>
            manages ? (
              <Button
                size="small"
                type="text"
                aria-label={`删除名称 ${name}`}
                loading={remove.isPending && remove.variables.nameId === id}
                onClick={() =>
                  remove.mutate(
                    { id: unit.id, nameId: id },
                    {
                      onSuccess: () => say(`已删除名称“${name}”`),
                      onError: (error) => say(sentenceOf(error), { kind: 'failed' }),
                    },
                  )
                }
              >
                删除
              </Button>
            ) : null,
        },
      ]}
    />
  )
}

function Posts({ unitId }: { unitId: string }) {
  const answer = useAnswer(listPosts, { unitId }, { topics: ['session'] })
  return (
    <Answered answer={answer} rows={3}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p style={{ color: 'var(--ink-2)' }}>本单位还没有人任职，下达的任务将无人签收。</p>
        ) : (
          <Rows
            label="岗位"
            rows={rows}
            keyOf={({ id }) => id}
            isQuiet={({ isCurrent }) => !isCurrent}
            columns={[
              { label: '姓名', draw: ({ personName }) => personName },
              { label: '角色', draw: ({ roleLabel }) => roleLabel },
              { label: '职务', draw: ({ title }) => title },
              { label: '自', tight: true, draw: ({ validFrom }) => validFrom },
              { label: '至', tight: true, draw: ({ validUntil }) => validUntil ?? '' },
            ]}
          />
        )
      }
    </Answered>
  )
}
