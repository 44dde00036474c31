import { db } from '../database/connection.ts'
import type { KernelTables } from '../database/kernel-tables.generated.ts'

export const insertAudit = (row: {
  at: string
  actor_kind: string
  actor_person: string | null
  actor_post: string | null
  actor_label: string
  source: string | null
  action: string
  object: string | null
  succeeded: boolean
  detail: string
}) => db<KernelTables>().insertInto('kernel.audit').values(row).execute()

export interface AuditFilter {
  action?: string
  personId?: string
  from?: string
  until?: string
  before?: number
  limit: number
}

export const listAudit = (filter: AuditFilter) => {
  let query = db<KernelTables>()
    .selectFrom('kernel.audit')
    .selectAll()
    .orderBy('id', 'desc')
    .limit(filter.limit)
  if (filter.action) query = query.where('action', '=', filter.action)
  if (filter.personId) query = query.where('actor_person', '=', filter.personId)
  if (filter.from) query = query.where('at', '>=', filter.from)
  if (filter.until) query = query.where('at', '<', filter.until)
  if (filter.before) query = query.where('id', '<', filter.before)
  return query.execute()
}
