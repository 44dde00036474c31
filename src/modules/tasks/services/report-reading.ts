import type { Actor } from '#kernel/actor.ts'
import { filesOf } from '#kernel/cases/files.ts'
import { today } from '#kernel/clock.ts'
import type { InputOf, OutputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { listReports, Report } from '../contract.ts'
import * as queries from '../queries/reports.ts'
import { findShare } from '../queries/shares.ts'
import { presentReport, presentToPartner } from './presentation.ts'
import { seesWorkOf } from './visibility.ts'

const missing = () => new Refusal('not-found', '没有这份进展填报，或不在您的查看范围内。')

/** A report as its own unit and the centre work on it. */
export async function getOwnReport(id: string, actor: Actor): Promise<queries.ReportRow> {
  const row = await queries.findReport(id)
  if (!row || !seesWorkOf(row.unit_id, actor)) throw missing()
  return row
}

/** One report. A partner of its task reads it when it has been adopted, without what passed before that. */
export async function readReport(id: string, actor: Actor): Promise<Report> {
  const row = await queries.findReport(id)
  if (!row) throw missing()
  if (!seesWorkOf(row.unit_id, actor)) {
    const shared = actor.unitId !== null && (await findShare(row.task_id, actor.unitId)) !== undefined
    if (!shared || row.state !== 'adopted') throw missing()
  }
  return (await presentAll([row], actor))[0]!
}

export async function listOfReports(
  input: InputOf<typeof listReports>,
  actor: Actor,
): Promise<OutputOf<typeof listReports>> {
  const { page, pageSize, ...filter } = input
  const rows = await queries.listReports(filter, pageSize, (page - 1) * pageSize, actor)
  const { owed, filed, adopted, late } = await queries.tallyReports(filter, today().toString(), actor)
  return {
    reports: await presentAll(rows, actor),
    total: await queries.countReports(filter, actor),
    counts: { owed, filed, adopted, late },
  }
}

/** Reports as this person may see them; to a partner, only those that were adopted. */
export async function presentAll(rows: queries.ReportRow[], actor: Actor): Promise<Report[]> {
  const open = rows.filter((row) => seesWorkOf(row.unit_id, actor))
  const files = await filesOf(open.map((row) => row.id))
  const previous = new Map(
    (await queries.listPreviousReports(open.map((row) => row.id))).map((row) => [row.report_id, row]),
  )
  return rows
    .filter((row) => open.includes(row) || row.state === 'adopted')
    .map((row) =>
      open.includes(row)
        ? presentReport(row, files.get(row.id) ?? [], previous.get(row.id), actor)
        : presentToPartner(row),
    )
}
