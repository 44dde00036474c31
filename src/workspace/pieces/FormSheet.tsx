import { Button } from 'antd'
import type { ReactNode } from 'react'
import { FieldFoot, FieldForm } from './Field.tsx'
import { ProblemNotice } from './ProblemNotice.tsx'
import { Sheet } from './Sheet.tsx'

export interface FormSheetProps {
  title: string
  /** What the button says: the action itself, never 确定. */
  submit: string
  onSubmit: () => void
  onClose: () => void
  pending: boolean
  error: unknown
  /** Named once, above the button, where something cannot be taken back. */
  consequence?: ReactNode
  danger?: boolean
  disabled?: boolean
  children?: ReactNode
  width?: number
}

/** A small form over the page; what a refusal says stands above its buttons, and what was typed stays. */
export function FormSheet(props: FormSheetProps) {
  const { title, submit, onSubmit, onClose, pending, error, consequence, danger, disabled, children, width } =
    props
  return (
    <Sheet title={title} onClose={onClose} width={width}>
      <FieldForm label={title} onSubmit={onSubmit}>
        {children}
        {consequence ? <p>{consequence}</p> : null}
        <ProblemNotice error={error} />
        <FieldFoot>
          <Button type="primary" htmlType="submit" danger={danger} loading={pending} disabled={disabled}>
            {submit}
          </Button>
          <Button onClick={onClose} disabled={pending}>
            返回
          </Button>
        </FieldFoot>
      </FieldForm>
    </Sheet>
  )
}
