import type { Context, Hono } from 'hono'
import type { Actor } from '#kernel/actor.ts'
import type { Endpoint, InputOf, OutputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import * as contract from '#modules/people/contract.ts'
import * as people from '#modules/people/service.ts'
import { authenticate } from './authenticate.ts'
import { parse } from './mount.ts'
import { type CookieOptions, dropSession, keepSession, sessionToken } from './session.ts'
import { sourceOf } from './source.ts'

/** Names, passwords and codes are short. */
const bodyLimit = 10_000

/** What these endpoints have and no other needs: the session's cookie, and where the request comes from. */
interface Call {
  caller: people.Caller
  token: string | undefined
  actor: Actor | null
}

/** `token`: what the cookie becomes; null takes it away; absent leaves it. */
interface Answer<O> {
  output: O
  token?: string | null
}

/**
 * Serves the endpoints that set or clear the session's cookie. They stand outside `mount` because of the cookie, and
 * because no transaction may surround a failed sign-in: its count must stay.
 * @returns the endpoints, for the API's document
 */
export function mountSignIn(app: Hono, cookie: CookieOptions): Endpoint[] {
  const served: Endpoint[] = []
  const serve = <E extends Endpoint>(
    endpoint: E,
    work: (input: InputOf<E>, call: Call) => Promise<Answer<OutputOf<E>>>,
  ): void => {
    served.push(endpoint)
    app.on(endpoint.method, `/api${endpoint.path}`, async (context) => {
      const call = await callOf(context)
      if (endpoint.permission !== 'public' && !call.actor) {
        throw new Refusal('not-signed-in', '请先登录，或登录已过期，请重新登录。')
      }
      const input = parse(endpoint.input, await bodyOf(context)) as InputOf<E>
      const { output, token } = await work(input, call)
      if (token) keepSession(context, token, cookie)
      if (token === null) dropSession(context, cookie)
      return context.json(endpoint.output.parse(output) as object, 200, { 'cache-control': 'no-store' })
    })
  }

  // A step that is not yet a sign-in leaves a former one of the same browser alone; a sign-in ends it.
  const entering = async ({ answer, token }: people.SignInResult, call: Call) => {
    if (token && call.token) await people.signOut(call.token, call.caller)
    return { output: answer, ...(token ? { token } : {}) }
  }
  serve(contract.signIn, async (input, call) => entering(await people.signIn(input, call.caller), call))
  serve(contract.changeFirstPassword, async (input, call) =>
    entering(await people.changeFirstPassword(input, call.caller), call),
  )
  serve(contract.confirmFirstFactor, async (input, call) =>
    entering(await people.confirmFirstFactor(input, call.caller), call),
  )
  serve(contract.signOut, async (_, { caller, token }) => ({
    output: token ? await people.signOut(token, caller) : { done: true as const },
    token: null,
  }))
  serve(contract.switchPost, async ({ postId }, { caller, token }) => {
    const next = await people.switchPost(ownSession(token), postId, caller)
    const actor = await people.authenticateSession(next, caller.source)
    return { output: await people.currentPerson(actor!), token: next }
  })
  serve(contract.changePassword, async (input, { actor, caller, token }) => {
    ownSession(token)
    return { output: { done: true as const }, token: await people.changePassword(input, actor!, caller) }
  })
  return served
}

async function callOf(context: Context): Promise<Call> {
  return {
    caller: { source: sourceOf(context), userAgent: context.req.header('user-agent') ?? null },
    token: sessionToken(context),
    actor: await authenticate(context),
  }
}

function ownSession(token: string | undefined): string {
  if (!token) throw new Refusal('forbidden', '访问令牌不能办理此事，请本人登录后操作。')
  return token
}

async function bodyOf(context: Context): Promise<unknown> {
  if (Number(context.req.header('content-length') ?? 0) > bodyLimit) throw tooLarge()
  const text = await context.req.text()
  if (text.length > bodyLimit) throw tooLarge()
  try {
    return text === '' ? {} : JSON.parse(text)
  } catch {
    throw new Refusal('malformed', '请求正文不是有效的 JSON 对象。')
  }
}

const tooLarge = () => new Refusal('too-large', '提交的内容过长，请检查后重新填写。')
