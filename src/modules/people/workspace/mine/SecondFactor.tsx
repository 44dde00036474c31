import { Input } from 'antd'
import { useState } from 'react'
import { useWrite } from '#workspace/api/use-write.ts'
import { Field } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { Sheet } from '#workspace/pieces/Sheet.tsx'
import { AuthenticatorKey } from '#workspace/session/AuthenticatorKey.tsx'
import { RecoveryCodes } from '#workspace/session/RecoveryCodes.tsx'
import { confirmSecondFactor, disableSecondFactor, enrolSecondFactor } from '../../contract.ts'

/** Password, key, first code, recovery codes: in this order, so that nobody binds a phone to another's account. */
export function EnrolSecondFactor({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const enrol = useWrite(enrolSecondFactor, { refresh: false })
  const confirm = useWrite(confirmSecondFactor)
  if (confirm.data) {
    return (
      <Sheet title="动态码已绑定" bare onClose={onClose}>
        <div style={{ padding: 24 }}>
          <RecoveryCodes codes={confirm.data.recoveryCodes} onKept={onClose} />
        </div>
      </Sheet>
    )
  }
  if (!enrol.data) {
    return (
      <FormSheet
        title="绑定动态码"
        submit="下一步"
        onSubmit={() => enrol.mutate({ password })}
        onClose={onClose}
        pending={enrol.isPending}
        error={enrol.error}
      >
        <PasswordField value={password} onChange={setPassword} error={enrol.error} />
      </FormSheet>
    )
  }
  return (
    <FormSheet
      title="绑定动态码"
      submit="绑定"
      onSubmit={() => confirm.mutate({ code })}
      onClose={onClose}
      pending={confirm.isPending}
      error={confirm.error}
    >
      <AuthenticatorKey uri={enrol.data.uri} secret={enrol.data.secret} />
      <CodeField value={code} onChange={setCode} error={confirm.error} />
    </FormSheet>
  )
}

export function DisableSecondFactor({ onClose }: { onClose: () => void }) {
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const write = useWrite(disableSecondFactor, {
    onDone: () => {
      say('动态码已解除，以后登录只需口令')
      onClose()
    },
  })
  return (
    <FormSheet
      title="解除动态码"
      submit="解除动态码"
      danger
      consequence="解除后只凭口令即可登录，恢复码同时作废。"
      onSubmit={() => write.mutate({ password, code })}
      onClose={onClose}
      pending={write.isPending}
      error={write.error}
    >
      <PasswordField value={password} onChange={setPassword} error={write.error} />
      <CodeField value={code} onChange={setCode} error={write.error} />
    </FormSheet>
  )
}

interface FieldProps {
  value: string
  onChange: (value: string) => void
  error: unknown
}

export const PasswordField = ({ value, onChange, error }: FieldProps) => (
  <Field label="口令" name="password" error={error} hint="确认是您本人。">
    {(control) => (
      <Input.Password
        {...control}
        autoComplete="current-password"
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Field>
)

const CodeField = ({ value, onChange, error }: FieldProps) => (
  <Field label="动态码" name="code" error={error}>
    {(control) => (
      <Input
        {...control}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={20}
        style={{ maxWidth: '12em' }}
        value={value}
        onChange={({ target }) => onChange(target.value)}
      />
    )}
  </Field>
)
