import { requestOf } from '#kernel/client.ts'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { Send } from '../caller.ts'
import type { Input } from './inputs.ts'
import type { Watch } from './rows.ts'
import { nameOf } from './surface.ts'

export interface Answer {
  status: number
  type: string
  problem: { title?: string; code?: string; field?: string } | null
}

/** Sends an input to an endpoint as any client would. */
export async function ask(send: Send, endpoint: Endpoint, input: Input): Promise<Answer> {
  const { url, body } = requestOf(endpoint, input)
  return answerTo(send, `/api${url}`, {
    method: endpoint.method,
    headers: typeof body === 'string' ? { 'content-type': 'application/json' } : {},
    body,
  })
}

export async function answerTo(send: Send, path: string, init: RequestInit): Promise<Answer> {
  const answer = await send(path, init)
  const type = answer.headers.get('content-type') ?? ''
  const problem = type.startsWith('application/problem+json') ? await answer.json() : null
  if (!problem) await answer.body?.cancel()
  return { status: answer.status, type, problem }
}

/** What no answer may be: a bug of ours, a refusal without words, a refusal that has changed something. */
export async function faultsOf(answer: Answer, watch: Watch): Promise<string[]> {
  const faults: string[] = []
  const changed = await watch.changedTables()
  if (answer.status >= 500) faults.push(`answered ${answer.status}`)
  if (answer.status >= 400 && answer.status < 500) {
    if (!answer.problem?.title || !answer.problem.code)
      faults.push(`${answer.status} without a problem document`)
    if (changed.length > 0) faults.push(`${answer.status}, but changed ${changed.join(', ')}`)
  }
  return faults
}

/** How a finding is told: enough to send the same again. */
export const told = (endpoint: Endpoint, input: unknown, faults: string[]): string =>
  `${nameOf(endpoint)} ${shortened(input)}\n    ${faults.join('; ')}`

function shortened(input: unknown): string {
  const text =
    JSON.stringify(input, (_, value) => (value instanceof File ? `file ${value.name}` : value)) ?? 'nothing'
  return text.length > 400 ? `${text.slice(0, 400)}…` : text
}
