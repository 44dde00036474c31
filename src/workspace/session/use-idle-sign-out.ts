import { useEffect } from 'react'
import { signOut } from '#modules/people/contract.ts'
import { call } from '../api/call.ts'
import { useMe } from './me.ts'
import { sessionIdle } from './state.ts'

const kept = 'wuxin.last-active'
const checkMilliseconds = 15_000

/**
 * Signs out whoever has not touched keyboard or mouse for the minutes that the policy allows. The server has
 * its own clock; this one is needed because live updates ask it again and again without anybody there.
 * Tabs of one browser share the last moment.
 */
export function useIdleSignOut(): void {
  const { idleMinutes } = useMe()
  useEffect(() => {
    let written = 0
    const active = () => {
      const now = Date.now()
      if (now - written < 5_000) return
      written = now
      window.localStorage.setItem(kept, String(now))
    }
    active()
    const timer = window.setInterval(() => {
      const last = Number(window.localStorage.getItem(kept) ?? 0)
      if (Date.now() - last < idleMinutes * 60_000) return
      call(signOut, {}).catch(() => {})
      sessionIdle()
    }, checkMilliseconds)
    for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
      window.addEventListener(event, active, { passive: true })
    }
    return () => {
      window.clearInterval(timer)
      for (const event of ['pointerdown', 'keydown', 'wheel', 'touchstart']) {
        window.removeEventListener(event, active)
      }
    }
  }, [idleMinutes])
}
