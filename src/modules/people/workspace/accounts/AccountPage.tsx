import { Button } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { momentText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { Facts } from '#workspace/pieces/Facts.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { Section } from '#workspace/pieces/Section.tsx'
import { useMay } from '#workspace/session/me.ts'
import { getPerson, listSessions, listTokens, type Person } from '../../contract.ts'
import { SessionRows, TokenRows } from '../access/SessionRows.tsx'
import { type AccountChange, AccountChangeForm } from './AccountChanges.tsx'
import { AccountPosts } from './AccountPosts.tsx'
import { PersonState } from './AccountsPage.tsx'

export default function AccountPage({ params, embedded }: PageProps<'/accounts/:id'>) {
  const answer = useAnswer(getPerson, { id: params.id }, { topics: ['session'] })
  return (
    <Answered whole answer={answer}>
      {(person) => <AccountView person={person} embedded={embedded} />}
    </Answered>
  )
}

function AccountView({ person, embedded }: { person: Person; embedded: boolean }) {
  const [change, setChange] = useState<AccountChange | null>(null)
  const may = useMay()
  const creates = may('people.createAccounts')
  const guards = may('people.guardAccess')
  const button = (name: AccountChange, label: string, danger = false) => (
    <Button danger={danger} onClick={() => setChange(name)}>
      {label}
    </Button>
  )
  return (
    <>
      <PageHeader
        title={person.name}
        embedded={embedded}
        above={<GoTo to="/accounts">账户</GoTo>}
        actions={
          <>
            {creates && person.isActive ? button('edit', '修改') : null}
            {creates && person.isActive ? button('resetPassword', '重置口令') : null}
            {creates && person.isActive ? button('deactivate', '停用账户', true) : null}
            {creates && !person.isActive ? button('reactivate', '恢复账户') : null}
            {guards && person.lockedUntil ? button('unlock', '解除锁定') : null}
            {guards && person.hasSecondFactor ? button('resetSecondFactor', '清除动态码') : null}
            {guards && person.isActive ? button('endSessions', '强制退出', true) : null}
          </>
        }
      />
      <Facts
        items={[
          ['登录名', person.signInName],
          ['状态', <PersonState key="state" person={person} />],
          ['电话', person.phoneMasked],
          ['动态码', person.hasSecondFactor ? '已绑定' : '未绑定'],
          ['锁定至', person.lockedUntil ? momentText(person.lockedUntil) : null],
          ['最近登录', person.lastSeenAt ? momentText(person.lastSeenAt) : '从未登录'],
          ['建立', `${person.createdBy}，${momentText(person.createdAt)}`],
        ]}
      />
      <AccountPosts person={person} />
      {guards ? <PersonAccess personId={person.id} /> : null}
      {change ? <AccountChangeForm change={change} person={person} onClose={() => setChange(null)} /> : null}
    </>
  )
}

function PersonAccess({ personId }: { personId: string }) {
  const sessions = useAnswer(listSessions, { personId }, { topics: ['session'] })
  const tokens = useAnswer(listTokens, { personId }, { topics: ['session'] })
  return (
    <>
      <Section title="登录">
        <Answered answer={sessions} rows={2}>
          {({ rows }) => <SessionRows rows={rows} of="others" />}
        </Answered>
      </Section>
      <Section title="访问令牌">
        <Answered answer={tokens} rows={2}>
          {({ rows }) => <TokenRows rows={rows} of="others" />}
        </Answered>
      </Section>
    </>
  )
}
