import type { Context } from 'hono'
import { isConnectionLost } from '#kernel/database/connection.ts'
import { log } from '#kernel/log.ts'
import { problemOf, Refusal } from '#kernel/refusal.ts'

/** The one place where errors are caught: refusals are shown, everything else is logged and hidden. */
export function answerError(error: Error, context: Context): Response {
  // Whether a write had been committed is not known then: the idempotency key makes the repetition harmless.
  if (isConnectionLost(error)) return answerError(unreachable(), context)
  if (error instanceof Refusal) {
    const problem = problemOf(error)
    const headers: Record<string, string> = {
      'content-type': 'application/problem+json; charset=utf-8',
      'cache-control': 'no-store',
    }
    if (error.details.retryAfter) headers['retry-after'] = String(error.details.retryAfter)
    return new Response(JSON.stringify(problem), { status: error.status, headers })
  }
  log.error({ path: context.req.routePath, reason: error.message, stack: error.stack }, 'request failed')
  return problem500()
}

const unreachable = (): Refusal =>
  new Refusal('unavailable', '数据库暂时连接不上，请稍后在本页重试，已提交的内容不会重复办理。', {
    retryAfter: 5,
  })

export function problem500(): Response {
  const problem = {
    type: 'urn:wuxin:bug',
    title: '系统出现错误，已记录。您提交的内容没有保存，请稍后重试；如仍不行请联系调度中心。',
    status: 500,
    code: 'bug',
  }
  return new Response(JSON.stringify(problem), {
    status: 500,
    headers: { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' },
  })
}
