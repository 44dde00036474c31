import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

let trustProxy = false

export function trustForwardedHeaders(trust: boolean): void {
  trustProxy = trust
}

/** Network address of the caller; behind a trusted proxy the last address that this proxy itself has added. */
export function sourceOf(context: Context): string | null {
  if (trustProxy) {
    const forwarded = context.req.header('x-forwarded-for')?.split(',').at(-1)?.trim()
    if (forwarded) return forwarded
  }
  try {
    const address = getConnInfo(context).remote.address ?? null
    return address?.startsWith('::ffff:') ? address.slice(7) : address
  } catch {
    // A request that came without a socket: a test through `app.request`.
    return null
  }
}
