import type { Actor } from '#kernel/actor.ts'
import { type AuditEntry, audit, readAudit } from '#kernel/audit/audit.ts'
import { now, zone } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import type { AuditLine, listAudit as contract } from '../contract/administration.ts'
import { auditLabels } from '../rules.ts'
import * as queries from './audit-queries.ts'
import { demand } from './permitting.ts'

/** Lines looked through for one answer, so that a filter that finds little does not read for ever. */
const mostRead = 20_000

/** The newest first, with what was found when they were read. */
export async function listAudit(input: InputOf<typeof contract>): Promise<{ rows: AuditLine[] }> {
  const rows: AuditLine[] = []
  let before = input.before
  for (let read = 0; rows.length < input.limit && read < mostRead; ) {
    const entries = await readAudit({
      action: input.action,
      personId: input.personId,
      from: input.from && startOf(input.from),
      until: input.until && startOf(Temporal.PlainDate.from(input.until).add({ days: 1 }).toString()),
      before,
      limit: 500,
    })
    rows.push(
      ...(await withReviews(entries)).filter(
        (line) => !(input.onlyFailures && line.succeeded) && !(input.onlyUnreviewed && line.review),
      ),
    )
    if (entries.length < 500) break
    read += entries.length
    before = entries.at(-1)!.id
  }
  return { rows: rows.slice(0, input.limit) }
}

const startOf = (day: string): string =>
  Temporal.PlainDate.from(day).toZonedDateTime({ timeZone: zone }).toInstant().toString()

async function withReviews(entries: AuditEntry[]): Promise<AuditLine[]> {
  const reviews = new Map(
    (await queries.reviewsOf(entries.map(({ id }) => id))).map((row) => [row.audit_id, row]),
  )
  return entries.map((entry) => {
    const review = reviews.get(entry.id)
    return {
      ...entry,
      actionLabel: auditLabels[entry.action] ?? entry.action,
      review: review
        ? {
            verdict: review.verdict as 'normal' | 'suspicious',
            note: review.note,
            reviewedAt: review.reviewed_at,
            reviewedBy: review.reviewed_by,
          }
        : null,
    }
  })
}

/** Says that lines were read and what was found; nobody can delete or change a line, nor this. */
export async function reviewAudit(
  input: { ids: number[]; verdict: 'normal' | 'suspicious'; note: string },
  actor: Actor,
): Promise<{ done: true }> {
  demand(actor, 'people.readAudit')
  return transaction(async () => {
    await queries.insertReviews(
      [...new Set(input.ids)].map((id) => ({
        audit_id: id,
        verdict: input.verdict,
        note: input.note,
        reviewed_at: now().toString(),
        reviewed_by: actor.label,
      })),
    )
    await audit(
      { action: 'people.reviewAudit', detail: { count: input.ids.length, verdict: input.verdict } },
      actor,
    )
    return { done: true } as const
  })
}
