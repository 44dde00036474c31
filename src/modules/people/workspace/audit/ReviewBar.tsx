import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useWrite } from '#workspace/api/use-write.ts'
import { Field } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { type AuditLine, reviewAudit } from '../../contract.ts'

export interface ReviewBarProps {
  rows: readonly AuditLine[]
  chosen: number[]
  onChoose: (ids: number[]) => void
}

/** What the audit administrator finds in the lines that he has ticked. */
export function ReviewBar({ rows, chosen, onChoose }: ReviewBarProps) {
  const [suspecting, setSuspecting] = useState(false)
  const [note, setNote] = useState('')
  const write = useWrite(reviewAudit, {
    onDone: (_, { ids, verdict }) => {
      onChoose([])
      setSuspecting(false)
      setNote('')
      say(`${ids.length} 条记录审阅为${verdict === 'normal' ? '正常' : '可疑'}`)
    },
  })
  const open = rows.filter(({ review }) => !review).map(({ id }) => id)
  if (open.length === 0) return <p style={{ marginBottom: 12, color: 'var(--ink-2)' }}>本页记录都已审阅。</p>
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center', marginBottom: 12 }}>
      <Checkbox
        checked={chosen.length === open.length}
        indeterminate={chosen.length > 0 && chosen.length < open.length}
        onChange={({ target }) => onChoose(target.checked ? open : [])}
      >
        选择本页未审阅的 {open.length} 条
      </Checkbox>
      <Button
        disabled={chosen.length === 0}
        loading={write.isPending}
        onClick={() => write.mutate({ ids: chosen, verdict: 'normal', note: '' })}
      >
        审阅为正常
      </Button>
      <Button danger disabled={chosen.length === 0} onClick={() => setSuspecting(true)}>
        标为可疑
      </Button>
      {suspecting ? null : <ProblemNotice error={write.error} />}
      {suspecting ? (
        <FormSheet
          title={`${chosen.length} 条记录标为可疑`}
          submit="标为可疑"
          danger
          onSubmit={() => write.mutate({ ids: chosen, verdict: 'suspicious', note })}
          onClose={() => setSuspecting(false)}
          pending={write.isPending}
          error={write.error}
        >
          <Field label="说明" name="note" error={write.error} hint="可疑之处和处置情况。">
            {(control) => (
              <Input.TextArea
                {...control}
                rows={3}
                maxLength={500}
                value={note}
                onChange={({ target }) => setNote(target.value)}
              />
            )}
          </Field>
        </FormSheet>
      ) : null}
    </div>
  )
}
