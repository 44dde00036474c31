import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { act, allowedActions, type Case } from '#kernel/cases/cases.ts'
import { timelineOf } from '#kernel/cases/timeline.ts'
import { now } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { findPersonalData } from '#kernel/masking.ts'
import { Refusal } from '#kernel/refusal.ts'
import { getCity } from '#modules/city/service.ts'
import { findMeasureOfTask, findUnitName } from '#modules/publications/service.ts'
import { type actOnSuggestion, kinds, type Suggestion, type SuggestionKind } from '../contract.ts'
import * as queries from '../queries.ts'
import { type SuggestionState, suggestionWorkflow } from '../workflow.ts'

export async function listSuggestions(
  filter: queries.SuggestionFilter,
  page: number,
  pageSize: number,
  actor: Actor,
): Promise<{ suggestions: Omit<Suggestion, 'timeline'>[]; total: number }> {
  const rows = await queries.listVisible(filter, pageSize, (page - 1) * pageSize, actor)
  const suggestions = []
  for (const row of rows) suggestions.push(await present(row, actor))
  return { suggestions, total: await queries.countVisible(filter, actor) }
}

/** @throws {Refusal} `not-found`, also for one that was given to another unit. */
export async function getSuggestion(id: string, actor: Actor): Promise<Suggestion> {
  const row = await getVisible(id, actor)
  const timeline = await timelineOf([id])
  return {
    ...(await present(row, actor)),
    timeline: timeline.map(({ at, actor: by, label, note }) => ({ at, actor: by, label, note })),
  }
}

/** Does one action of the life cycle, with what belongs to it: who answers, what the sender reads. */
export async function actOn(input: z.infer<typeof actOnSuggestion.input>, actor: Actor): Promise<Suggestion> {
  await transaction(async () => {
    const row = await getVisible(input.id, actor)
    switch (input.action) {
      case 'accept':
        return accept(row, input.unitId ?? null, input.note, actor)
      case 'reply':
        await done(input, actor)
        return queries.updateSuggestion(row.id, { reply: input.note })
      case 'answer':
        return publishAnswer(row, input, input.note ?? '', actor)
      case 'release':
        return publishAnswer(row, input, input.answer ?? row.reply ?? '', actor)
      case 'refuse':
        refusePersonalData(input.note ?? '', 'note')
        await done(input, actor)
        return queries.updateSuggestion(row.id, {
          refusal_reason: input.note,
          answered_by: await centreName(),
          answered_at: moment(),
        })
      default:
        return done(input, actor)
    }
  })
  return getSuggestion(input.id, actor)
}

async function accept(
  row: queries.SuggestionRow,
  unitId: string | null,
  note: string | undefined,
  actor: Actor,
): Promise<void> {
  const unit = unitId ? await namedUnit(unitId) : await leadUnitOf(row)
  if (!unit) {
    throw new Refusal('invalid', '这条意见没有对应的牵头单位，请选择由哪个单位办理，或直接答复。', {
      field: 'unitId',
    })
  }
  await act(
    suggestionWorkflow,
    row.id,
    'accept',
    {
      subject: null,
      note,
      data: { unitId: unit.id, unitName: unit.name },
      changes: { parties: { unit: unit.id } },
    },
    actor,
  )
  await queries.updateSuggestion(row.id, { unit_id: unit.id, unit_name: unit.name })
}

async function publishAnswer(
  row: queries.SuggestionRow,
  input: z.infer<typeof actOnSuggestion.input>,
  answer: string,
  actor: Actor,
): Promise<void> {
  refusePersonalData(answer, input.action === 'answer' ? 'note' : 'answer')
  const isEdited = input.action === 'release' && answer !== row.reply
  await act(
    suggestionWorkflow,
    row.id,
    input.action,
    { subject: null, note: input.note, data: { ...(isEdited ? { written: row.reply } : {}), answer } },
    actor,
  )
  await queries.updateSuggestion(row.id, {
    answer,
    answered_by: row.unit_name ?? (await centreName()),
    answered_at: moment(),
  })
}

const done = (input: z.infer<typeof actOnSuggestion.input>, actor: Actor): Promise<Case> =>
  act(suggestionWorkflow, input.id, input.action, { subject: null, note: input.note }, actor)

/** What the sender reads may hold nobody's numbers (个人信息保护法 第二十五条). */
function refusePersonalData(text: string, field: string): void {
  const [found] = findPersonalData(text)
  if (found) throw new Refusal('invalid', `答复中有个人信息（${found.masked}），请删去后再提交。`, { field })
}

async function leadUnitOf(row: queries.SuggestionRow): Promise<{ id: string; name: string } | null> {
  const measure = row.task_id ? await findMeasureOfTask(row.task_id) : undefined
  return measure?.leadUnitId ? { id: measure.leadUnitId, name: measure.leadName } : null
}

async function namedUnit(id: string): Promise<{ id: string; name: string }> {
  const name = await findUnitName(id)
  if (!name) throw new Refusal('invalid', '只能转给承担公开任务的牵头单位，请重新选择。', { field: 'unitId' })
  return { id, name }
}

const centreName = async (): Promise<string> => (await getCity()).centreName

const moment = () => now().toString({ fractionalSecondDigits: 3 })

async function getVisible(id: string, actor: Actor): Promise<queries.SuggestionRow> {
  const row = await queries.findVisible(id, actor)
  if (!row) throw new Refusal('not-found', '没有这条公众意见，或它不由您的单位办理。')
  return row
}

async function present(row: queries.SuggestionRow, actor: Actor): Promise<Omit<Suggestion, 'timeline'>> {
  const state = row.state as SuggestionState
  const acting = { state, parties: row.parties, done_by: row.done_by } as Pick<
    Case,
    'state' | 'parties' | 'done_by'
  >
  return {
    id: row.id,
    number: row.number,
    kind: row.kind as SuggestionKind,
    kindLabel: kinds[row.kind as SuggestionKind],
    taskId: row.task_id,
    taskNumber: row.task_number,
    taskTitle: row.task_title,
    text: row.body,
    state,
    stateLabel: suggestionWorkflow.states[state].label,
    unit: row.unit_id && row.unit_name ? { id: row.unit_id, name: row.unit_name } : null,
    suggestedUnit: state === 'submitted' ? await leadUnitOf(row) : null,
    waitsDueOn: row.waits_due_on,
    submittedAt: row.submitted_at,
    reply: row.reply,
    answer: state === 'refused' ? row.refusal_reason : row.answer,
    allowedActions: allowedActions(suggestionWorkflow, acting, null, actor),
  }
}
