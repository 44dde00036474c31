import { Button, Input } from 'antd'
import { useState } from 'react'
import { applyClosure, type FileRef, type Task, uploadFile } from '#modules/tasks/contract.ts'
import { call, newKey } from '#workspace/api/call.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { Field, FieldFoot } from '#workspace/pieces/Field.tsx'
import { FilePicker } from '#workspace/pieces/FilePicker.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { useMe } from '#workspace/session/me.ts'
import { dropDraft, readDraft, useKeptDraft } from '../draft.ts'
import { fileHref } from '../file-href.ts'
import { names } from '../refusal-fields.ts'
import { FormPanel } from './FormPanel.tsx'

interface Props {
  task: Task
  onClose: () => void
  onDone: () => void
}

interface Draft {
  statement: string
  files: FileRef[]
}

/** 申请办结: what was achieved, with at least one proof. Kept in this browser until it has been sent. */
export function ClosureForm({ task, onClose, onDone }: Props) {
  const { personId } = useMe()
  const name = `closure.${personId}.${task.id}`
  const [draft, setDraft] = useState<Draft>(() => readDraft<Draft>(name) ?? { statement: '', files: [] })
  useKeptDraft(name, draft, draft.statement !== '' || draft.files.length > 0)
  const apply = useWrite(applyClosure, {
    onDone: () => {
      dropDraft(name)
      onDone()
    },
  })
  const submit = () =>
    apply.mutate({ id: task.id, statement: draft.statement, fileIds: draft.files.map(({ id }) => id) })
  return (
    <FormPanel title="申请办结" onSubmit={submit} onClose={onClose}>
      <ProblemNotice error={names(apply.error, ['statement', 'fileIds']) ? null : apply.error} />
      <Field
        label="办结报告"
        name="statement"
        error={apply.error}
        hint={
          task.isPublic
            ? `写明完成了什么、结果如何、用什么证明。复核通过后，办结报告和佐证材料一并在门户公布。`
            : `写明完成了什么、结果如何、用什么证明。`
        }
      >
        {(control) => (
          <Input.TextArea
            {...control}
            autoSize={{ minRows: 5, maxRows: 16 }}
            maxLength={10_000}
            value={draft.statement}
            onChange={(event) => setDraft({ ...draft, statement: event.target.value })}
          />
        )}
      </Field>
      <Field label="佐证材料" name="fileIds" error={apply.error}>
        {() => (
          <FilePicker
            files={draft.files}
            href={fileHref}
            onChange={(files) => setDraft((known) => ({ ...known, files }))}
            upload={(file) => call(uploadFile, { file }, { key: newKey() })}
            hint="至少一份。可以拖到这里，也可以粘贴截图；不得上传涉密材料。"
          />
        )}
      </Field>
      <FieldFoot>
        <Button
          type="primary"
          htmlType="submit"
          loading={apply.isPending}
          disabled={draft.statement.trim() === '' || draft.files.length === 0}
        >
          申请办结
        </Button>
        <Button onClick={onClose}>暂不申请</Button>
      </FieldFoot>
    </FormPanel>
  )
}
