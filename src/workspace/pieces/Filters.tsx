import { Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import styles from './Filters.module.css'
import { useSettled } from './use-settled.ts'

/** A row of filters that always sits where it sat. */
export const Filters = ({ children }: { children: ReactNode }) => (
  <search className={styles.filters}>{children}</search>
)

/** Words to look for; asked when the typing has settled. */
export function WordFilter(props: { value: string; label: string; onChange: (words: string) => void }) {
  const [typed, setTyped] = useState(props.value)
  const settled = useSettled(typed.trim(), 300)
  const { value, onChange } = props
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed is sent on
  useEffect(() => {
    if (settled !== value) onChange(settled)
  }, [settled])
  return (
    <Input
      className={styles.word}
      allowClear
      maxLength={50}
      aria-label={props.label}
      placeholder={props.label}
      value={typed}
      onChange={(event) => setTyped(event.target.value)}
    />
  )
}
