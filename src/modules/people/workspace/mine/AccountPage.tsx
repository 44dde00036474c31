import { Button } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { Facts } from '#workspace/pieces/Facts.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { Section } from '#workspace/pieces/Section.tsx'
import { useMe } from '#workspace/session/me.ts'
import { mySessions, myTokens } from '../../contract.ts'
import { SessionRows, TokenRows } from '../access/SessionRows.tsx'
import { PasswordForm } from './PasswordForm.tsx'
import { DisableSecondFactor, EnrolSecondFactor } from './SecondFactor.tsx'
import { TokenForm } from './TokenForm.tsx'

/** 我的账户: password, second factor, where one is signed in, tokens for machines. */
export default function AccountPage({ embedded }: PageProps<'/account'>) {
  const me = useMe()
  const sessions = useAnswer(mySessions, {}, { topics: ['session'] })
  const tokens = useAnswer(myTokens, {}, { topics: ['session'] })
  const [form, setForm] = useState<'password' | 'enrol' | 'disable' | 'token' | null>(null)
  const close = () => setForm(null)
  return (
    <>
      <PageHeader title="我的账户" embedded={embedded} />
      <Facts
        items={[
          ['姓名', me.name],
          ['登录名', me.signInName],
          ['单位', me.unit.fullName],
          [
            '岗位',
            me.posts.map(({ id, unitShortName, roleLabel, title }) => (
              <div key={id}>
                {unitShortName} {roleLabel}
                {title ? `（${title}）` : ''}
                {id === me.post.id && me.posts.length > 1 ? '　当前' : ''}
              </div>
            )),
          ],
        ]}
      />
      <Section
        title="口令"
        actions={<Button onClick={() => setForm('password')}>修改口令</Button>}
        lead={
          me.passwordUntil ? `现用口令有效至 ${me.passwordUntil}。` : '修改口令后，其他设备上的登录全部退出。'
        }
      >
        {null}
      </Section>
      <Section
        title="动态码"
        actions={
          me.hasSecondFactor ? (
            me.secondFactorRequired ? null : (
              <Button danger onClick={() => setForm('disable')}>
                解除动态码
              </Button>
            )
          ) : (
            <Button onClick={() => setForm('enrol')}>绑定动态码</Button>
          )
        }
        lead={
          me.hasSecondFactor
            ? `已绑定，登录时须输入动态码。${me.secondFactorRequired ? '您的账户须使用动态码，不能解除。' : ''}`
            : '绑定后，登录时除口令外还须输入手机上的动态码，口令泄露也不会被他人登录。'
        }
      >
        {null}
      </Section>
      <Section title="登录">
        <Answered answer={sessions} rows={2}>
          {({ rows }) => <SessionRows rows={rows} of="mine" />}
        </Answered>
      </Section>
      <Section
        title="访问令牌"
        lead={
          <>
            供程序以您的岗位调用接口，权限与该岗位相同，每次使用都有记录。接口见<a href="/api">接口说明</a>。
          </>
        }
        actions={<Button onClick={() => setForm('token')}>签发令牌</Button>}
      >
        <Answered answer={tokens} rows={2}>
          {({ rows }) => <TokenRows rows={rows} of="mine" />}
        </Answered>
      </Section>
      {form === 'password' ? <PasswordForm onClose={close} /> : null}
      {form === 'enrol' ? <EnrolSecondFactor onClose={close} /> : null}
      {form === 'disable' ? <DisableSecondFactor onClose={close} /> : null}
      {form === 'token' ? <TokenForm onClose={close} /> : null}
    </>
  )
}
