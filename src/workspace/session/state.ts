import { useSyncExternalStore } from 'react'

/**
 * Whether the server still knows us. `ended` comes while a page is open: the page stays as it is behind the
 * sign-in, so that nothing that was typed is lost.
 */
type State = 'open' | 'ended' | 'idle'

let state: State = 'open'
const listeners = new Set<() => void>()

function set(next: State): void {
  state = next
  for (const listener of listeners) listener()
}

export const sessionEnded = (): void => {
  if (state === 'open') set('ended')
}
export const sessionIdle = (): void => set('idle')
export const sessionOpened = (): void => set('open')

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export const useSessionState = (): State => useSyncExternalStore(subscribe, () => state)
