import { useEffect } from 'react'

/** What is written but not yet sent is kept in this browser, so that a lost line or a closed page loses nothing. */
const keyOf = (name: string) => `wuxin.draft.${name}`

export function readDraft<T>(name: string): T | null {
  try {
    const kept = localStorage.getItem(keyOf(name))
    return kept === null ? null : (JSON.parse(kept) as T)
  } catch {
    return null
  }
}

export function dropDraft(name: string): void {
  try {
    localStorage.removeItem(keyOf(name))
  } catch {
    // A browser that keeps nothing has nothing to drop.
  }
}

/** Keeps a draft while it is worth keeping; a draft without content is dropped. */
export function useKeptDraft(name: string, draft: unknown, worthKeeping: boolean): void {
  useEffect(() => {
    if (!worthKeeping) return dropDraft(name)
    try {
      localStorage.setItem(keyOf(name), JSON.stringify(draft))
    } catch {
      // Storage is full or forbidden: the page still holds the words.
    }
  }, [name, draft, worthKeeping])
}
