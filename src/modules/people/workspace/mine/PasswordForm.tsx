import { Input } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { Field } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { changePassword, passwordRules } from '../../contract.ts'

export function PasswordForm({ onClose }: { onClose: () => void }) {
  const [currentPassword, setCurrent] = useState('')
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const rules = useAnswer(passwordRules, {}, { topics: [] })
  const write = useWrite(changePassword, {
    onDone: () => {
      say('口令已修改，其他设备上的登录已退出')
      onClose()
    },
  })
  const { error } = write
  const differs = again !== '' && again !== password
  return (
    <FormSheet
      title="修改口令"
      submit="修改口令"
      onSubmit={() => write.mutate({ currentPassword, password })}
      onClose={onClose}
      pending={write.isPending}
      error={error}
      disabled={again !== password}
    >
      <Field label="现用口令" name="currentPassword" error={error}>
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="current-password"
            value={currentPassword}
            onChange={({ target }) => setCurrent(target.value)}
          />
        )}
      </Field>
      <Field label="新口令" name="password" error={error} hint={rules.data?.rules.join('；')}>
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="new-password"
            maxLength={64}
            value={password}
            onChange={({ target }) => setPassword(target.value)}
          />
        )}
      </Field>
      <Field label="再输入一次" name="again" hint={differs ? '与新口令不一样。' : undefined}>
        {(control) => (
          <Input.Password
            {...control}
            autoComplete="new-password"
            maxLength={64}
            status={differs ? 'error' : undefined}
            value={again}
            onChange={({ target }) => setAgain(target.value)}
          />
        )}
      </Field>
    </FormSheet>
  )
}
