import { DatePicker } from 'antd'
import dayjs from 'dayjs'
import 'dayjs/locale/zh-cn.js'

dayjs.locale('zh-cn')

export interface DayPickerProps {
  /** `2026-03-31`, or `2026-03` for a month. */
  value: string | null
  onChange: (value: string | null) => void
  kind?: 'day' | 'month'
  id?: string
  placeholder?: string
  disabled?: boolean
  clearable?: boolean
  status?: 'error'
  'aria-label'?: string
  'aria-describedby'?: string
  'aria-invalid'?: boolean
}

/** Chooses a day or a month; outside, days are ISO strings. Heavy: import it only from pages loaded on demand. */
export function DayPicker({ value, onChange, kind = 'day', clearable = true, ...rest }: DayPickerProps) {
  const form = kind === 'day' ? 'YYYY-MM-DD' : 'YYYY-MM'
  return (
    <DatePicker
      {...rest}
      picker={kind === 'day' ? 'date' : 'month'}
      value={value ? dayjs(value, form) : null}
      format={form}
      allowClear={clearable}
      onChange={(day) => onChange(day ? day.format(form) : null)}
    />
  )
}
