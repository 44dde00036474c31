import { Button } from 'antd'
import { useState } from 'react'
import styles from './Secret.module.css'

/** A password or token that is shown this once. */
export function Secret({ value, label }: { value: string; label: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <div className={styles.secret}>
      <code className={styles.value} role="img" aria-label={`${label} ${value}`}>
        {value}
      </code>
      <Button
        onClick={() => {
          copy(value)
          setCopied(true)
        }}
      >
        {copied ? '已复制' : '复制'}
      </Button>
    </div>
  )
}

/** `navigator.clipboard` is missing where an office opens the page without https. */
function copy(text: string): void {
  if (navigator.clipboard) {
    void navigator.clipboard.writeText(text)
    return
  }
  const area = document.createElement('textarea')
  area.value = text
  const holder = document.querySelector('dialog[open]') ?? document.body
  holder.append(area)
  area.select()
  document.execCommand('copy')
  area.remove()
}
