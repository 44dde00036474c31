import type { CaseFile } from '#kernel/cases/files.ts'
import { type CaseEvent, timelineOf } from '#kernel/cases/timeline.ts'
import type { AnyWorkflow, State } from '#kernel/workflow.ts'
import type { Task } from '../contract.ts'
import { partWorkflow, reportWorkflow, taskWorkflow } from '../workflow.ts'
import { presentFile } from './presentation.ts'

type Entry = Task['timeline'][number]

/** Words for what an event carries beside its note. */
const detailLabels: Record<string, string> = {
  percent: '进度',
  done: '已完成工作',
  problems: '存在问题',
  nextSteps: '下一步计划',
  supportNeeded: '需要的支持',
  publicText: '公开内容',
  from: '原牵头单位',
  to: '现牵头单位',
  formerUnit: '原单位',
  successor: '承接单位',
}

/** The story of a task with its reports and parts in one line of time, oldest first. */
export async function storyOf(
  taskId: string,
  reports: { id: string; month: string; isOwn: boolean }[],
  parts: { id: string; unitName: string }[],
  files: Map<string, CaseFile[]>,
): Promise<Entry[]> {
  const tables = new Map<string, { subject: string; table: AnyWorkflow }>([
    [taskId, { subject: '任务', table: taskWorkflow }],
    ...reports.map(
      (report) =>
        [report.id, { subject: `${Number(report.month.slice(5))} 月填报`, table: reportWorkflow }] as const,
    ),
    ...parts.map((part) => [part.id, { subject: part.unitName, table: partWorkflow }] as const),
  ])
  const events = await timelineOf([...tables.keys()])
  const others = new Set(reports.filter((report) => !report.isOwn).map((report) => report.id))
  const lastFiling = new Map(
    events.filter((event) => carriesFiles(event)).map((event) => [event.caseId, event.seq]),
  )
  return (
    events
      .filter((event) => event.action !== 'open' || event.caseId === taskId)
      // Of another unit's report only that it was adopted; what passed before that is between it and the centre.
      .filter((event) => !others.has(event.caseId) || event.action === 'adopt')
      .map((event) => {
        const { subject, table } = tables.get(event.caseId)!
        return {
          at: event.at,
          actor: event.actor,
          subject,
          label: event.label,
          note: others.has(event.caseId) ? null : event.note,
          fromState: labelOf(table, event.fromState),
          toState: labelOf(table, event.toState) ?? '',
          details: others.has(event.caseId) ? [] : detailsOf(event),
          files:
            lastFiling.get(event.caseId) === event.seq
              ? (files.get(event.caseId) ?? []).map(presentFile)
              : [],
        }
      })
  )
}

const carriesFiles = (event: CaseEvent): boolean => event.action === 'file' || event.action === 'applyClosure'

const labelOf = (table: AnyWorkflow, state: string | null): string | null =>
  state === null ? null : ((table.states[state] as State | undefined)?.label ?? state)

function detailsOf(event: CaseEvent): { label: string; text: string }[] {
  // Lights say their change in the note already.
  if (event.action === 'light') return []
  // In the order of the words above: the database keeps members in an order of its own.
  return Object.entries(detailLabels).flatMap(([name, label]) => {
    const value = event.data[name]
    if (value === undefined || value === null || value === '') return []
    return { label, text: name === 'percent' ? `${value}%` : String(value) }
  })
}
