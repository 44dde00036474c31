import { Button, Input, InputNumber, Select } from 'antd'
import { useState } from 'react'
import { useWrite } from '#workspace/api/use-write.ts'
import { Field, FieldRow } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { Secret } from '#workspace/pieces/Secret.tsx'
import { Sheet } from '#workspace/pieces/Sheet.tsx'
import { useMe } from '#workspace/session/me.ts'
import { createToken } from '../../contract.ts'
import { PasswordField } from './SecondFactor.tsx'

export function TokenForm({ onClose }: { onClose: () => void }) {
  const me = useMe()
  const [name, setName] = useState('')
  const [postId, setPostId] = useState(me.post.id)
  const [days, setDays] = useState<number | null>(90)
  const [password, setPassword] = useState('')
  const write = useWrite(createToken)
  const { error } = write
  if (write.data) {
    return (
      <Sheet title="访问令牌" onClose={onClose}>
        <p>令牌只显示这一次，请立即存入使用它的程序。遗失时作废后重新签发。</p>
        <div style={{ margin: '16px 0' }}>
          <Secret value={write.data.token} label="访问令牌" />
        </div>
        <Button type="primary" onClick={onClose}>
          已保存
        </Button>
      </Sheet>
    )
  }
  return (
    <FormSheet
      title="签发访问令牌"
      submit="签发令牌"
      onSubmit={() => write.mutate({ name, postId, days: days ?? 0, password })}
      onClose={onClose}
      pending={write.isPending}
      error={error}
    >
      <Field label="用途" name="name" error={error} hint="写明是哪个程序、做什么用。">
        {(control) => (
          <Input {...control} value={name} maxLength={60} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <FieldRow>
        <Field label="以哪个岗位" name="postId" error={error}>
          {(control) => (
            <Select
              {...control}
              value={postId}
              options={me.posts.map(({ id, unitShortName, roleLabel }) => ({
                value: id,
                label: `${unitShortName} ${roleLabel}`,
              }))}
              onChange={setPostId}
            />
          )}
        </Field>
        <Field label="有效天数" name="days" error={error} hint="最长 365 天。">
          {(control) => (
            <InputNumber
              {...control}
              style={{ width: '100%' }}
              min={1}
              max={365}
              value={days}
              onChange={setDays}
            />
          )}
        </Field>
      </FieldRow>
      <PasswordField value={password} onChange={setPassword} error={error} />
    </FormSheet>
  )
}
