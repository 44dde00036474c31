import { z } from 'zod'
import { type Actor, may, system } from '#kernel/actor.ts'
import { act, openCase, type Parties } from '#kernel/cases/cases.ts'
import { attachFiles, filesOf, releaseFiles } from '#kernel/cases/files.ts'
import { dayOf, now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf, OutputOf } from '#kernel/endpoint.ts'
import { findPersonalData, personalDataLabels } from '#kernel/masking.ts'
import { Refusal } from '#kernel/refusal.ts'
import { readSetting, setting } from '#kernel/settings.ts'
import { publishNote } from '#modules/publications/service.ts'
import type { actOnReport, adoptReport, fileReport, listReports, Report } from '../contract.ts'
import * as queries from '../queries.ts'
import { monthOf, reportDueOn } from '../rules.ts'
import { reportWorkflow } from '../workflow.ts'
import { refreshLights } from './lights.ts'
import { presentReport } from './presentation.ts'

/** 每月填报截止日. */
export const reportDay = setting({
  name: 'tasks.reportDay',
  label: '每月填报截止日',
  schema: z.int().min(1).max(31),
  fallback: 25,
})

const nothing = { subject: null }

/** Opens the slot of the present month for a task; not when its day has passed: then the next month is the first. */
export async function openReport(
  task: { id: string; number: string; title: string; parties: Parties },
  day: Temporal.PlainDate,
): Promise<boolean> {
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

/** On the first of a month: every task under way owes its report. Safe to run twice. */
export async function openMonthReports(): Promise<number> {
  const day = today()
  const month = monthOf(day.toString())
  const portion = 200
  let opened = 0
  for (;;) {
    const tasks = await queries.listTasksWithoutReport(month, portion)
    const done = await transaction(async () => {
      let count = 0
      for (const task of tasks)
        if (await openReport({ ...task, parties: task.parties as Parties }, day)) count += 1
      return count
    })
    opened += done
    if (tasks.length < portion || done === 0) return opened
  }
}

export async function readReport(id: string, actor: Actor): Promise<Report> {
  return (await presentAll([await getVisible(id, actor)], actor))[0]!
}

export async function listOfReports(
  input: InputOf<typeof listReports>,
  actor: Actor,
): Promise<OutputOf<typeof listReports>> {
  const rows = await queries.listReports(input, input.pageSize, (input.page - 1) * input.pageSize, actor)
  return { reports: await presentAll(rows, actor), total: await queries.countReports(input, actor) }
}

export async function presentAll(rows: queries.ReportRow[], actor: Actor): Promise<Report[]> {
  const files = await filesOf(rows.map((row) => row.id))
  const previous = new Map((await queries.listPreviousReports(rows)).map((row) => [row.task_id, row]))
  return rows.map((row) => presentReport(row, files.get(row.id) ?? [], previous.get(row.task_id), actor))
}

/** 填报: the liaison says how far it is; his unit's leader signs next. */
export async function file(input: InputOf<typeof fileReport>, actor: Actor): Promise<Report> {
  return transaction(async () => {
    const before = await getVisible(input.id, actor)
    await act(
      reportWorkflow,
      input.id,
      'file',
      {
        ...nothing,
        data: {
          percent: input.percent,
          done: input.done,
          problems: input.problems,
          nextSteps: input.nextSteps,
          supportNeeded: input.supportNeeded,
        },
      },
      actor,
    )
    await attachFiles(input.fileIds, input.id, actor)
    await queries.updateReport(input.id, {
      percent: input.percent,
      done: input.done,
      problems: input.problems,
      next_steps: input.nextSteps,
      support_needed: input.supportNeeded,
      return_reason: null,
      filed_at: now().toString(),
      filed_by: actor.label,
      first_filed_on: before.first_filed_on ?? today().toString(),
    })
    await refreshLights([before.task_id], actor)
    return readReport(input.id, actor)
  })
}

/** 审签, 退回, 撤回: what needs no more than a word. */
export async function move({ id, action, note }: InputOf<typeof actOnReport>, actor: Actor): Promise<Report> {
  return transaction(async () => {
    await getVisible(id, actor)
    await act(reportWorkflow, id, action, { ...nothing, note }, actor)
    if (action === 'signOff') await queries.updateReport(id, { signed_by: actor.label })
    if (action === 'sendBack' || action === 'refuseSignature') {
      await queries.updateReport(id, { return_reason: note ?? null, signed_by: null })
    }
    return readReport(id, actor)
  })
}

/** 采用: as filed, or edited with the original kept; what is meant for the public goes out at the same moment. */
export async function adopt(input: InputOf<typeof adoptReport>, actor: Actor): Promise<Report> {
  return transaction(async () => {
    const before = await getVisible(input.id, actor)
    const { edited, publicText } = input
    if (publicText) refusePersonalData(publicText, 'publicText')
    await act(
      reportWorkflow,
      input.id,
      'adopt',
      { ...nothing, data: { edited: edited ?? null, publicText: publicText ?? null } },
      actor,
    )
    const percent = edited?.percent ?? before.percent ?? 0
    await queries.updateReport(input.id, {
      ...(edited
        ? {
            percent: edited.percent,
            done: edited.done,
            problems: edited.problems,
            next_steps: edited.nextSteps,
            original: JSON.stringify({
              percent: before.percent,
              done: before.done,
              problems: before.problems,
              nextSteps: before.next_steps,
            }),
          }
        : {}),
      public_text: publicText ?? null,
      adopted_at: now().toString(),
    })
    await queries.updateTask(before.task_id, {
      progress: percent,
      last_reported_on: before.filed_at ? dayOf(before.filed_at).toString() : today().toString(),
    })
    await refreshLights([before.task_id], actor)
    if (publicText) {
      const files = await releaseFiles(input.publicFileIds, input.id)
      await publishNote(
        {
          taskId: before.task_id,
          kind: 'progress',
          month: before.month,
          percent,
          text: publicText,
          at: now().toString(),
          files: files.map(({ id, name, mediaType, size, sha256 }) => ({
            fileId: id,
            name,
            mediaType,
            size,
            sha256,
          })),
        },
        actor,
      )
    }
    return readReport(input.id, actor)
  })
}

/** Refuses to publish what looks like somebody's number; names what was found. */
export function refusePersonalData(text: string, field: string): void {
  const findings = findPersonalData(text)
  if (findings.length === 0) return
  const found = findings.map((finding) => `${personalDataLabels[finding.kind]}“${finding.masked}”`).join('、')
  throw new Refusal('invalid', `拟公开的内容中有疑似${found}，请删去或隐去后再提交。`, { field })
}

/** A task that ends owes nothing more. */
export async function waiveOpenReports(taskId: string): Promise<void> {
  for (const report of await queries.listReportsOf(taskId)) {
    if (report.state !== 'adopted' && report.state !== 'waived')
      await act(reportWorkflow, report.id, 'waive', nothing, system)
  }
}

async function getVisible(id: string, actor: Actor): Promise<queries.ReportRow> {
  const row = await queries.findReport(id)
  if (!row || (!may(actor, 'tasks.readAll') && row.unit_id !== actor.unitId)) {
    throw new Refusal('not-found', '没有这份进展填报，或不属于本单位。')
  }
  return row
}
