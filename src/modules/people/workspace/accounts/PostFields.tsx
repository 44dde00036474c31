import { Input, Select } from 'antd'
import { Field, FieldRow } from '#workspace/pieces/Field.tsx'
import { UnitPicker } from '#workspace/pieces/UnitPicker.tsx'
import { type Role, roleLabels, roles } from '../../rules.ts'

export interface PostDraft {
  unitId: string | null
  role: Role | null
  title: string
}

export const blankPost: PostDraft = { unitId: null, role: null, title: '' }

/** Unit, role and title of a post. `path` stands before the names of the fields: `proposedPosts.0.`. */
export function PostFields(props: {
  post: PostDraft
  onChange: (post: PostDraft) => void
  error: unknown
  path?: string
}) {
  const { post, onChange, error, path = '' } = props
  return (
    <>
      <Field label="单位" name={`${path}unitId`} error={error}>
        {(control) => (
          <UnitPicker {...control} value={post.unitId} onChange={(unitId) => onChange({ ...post, unitId })} />
        )}
      </Field>
      <FieldRow>
        <Field label="角色" name={`${path}role`} error={error}>
          {(control) => (
            <Select
              {...control}
              value={post.role}
              placeholder="选择角色"
              options={roles.map((value) => ({ value, label: roleLabels[value] }))}
              onChange={(role: Role) => onChange({ ...post, role })}
            />
          )}
        </Field>
        <Field label="职务" name={`${path}title`} error={error} optional>
          {(control) => (
            <Input
              {...control}
              value={post.title}
              maxLength={60}
              placeholder="例如：科长"
              onChange={({ target }) => onChange({ ...post, title: target.value })}
            />
          )}
        </Field>
      </FieldRow>
    </>
  )
}
