import { Button } from 'antd'
import { useState } from 'react'
import { useAnswer } from '#workspace/api/use-answer.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { today } from '#workspace/days.ts'
import { Answered } from '#workspace/pieces/Answered.tsx'
import { DayPicker } from '#workspace/pieces/DayPicker.tsx'
import { Field, FieldRow } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { say } from '#workspace/pieces/notices.ts'
import { Rows } from '#workspace/pieces/Rows.tsx'
import { Section } from '#workspace/pieces/Section.tsx'
import { useMay } from '#workspace/session/me.ts'
import { endPost, grantPost, listPosts, type Person, type Post, proposePost } from '../../contract.ts'
import { blankPost, PostFields } from './PostFields.tsx'

/** A person's posts, ended ones too: granted by the security administrator, proposed by the system administrator. */
export function AccountPosts({ person }: { person: Person }) {
  const answer = useAnswer(listPosts, { personId: person.id, includeEnded: true }, { topics: ['session'] })
  const [adding, setAdding] = useState(false)
  const [ending, setEnding] = useState<Post | null>(null)
  const may = useMay()
  const grants = may('people.grantPosts')
  const proposes = may('people.createAccounts')
  return (
    <Section
      title="岗位"
      actions={
        person.isActive && (grants || proposes) ? (
          <Button onClick={() => setAdding(true)}>{grants ? '授予岗位' : '拟授岗位'}</Button>
        ) : null
      }
    >
      <Answered answer={answer} rows={2}>
        {({ rows }) =>
          rows.length === 0 ? (
            <p style={{ color: 'var(--ink-2)' }}>还没有岗位，授予岗位后才能登录。</p>
          ) : (
            <Rows
              label="岗位"
              rows={rows}
              keyOf={({ id }) => id}
              isQuiet={({ isCurrent }) => !isCurrent}
              columns={[
                { label: '单位', draw: ({ unitShortName }) => unitShortName },
                { label: '角色', draw: ({ roleLabel }) => roleLabel },
                { label: '职务', draw: ({ title }) => title },
                { label: '自', tight: true, draw: ({ validFrom }) => validFrom },
                {
                  label: '至',
                  tight: true,
                  draw: ({ validUntil, endedAt }) => endedAt?.slice(0, 10) ?? validUntil ?? '',
                },
                { label: '授予', draw: ({ grantedBy }) => grantedBy },
                {
                  label: '操作',
                  tight: true,
                  draw: (post) =>
                    post.endedAt ? (
                      `已免去（${post.endedBy}）`
                    ) : grants ? (
                      <Button size="small" type="text" onClick={() => setEnding(post)}>
                        免去
                      </Button>
                    ) : null,
                },
              ]}
            />
          )
        }
      </Answered>
      {adding && grants ? <GrantForm person={person} onClose={() => setAdding(false)} /> : null}
      {adding && !grants ? <ProposeForm person={person} onClose={() => setAdding(false)} /> : null}
      {ending ? <EndForm post={ending} onClose={() => setEnding(null)} /> : null}
    </Section>
  )
}

function GrantForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const [post, setPost] = useState(blankPost)
  const [validFrom, setFrom] = useState<string | null>(today())
  const [validUntil, setUntil] = useState<string | null>(null)
  const write = useWrite(grantPost, {
    onDone: ({ unitShortName, roleLabel }) => {
      say(`已授予${person.name} ${unitShortName} ${roleLabel}`)
      onClose()
    },
  })
  const { error } = write
  return (
    <FormSheet
      title={`授予岗位：${person.name}`}
      submit="授予岗位"
      onSubmit={() =>
        write.mutate({
          personId: person.id,
          unitId: post.unitId ?? '',
          role: post.role!,
          title: post.title,
          validFrom: validFrom ?? undefined,
          validUntil,
        })
      }
      onClose={onClose}
      pending={write.isPending}
      error={error}
    >
      <PostFields post={post} onChange={setPost} error={error} />
      <FieldRow>
        <Field label="自" name="validFrom" error={error}>
          {(control) => <DayPicker {...control} clearable={false} value={validFrom} onChange={setFrom} />}
        </Field>
        <Field label="至" name="validUntil" error={error} optional>
          {(control) => <DayPicker {...control} value={validUntil} onChange={setUntil} placeholder="长期" />}
        </Field>
      </FieldRow>
    </FormSheet>
  )
}

function ProposeForm({ person, onClose }: { person: Person; onClose: () => void }) {
  const [post, setPost] = useState(blankPost)
  const write = useWrite(proposePost, {
    onDone: () => {
      say('已提交安全管理员审定')
      onClose()
    },
  })
  return (
    <FormSheet
      title={`拟授岗位：${person.name}`}
      submit="提交审定"
      onSubmit={() =>
        write.mutate({ personId: person.id, unitId: post.unitId ?? '', role: post.role!, title: post.title })
      }
      onClose={onClose}
      pending={write.isPending}
      error={write.error}
    >
      <PostFields post={post} onChange={setPost} error={write.error} />
    </FormSheet>
  )
}

function EndForm({ post, onClose }: { post: Post; onClose: () => void }) {
  const write = useWrite(endPost, {
    onDone: () => {
      say(`已免去${post.personName}的${post.unitShortName} ${post.roleLabel}`)
      onClose()
    },
  })
  return (
    <FormSheet
      title={`免去岗位：${post.personName}`}
      submit="免去岗位"
      danger
      consequence={`${post.unitShortName} ${post.roleLabel}自现在起终止，以此岗位的登录和访问令牌随之失效。`}
      onSubmit={() => write.mutate({ id: post.id })}
      onClose={onClose}
      pending={write.isPending}
      error={write.error}
    />
  )
}
