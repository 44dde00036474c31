import { endChild, startChild } from './child.ts'

export interface Request {
  path: string
  method?: 'GET' | 'POST'
  headers?: Record<string, string>
  body?: string
}

export interface Load {
  address: string
  connections: number
  /** In turn over all connections. */
  requests: readonly Request[]
  /** Sent with every request. */
  headers?: Record<string, string>
  /** How long; absent: each request once. */
  seconds?: number
}

export interface LoadAnswer {
  /** Answers per second. */
  rate: number
  /** Milliseconds. */
  median: number
  p99: number
  /** Bytes of an answer with its head, on the average. */
  bytes: number
  answers: number
}

/**
 * Puts load on an address from a process of its own, so that the one that measures shares no thread with it.
 * @throws when an answer is no success: a refusal is quick and would look well
 */
export async function load(task: Load): Promise<LoadAnswer> {
  const { child, said } = await startChild<LoadAnswer | { failed: string }>('load-process.ts', task)
  await endChild(child)
  if ('failed' in said) throw new Error(said.failed)
  return said
}
