import type { Actor } from '#kernel/actor.ts'
import { afterCommit } from '#kernel/database/connection.ts'
import { announce, onChange } from '#kernel/live.ts'

/**
 * Whom a token stands for, known for a moment, so that a page that asks ten times is looked up once. What ends a
 * sign-in clears it here at once, and in other processes by notification; should that be lost, after
 * `keepMilliseconds`.
 */
const keepMilliseconds = 5_000
const room = 20_000
const topic = 'session'
const everybody = 'everybody'

export interface Known {
  actor: Actor
  /** Moments in milliseconds of the injected clock. */
  expiresAt: number
  lastSeenAt: number
  /** When `lastSeenAt` was last written to the table. */
  writtenAt: number
  /** Of the machine's own clock, which no test and no sample city moves. */
  readAt: number
}

const byHash = new Map<string, Known>()
let generation = 0

export function recall(hash: string): Known | null {
  const known = byHash.get(hash)
  if (!known) return null
  if (performance.now() - known.readAt <= keepMilliseconds) return known
  byHash.delete(hash)
  return null
}

/** Ask before reading the table, and hand it back to `remember`. */
export const beginReading = (): number => generation

/** What was read before something ended must not be remembered after it. */
export function remember(hash: string, known: Known, began: number): void {
  if (began !== generation) return
  if (byHash.size >= room) {
    for (const oldest of byHash.keys()) {
      byHash.delete(oldest)
      if (byHash.size < room * 0.9) break
    }
  }
  byHash.set(hash, known)
}

function clear(personId: string): void {
  generation++
  for (const [hash, { actor }] of byHash) {
    if (personId === everybody || actor.personId === personId) byHash.delete(hash)
  }
}

/** Something about this person's sign-ins or posts changed. */
export function forgetPerson(personId: string): void {
  afterCommit(() => clear(personId))
  announce(topic, personId)
}

export const forgetAllSessions = (): void => forgetPerson(everybody)

onChange((change) => {
  if (change.topic === topic) for (const id of change.ids) clear(id)
})
