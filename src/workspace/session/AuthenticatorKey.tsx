import styles from './Door.module.css'
import { QrCode } from './QrCode.tsx'

/** How the key gets into the authenticator: by the camera, or typed. */
export function AuthenticatorKey({ uri, secret }: { uri: string; secret: string }) {
  return (
    <div className={styles.qr}>
      <QrCode text={uri} label="动态码密钥的二维码" />
      <ol className={styles.steps}>
        <li>在手机上打开任一身份验证器（支持 TOTP 的应用均可）。</li>
        <li>
          扫描左侧的二维码；不能扫描时，手工输入密钥：
          <code className={styles.secret}>{secret.replace(/(.{4})/g, '$1 ').trim()}</code>
        </li>
        <li>输入验证器显示的 6 位数字。</li>
      </ol>
    </div>
  )
}
