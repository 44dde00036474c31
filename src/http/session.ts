import type { Context } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Actor } from '#kernel/actor.ts'

export type Authenticate = (context: Context) => Promise<Actor | null>

export const sessionCookie = 'wuxin_session'

export interface CookieOptions {
  secure: boolean
}

/** Strict: the cookie never travels with a request that another site has started, so no form elsewhere can act. */
export function keepSession(context: Context, token: string, options: CookieOptions): void {
  setCookie(context, sessionCookie, token, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    secure: options.secure,
  })
}

export function dropSession(context: Context, options: CookieOptions): void {
  deleteCookie(context, sessionCookie, { path: '/', secure: options.secure })
}

export const sessionToken = (context: Context): string | undefined => getCookie(context, sessionCookie)

export function bearerToken(context: Context): string | undefined {
  return /^Bearer (\S{20,200})$/.exec(context.req.header('authorization') ?? '')?.[1]
}
