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
}

const hidden = new Set(['light', 'setBy', 'planId', 'measureId', 'measureNumber', 'edited'])

/** The story of a task with its reports and parts in one line of time, oldest first. */
export async function storyOf(
  taskId: string,
  reports: { id: string; month: string }[],
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
  const lastFiling = new Map(
    events.filter((event) => carriesFiles(event)).map((event) => [event.caseId, event.seq]),
  )
  return events
    .filter((event) => event.action !== 'open' || event.caseId === taskId)
    .map((event) => {
      const { subject, table } = tables.get(event.caseId)!
      return {
        at: event.at,
        actor: event.actor,
        subject,
        label: event.label,
        note: event.note,
        fromState: labelOf(table, event.fromState),
        toState: labelOf(table, event.toState) ?? '',
        details: detailsOf(event),
        files:
          lastFiling.get(event.caseId) === event.seq ? (files.get(event.caseId) ?? []).map(presentFile) : [],
      }
    })
}

const carriesFiles = (event: CaseEvent): boolean => event.action === 'file' || event.action === 'applyClosure'

const labelOf = (table: AnyWorkflow, state: string | null): string | null =>
  state === null ? null : ((table.states[state] as State | undefined)?.label ?? state)

function detailsOf(event: CaseEvent): { label: string; text: string }[] {
  // Lights say their change in the note already.
  if (event.action === 'light') return []
  return Object.entries(event.data)
    .filter(([name, value]) => !hidden.has(name) && name in detailLabels && value !== null && value !== '')
    .map(([name, value]) => ({
      label: detailLabels[name]!,
      text: name === 'percent' ? `${value}%` : String(value),
    }))
}
