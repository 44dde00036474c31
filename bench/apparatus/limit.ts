import { endChild, startChild } from './child.ts'
import type { Statement } from './recording.ts'

/** One address of the limit: the statements behind it, in order, and what it answers. */
export interface LimitAnswer {
  path: string
  statements: readonly Statement[]
  /** Sent as it is; absent: the rows of the statements as JSON. */
  body?: Uint8Array
  headers?: Record<string, string>
}

export interface Limit {
  connectionString: string
  connections: number
  answers: readonly LimitAnswer[]
  /** The nth request puts these in the place of the values named `placeholder(i)`; each is used once. */
  subjects?: readonly (readonly string[])[]
}

/** A value of a recorded statement that differs from request to request. */
export const placeholder = (place: number): string => `{{${place}}}`

/** Starts the least program that does the same: `node:http` and `pg`, nothing between. */
export async function startLimit(task: Limit): Promise<{ address: string; stop: () => Promise<void> }> {
  const { child, said } = await startChild<{ port: number }>('limit-process.ts', task)
  return { address: `http://127.0.0.1:${said.port}`, stop: () => endChild(child) }
}
