import type { Actor } from '../actor.ts'
import { canonicalJson } from '../cases/chain.ts'
import { digestOf } from '../cases/timeline.ts'
import { now } from '../clock.ts'
import { transaction } from '../database/connection.ts'
import { Refusal } from '../refusal.ts'
import { deleteKeysBefore, readKey, storeAnswer, takeKey } from './queries.ts'

/**
 * Does the work once per key and caller; a repetition gets the first answer. The key commits with the work,
 * so a process that dies in between leaves neither. A key that comes with another request is refused.
 */
export async function once<T>(
  key: string,
  endpoint: string,
  input: unknown,
  actor: Actor,
  work: () => Promise<T>,
): Promise<T> {
  // Who calls without a name is not kept by his address.
  const scope = actor.personId ?? `source:${digestOf(actor.source ?? 'unknown')}`
  const digest = digestOf(canonicalJson(fingerprint(input)))
  return transaction(async () => {
    if (!(await takeKey({ scope, key, endpoint, digest, created_at: now().toString() }))) {
      const stored = await readKey(scope, key)
      if (stored?.endpoint !== endpoint || stored.digest !== digest) {
        throw new Refusal('conflict', '同一个请求编号已用于另一次提交，请刷新页面后重新提交。', {
          field: 'Idempotency-Key',
        })
      }
      return stored.answer as T
    }
    const answer = await work()
    await storeAnswer(scope, key, answer ?? null)
    return answer
  })
}

/** Keys are kept for seven days: longer than any queue of a browser or a machine retries. */
export async function forgetOldKeys(): Promise<void> {
  await deleteKeysBefore(
    now()
      .subtract({ hours: 7 * 24 })
      .toString(),
  )
}

/** Files are known by name, size and time: hashing them again would cost more than it proves. */
function fingerprint(input: unknown): unknown {
  if (input instanceof File) return { file: input.name, size: input.size }
  if (Array.isArray(input)) return input.map(fingerprint)
  if (input !== null && typeof input === 'object') {
    return Object.fromEntries(Object.entries(input).map(([name, value]) => [name, fingerprint(value)]))
  }
  return input
}
