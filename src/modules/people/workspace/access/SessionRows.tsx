import { Button } from 'antd'
import { useWrite } from '#workspace/api/use-write.ts'
import { agoText, momentText } from '#workspace/days.ts'
import { say } from '#workspace/pieces/notices.ts'
import { sentenceOf } from '#workspace/pieces/ProblemNotice.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import {
  type AccessToken,
  endMySession,
  endSession,
  revokeMyToken,
  revokeToken,
  type Session,
} from '../../contract.ts'
import { deviceText } from './device-text.ts'

const failed = (error: unknown) => say(sentenceOf(error), { kind: 'failed' })
const none = { color: 'var(--ink-2)' }

/** Where somebody is signed in; `mine`: one's own, else seen by the security administrator. */
export function SessionRows({
  rows,
  of,
  named,
}: {
  rows: readonly Session[]
  of: 'mine' | 'others'
  named?: boolean
}) {
  const end = useWrite(of === 'mine' ? endMySession : endSession)
  if (rows.length === 0) return <p style={none}>没有登录。</p>
  return (
    <Rows
      label="登录"
      rows={rows}
      keyOf={({ id }) => id}
      columns={[
        ...(named ? [{ label: '姓名', draw: ({ personName }: Session) => personName }] : []),
        { label: '岗位', draw: ({ postLabel }) => postLabel },
        {
          label: '设备',
          draw: ({ userAgent, isThis }) => `${deviceText(userAgent)}${isThis ? '（本次登录）' : ''}`,
        },
        { label: '地址', tight: true, draw: ({ source }) => source ?? '' },
        { label: '登录', tight: true, draw: ({ createdAt }) => momentText(createdAt) },
        { label: '最近使用', tight: true, draw: ({ lastSeenAt }) => agoText(lastSeenAt) },
        {
          label: '操作',
          tight: true,
          draw: ({ id, isThis, personName, createdAt }) =>
            isThis ? null : (
              <Button
                size="small"
                type="text"
                aria-label={`${of === 'mine' ? '退出' : '强制退出'}：${personName}，${momentText(createdAt)} 的登录`}
                loading={end.isPending && end.variables.id === id}
                onClick={() =>
                  end.mutate(
                    { id },
                    { onSuccess: () => say(`已结束${personName}的一次登录`), onError: failed },
                  )
                }
              >
                {of === 'mine' ? '退出' : '强制退出'}
              </Button>
            ),
        },
      ]}
    />
  )
}

type Token = AccessToken & { personName?: string }

export function TokenRows({
  rows,
  of,
  named,
}: {
  rows: readonly Token[]
  of: 'mine' | 'others'
  named?: boolean
}) {
  const revoke = useWrite(of === 'mine' ? revokeMyToken : revokeToken)
  if (rows.length === 0) return <p style={none}>没有访问令牌。</p>
  const now = new Date().toISOString()
  const isOver = ({ revokedAt, expiresAt }: Token) => revokedAt !== null || expiresAt < now
  return (
    <Rows
      label="访问令牌"
      rows={rows}
      keyOf={({ id }) => id}
      isQuiet={isOver}
      columns={[
        { label: '用途', draw: ({ name }) => name },
        ...(named ? [{ label: '签发人', draw: ({ personName }: Token) => personName ?? '' }] : []),
        { label: '岗位', draw: ({ postLabel }) => postLabel },
        { label: '有效至', tight: true, draw: ({ expiresAt }) => momentText(expiresAt) },
        {
          label: '最近使用',
          tight: true,
          draw: ({ lastUsedAt, lastUsedFrom }) =>
            lastUsedAt ? `${agoText(lastUsedAt)}${lastUsedFrom ? `，${lastUsedFrom}` : ''}` : '从未',
        },
        {
          label: '操作',
          tight: true,
          draw: (token) =>
            token.revokedAt ? (
              '已作废'
            ) : isOver(token) ? (
              '已过期'
            ) : (
              <Button
                size="small"
                type="text"
                danger
                aria-label={`作废令牌 ${token.name}`}
                loading={revoke.isPending && revoke.variables.id === token.id}
                onClick={() =>
                  revoke.mutate(
                    { id: token.id },
                    { onSuccess: () => say(`令牌“${token.name}”已作废`), onError: failed },
                  )
                }
              >
                作废
              </Button>
            ),
        },
      ]}
    />
  )
}
