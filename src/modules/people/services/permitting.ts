import { type Actor, may } from '#kernel/actor.ts'
import { permissionLabels } from '#kernel/permissions.ts'
import { Refusal } from '#kernel/refusal.ts'

/**
 * Asked again inside the services that give or take power, so that no other caller than the endpoint can go round
 * the separation of the administrators. The system itself (set-up, sample city) may.
 */
export function demand(actor: Actor, permission: string): void {
  if (actor.kind === 'system' || may(actor, permission)) return
  const label = permissionLabels().get(permission) ?? permission
  throw new Refusal('forbidden', `您的岗位没有“${label}”的权限，如需办理请联系安全管理员。`)
}

/** For what only the person himself may do, not a machine that carries his token. */
export function demandSession(actor: Actor): { personId: string; sessionId: string } {
  if (!actor.personId || !actor.sessionId) {
    throw new Refusal('forbidden', '访问令牌不能办理此事，请本人登录后操作。')
  }
  return { personId: actor.personId, sessionId: actor.sessionId }
}
