import { Button } from 'antd'
import { Secret } from '#workspace/pieces/Secret.tsx'
import { Sheet } from '#workspace/pieces/Sheet.tsx'
import type { Person } from '../../contract.ts'

/** Told once; the person changes it at his first sign-in. */
export function FirstPassword(props: { person: Person; password: string; onClose: () => void }) {
  const { person, password, onClose } = props
  return (
    <Sheet title={`${person.name}的初始口令`} onClose={onClose}>
      <p>
        登录名 <strong>{person.signInName}</strong>
        ，初始口令只显示这一次，请当面或用可靠的方式告知本人。首次登录时须更换。
      </p>
      <div style={{ margin: '16px 0' }}>
        <Secret value={password} label="初始口令" />
      </div>
      <Button type="primary" onClick={onClose}>
        已记下
      </Button>
    </Sheet>
  )
}
