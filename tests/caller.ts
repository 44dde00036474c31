import { Secret, TOTP } from 'otpauth'
import { clientOf } from '#kernel/client.ts'
import { confirmFirstFactor, type SignInAnswer, signIn } from '#modules/people/contract.ts'
import { password, type Role, signInNames } from './small-city.ts'

export type Send = (path: string, init?: RequestInit) => Response | Promise<Response>

/** Keeps a cookie as a browser does. */
export interface Caller {
  /** As it is: the answer with its status. */
  send: Send
  /** Typed; refusals are thrown. */
  call: ReturnType<typeof clientOf>
  /** What the browser would send along. */
  cookie(): string
}

/** @param send the application's own `request`, or `fetch` with an address before the path */
export function callerOf(send: Send): Caller {
  let cookie = ''
  const withCookie: Send = async (path, init = {}) => {
    const headers = new Headers(init.headers)
    if (cookie) headers.set('cookie', cookie)
    const answer = await send(path, { ...init, headers })
    const set = answer.headers.get('set-cookie')
    if (set) cookie = set.split(';')[0]!
    return answer
  }
  return { send: withCookie, call: clientOf({ fetch: withCookie }), cookie: () => cookie }
}

/** Signs in as whoever has this role in the small city; an administrator enrols his second factor on the way. */
export async function signedIn(send: Send, role: Role): Promise<Caller> {
  const caller = callerOf(send)
  let answer: SignInAnswer = await caller.call(signIn, { signInName: signInNames[role], password })
  if (answer.state === 'second-factor-enrolment-needed') {
    const code = new TOTP({ secret: Secret.fromBase32(answer.secret) }).generate()
    answer = await caller.call(confirmFirstFactor, { ticket: answer.ticket, code })
  }
  if (answer.state !== 'signed-in') throw new Error(`${role} is asked for more: ${answer.state}`)
  return caller
}
