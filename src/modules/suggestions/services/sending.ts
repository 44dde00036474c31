import { createHash, createHmac, randomBytes, randomUUID } from 'node:crypto'
import type { z } from 'zod'
import type { Actor } from '#kernel/actor.ts'
import { nextNumber, openCase } from '#kernel/cases/cases.ts'
import { digestOf, timelineOf } from '#kernel/cases/timeline.ts'
import { today } from '#kernel/clock.ts'
import { brokenConstraint, transaction } from '#kernel/database/connection.ts'
import { findPersonalData, maskPersonalData, personalDataLabels } from '#kernel/masking.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { State } from '#kernel/workflow.ts'
import { getCity } from '#modules/city/service.ts'
import { findMeasureOfTask } from '#modules/publications/service.ts'
import { kinds, type PublicSuggestion, type SuggestionKind, type submitSuggestion } from '../contract.ts'
import * as queries from '../queries.ts'
import { codeFrom, readCode, spacedCode } from '../rules.ts'
import { type SuggestionState, suggestionWorkflow } from '../workflow.ts'
import { countAttempt, keyOfToday, refuseExhausted } from './sources.ts'

/**
 * Takes what somebody outside says and answers with the query code, which is kept nowhere but with him.
 * @param formToken token of the form that it came by: sent twice, it is taken once, and the same code answered.
 * @throws {Refusal} `too-many`; `not-found` when the task is not public.
 */
export async function submit(
  input: z.infer<typeof submitSuggestion.input>,
  actor: Actor,
  formToken?: string,
): Promise<z.infer<typeof submitSuggestion.output>> {
  const code = formToken ? await codeOfForm(formToken, input) : freshCode()
  const hidden = [...new Set(findPersonalData(input.text).map(({ kind }) => personalDataLabels[kind]))]
  const answer = { queryCode: spacedCode(code), hidden }
  if (formToken && (await queries.findByCode(digestOfCode(code)))) return answer
  await countAttempt('submit', actor.source)
  try {
    await transaction(() => open(input, code, actor))
  } catch (error) {
    // The other click of the same form was quicker.
    if (brokenConstraint(error) !== 'suggestion_query_code_digest_key') throw error
  }
  return answer
}

async function open(
  input: z.infer<typeof submitSuggestion.input>,
  code: string,
  actor: Actor,
): Promise<void> {
  const measure = input.taskId ? await findMeasureOfTask(input.taskId) : undefined
  if (input.taskId && !measure) {
    throw new Refusal('not-found', '这项任务没有公开，或已撤下，请从任务列表重新选择。', { field: 'taskId' })
  }
  const text = maskPersonalData(input.text)
  const city = await getCity()
  const row = await openCase(
    suggestionWorkflow,
    {
      id: randomUUID(),
      number: await nextNumber(`YJ-${today().year}-`, 5),
      title: `${kinds[input.kind]}：${measure?.title ?? firstWords(text)}`,
      parties: { centre: city.centreUnitId, unit: null },
      label: '提交',
      // The text stands in this module's table; its digest makes a later change visible.
      data: { kind: input.kind, taskId: measure?.taskId ?? null, text: digestOf(text) },
    },
    // Whoever sends it, also somebody who happens to be signed in, is the public here.
    { ...actor, kind: 'public', personId: null, postId: null, unitId: null, label: '公众' },
  )
  await queries.insertSuggestion({
    id: row.id,
    kind: input.kind,
    task_id: measure?.taskId ?? null,
    task_number: measure?.number ?? null,
    task_title: measure?.title ?? null,
    body: text,
    query_code_digest: digestOfCode(code),
    submitted_at: row.opened_at,
  })
}

/** @throws {Refusal} `not-found` for a code that there is not; `too-many` after many of them. */
export async function follow(typed: string, actor: Actor): Promise<PublicSuggestion> {
  await refuseExhausted('follow', actor.source)
  const code = readCode(typed)
  const row = code ? await queries.findByCode(digestOfCode(code)) : undefined
  if (!row) {
    await countAttempt('follow', actor.source)
    throw new Refusal(
      'not-found',
      '没有查到这个查询码，请核对后重新输入。查询码共 12 位，由字母和数字组成。',
      {
        field: 'queryCode',
      },
    )
  }
  const state = row.state as SuggestionState
  return {
    kind: row.kind as SuggestionKind,
    kindLabel: kinds[row.kind as SuggestionKind],
    taskId: row.task_id,
    taskNumber: row.task_number,
    taskTitle: row.task_title,
    text: row.body,
    state,
    stateLabel: suggestionWorkflow.states[state].label,
    submittedAt: row.submitted_at,
    dueOn: (suggestionWorkflow.states[state] as State).final ? null : row.waits_due_on,
    answer: state === 'refused' ? row.refusal_reason : row.answer,
    answeredBy: row.answered_by,
    answeredAt: row.answered_at,
    steps: await stepsOf(row.id),
  }
}

/** The steps that concern the sender; what the house says to itself (returns, reviews) stays inside. */
async function stepsOf(id: string): Promise<PublicSuggestion['steps']> {
  const told: Record<string, (data: Record<string, unknown>) => string> = {
    open: () => '已提交',
    accept: ({ unitName }) => `已受理，转由${unitName ?? '承办单位'}办理`,
    reply: () => '承办单位已拟出答复，正在审核',
    answer: () => '已答复',
    release: () => '已答复',
    refuse: () => '不予受理',
  }
  return (await timelineOf([id])).flatMap((event) => {
    const label = told[event.action]?.(event.data)
    return label ? [{ label, at: event.at }] : []
  })
}

const digestOfCode = (code: string): Buffer => createHash('sm3').update(code).digest()

function freshCode(): string {
  return codeFrom(randomBytes(32)) ?? freshCode()
}

/** The same form with the same words gives the same code; whoever has no key of the day cannot compute it. */
async function codeOfForm(token: string, input: z.infer<typeof submitSuggestion.input>): Promise<string> {
  const key = await keyOfToday()
  const said = JSON.stringify([token, input.taskId ?? null, input.kind, input.text])
  for (let round = 0; ; round++) {
    const code = codeFrom(createHmac('sha256', key).update(`code ${round} ${said}`).digest())
    if (code) return code
  }
}

const firstWords = (text: string): string => {
  const line = text.replace(/\s+/g, ' ')
  return line.length > 24 ? `${line.slice(0, 24)}…` : line
}
