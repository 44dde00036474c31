import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { agoText } from '#workspace/days.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { EmptyState } from '#workspace/pieces/EmptyState.tsx'
import { GoTo } from '#workspace/pieces/GoTo.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { ProblemNotice } from '#workspace/pieces/ProblemNotice.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { useMay } from '#workspace/session/me.ts'
import { decidePostProposals, listPostProposals, type PostProposal } from '../../contract.ts'

/** 拟授岗位: proposed by the system administrator, decided by the security administrator, one by one or together. */
export default function ProposalsPage({ embedded }: PageProps<'/post-proposals'>) {
  const answer = useAnswer(listPostProposals, {}, { topics: ['session'] })
  return (
    <>
      <PageHeader
        title="拟授岗位"
        embedded={embedded}
        lead="系统管理员随账户提出岗位，安全管理员审定后生效。同一批要么全部授予，要么一项也不授予。"
      />
      <Answered answer={answer}>
        {({ rows }) =>
          rows.length === 0 ? (
            <EmptyState title="没有待审定的岗位">
              系统管理员新增账户或导入人员后，拟授的岗位会出现在这里。
            </EmptyState>
          ) : (
            <Proposals rows={rows} />
          )
        }
      </Answered>
    </>
  )
}

function Proposals({ rows }: { rows: readonly PostProposal[] }) {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set())
  const grants = useMay()('people.grantPosts')
  const write = useWrite(decidePostProposals, {
    onDone: ({ decided }, { grant }) => {
      setChosen(new Set())
      say(grant ? `已授予 ${decided} 个岗位` : `已退回 ${decided} 个拟授岗位`)
    },
  })
  const ids = rows.map(({ id }) => id).filter((id) => chosen.has(id))
  const turn = (id: string, on: boolean) => {
    const next = new Set(chosen)
    if (on) next.add(id)
    else next.delete(id)
    setChosen(next)
  }
  return (
    <>
      {grants ? (
        <div style={{ display: 'flex', flexWrap: 'wrap', gap: 12, alignItems: 'center', marginBottom: 12 }}>
          <Checkbox
            checked={ids.length === rows.length}
            indeterminate={ids.length > 0 && ids.length < rows.length}
            onChange={({ target }) => setChosen(new Set(target.checked ? rows.map(({ id }) => id) : []))}
          >
            全选
          </Checkbox>
          <Button
            type="primary"
            disabled={ids.length === 0}
            loading={write.isPending && write.variables.grant}
            onClick={() => write.mutate({ ids, grant: true })}
          >
            授予{ids.length > 0 ? ` ${ids.length} 个岗位` : ''}
          </Button>
          <Button
            danger
            disabled={ids.length === 0}
            loading={write.isPending && !write.variables.grant}
            onClick={() => write.mutate({ ids, grant: false })}
          >
            退回
          </Button>
        </div>
      ) : null}
      <ProblemNotice error={write.error} />
      <Rows
        label="拟授岗位"
        rows={rows}
        keyOf={({ id }) => id}
        columns={[
          {
            label: '姓名',
            draw: ({ id, personId, personName, unitShortName, roleLabel }) => (
              <>
                {grants ? (
                  <Checkbox
                    aria-label={`选择${personName} ${unitShortName} ${roleLabel}`}
                    checked={chosen.has(id)}
                    onChange={({ target }) => turn(id, target.checked)}
                    style={{ marginRight: 8 }}
                  />
                ) : null}
                <GoTo to={`/accounts/${personId}`}>{personName}</GoTo>
              </>
            ),
          },
          { label: '单位', draw: ({ unitShortName }) => unitShortName },
          { label: '角色', draw: ({ roleLabel }) => roleLabel },
          { label: '职务', draw: ({ title }) => title },
          { label: '提出', draw: ({ proposedBy, proposedAt }) => `${proposedBy}，${agoText(proposedAt)}` },
        ]}
      />
    </>
  )
}
