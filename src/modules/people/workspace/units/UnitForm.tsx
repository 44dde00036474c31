import { Checkbox, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#workspace/api/use-write.ts'
import { today } from '#workspace/days.ts'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { Field, FieldRow } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { createUnit, type UnitDetail, updateUnit } from '../../contract.ts'
import {
  kindLabels,
  kinds,
  levelLabels,
  levels,
  type UnitKind,
  type UnitLevel,
  usualLevel,
} from '../../rules.ts'

export interface UnitFormProps {
  /** Null: a new one. */
  unit: UnitDetail | null
  onClose: () => void
  onSaved?: (unit: UnitDetail) => void
}

/** Makes a unit or changes what may change without a paper; names change by 更名, which keeps the former ones. */
export function UnitForm({ unit, onClose, onSaved }: UnitFormProps) {
  const [code, setCode] = useState(unit?.code ?? '')
  const [fullName, setFullName] = useState('')
  const [shortName, setShortName] = useState('')
  const [kind, setKind] = useState<UnitKind>(unit?.kind ?? 'government')
  const [level, setLevel] = useState<UnitLevel>(unit?.level ?? 'city')
  const [parentId, setParentId] = useState<string | null>(unit?.parentId ?? null)
  const [regionCode, setRegionCode] = useState(unit?.regionCode ?? '')
  const [sortOrder, setSortOrder] = useState<number | null>(unit?.sortOrder ?? 0)
  const [canReport, setCanReport] = useState(unit?.canReport ?? true)
  const [validFrom, setValidFrom] = useState<string | null>(unit?.validFrom ?? today())
  const done = (saved: UnitDetail) => {
    say(unit ? `已修改${saved.shortName}` : `已新增${saved.fullName}`)
    onSaved?.(saved)
    onClose()
  }
  const create = useWrite(createUnit, { onDone: done })
  const update = useWrite(updateUnit, { onDone: done })
  const { error, isPending } = unit ? update : create
  const submit = () => {
    const fields = {
      code,
      kind,
      level,
      parentId,
      regionCode: regionCode.trim() || null,
      sortOrder: sortOrder ?? 0,
      canReport,
      validFrom: validFrom ?? '',
    }
    if (unit) update.mutate({ id: unit.id, ...fields })
    else create.mutate({ ...fields, fullName, shortName: shortName || fullName })
  }
  return (
    <FormSheet
      title={unit ? `修改${unit.shortName}` : '新增单位'}
      submit={unit ? '保存修改' : '新增单位'}
      onSubmit={submit}
      onClose={onClose}
      pending={isPending}
      error={error}
    >
      {unit ? null : (
        <>
          <Field label="单位全称" name="fullName" error={error}>
            {(control) => (
              <Input
                {...control}
                value={fullName}
                maxLength={100}
                onChange={({ target }) => setFullName(target.value)}
              />
            )}
          </Field>
          <Field label="规范简称" name="shortName" error={error} optional hint="没有简称的，与全称相同。">
            {(control) => (
              <Input
                {...control}
                value={shortName}
                maxLength={60}
                onChange={({ target }) => setShortName(target.value)}
              />
            )}
          </Field>
        </>
      )}
      <FieldRow>
        <Field label="单位编码" name="code" error={error}>
          {(control) => (
            <Input
              {...control}
              value={code}
              maxLength={32}
              onChange={({ target }) => setCode(target.value)}
            />
          )}
        </Field>
        <Field label="类型" name="kind" error={error}>
          {(control) => (
            <Select
              {...control}
              value={kind}
              options={kinds.map((value) => ({ value, label: kindLabels[value] }))}
              onChange={(value: UnitKind) => {
                setKind(value)
                setLevel(usualLevel(value, regionCode || null))
              }}
            />
          )}
        </Field>
        <Field label="层级" name="level" error={error}>
          {(control) => (
            <Select
              {...control}
              value={level}
              options={levels.map((value) => ({ value, label: levelLabels[value] }))}
              onChange={setLevel}
            />
          )}
        </Field>
      </FieldRow>
      <Field label="上级单位" name="parentId" error={error} optional>
        {(control) => <UnitPicker {...control} value={parentId} onChange={setParentId} />}
      </Field>
      <FieldRow>
        <Field label="所属地区编码" name="regionCode" error={error} optional>
          {(control) => (
            <Input
              {...control}
              value={regionCode}
              maxLength={20}
              onChange={({ target }) => setRegionCode(target.value)}
            />
          )}
        </Field>
        <Field label="排序" name="sortOrder" error={error}>
          {(control) => (
            <InputNumber
              {...control}
              style={{ width: '100%' }}
              min={0}
              value={sortOrder}
              onChange={setSortOrder}
            />
          )}
        </Field>
        <Field label="成立日期" name="validFrom" error={error}>
          {(control) => (
            <DayPicker {...control} clearable={false} value={validFrom} onChange={setValidFrom} />
          )}
        </Field>
      </FieldRow>
      <Checkbox checked={canReport} onChange={({ target }) => setCanReport(target.checked)}>
        可以承担任务并填报进展
      </Checkbox>
    </FormSheet>
  )
}
