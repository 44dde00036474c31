import { Button, Input } from 'antd'
import { type ReactNode, useEffect, useState } from 'react'
import { checkSetup, completeSetup } from '#modules/people/contract.ts'
import { useWrite } from '../api/use-write.ts'
import { Field, FieldForm, FieldRow } from '../pieces/Field.tsx'
import { Loading } from '../pieces/Loading.tsx'
import { say } from '../pieces/notices.ts'
import { ProblemNotice } from '../pieces/ProblemNotice.tsx'
import styles from './Door.module.css'
import { Door, DoorTitle } from './Door.tsx'
import { PasswordRules } from './NewPassword.tsx'

const administrators = [
  ['systemAdmin', '系统管理员', '建立账户、单位和平台设置，不能授予岗位，也看不到业务。'],
  ['securityAdmin', '安全管理员', '授予岗位、管理登录和口令策略，不能建立账户，也看不到业务。'],
  ['auditAdmin', '审计管理员', '查阅和审核全部操作记录，不能删改记录。'],
] as const

const blank = { name: '', signInName: '', password: '' }

/** First set-up: who runs the platform, and the three administrators, who are three different people. */
export default function SetUp({ onDone }: { onDone: () => void }) {
  const [token] = useState(() => {
    const { search, hash } = window.location
    return new URLSearchParams(search).get('token') ?? hash.slice(1)
  })
  const check = useWrite(checkSetup, { refresh: false })
  const { mutate } = check
  useEffect(() => {
    document.title = '首次设置'
    // The link works once; it need not stay in the history of the browser.
    window.history.replaceState(null, '', '/workspace/setup')
    mutate({ token })
  }, [mutate, token])
  return (
    <Door wide>
      <DoorTitle title="首次设置">
        设定承办单位和三名管理员。按照三员分立的要求，三名管理员须由三个人分别担任，各管各的，互相监督。
      </DoorTitle>
      {check.data ? <SetUpForm token={token} rules={check.data.rules} onDone={onDone} /> : null}
      {check.isPending ? <Loading rows={6} /> : null}
      {check.error ? (
        <>
          <ProblemNotice error={check.error} />
          <p style={{ marginTop: 16 }}>
            <a href="/workspace/">前往登录</a>
          </p>
        </>
      ) : null}
    </Door>
  )
}

function SetUpForm({
  token,
  rules,
  onDone,
}: {
  token: string
  rules: readonly string[]
  onDone: () => void
}) {
  const [cityName, setCityName] = useState('')
  const [unit, setUnit] = useState({ code: '', fullName: '', shortName: '' })
  const [people, setPeople] = useState({ systemAdmin: blank, securityAdmin: blank, auditAdmin: blank })
  const write = useWrite(completeSetup, {
    refresh: false,
    onDone: () => {
      say('首次设置已完成，请由三名管理员分别登录')
      onDone()
    },
  })
  const { error } = write
  return (
    <FieldForm label="首次设置" onSubmit={() => write.mutate({ token, cityName, unit, ...people })}>
      <Part
        title="城市和承办单位"
        text="承办单位即负责平台运行的单位，三名管理员的岗位设在这里，以后可以调整。"
      >
        <Field label="城市名称" name="cityName" error={error}>
          {(control) => (
            <Input
              {...control}
              value={cityName}
              maxLength={40}
              onChange={(event) => setCityName(event.target.value)}
            />
          )}
        </Field>
        <Field label="单位全称" name="unit.fullName" error={error}>
          {(control) => (
            <Input
              {...control}
              value={unit.fullName}
              maxLength={100}
              onChange={(event) => setUnit({ ...unit, fullName: event.target.value })}
            />
          )}
        </Field>
        <FieldRow>
          <Field label="规范简称" name="unit.shortName" error={error}>
            {(control) => (
              <Input
                {...control}
                value={unit.shortName}
                maxLength={60}
                onChange={(event) => setUnit({ ...unit, shortName: event.target.value })}
              />
            )}
          </Field>
          <Field label="单位编码" name="unit.code" error={error} hint="字母和数字，例如 DDZX。">
            {(control) => (
              <Input
                {...control}
                value={unit.code}
                maxLength={32}
                onChange={(event) => setUnit({ ...unit, code: event.target.value })}
              />
            )}
          </Field>
        </FieldRow>
      </Part>
      <section className={styles.part}>
        <h2>口令要求</h2>
        <PasswordRules rules={rules} />
      </section>
      {administrators.map(([place, title, text]) => {
        const put = (change: Partial<typeof blank>) =>
          setPeople({ ...people, [place]: { ...people[place], ...change } })
        return (
          <Part key={place} title={title} text={text}>
            <FieldRow>
              <Field label={`${title}姓名`} name={`${place}.name`} error={error}>
                {(control) => (
                  <Input
                    {...control}
                    autoComplete="off"
                    value={people[place].name}
                    onChange={(event) => put({ name: event.target.value })}
                  />
                )}
              </Field>
              <Field label={`${title}登录名`} name={`${place}.signInName`} error={error}>
                {(control) => (
                  <Input
                    {...control}
                    autoComplete="off"
                    autoCapitalize="none"
                    value={people[place].signInName}
                    onChange={(event) => put({ signInName: event.target.value })}
                  />
                )}
              </Field>
            </FieldRow>
            <Field
              label={`${title}初始口令`}
              name={`${place}.password`}
              error={error}
              hint="首次登录时须更换，并绑定动态码。"
            >
              {(control) => (
                <Input.Password
                  {...control}
                  autoComplete="new-password"
                  value={people[place].password}
                  onChange={(event) => put({ password: event.target.value })}
                />
              )}
            </Field>
          </Part>
        )
      })}
      <ProblemNotice error={error} />
      <div>
        <Button type="primary" htmlType="submit" size="large" loading={write.isPending}>
          完成设置
        </Button>
      </div>
    </FieldForm>
  )
}

function Part({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className={styles.part}>
      <h2>{title}</h2>
      <p>{text}</p>
      <div style={{ display: 'grid', gap: 16 }}>{children}</div>
    </section>
  )
}
