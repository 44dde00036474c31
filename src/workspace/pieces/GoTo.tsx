import { useRouter } from '@tanstack/react-router'
import type { AnchorHTMLAttributes, MouseEvent } from 'react'
import { preloadPage } from '../frame/preload.ts'
import { base, below } from './addresses.ts'

export interface GoToProps extends Omit<AnchorHTMLAttributes<HTMLAnchorElement>, 'href'> {
  /** Address below `/workspace`, with its query: `/tasks?light=red`. An address with `/workspace` is fine too. */
  to: string
}

/** A link inside the workspace. It is a real link: middle click, copy and open in a new tab work. */
export function GoTo({ to, onClick, children, ...rest }: GoToProps) {
  const go = useGo()
  const address = below(to)
  const follow = (event: MouseEvent<HTMLAnchorElement>) => {
    onClick?.(event)
    if (event.defaultPrevented || event.button !== 0 || rest.target) return
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    go(address)
  }
  const preload = () => preloadPage(address)
  return (
    <a {...rest} href={base + address} onClick={follow} onMouseEnter={preload} onFocus={preload}>
      {children}
    </a>
  )
}

/** Goes to an address below `/workspace`; `replace` leaves no step behind for the way back. */
export function useGo(): (to: string, options?: { replace?: boolean }) => void {
  const router = useRouter()
  return (to, options) => {
    const address = base + below(to)
    if (options?.replace) router.history.replace(address)
    else router.history.push(address)
  }
}
