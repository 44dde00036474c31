import { useAnswer } from '#workspace/api/use-answer.ts'
import type { PageProps } from '#workspace/page.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { PageHeader } from '#workspace/pieces/PageHeader.tsx'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { listRoles } from '../../contract.ts'

/** 授权关系: what each role may do, as the program itself has it. */
export default function RolesPage({ embedded }: PageProps<'/roles'>) {
  const answer = useAnswer(listRoles, {}, { topics: [] })
  return (
    <>
      <PageHeader
        title="角色与权限"
        embedded={embedded}
        lead="系统管理员、安全管理员、审计管理员三员分立，一人不能兼任其中两员，也不能兼办业务。"
      />
      <Answered answer={answer}>
        {({ rows }) => (
          <Rows
            label="角色与权限"
            rows={rows}
            keyOf={({ role }) => role}
            columns={[
              { label: '角色', tight: true, draw: ({ label }) => <strong>{label}</strong> },
              {
                label: '类别',
                tight: true,
                draw: ({ isAdministrator }) => (isAdministrator ? '三员' : '业务'),
              },
              {
                label: '权限',
                draw: ({ permissions }) => permissions.map(({ label }) => label).join('、'),
              },
            ]}
          />
        )}
      </Answered>
    </>
  )
}
