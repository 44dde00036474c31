import { useEffect, useRef } from 'react'

export interface Hotkeys {
  /** `j`, `Enter`, `Ctrl+k` (⌘ on a Mac), `g i` (one after the other), `?`. */
  [keys: string]: (event: KeyboardEvent) => void
}

const sequenceMilliseconds = 1_200

/** Keys of a page. Letters are left alone while somebody types; combinations with Ctrl always work. */
export function useHotkeys(hotkeys: Hotkeys, enabled = true): void {
  const current = useRef(hotkeys)
  current.current = hotkeys
  useEffect(() => {
    if (!enabled) return
    let first: { key: string; at: number } | null = null
    const press = (event: KeyboardEvent) => {
      // An input method is composing: the key belongs to it.
      if (event.isComposing || event.altKey) return
      const control = event.ctrlKey || event.metaKey
      if (!control && (isTyping(event.target) || document.querySelector('[aria-modal="true"]'))) return
      const key = control ? `Ctrl+${event.key}` : event.key
      const sequence =
        first && event.timeStamp - first.at < sequenceMilliseconds ? `${first.key} ${key}` : null
      const action = (sequence && current.current[sequence]) || current.current[key]
      first = sequence ? null : { key, at: event.timeStamp }
      if (!action || (event.key === 'Enter' && isPressable(event.target))) return
      event.preventDefault()
      action(event)
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [enabled])
}

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName) || target.role === 'combobox')

const isPressable = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && target.closest('a, button, [role="button"], summary') !== null
