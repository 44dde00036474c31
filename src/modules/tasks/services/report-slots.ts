import { z } from 'zod'
import { system } from '#kernel/actor.ts'
import { act, openCase, type Parties } from '#kernel/cases/cases.ts'
import { today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { readSetting, setting } from '#kernel/settings.ts'
import * as queries from '../queries/reports.ts'
import { monthOf, reportDueOn } from '../rules.ts'
import { reportWorkflow } from '../workflow.ts'

/** 每月填报截止日. */
export const reportDay = setting({
  name: 'tasks.reportDay',
  label: '每月填报截止日',
  schema: z.int().min(1).max(31),
  fallback: 25,
})

interface Owing {
  id: string
  number: string
  title: string
  parties: Parties
}

/** Opens the slot of the present month for a task; not when its day has passed: then the next month is the first. */
export async function openReport(task: Owing, day: Temporal.PlainDate): Promise<boolean> {
  const month = monthOf(day.toString())
  const dueOn = reportDueOn(month, await readSetting(reportDay))
  const unitId = task.parties.lead
  if (!unitId || day.toString() > dueOn) return false
  const opened = await openCase(
    reportWorkflow,
    {
      number: `${task.number}/${month}`,
      title: task.title,
      parties: { lead: unitId, centre: task.parties.centre ?? null },
      parentId: task.id,
      dueOn,
      waitsDueOn: dueOn,
      label: `${Number(month.slice(5))} 月进展待填报`,
    },
    system,
  )
  await queries.insertReport({ id: opened.id, task_id: task.id, unit_id: unitId, month, due_on: dueOn })
  return true
}

const portion = 200

/**
 * Every task under way owes its report of the month, from the first on. Runs as often as one likes and at several
 * places at a time: each report is opened once. So a run that was missed is made up for by the next.
 */
export async function openMonthReports(): Promise<number> {
  const day = today()
  const month = monthOf(day.toString())
  if (day.toString() > reportDueOn(month, await readSetting(reportDay))) return 0
  let opened = 0
  for (;;) {
    const count = await transaction(async () => {
      await queries.lockReportOpening()
      const tasks = await queries.lockTasksWithoutReport(month, portion)
      for (const task of tasks) await openReport({ ...task, parties: task.parties as Parties }, day)
      return tasks.length
    })
    opened += count
    if (count < portion) return opened
  }
}

/** A task that ends owes nothing more. */
export async function waiveOpenReports(taskId: string): Promise<void> {
  for (const report of await queries.listReportsOf(taskId)) {
    if (report.state !== 'adopted' && report.state !== 'waived')
      await act(reportWorkflow, report.id, 'waive', { subject: null }, system)
  }
}
