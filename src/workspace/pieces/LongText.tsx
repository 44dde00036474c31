import { useLayoutEffect, useRef, useState } from 'react'
import styles from './LongText.module.css'

/** Text at reading width with its line breaks; folded after `lines` with a way to open it. */
export function LongText({ text, lines = 6 }: { text: string; lines?: number }) {
  const [open, setOpen] = useState(false)
  const [tooLong, setTooLong] = useState(false)
  const element = useRef<HTMLParagraphElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured again when the text is another
  useLayoutEffect(() => {
    const paragraph = element.current
    if (paragraph && !open) setTooLong(paragraph.scrollHeight > paragraph.clientHeight + 1)
  }, [text, lines, open])
  return (
    <div>
      <p
        ref={element}
        className={`${styles.text} ${open ? '' : styles.folded}`}
        style={open ? undefined : { WebkitLineClamp: lines }}
      >
        {text}
      </p>
      {tooLong ? (
        <button type="button" className={styles.more} aria-expanded={open} onClick={() => setOpen(!open)}>
          {open ? '收起' : '展开全文'}
        </button>
      ) : null}
    </div>
  )
}
