import { sql } from 'kysely'
import { db } from '#kernel/database/connection.ts'
import type { PeopleTables } from '../tables.generated.ts'

export const reviewsOf = (ids: number[]) =>
  db<PeopleTables>()
    .selectFrom('people.audit_review')
    .selectAll()
    .where('audit_id', '=', sql<number>`any(${ids}::bigint[])`)
    .execute()

/** A line that was reviewed stays as it was reviewed first. */
export const insertReviews = (
  rows: { audit_id: number; verdict: string; note: string; reviewed_at: string; reviewed_by: string }[],
) =>
  db<PeopleTables>()
    .insertInto('people.audit_review')
    .values(rows)
    .onConflict((conflict) => conflict.doNothing())
    .execute()
