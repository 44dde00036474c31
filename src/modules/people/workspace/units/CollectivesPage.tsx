import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { today } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { Field } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { useMay } from '#workspace/session/me.ts'
import {
  type Collective,
  createCollective,
  endCollective,
  listCollectives,
  updateCollective,
} from '../../contract.ts'

type Form = { kind: 'new' } | { kind: 'edit' | 'end'; collective: Collective } | null

/** 统称: what papers say when they mean several units at once. */
export default function CollectivesPage({ embedded }: PageProps<'/collectives'>) {
  const answer = useAnswer(listCollectives, {}, { topics: ['unit'] })
  const [form, setForm] = useState<Form>(null)
  const manages = useMay()('people.manageUnits')
  const close = () => setForm(null)
  const day = today()
  const now = ({ members }: Collective) =>
    members.filter(({ validFrom, validUntil }) => validFrom <= day && (!validUntil || validUntil >= day))
  return (
    <>
      <PageHeader
        title="单位统称"
        embedded={embedded}
        lead="文件中用一个说法代表多个单位，例如“各旗区人民政府”。按文件印发时的成员展开，成员变动不影响以前的文件。"
        actions={
          manages ? (
            <Button type="primary" onClick={() => setForm({ kind: 'new' })}>
              新增统称
            </Button>
          ) : null
        }
      />
      <Answered answer={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="还没有统称">登记后，文件中的统称会展开为具体单位。</EmptyState>
          ) : (
            <Rows
              label="单位统称"
              rows={rows}
              keyOf={({ id }) => id}
              isQuiet={({ validUntil }) => validUntil !== null && validUntil < day}
              columns={[
                {
                  label: '统称',
                  draw: ({ name, otherNames }) => (
                    <>
                      {name}
                      {otherNames.length > 0 ? (
                        <div style={{ color: 'var(--ink-2)', fontSize: 12, fontWeight: 400 }}>
                          也写作 {otherNames.join('、')}
                        </div>
                      ) : null}
                    </>
                  ),
                },
                {
                  label: '现有成员',
                  draw: (collective) =>
                    `${now(collective).length} 个：${now(collective)
                      .map(({ shortName }) => shortName)
                      .join('、')}`,
                },
                { label: '自', tight: true, draw: ({ validFrom }) => validFrom },
                { label: '至', tight: true, draw: ({ validUntil }) => validUntil ?? '' },
                {
                  label: '操作',
                  tight: true,
                  draw: (collective) =>
                    manages && (!collective.validUntil || collective.validUntil >= day) ? (
                      <>
                        <Button size="small" onClick={() => setForm({ kind: 'edit', collective })}>
                          调整成员
                        </Button>{' '}
                        <Button size="small" type="text" onClick={() => setForm({ kind: 'end', collective })}>
                          停用
                        </Button>
                      </>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Answered>
      {form?.kind === 'new' ? <CollectiveForm collective={null} unitIds={[]} onClose={close} /> : null}
      {form?.kind === 'edit' ? (
        <CollectiveForm
          collective={form.collective}
          unitIds={now(form.collective).map(({ unitId }) => unitId)}
          onClose={close}
        />
      ) : null}
      {form?.kind === 'end' ? <EndForm collective={form.collective} onClose={close} /> : null}
    </>
  )
}

function CollectiveForm(props: { collective: Collective | null; unitIds: string[]; onClose: () => void }) {
  const { collective, onClose } = props
  const [name, setName] = useState(collective?.name ?? '')
  const [otherNames, setOtherNames] = useState(collective?.otherNames ?? [])
  const [unitIds, setUnitIds] = useState(props.unitIds)
  const [from, setFrom] = useState<string | null>(today())
  const onDone = (saved: Collective) => {
    say(collective ? `已调整“${saved.name}”的成员` : `已新增统称“${saved.name}”`)
    onClose()
  }
  const create = useWrite(createCollective, { onDone })
  const update = useWrite(updateCollective, { onDone })
  const { error, isPending } = collective ? update : create
  const submit = () => {
    if (collective) update.mutate({ id: collective.id, name, otherNames, unitIds, from: from ?? '' })
    else create.mutate({ name, otherNames, unitIds, validFrom: from ?? '' })
  }
  return (
    <FormSheet
      title={collective ? `调整“${collective.name}”` : '新增统称'}
      submit={collective ? '保存调整' : '新增统称'}
      onSubmit={submit}
      onClose={onClose}
      pending={isPending}
      error={error}
    >
      <Field label="统称" name="name" error={error}>
        {(control) => (
          <Input {...control} value={name} maxLength={60} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <Field label="别的写法" name="otherNames" error={error} optional hint="输入后按回车，可以有多个。">
        {(control) => (
          <Select
            {...control}
            mode="tags"
            suffixIcon={null}
            open={false}
            value={otherNames}
            onChange={setOtherNames}
          />
        )}
      </Field>
      <Field label="成员单位" name="unitIds" error={error}>
        {(control) => <UnitPicker multiple {...control} value={unitIds} onChange={setUnitIds} />}
      </Field>
      <Field
        label={collective ? '自哪天起按新成员' : '启用日期'}
        name={collective ? 'from' : 'validFrom'}
        error={error}
      >
        {(control) => <DayPicker {...control} clearable={false} value={from} onChange={setFrom} />}
      </Field>
    </FormSheet>
  )
}

function EndForm({ collective, onClose }: { collective: Collective; onClose: () => void }) {
  const [lastDay, setLastDay] = useState<string | null>(today())
  const write = useWrite(endCollective, {
    onDone: () => {
      say(`“${collective.name}”已停用`)
      onClose()
    },
  })
  return (
    <FormSheet
      title={`停用“${collective.name}”`}
      submit="停用"
      danger
      consequence="停用后，新的文件中出现这个说法时不再展开为具体单位。"
      onSubmit={() => write.mutate({ id: collective.id, lastDay: lastDay ?? '' })}
      onClose={onClose}
      pending={write.isPending}
      error={write.error}
    >
      <Field label="使用至" name="lastDay" error={write.error}>
        {(control) => <DayPicker {...control} clearable={false} value={lastDay} onChange={setLastDay} />}
      </Field>
    </FormSheet>
  )
}
