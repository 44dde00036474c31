import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { Key } from '../frame/Key.tsx'
import type { Found } from '../page.ts'
import { useGo } from '../pieces/GoTo.tsx'
import { LightBadge } from '../pieces/LightBadge.tsx'
import { Sheet } from '../pieces/Sheet.tsx'
import { useSettled } from '../pieces/use-settled.ts'
import styles from './SearchDialog.module.css'
import { useFound } from './use-found.ts'

/** Ctrl+K: tasks, units, people and pages by any two characters. */
export default function SearchDialog({ onClose }: { onClose: () => void }) {
  const [typed, setTyped] = useState('')
  const [composing, setComposing] = useState(false)
  const [chosen, setChosen] = useState(0)
  // While an input method composes, the letters in the field are not yet what is meant.
  const settled = useSettled(typed.trim(), 180)
  const last = useRef('')
  if (!composing) last.current = settled
  const words = last.current
  const { parts, isAsking } = useFound(words)
  const all = parts.flatMap(({ found }) => found)
  const at = Math.min(chosen, all.length - 1)
  const go = useGo()
  const id = useId()
  const list = useRef<HTMLDivElement>(null)

  useEffect(() => {
    list.current?.querySelector(`[id="${id}-${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [id, at])

  const open = (found: Found) => {
    onClose()
    go(found.to)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && all.length > 0) {
      event.preventDefault()
      setChosen((at + step + all.length) % all.length)
    }
    if (event.key === 'Enter' && all[at]) {
      event.preventDefault()
      open(all[at])
    }
  }

  let position = -1
  return (
    <Sheet title="查找" bare onClose={onClose} width={640}>
      <div className={styles.field}>
        <input
          // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type into it
          autoFocus
          role="combobox"
          aria-expanded={all.length > 0}
          aria-controls={`${id}-list`}
          aria-activedescendant={at >= 0 ? `${id}-${at}` : undefined}
          aria-label="查找任务、单位、人员和页面"
          placeholder="任务编号或名称、单位、人员、页面"
          value={typed}
          maxLength={50}
          onChange={(event) => {
            setTyped(event.target.value)
            setChosen(0)
          }}
          onCompositionStart={() => setComposing(true)}
          onCompositionEnd={() => setComposing(false)}
          onKeyDown={press}
        />
        <Key>Esc</Key>
      </div>
      <div ref={list} id={`${id}-list`} role="listbox" aria-label="找到的内容" className={styles.results}>
        {parts.map(({ label, found }) => (
          // biome-ignore lint/a11y/useSemanticElements: options in a list box are grouped by role
          <div key={label} role="group" aria-label={label}>
            <div className={styles.kind} aria-hidden="true">
              {label}
            </div>
            {found.map((one) => {
              position += 1
              const index = position
              return (
                // biome-ignore lint/a11y/useFocusableInteractive: as above
                // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
                <div
                  key={one.to + one.title}
                  id={`${id}-${index}`}
                  role="option"
                  aria-selected={index === at}
                  className={`${styles.option} ${index === at ? styles.chosen : ''}`}
                  onMouseMove={() => setChosen(index)}
                  onClick={() => open(one)}
                >
                  {one.light === undefined ? null : <LightBadge light={one.light} />}
                  <div className={styles.text}>
                    <div className={styles.title}>
                      <Marked text={one.title} words={words} />
                    </div>
                    <div className={styles.detail}>{one.detail}</div>
                  </div>
                </div>
              )
            })}
          </div>
        ))}
        {all.length === 0 ? (
          <p className={styles.none}>
            {isAsking
              ? '正在查找'
              : words.length === 1
                ? '再输入一个字，就可以查找任务、单位和人员。'
                : `没有找到“${words}”。可以只输入其中两个字，或换一种说法。`}
          </p>
        ) : null}
      </div>
      <div className={styles.foot}>
        <span>
          <Key>↑</Key> <Key>↓</Key> 选择
        </span>
        <span>
          <Key>Enter</Key> 打开
        </span>
        <span role="status">{all.length > 0 && words ? `找到 ${all.length} 条` : null}</span>
      </div>
    </Sheet>
  )
}

function Marked({ text, words }: { text: string; words: string }) {
  const at = words ? text.indexOf(words) : -1
  if (at < 0) return text
  return (
    <>
      {text.slice(0, at)}
      <mark>{words}</mark>
      {text.slice(at + words.length)}
    </>
  )
}
