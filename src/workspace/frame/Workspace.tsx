import { RouterProvider } from '@tanstack/react-router'
import { useLive } from '../api/live.ts'
import { useIdleSignOut } from '../session/use-idle-sign-out.ts'
import { router } from './router.tsx'

/** The workspace of somebody who has signed in. */
export function Workspace() {
  useLive()
  useIdleSignOut()
  return <RouterProvider router={router} />
}
