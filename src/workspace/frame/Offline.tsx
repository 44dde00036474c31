import { useSyncExternalStore } from 'react'
import styles from './Offline.module.css'

const subscribe = (listener: () => void) => {
  window.addEventListener('online', listener)
  window.addEventListener('offline', listener)
  return () => {
    window.removeEventListener('online', listener)
    window.removeEventListener('offline', listener)
  }
}

/** Says that the line is broken, and that nothing typed is lost by it. */
export function Offline() {
  const online = useSyncExternalStore(subscribe, () => navigator.onLine)
  return (
    <div role="status" className={online ? undefined : styles.offline}>
      {online ? null : '网络已断开，恢复后自动更新。填写的内容仍在本页，请不要关闭。'}
    </div>
  )
}
