import type { Actor } from '#kernel/actor.ts'
import { act } from '#kernel/cases/cases.ts'
import { attachFiles, type CaseFile, filesOf, releaseFiles } from '#kernel/cases/files.ts'
import { dayOf, now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import { publishNote } from '#modules/publications/service.ts'
import type { actOnReport, adoptReport, fileReport, Report } from '../contract.ts'
import * as queries from '../queries/reports.ts'
import { findTask, updateTask } from '../queries.ts'
import { reportWorkflow } from '../workflow.ts'
import { refreshLights } from './lights.ts'
import { noticeFile, refusePersonalData } from './public-texts.ts'
import { getOwnReport, readReport } from './report-reading.ts'

type TaskFacts = NonNullable<Awaited<ReturnType<typeof findTask>>>

const nothing = { subject: null }

/**
 * The report as it stands now that nobody can move its task: what a guard of the task counts, and what the task
 * shows of its reports, changes by one person at a time.
 */
async function lockedReport(id: string, actor: Actor): Promise<queries.ReportRow> {
  await queries.lockTaskOfReport(id)
  return getOwnReport(id, actor)
}

/** 填报: the liaison says how far it is; his unit's leader signs next. */
export async function file(input: InputOf<typeof fileReport>, actor: Actor): Promise<Report> {
  return transaction(async () => {
    const before = await lockedReport(input.id, actor)
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
      signed_by: null,
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
    const before = await lockedReport(id, actor)
    // A report that is taken back is owed until the same day as before.
    const waitsDueOn = action === 'takeBack' ? before.due_on : undefined
    await act(reportWorkflow, id, action, { ...nothing, note, waitsDueOn }, actor)
    if (action === 'signOff') await queries.updateReport(id, { signed_by: actor.label })
    if (action === 'sendBack' || action === 'refuseSignature') {
      await queries.updateReport(id, { return_reason: note ?? null, signed_by: null })
    }
    if (action === 'takeBack') {
      await queries.updateReport(id, { filed_at: null, filed_by: null })
      await refreshLights([before.task_id], actor)
    }
    return readReport(id, actor)
  })
}

/** 采用: as filed, or edited with the original kept; what is meant for the public goes out at the same moment. */
export async function adopt(input: InputOf<typeof adoptReport>, actor: Actor): Promise<Report> {
  return transaction(async () => {
    const before = await lockedReport(input.id, actor)
    const { edited } = input
    const publicText = input.publicText || null
    await act(
      reportWorkflow,
      input.id,
      'adopt',
      { ...nothing, data: { edited: edited ?? null, publicText } },
      actor,
    )
    const task = (await findTask(before.task_id))!
    refuseUnfit(task, publicText, input.publicFileIds)
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
      public_text: publicText,
      adopted_at: now().toString(),
    })
    await showProgress(task, before)
    await refreshLights([before.task_id], actor)
    if (publicText) {
      const files = await released(input.publicFileIds, input.id)
      await publishNote(
        {
          taskId: before.task_id,
          kind: 'progress',
          month: before.month,
          percent,
          text: publicText,
          at: now().toString(),
          files: files.map(noticeFile),
        },
        actor,
      )
    }
    return readReport(input.id, actor)
  })
}

/** The task stands where the latest month says, also when an earlier month is adopted after it. */
async function showProgress(task: TaskFacts, report: queries.ReportRow): Promise<void> {
  const latest = await queries.lastAdopted(report.task_id)
  const filedOn = report.filed_at ? dayOf(report.filed_at).toString() : today().toString()
  await updateTask(report.task_id, {
    progress: latest?.percent ?? task.progress,
    last_reported_on:
      task.last_reported_on && task.last_reported_on > filedOn ? task.last_reported_on : filedOn,
  })
}

function refuseUnfit(task: TaskFacts, publicText: string | null, publicFileIds: string[]): void {
  if (publicFileIds.length > 0 && !publicText) {
    throw new Refusal('invalid', '公开材料须随公开内容一并发布，请填写公开内容，或不选公开材料。', {
      field: 'publicText',
    })
  }
  if (!publicText) return
  if (!task.is_public) {
    throw new Refusal('invalid', '这项任务不公开，请清空公开内容后采用。', { field: 'publicText' })
  }
  refusePersonalData(publicText, 'publicText')
}

/** Marks files of this report as public. @throws Refusal when one of them is not its own */
async function released(fileIds: string[], reportId: string): Promise<CaseFile[]> {
  const own = ((await filesOf([reportId])).get(reportId) ?? []).map((each) => each.id)
  const stranger = fileIds.findIndex((id) => !own.includes(id))
  if (stranger >= 0) {
    throw new Refusal('invalid', '所选公开材料不是这份填报的佐证，请重新选择。', {
      field: `publicFileIds.${stranger}`,
    })
  }
  return releaseFiles(fileIds, reportId)
}
