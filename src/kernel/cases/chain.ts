import { createHash } from 'node:crypto'

/** What is hashed of an event. Member order does not matter, the canonical form sorts it. */
export interface SealedEvent {
  caseId: string
  seq: number
  at: string
  action: string
  label: string
  fromState: string | null
  toState: string
  note: string | null
  data: unknown
  actorKind: string
  actorPerson: string | null
  actorPost: string | null
  actorUnit: string | null
  actorLabel: string
}

export const sm3 = (...parts: Uint8Array[]): Buffer => {
  const hash = createHash('sm3')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

/** JSON with sorted members and no white space, in the manner of RFC 8785 (our numbers are integers or plain decimals). */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`
  if (value !== null && typeof value === 'object') {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    return `{${members.map(([name, member]) => `${JSON.stringify(name)}:${canonicalJson(member)}`).join(',')}}`
  }
  return JSON.stringify(value) ?? 'null'
}

/** Hash of an event, bound to the one before it. */
export function linkOf(previous: Uint8Array | null, event: SealedEvent): Buffer {
  return sm3(previous ?? new Uint8Array(0), Buffer.from(canonicalJson(event)))
}

/** Merkle tree hash in the shape of RFC 6962 §2.1, with a hash of the caller's choice. */
export function merkleRoot(leaves: Uint8Array[], hash: (...parts: Uint8Array[]) => Buffer = sm3): Buffer {
  if (leaves.length === 0) return hash()
  const [only] = leaves
  if (leaves.length === 1) return hash(Uint8Array.of(0), only!)
  let split = 1
  while (split * 2 < leaves.length) split *= 2
  return hash(
    Uint8Array.of(1),
    merkleRoot(leaves.slice(0, split), hash),
    merkleRoot(leaves.slice(split), hash),
  )
}
