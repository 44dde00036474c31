import { isIP } from 'node:net'
import type { Actor } from '../actor.ts'
import { now } from '../clock.ts'
import { type AuditFilter, insertAudit, listAudit } from './queries.ts'

export interface Deed {
  /** `people.signIn`, `access.refused`, `personalData.viewed` … */
  action: string
  object?: string | null
  succeeded?: boolean
  detail?: Record<string, unknown>
}

/**
 * Writes one line of the audit record, in the surrounding transaction: if it cannot be written, the change
 * that it belongs to does not happen (GB/T 22239-2019 8.1.4.3).
 */
export async function audit(deed: Deed, actor: Actor): Promise<void> {
  await insertAudit({
    at: now().toString(),
    actor_kind: actor.kind,
    actor_person: actor.personId,
    actor_post: actor.postId,
    actor_label: actor.label,
    source: actor.source && isIP(actor.source) ? actor.source : null,
    action: deed.action,
    object: deed.object ?? null,
    succeeded: deed.succeeded ?? true,
    detail: JSON.stringify(deed.detail ?? {}),
  })
}

export interface AuditEntry {
  id: number
  at: string
  actor: string
  source: string | null
  action: string
  object: string | null
  succeeded: boolean
  detail: Record<string, unknown>
}

/** The newest lines first; `before` pages on. */
export async function readAudit(filter: AuditFilter): Promise<AuditEntry[]> {
  return (await listAudit(filter)).map((row) => ({
    id: Number(row.id),
    at: row.at,
    actor: row.actor_label,
    source: row.source,
    action: row.action,
    object: row.object,
    succeeded: row.succeeded,
    detail: row.detail as Record<string, unknown>,
  }))
}
