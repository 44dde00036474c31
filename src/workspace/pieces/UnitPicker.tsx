import { Select } from 'antd'
import { useMemo } from 'react'
import { listUnits } from '#modules/people/contract.ts'
import { useAnswer } from '../api/use-answer.ts'

interface Shared {
  id?: string
  placeholder?: string
  /** Only units that may be given tasks. */
  onlyReporting?: boolean
  disabled?: boolean
  status?: 'error'
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
}

export type UnitPickerProps = Shared &
  (
    | { multiple?: false; value: string | null; onChange: (unitId: string | null) => void }
    | { multiple: true; value: readonly string[]; onChange: (unitIds: string[]) => void }
  )

/** Chooses units by full name, short name or code. */
export function UnitPicker(props: UnitPickerProps) {
  const { id, placeholder = '输入单位名称查找', onlyReporting, disabled, status } = props
  const units = useAnswer(listUnits, {}, { topics: ['unit'], fresh: 60_000 })
  const options = useMemo(
    () =>
      (units.data?.rows ?? [])
        .filter(({ canReport }) => !onlyReporting || canReport)
        .map(({ id: value, shortName, fullName, code }) => ({ value, label: shortName, fullName, code })),
    [units.data, onlyReporting],
  )
  const same = {
    id,
    placeholder,
    disabled,
    status,
    options,
    loading: units.isPending,
    allowClear: true,
    style: { width: '100%' },
    'aria-label': props['aria-label'],
    'aria-describedby': props['aria-describedby'],
    'aria-invalid': props['aria-invalid'],
    notFoundContent: units.isPending ? '正在读取单位' : '没有这个单位',
    showSearch: {
      filterOption: (typed: string, option?: { label: string; fullName: string; code: string }) => {
        const text = typed.trim().toLowerCase()
        return !!option && `${option.label} ${option.fullName} ${option.code}`.toLowerCase().includes(text)
      },
    },
    optionRender: (option: { data: { label: string; fullName: string } }) => (
      <span title={option.data.fullName}>
        {option.data.label}
        {option.data.fullName === option.data.label ? null : (
          <span style={{ color: 'var(--ink-2)', marginLeft: 8, fontSize: 12 }}>{option.data.fullName}</span>
        )}
      </span>
    ),
  }
  if (props.multiple) {
    return (
      <Select
        mode="multiple"
        {...same}
        value={[...props.value]}
        onChange={(chosen) => props.onChange(chosen)}
      />
    )
  }
  return <Select {...same} value={props.value} onChange={(chosen) => props.onChange(chosen ?? null)} />
}
