import { randomUUID } from 'node:crypto'
import type { Actor } from '#kernel/actor.ts'
import { act, nextNumbers, openCase } from '#kernel/cases/cases.ts'
import { getCity } from '#modules/city/service.ts'
import type { PlanEvent } from '#modules/plans/contract.ts'
import { type FrozenMeasure, getFrozenPlan } from '#modules/plans/service.ts'
import * as queries from '../queries.ts'
import { taskWorkflow } from '../workflow.ts'

/** Makes a task of each measure of a plan that was confirmed; they wait for the approval of its dispatch. */
export async function createTasksOf({ planId }: PlanEvent, actor: Actor): Promise<void> {
  const plan = await getFrozenPlan(planId)
  const numbers = await nextNumbers(`RW-${plan.year}-`, plan.measures.length)
  const { centreUnitId } = await getCity()
  const rows: queries.NewTask[] = []
  for (const [i, measure] of plan.measures.entries()) {
    const number = numbers[i]!
    const [lead, ...coLeads] = unitIdsOf(measure.leads)
    const id = randomUUID()
    await openCase(
      taskWorkflow,
      {
        id,
        number,
        title: measure.title,
        parties: { lead: lead ?? null, centre: centreUnitId },
        dueOn: measure.deadline?.date ?? null,
        label: '由方案生成',
        data: { planId, measureId: measure.id, measureNumber: measure.number },
      },
      actor,
    )
    rows.push({
      id,
      plan_id: planId,
      measure_id: measure.id,
      plan_title: plan.title,
      document_number: plan.documentNumber,
      ordinal: measure.ordinal,
      measure_number: measure.number,
      path: measure.path,
      action_name: measure.path.at(-2) ?? '',
      field_name: measure.path.at(-1) ?? '',
      body: measure.text,
      lead_unit_id: lead ?? null,
      co_lead_unit_ids: coLeads,
      partner_unit_ids: unitIdsOf(measure.partners).filter(
        (unit) => unit !== lead && !coLeads.includes(unit),
      ),
      leads_as_printed: printed(measure.leads),
      partners_as_printed: printed(measure.partners),
      deadline_text: measure.deadline?.raw ?? '',
      due_on: measure.deadline?.date ?? null,
      long_term: measure.deadline?.longTerm ?? false,
      is_public: measure.isPublic,
      searched: searchedIn(number, measure),
    })
  }
  await queries.insertTasks(rows)
}

/** A plan was sent back before its dispatch: its tasks never were. */
export async function withdrawTasksOf({ planId }: PlanEvent, actor: Actor): Promise<void> {
  for (const { id } of await queries.listOfPlan(planId, 'drafted')) {
    await act(taskWorkflow, id, 'withdraw', { subject: { reportsUnderReview: 0 } }, actor)
  }
}

/** Each unit once, a group by its members, in the order of the document. */
const unitIdsOf = (mentions: FrozenMeasure['leads']): string[] => [
  ...new Set(
    mentions.flatMap((mention) =>
      mention.unitId ? [mention.unitId] : mention.members.map((member) => member.unitId),
    ),
  ),
]

const printed = (mentions: FrozenMeasure['leads']): string =>
  mentions.map((mention) => mention.raw).join('、')

const searchedIn = (number: string, measure: FrozenMeasure): string =>
  [
    number,
    measure.title,
    measure.text,
    ...measure.path,
    ...[...measure.leads, ...measure.partners].map((mention) => mention.name),
  ].join('\n')
