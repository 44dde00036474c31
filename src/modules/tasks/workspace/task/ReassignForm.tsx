import { Button, Input } from 'antd'
import { useState } from 'react'
import { reassignTask, type Task } from '#modules/tasks/contract.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { Field, FieldFoot } from '#workspace/pieces/Field.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { names } from '../refusal-fields.ts'
import { FormPanel } from './FormPanel.tsx'

interface Props {
  task: Task
  onClose: () => void
  onDone: () => void
}

/** 改派: another unit leads, and knows why. */
export function ReassignForm({ task, onClose, onDone }: Props) {
  const [leadUnitId, setLeadUnitId] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const reassign = useWrite(reassignTask, { onDone })
  const submit = () => reassign.mutate({ id: task.id, leadUnitId: leadUnitId ?? '', note })
  return (
    <FormPanel title="改派任务" onSubmit={submit} onClose={onClose}>
      <ProblemNotice error={names(reassign.error, ['leadUnitId', 'note']) ? null : reassign.error} />
      <Field
        label="新的牵头单位"
        name="leadUnitId"
        error={reassign.error}
        hint={task.lead ? `现牵头单位：${task.lead.name}` : undefined}
      >
        {(control) => <UnitPicker {...control} onlyReporting value={leadUnitId} onChange={setLeadUnitId} />}
      </Field>
      <Field label="改派理由" name="note" error={reassign.error} hint="新的牵头单位和原单位都能看到。">
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 2, maxRows: 8 }}
            maxLength={2000}
            value={note}
            onChange={(event) => setNote(event.target.value)}
          />
        )}
      </Field>
      <FieldFoot>
        <Button
          type="primary"
          htmlType="submit"
          loading={reassign.isPending}
          disabled={leadUnitId === null || note.trim() === ''}
        >
          改派
        </Button>
        <Button onClick={onClose}>暂不改派</Button>
      </FieldFoot>
    </FormPanel>
  )
}
