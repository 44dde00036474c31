import { Input } from 'antd'
import { useState } from 'react'
import type { Endpoint } from '#kernel/endpoint.ts'
import { useWrite } from '#workspace/api/use-write.ts'
import { Field } from '#workspace/pieces/Field.tsx'
import { FormSheet } from '#workspace/pieces/FormSheet.tsx'
import { say } from '#workspace/pieces/notices.ts'
import {
  deactivatePerson,
  endSessionsOf,
  type Person,
  reactivatePerson,
  resetPassword,
  resetSecondFactor,
  unlockPerson,
  updatePerson,
} from '../../contract.ts'
import { FirstPassword } from './FirstPassword.tsx'

interface Props {
  person: Person
  onClose: () => void
}

/** What is done to an account by one press, after its consequence has been named. */
const plain = {
  resetPassword: {
    endpoint: resetPassword as Endpoint,
    label: '重置口令',
    consequence: '原口令立即失效，已登录的全部退出。新的初始口令只显示一次，本人首次登录时须更换。',
    danger: false,
    done: '',
  },
  reactivate: {
    endpoint: reactivatePerson as Endpoint,
    label: '恢复账户',
    consequence: '账户恢复后可以登录，岗位须由安全管理员重新授予。新的初始口令只显示一次。',
    danger: false,
    done: '',
  },
  unlock: {
    endpoint: unlockPerson as Endpoint,
    label: '解除锁定',
    consequence: '解除后可以立即再次登录。请先向本人核实。',
    danger: false,
    done: '已解除锁定',
  },
  resetSecondFactor: {
    endpoint: resetSecondFactor as Endpoint,
    label: '清除动态码',
    consequence: '清除后，须使用动态码的账户在下次登录时重新绑定。请先当面核实身份。',
    danger: true,
    done: '已清除动态码绑定',
  },
  endSessions: {
    endpoint: endSessionsOf as Endpoint,
    label: '强制退出',
    consequence: '此人在所有设备上的登录立即结束，未提交的内容会丢失。',
    danger: true,
    done: '已强制退出全部登录',
  },
} as const

export type AccountChange = keyof typeof plain | 'edit' | 'deactivate'

export function AccountChangeForm({ change, ...props }: Props & { change: AccountChange }) {
  if (change === 'edit') return <EditForm {...props} />
  if (change === 'deactivate') return <DeactivateForm {...props} />
  return <PlainForm {...props} change={change} />
}

function PlainForm({ change, person, onClose }: Props & { change: keyof typeof plain }) {
  const { endpoint, label, consequence, danger, done } = plain[change]
  const [password, setPassword] = useState<string | null>(null)
  const write = useWrite(endpoint, {
    onDone: (answer) => {
      const told = (answer as { initialPassword?: string }).initialPassword
      if (told) return setPassword(told)
      say(`${person.name}：${done}`)
      onClose()
    },
  })
  if (password) return <FirstPassword person={person} password={password} onClose={onClose} />
  return (
    <FormSheet
      title={`${label}：${person.name}`}
      submit={label}
      danger={danger}
      consequence={consequence}
      onSubmit={() => write.mutate({ id: person.id })}
      onClose={onClose}
      pending={write.isPending}
      error={write.error}
    />
  )
}

function EditForm({ person, onClose }: Props) {
  const [name, setName] = useState(person.name)
  const [phone, setPhone] = useState('')
  const write = useWrite(updatePerson, {
    onDone: () => {
      say(`已修改${name}的账户`)
      onClose()
    },
  })
  const { error } = write
  return (
    <FormSheet
      title={`修改账户：${person.name}`}
      submit="保存修改"
      onSubmit={() => write.mutate({ id: person.id, name, phone: phone.trim() || undefined })}
      onClose={onClose}
      pending={write.isPending}
      error={error}
    >
      <Field label="姓名" name="name" error={error}>
        {(control) => (
          <Input {...control} value={name} maxLength={50} onChange={({ target }) => setName(target.value)} />
        )}
      </Field>
      <Field
        label="新电话"
        name="phone"
        error={error}
        optional
        hint={person.phoneMasked ? `现为 ${person.phoneMasked}，不填则不改。` : '还没有登记电话。'}
      >
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
    </FormSheet>
  )
}

function DeactivateForm({ person, onClose }: Props) {
  const [reason, setReason] = useState('')
  const write = useWrite(deactivatePerson, {
    onDone: () => {
      say(`${person.name}的账户已停用`)
      onClose()
    },
  })
  return (
    <FormSheet
      title={`停用账户：${person.name}`}
      submit="停用账户"
      danger
      consequence="停用后立即退出登录，全部岗位和访问令牌随之终止。以往的办理记录保留。"
      onSubmit={() => write.mutate({ id: person.id, reason })}
      onClose={onClose}
      pending={write.isPending}
      error={write.error}
    >
      <Field label="停用原因" name="reason" error={write.error}>
        {(control) => (
          <Input
            {...control}
            value={reason}
            maxLength={200}
            placeholder="例如：调离、退休"
            onChange={({ target }) => setReason(target.value)}
          />
        )}
      </Field>
    </FormSheet>
  )
}
