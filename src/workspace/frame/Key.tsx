import styles from './Key.module.css'

export const Key = ({ children }: { children: string }) => <kbd className={styles.key}>{children}</kbd>
