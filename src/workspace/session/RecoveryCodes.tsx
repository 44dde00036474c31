import { Button } from 'antd'
import { FieldFoot } from '../pieces/Field.tsx'
import styles from './Door.module.css'
import { DoorTitle } from './Door.tsx'

/** Shown this once: each opens the door one time when the phone is lost. */
export function RecoveryCodes({ codes, onKept }: { codes: readonly string[]; onKept: () => void }) {
  const save = () => {
    const address = URL.createObjectURL(new Blob([`${codes.join('\r\n')}\r\n`], { type: 'text/plain' }))
    const link = document.createElement('a')
    link.href = address
    link.download = '恢复码.txt'
    link.click()
    setTimeout(() => URL.revokeObjectURL(address), 60_000)
  }
  return (
    <>
      <DoorTitle title="保存恢复码">
        动态码已绑定。手机丢失时，可用下面的恢复码代替动态码登录，每个只能用一次。恢复码只显示这一次，请打印或抄写后妥善保管。
      </DoorTitle>
      <ul className={styles.codes} aria-label="恢复码">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <FieldFoot>
        <Button type="primary" size="large" onClick={onKept}>
          已保存，继续
        </Button>
        <Button size="large" onClick={save}>
          下载为文本
        </Button>
      </FieldFoot>
    </>
  )
}
