import { createContext, useContext } from 'react'
import type { Me } from '#modules/people/contract.ts'

const Current = createContext<Me | null>(null)
export const MeProvider = Current.Provider

/** Who is signed in, in which post. Pages are only drawn when somebody is. */
export function useMe(): Me {
  const me = useContext(Current)
  if (!me) throw new Error('useMe outside of a session')
  return me
}

/** Whether the post has a permission: for menus and pages. Buttons of a case come from its `allowedActions`. */
export function useMay(): (permission: string) => boolean {
  const { permissions } = useMe()
  return (permission) => permissions.includes(permission)
}
