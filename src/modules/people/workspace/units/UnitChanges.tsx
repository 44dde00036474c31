import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useWrite } from '#workspace/api/use-write.ts'
import { today } from '#workspace/days.ts'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { Field } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { addUnitName, endUnit, renameUnit, type UnitDetail } from '../../contract.ts'

interface Props {
  unit: UnitDetail
  onClose: () => void
}

export function RenameForm({ unit, onClose }: Props) {
  const [fullName, setFullName] = useState(unit.fullName)
  const [shortName, setShortName] = useState(unit.shortName)
  const [until, setUntil] = useState<string | null>(today())
  const write = useWrite(renameUnit, {
    onDone: (renamed) => {
      say(`已更名为${renamed.fullName}，原名称保留为曾用名`)
      onClose()
    },
  })
  const { error } = write
  return (
    <FormSheet
      title={`${unit.shortName}更名`}
      submit="更名"
      consequence="原名称保留为曾用名，文件中仍能认出。已印发的文件和已有的任务不改。"
      onSubmit={() => write.mutate({ id: unit.id, fullName, shortName, until: until ?? '' })}
      onClose={onClose}
      pending={write.isPending}
      error={error}
    >
      <Field label="新全称" name="fullName" error={error}>
        {(control) => (
          <Input
            {...control}
            value={fullName}
            maxLength={100}
            onChange={({ target }) => setFullName(target.value)}
          />
        )}
      </Field>
      <Field label="新规范简称" name="shortName" error={error}>
        {(control) => (
          <Input
            {...control}
            value={shortName}
            maxLength={60}
            onChange={({ target }) => setShortName(target.value)}
          />
        )}
      </Field>
      <Field label="原名称使用至" name="until" error={error}>
        {(control) => <DayPicker {...control} clearable={false} value={until} onChange={setUntil} />}
      </Field>
    </FormSheet>
  )
}

export function EndUnitForm({ unit, onClose }: Props) {
  const [lastDay, setLastDay] = useState<string | null>(today())
  const [successorId, setSuccessorId] = useState<string | null>(null)
  const write = useWrite(endUnit, {
    onDone: () => {
      say(`${unit.shortName}已撤销`)
      onClose()
    },
  })
  const { error } = write
  return (
    <FormSheet
      title={`撤销或并入：${unit.shortName}`}
      submit="撤销单位"
      danger
      consequence="撤销后不能再下达任务。指定承接单位的，未办结的事项自次日起由承接单位办理。"
      onSubmit={() => write.mutate({ id: unit.id, lastDay: lastDay ?? '', successorId })}
      onClose={onClose}
      pending={write.isPending}
      error={error}
    >
      <Field label="存续至" name="lastDay" error={error}>
        {(control) => <DayPicker {...control} clearable={false} value={lastDay} onChange={setLastDay} />}
      </Field>
      <Field label="承接单位" name="successorId" error={error} optional>
        {(control) => <UnitPicker {...control} value={successorId} onChange={setSuccessorId} />}
      </Field>
    </FormSheet>
  )
}

export function UnitNameForm({ unit, onClose }: Props) {
  const [name, setName] = useState('')
  const [kind, setKind] = useState<'other' | 'former'>('other')
  const [until, setUntil] = useState<string | null>(null)
  const write = useWrite(addUnitName, {
    onDone: () => {
      say(`已登记名称“${name}”`)
      onClose()
    },
  })
  const { error } = write
  return (
    <FormSheet
      title={`登记${unit.shortName}的其他名称`}
      submit="登记名称"
      onSubmit={() => write.mutate({ id: unit.id, name, kind, until: kind === 'former' ? until : null })}
      onClose={onClose}
      pending={write.isPending}
      error={error}
    >
      <Field label="名称" name="name" error={error}>
        {(control) => (
          <Input {...control} value={name} maxLength={100} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <Radio.Group value={kind} onChange={({ target }) => setKind(target.value)} aria-label="种类">
        <Radio value="other">俗称，与正式名称并用</Radio>
        <Radio value="former">曾用名，已不再使用</Radio>
      </Radio.Group>
      {kind === 'former' ? (
        <Field label="使用至" name="until" error={error} optional>
          {(control) => <DayPicker {...control} value={until} onChange={setUntil} />}
        </Field>
      ) : null}
    </FormSheet>
  )
}
