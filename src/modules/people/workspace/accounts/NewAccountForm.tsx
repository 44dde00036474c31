import { Button, Input } from 'antd'
import { useState } from 'react'
import { useWrite } from '#workspace/api/use-write.ts'
import { Field, FieldRow } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { createPerson, type Person } from '../../contract.ts'
import { FirstPassword } from './FirstPassword.tsx'
import { blankPost, PostFields } from './PostFields.tsx'

/** An account with the post that is proposed with it. Its first password is shown once. */
export function NewAccountForm({
  onClose,
  onMade,
}: {
  onClose: () => void
  onMade: (person: Person) => void
}) {
  const [name, setName] = useState('')
  const [signInName, setSignInName] = useState('')
  const [phone, setPhone] = useState('')
  const [posts, setPosts] = useState([blankPost])
  const write = useWrite(createPerson)
  const { error } = write
  if (write.data) {
    const { person, initialPassword } = write.data
    return (
      <FirstPassword
        person={person}
        password={initialPassword}
        onClose={() => {
          onClose()
          onMade(person)
        }}
      />
    )
  }
  const submit = () =>
    write.mutate({
      name,
      signInName,
      phone: phone.trim() || null,
      // A half-filled post is sent as it is, so that the answer can say what is missing.
      proposedPosts: posts
        .filter(({ unitId, role }) => unitId || role)
        .map(({ unitId, role, title }) => ({ unitId: unitId ?? '', role: role!, title })),
    })
  return (
    <FormSheet
      title="新增账户"
      submit="新增账户"
      onSubmit={submit}
      onClose={onClose}
      pending={write.isPending}
      error={error}
    >
      <FieldRow>
        <Field label="姓名" name="name" error={error}>
          {(control) => (
            <Input
              {...control}
              value={name}
              maxLength={50}
              onChange={({ target }) => setName(target.value)}
            />
          )}
        </Field>
        <Field label="登录名" name="signInName" error={error} hint="一般用姓名全拼，不分大小写。">
          {(control) => (
            <Input
              {...control}
              value={signInName}
              maxLength={32}
              autoComplete="off"
              autoCapitalize="none"
              onChange={({ target }) => setSignInName(target.value)}
            />
          )}
        </Field>
      </FieldRow>
      <Field label="电话" name="phone" error={error} optional hint="加密保存，列表中只显示前三位和后四位。">
        {(control) => (
          <Input
            {...control}
            value={phone}
            maxLength={20}
            inputMode="tel"
            onChange={({ target }) => setPhone(target.value)}
          />
        )}
      </Field>
      <h3>拟授岗位</h3>
      {posts.map((post, index) => (
        <PostFields
          key={`post-${String(index)}`}
          post={post}
          path={`proposedPosts.${index}.`}
          error={error}
          onChange={(changed) => setPosts(posts.map((one, at) => (at === index ? changed : one)))}
        />
      ))}
      <div>
        <Button onClick={() => setPosts([...posts, blankPost])} disabled={posts.length >= 10}>
          再加一个岗位
        </Button>
      </div>
    </FormSheet>
  )
}
