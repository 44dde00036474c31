import { Button, Input } from 'antd'
import { useState } from 'react'
import { changeFirstPassword } from '#modules/people/contract.ts'
import { useWrite } from '../api/use-write.ts'
import { Field, FieldForm } from '../pieces/Field.tsx'
import { ProblemNotice } from '../pieces/ProblemNotice.tsx'
import styles from './Door.module.css'
import { DoorTitle } from './Door.tsx'
import type { Step } from './SignIn.tsx'

export interface NewPasswordProps {
  step: Extract<Step, { state: 'password-change-needed' }>
  onAnswer: (answer: Step) => void
}

/** The first password came from somebody else, or is too old: it is changed before anything else. */
export function NewPassword({ step, onAnswer }: NewPasswordProps) {
  const [password, setPassword] = useState('')
  const [again, setAgain] = useState('')
  const [differs, setDiffers] = useState(false)
  const write = useWrite(changeFirstPassword, {
    refresh: false,
    onDone: (answer) => {
      if (answer.state !== 'second-factor-needed') onAnswer(answer)
    },
  })
  const submit = () => {
    setDiffers(password !== again)
    if (password === again) write.mutate({ ticket: step.ticket, password })
  }
  return (
    <>
      <DoorTitle title="更换口令">{step.reason}</DoorTitle>
      <FieldForm label="更换口令" onSubmit={submit}>
        <PasswordRules rules={step.rules} />
        <Field label="新口令" name="password" error={write.error}>
          {(control) => (
            <Input.Password
              {...control}
              autoFocus
              autoComplete="new-password"
              maxLength={64}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
            />
          )}
        </Field>
        <Field label="再输入一次" name="again">
          {(control) => (
            <Input.Password
              {...control}
              status={differs ? 'error' : undefined}
              autoComplete="new-password"
              maxLength={64}
              value={again}
              onChange={(event) => setAgain(event.target.value)}
            />
          )}
        </Field>
        <div role="alert">{differs ? '两次输入的口令不一样，请重新输入。' : null}</div>
        {write.error && write.error.details.field !== 'password' ? (
          <ProblemNotice error={write.error} />
        ) : null}
        <div>
          <Button type="primary" htmlType="submit" size="large" loading={write.isPending}>
            更换并继续
          </Button>
        </div>
      </FieldForm>
    </>
  )
}

export const PasswordRules = ({ rules }: { rules: readonly string[] }) => (
  <ul className={styles.rules}>
    {rules.map((rule) => (
      <li key={rule}>{rule}</li>
    ))}
  </ul>
)
