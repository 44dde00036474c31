import type { MiddlewareHandler } from 'hono'
import { Refusal } from '#kernel/refusal.ts'

/**
 * A write must come from our own pages: browsers say so in `Sec-Fetch-Site`, older ones in `Origin`.
 * Machines with a bearer token have no ambient credentials, so they need not.
 */
export const refuseForeignWrites: MiddlewareHandler = async (context, next) => {
  const method = context.req.method
  if (method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS' && !context.req.header('authorization')) {
    const site = context.req.header('sec-fetch-site')
    const origin = context.req.header('origin')
    const foreign = site
      ? site !== 'same-origin' && site !== 'none'
      : origin
        ? !isOwn(origin, context.req.header('host'))
        : false
    if (foreign) throw new Refusal('forbidden', '这个请求来自其他网站，已被拒绝。请从本平台页面提交。')
  }
  await next()
}

function isOwn(origin: string, host: string | undefined): boolean {
  try {
    return new URL(origin).host === host
  } catch {
    return false
  }
}
