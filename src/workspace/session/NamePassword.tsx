import { Button, Input } from 'antd'
import { useState } from 'react'
import { signIn } from '#modules/people/contract.ts'
import { useWrite } from '../api/use-write.ts'
import { Field, FieldFoot, FieldForm } from '../pieces/Field.tsx'
import { ProblemNotice } from '../pieces/ProblemNotice.tsx'
import styles from './Door.module.css'
import { DoorTitle } from './Door.tsx'
import type { Step } from './SignIn.tsx'

const leads = {
  idle: '较长时间没有操作，已自动退出。您填写的内容仍在页面上，登录后可以继续。',
  ended: '登录已过期。您填写的内容仍在页面上，登录后可以继续。',
}

export function NamePassword(props: { because: 'idle' | 'ended' | null; onAnswer: (answer: Step) => void }) {
  const [signInName, setName] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const [needsCode, setNeedsCode] = useState(false)
  const write = useWrite(signIn, {
    refresh: false,
    onDone: (answer) => {
      if (answer.state === 'second-factor-needed') setNeedsCode(true)
      else props.onAnswer(answer)
    },
  })
  const { error, isPending } = write
  return (
    <>
      <DoorTitle title={needsCode ? '输入动态码' : '登录'}>
        {needsCode
          ? '打开手机上的身份验证器，输入其中显示的 6 位数字。'
          : props.because
            ? leads[props.because]
            : null}
      </DoorTitle>
      <FieldForm
        label="登录"
        onSubmit={() => write.mutate({ signInName, password, secondFactor: needsCode ? code : undefined })}
      >
        {needsCode ? (
          <Field label="动态码" name="secondFactor" error={error} hint="手机不在身边时，可以输入一个恢复码。">
            {(control) => (
              <Input
                {...control}
                autoFocus
                className={styles.code}
                inputMode="numeric"
                autoComplete="one-time-code"
                maxLength={20}
                value={code}
                onChange={(event) => setCode(event.target.value)}
              />
            )}
          </Field>
        ) : (
          <>
            <Field label="登录名" name="signInName" error={error}>
              {(control) => (
                <Input
                  {...control}
                  autoFocus
                  autoComplete="username"
                  autoCapitalize="none"
                  maxLength={64}
                  value={signInName}
                  onChange={(event) => setName(event.target.value)}
                />
              )}
            </Field>
            <Field label="口令" name="password" error={error}>
              {(control) => (
                <Input.Password
                  {...control}
                  autoComplete="current-password"
                  maxLength={256}
                  value={password}
                  onChange={(event) => setPassword(event.target.value)}
                />
              )}
            </Field>
          </>
        )}
        {error && !['signInName', 'password', 'secondFactor'].includes(error.details.field ?? '') ? (
          <ProblemNotice error={error} />
        ) : null}
        <FieldFoot>
          <Button type="primary" htmlType="submit" size="large" loading={isPending}>
            {needsCode ? '验证并登录' : '登录'}
          </Button>
          {needsCode ? (
            <Button size="large" type="text" onClick={() => setNeedsCode(false)}>
              返回
            </Button>
          ) : null}
        </FieldFoot>
        {needsCode ? null : <p className={styles.help}>忘记口令或账户被锁定，请联系本单位的平台管理员。</p>}
      </FieldForm>
    </>
  )
}
