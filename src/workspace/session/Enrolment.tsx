import { Button, Input } from 'antd'
import { useState } from 'react'
import { confirmFirstFactor } from '#modules/people/contract.ts'
import { useWrite } from '../api/use-write.ts'
import { Field, FieldForm } from '../pieces/Field.tsx'
import { ProblemNotice } from '../pieces/ProblemNotice.tsx'
import { AuthenticatorKey } from './AuthenticatorKey.tsx'
import styles from './Door.module.css'
import { DoorTitle } from './Door.tsx'
import type { Step } from './SignIn.tsx'

export interface EnrolmentProps {
  step: Extract<Step, { state: 'second-factor-enrolment-needed' }>
  onAnswer: (answer: Step) => void
}

export function Enrolment({ step, onAnswer }: EnrolmentProps) {
  const [code, setCode] = useState('')
  const write = useWrite(confirmFirstFactor, {
    refresh: false,
    onDone: (answer) => {
      if (answer.state !== 'second-factor-needed') onAnswer(answer)
    },
  })
  return (
    <>
      <DoorTitle title="绑定动态码">您的账户须用口令和动态码两种方式登录，请现在绑定。</DoorTitle>
      <FieldForm label="绑定动态码" onSubmit={() => write.mutate({ ticket: step.ticket, code })}>
        <AuthenticatorKey uri={step.uri} secret={step.secret} />
        <Field label="动态码" name="code" error={write.error}>
          {(control) => (
            <Input
              {...control}
              className={styles.code}
              inputMode="numeric"
              autoComplete="one-time-code"
              maxLength={10}
              value={code}
              onChange={(event) => setCode(event.target.value)}
            />
          )}
        </Field>
        {write.error && write.error.details.field !== 'code' ? <ProblemNotice error={write.error} /> : null}
        <div>
          <Button type="primary" htmlType="submit" size="large" loading={write.isPending}>
            绑定并登录
          </Button>
        </div>
      </FieldForm>
    </>
  )
}
