import { createHash } from 'node:crypto'
import { now } from '../clock.ts'
import { transaction } from '../database/connection.ts'
import { canonicalJson, linkOf, merkleRoot, type SealedEvent } from './chain.ts'
import * as queries from './queries.ts'

export interface CaseEvent {
  caseId: string
  seq: number
  at: string
  action: string
  label: string
  fromState: string | null
  toState: string
  note: string | null
  data: Record<string, unknown>
  actor: string
  actorUnit: string | null
}

/** The history of one case or of several together (one with its children), oldest first. */
export async function timelineOf(caseIds: string[]): Promise<CaseEvent[]> {
  if (caseIds.length === 0) return []
  return (await queries.listEvents(caseIds)).map((row) => ({
    caseId: row.case_id,
    seq: row.seq,
    at: row.at,
    action: row.action,
    label: row.label,
    fromState: row.from_state,
    toState: row.to_state,
    note: row.note,
    data: row.data as Record<string, unknown>,
    actor: row.actor_label,
    actorUnit: row.actor_unit,
  }))
}

/** Recomputes the chain of a case; answers the first event that does not fit, `null` when all fit. */
export async function firstBrokenLink(caseId: string): Promise<number | null> {
  const [row, events] = [await queries.find(caseId), await queries.listEvents([caseId])]
  let previous: Buffer | null = null
  let expected = 1
  for (const event of events) {
    const sealed: SealedEvent = {
      caseId: event.case_id,
      seq: event.seq,
      at: event.at,
      action: event.action,
      label: event.label,
      fromState: event.from_state,
      toState: event.to_state,
      note: event.note,
      data: event.data,
      actorKind: event.actor_kind,
      actorPerson: event.actor_person,
      actorPost: event.actor_post,
      actorUnit: event.actor_unit,
      actorLabel: event.actor_label,
    }
    const link: Buffer = linkOf(previous, sealed)
    if (event.seq !== expected || !link.equals(event.hash)) return expected
    previous = link
    expected += 1
  }
  const complete =
    row && row.event_count === events.length && (previous === null || previous.equals(row.last_hash!))
  return complete ? null : expected
}

/** Seals all settled events that no seal holds yet under one Merkle root. Runs every hour. */
export async function sealHistory(): Promise<{ events: number; root: string } | null> {
  return transaction(async () => {
    await queries.lockSeals()
    const last = await queries.lastSeal()
    const upTo = await queries.settledXid()
    const hashes = await queries.hashesBetween(last?.up_to_xid ?? null, upTo)
    if (hashes.length === 0) return null
    const root = merkleRoot(hashes)
    await queries.insertSeal({
      sealed_at: now().toString(),
      up_to_xid: upTo,
      event_count: hashes.length,
      root,
      previous_root: last?.root ?? null,
    })
    return { events: hashes.length, root: root.toString('hex') }
  })
}

/** Digest of a value as it is frozen with an issued text or paper. */
export const digestOf = (value: unknown): string =>
  createHash('sm3')
    .update(typeof value === 'string' ? value : canonicalJson(value))
    .digest('hex')
