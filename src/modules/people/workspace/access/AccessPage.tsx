import { Button } from 'antd'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { momentText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { sentenceOf } from '#workspace/pieces/ProblemNotice.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { Section } from '#workspace/pieces/Section.tsx'
import { listLocks, listSessions, listTokens, unlockPerson, unlockSource } from '../../contract.ts'
import { SessionRows, TokenRows } from './SessionRows.tsx'

const failed = { onError: (error: unknown) => say(sentenceOf(error), { kind: 'failed' }) }

/** 登录监管: who is signed in, what is locked, which machines hold tokens; for the security administrator. */
export default function AccessPage({ embedded }: PageProps<'/access'>) {
  const sessions = useAnswer(listSessions, {}, { topics: ['session'] })
  const tokens = useAnswer(listTokens, {}, { topics: ['session'] })
  const locks = useAnswer(listLocks, {}, { topics: ['session'] })
  const people = new Set(sessions.data?.rows.map(({ personId }) => personId)).size
  const locked = (locks.data?.accounts.length ?? 0) + (locks.data?.sources.length ?? 0)
  return (
    <>
      <PageHeader
        title="登录监管"
        embedded={embedded}
        lead={
          sessions.data && locks.data
            ? `${people} 人在线，${locked > 0 ? `${locked} 项登录锁定` : '没有登录锁定'}。`
            : null
        }
      />
      <Section title="登录锁定" lead="连续输错口令的账户和地址暂停登录，到时自动解除。解除前请先向本人核实。">
        <Answered answer={locks} rows={1}>
          {(found) => <Locks locks={found} />}
        </Answered>
      </Section>
      <Section title="在线登录">
        <Answered answer={sessions}>{({ rows }) => <SessionRows rows={rows} of="others" named />}</Answered>
      </Section>
      <Section title="访问令牌" lead="由本人为自己的岗位签发给程序使用，每次使用都有记录。">
        <Answered answer={tokens}>{({ rows }) => <TokenRows rows={rows} of="others" named />}</Answered>
      </Section>
    </>
  )
}

interface Locked {
  name: string
  personId: string | null
  lockedUntil: string
}

function Locks({ locks }: { locks: import('#kernel/endpoint.ts').OutputOf<typeof listLocks> }) {
  const person = useWrite(unlockPerson)
  const source = useWrite(unlockSource)
  const rows: Locked[] = [
    ...locks.accounts.map(({ personId, personName, lockedUntil }) => ({
      name: personName,
      personId,
      lockedUntil,
    })),
    ...locks.sources.map(({ source: name, lockedUntil }) => ({ name, personId: null, lockedUntil })),
  ]
  if (rows.length === 0) return <p style={{ color: 'var(--ink-2)' }}>没有锁定的账户和地址。</p>
  const release = ({ name, personId }: Locked) => {
    const done = { ...failed, onSuccess: () => say(`已解除${name}的锁定`) }
    if (personId) person.mutate({ id: personId }, done)
    else source.mutate({ source: name }, done)
  }
  return (
    <Rows
      label="登录锁定"
      rows={rows}
      keyOf={({ name, personId }) => personId ?? name}
      columns={[
        {
          label: '账户或地址',
          draw: ({ name, personId }) => (personId ? <GoTo to={`/accounts/${personId}`}>{name}</GoTo> : name),
        },
        { label: '锁定至', tight: true, draw: ({ lockedUntil }) => momentText(lockedUntil) },
        {
          label: '操作',
          tight: true,
          draw: (row) => (
            <Button size="small" onClick={() => release(row)} aria-label={`解除锁定：${row.name}`}>
              解除锁定
            </Button>
          ),
        },
      ]}
    />
  )
}
