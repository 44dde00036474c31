import styles from './review.module.css'

const hints = [
  ['j', '下一条'],
  ['k', '上一条'],
  ['n', '下一处待确认'],
  ['y', '确认无误'],
  ['a', '同类全部确认'],
  ['e', '修改'],
] as const

/** The page's keys, where the eye may find them and need not. */
export function KeyHints() {
  return (
    <ul className={styles.keyHints} aria-label="键盘操作">
      {hints.map(([key, words]) => (
        <li key={key}>
          <kbd>{key}</kbd>
          {words}
        </li>
      ))}
    </ul>
  )
}
