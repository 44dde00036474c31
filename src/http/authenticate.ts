import type { Context } from 'hono'
import type { Actor } from '#kernel/actor.ts'
import { authenticateSession, authenticateToken } from '#modules/people/service.ts'
import { bearerToken, sessionToken } from './session.ts'
import { sourceOf } from './source.ts'

/** Who calls: the holder of a bearer token or of a session cookie; nobody otherwise. */
export async function authenticate(context: Context): Promise<Actor | null> {
  const bearer = bearerToken(context)
  if (bearer) return authenticateToken(bearer, sourceOf(context))
  const session = sessionToken(context)
  return session ? authenticateSession(session, sourceOf(context), { quiet: isByItself(context) }) : null
}

/** What a page asks by itself while nobody sits before it must not keep him signed in. */
const isByItself = (context: Context): boolean =>
  context.req.header('x-idle') === '1' || context.req.path === '/api/live'
