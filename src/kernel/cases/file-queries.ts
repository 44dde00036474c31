import { db } from '../database/connection.ts'
import type { KernelTables } from '../database/kernel-tables.generated.ts'

const tables = () => db<KernelTables>()

export const insertFile = (row: {
  id: string
  case_id: string | null
  purpose: string
  name: string
  media_type: string
  size: number
  sha256: string
  uploaded_by: string | null
  uploaded_unit: string | null
  uploaded_at: string
}) => tables().insertInto('kernel.case_file').values(row).execute()

/** Files that are free, or belong to this case already; uploaded by this person. */
export const attach = (ids: string[], caseId: string, personId: string | null) =>
  tables()
    .updateTable('kernel.case_file')
    .set({ case_id: caseId })
    .where('id', 'in', ids)
    .where('removed_at', 'is', null)
    .where((where) =>
      where.or([
        where('case_id', '=', caseId),
        where.and([where('case_id', 'is', null), where('uploaded_by', 'is not distinct from', personId)]),
      ]),
    )
    .returningAll()
    .execute()

export const listFiles = (caseIds: string[]) =>
  tables()
    .selectFrom('kernel.case_file')
    .selectAll()
    .where('case_id', 'in', caseIds)
    .where('removed_at', 'is', null)
    .orderBy('uploaded_at')
    .orderBy('id')
    .execute()

export const findFile = (id: string) =>
  tables()
    .selectFrom('kernel.case_file')
    .selectAll()
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst()

export const release = (ids: string[], caseId: string) =>
  tables()
    .updateTable('kernel.case_file')
    .set({ is_public: true })
    .where('id', 'in', ids)
    .where('case_id', '=', caseId)
    .returningAll()
    .execute()
