import type { Actor } from '#kernel/actor.ts'
import { act, getCaseLocked, refusalOf } from '#kernel/cases/cases.ts'
import { transaction } from '#kernel/database/connection.ts'
import type { InputOf, OutputOf } from '#kernel/endpoint.ts'
import { Refusal } from '#kernel/refusal.ts'
import { rememberAlias } from '#modules/people/service.ts'
import type { Deadline, Doubt, matchUnit, settleDoubts, updateMeasure, updatePlan } from '../contract.ts'
import * as queries from '../queries.ts'
import { type PlanSubject, planWorkflow } from '../workflow.ts'
import { unknownUnit } from './draft.ts'
import { currentUnits, isUnknown, mentionsOf, sameUnits } from './mentions.ts'
import { getPlanRow, presentMeasure, presentPlan } from './presentation.ts'

type Changed = OutputOf<typeof updateMeasure>

/** One measure as a person says that it reads; what he changed is in doubt no longer. */
export async function changeMeasure(input: InputOf<typeof updateMeasure>, actor: Actor): Promise<Changed> {
  return editing(input.id, actor, async () => {
    const row = (await queries.listMeasures(input.id)).find((measure) => measure.id === input.measureId)
    if (!row) throw new Refusal('not-found', '方案中没有这条措施，请刷新后查看。')
    const before = presentMeasure(row)
    const changes: Record<string, unknown> = {}
    const settled = new Set<string>()
    if (before.title !== input.title) {
      changes.title = input.title
      settled.add('title')
    }
    if (before.text !== input.text) {
      changes.body = input.text
      settled.add('text')
    }
    if (before.isPublic !== input.isPublic) changes.is_public = input.isPublic
    for (const [column, ids] of [
      ['leads', input.leadUnitIds],
      ['partners', input.partnerUnitIds],
    ] as const) {
      if (sameUnits(before[column], ids)) continue
      const field = column === 'leads' ? 'leadUnitIds' : 'partnerUnitIds'
      changes[column] = JSON.stringify(await mentionsOf(ids, before[column], field))
      settled.add(column)
    }
    const deadline = deadlineOf(input, before.deadline)
    if (deadline !== before.deadline) {
      changes.deadline = deadline && JSON.stringify(deadline)
      settled.add('deadline')
    }
    changes.doubts = JSON.stringify(
      before.doubts.map((doubt) =>
        settled.has(doubt.field) && !doubt.settledBy ? { ...doubt, settledBy: actor.label } : doubt,
      ),
    )
    await save(input.measureId, input.revision, changes)
    const { doubts: _, ...changed } = changes
    return { touched: [input.measureId], data: { measure: before.ordinal, changed } }
  })
}

/** The printed words stay beside what a person made of them; the same object when he changed nothing. */
function deadlineOf(
  { dueOn, longTerm }: Pick<InputOf<typeof updateMeasure>, 'dueOn' | 'longTerm'>,
  before: Deadline | null,
): Deadline | null {
  if ((before?.date ?? null) === dueOn && (before?.longTerm ?? false) === longTerm) return before
  const raw = before?.raw ?? ''
  if (dueOn === null && !longTerm && raw === '') return null
  const kind = dueOn ? 'date' : longTerm ? 'long-term' : 'unclear'
  return { raw, kind, date: dueOn, longTerm, milestones: before?.milestones ?? [] }
}

/** A person takes what was read as it is, or takes that back. */
export async function settle(
  { id, doubtIds, code, settled }: InputOf<typeof settleDoubts>,
  actor: Actor,
): Promise<Changed> {
  if (doubtIds.length === 0 && code === undefined) {
    throw new Refusal('invalid', '请选择要确认的疑点。', { field: 'doubtIds' })
  }
  const wanted = new Set(doubtIds)
  const isMeant = (row: queries.MeasureRow, doubt: Doubt) =>
    (doubt.settledBy === null) === settled && (wanted.has(`${row.id}/${doubt.id}`) || doubt.code === code)
  return editing(id, actor, async () => {
    const touched: string[] = []
    const settledDoubts: string[] = []
    for (const row of await queries.listMeasures(id)) {
      const doubts = row.doubts as Doubt[]
      const meant = doubts.filter((doubt) => isMeant(row, doubt))
      if (meant.length === 0) continue
      refuseStuck(meant, settled)
      const next = doubts.map((doubt) =>
        meant.includes(doubt) ? { ...doubt, settledBy: settled ? actor.label : null } : doubt,
      )
      await save(row.id, row.revision, { doubts: JSON.stringify(next) })
      touched.push(row.id)
      settledDoubts.push(...meant.map((doubt) => `${row.ordinal}/${doubt.code}`))
    }
    return { touched, data: { settled, doubts: settledDoubts } }
  })
}

function refuseStuck(doubts: Doubt[], settled: boolean): void {
  const stuck = doubts.find((doubt) => !doubt.acceptable)
  if (!stuck) return
  throw new Refusal(
    'invalid',
    settled
      ? `“${stuck.label}”不能直接认可，请对应到单位或指定牵头单位。`
      : `“${stuck.label}”已由人指定单位，不能改回待确认；如有误，请在措施中改选单位。`,
    { field: 'doubtIds' },
  )
}

/** Takes a printed name for a unit everywhere in this plan, and remembers it for the next. */
export async function match({ id, name, unitId }: InputOf<typeof matchUnit>, actor: Actor): Promise<Changed> {
  return editing(id, actor, async () => {
    const label = (await currentUnits([unitId], 'unitId')).get(unitId)!
    await rememberAlias(unitId, name, actor)
    const touched: string[] = []
    for (const row of await queries.listMeasures(id)) {
      const { leads, partners, doubts } = presentMeasure(row)
      if (![...leads, ...partners].some((mention) => isUnknown(mention) && mention.name === name)) continue
      const known = (mentions: typeof leads) =>
        mentions.map((mention) =>
          isUnknown(mention) && mention.name === name
            ? { ...mention, unitId, match: 'alias' as const }
            : mention,
        )
      await save(row.id, row.revision, {
        leads: JSON.stringify(known(leads)),
        partners: JSON.stringify(known(partners)),
        doubts: JSON.stringify(
          doubts.map((doubt) =>
            doubt.code === unknownUnit && !doubt.settledBy && doubt.sentence.startsWith(`“${name}”`)
              ? { ...doubt, settledBy: `${actor.label}：${label}` }
              : doubt,
          ),
        ),
      })
      touched.push(row.id)
    }
    if (touched.length === 0)
      throw new Refusal('not-found', `方案中没有未识别的“${name}”，请刷新后查看。`, { field: 'name' })
    return { touched, data: { name, unit: label } }
  })
}

/** Title, number and the like of the plan itself. */
export async function changePlan(
  input: InputOf<typeof updatePlan>,
  actor: Actor,
): Promise<OutputOf<typeof updatePlan>> {
  const { plan } = await editing(input.id, actor, async () => {
    const facts = {
      title: input.title,
      document_number: input.documentNumber || null,
      issued_on: input.issuedOn,
      version_name: input.versionName || null,
    }
    await queries.updatePlan(input.id, facts)
    return { touched: [], data: facts, title: input.title }
  })
  return plan
}

interface Edit {
  /** Measures to answer with. */
  touched: string[]
  /** What was changed, for the history. */
  data: Record<string, unknown>
  /** New title of the plan, for inbox and lists. */
  title?: string
}

const editable: PlanSubject = { openDoubts: 0, measureCount: 1, leaderless: [] }

/** Runs a change of a plan that may still be changed, with its place in the history. */
async function editing(id: string, actor: Actor, change: () => Promise<Edit>): Promise<Changed> {
  return transaction(async () => {
    await getPlanRow(id, actor)
    const row = (await getCaseLocked(id))!
    const refusal = refusalOf(planWorkflow, planWorkflow.actions.edit, row, editable, actor)
    if (refusal) throw refusal
    const { touched, data, title } = await change()
    await act(planWorkflow, id, 'edit', { subject: editable, data, changes: { title } }, actor)
    const measures = (await queries.listMeasures(id)).filter((measure) => touched.includes(measure.id))
    return { measures: measures.map(presentMeasure), plan: presentPlan(await getPlanRow(id), actor) }
  })
}

async function save(id: string, revision: number, changes: Record<string, unknown>): Promise<void> {
  if (!(await queries.updateMeasure(id, revision, changes))) {
    throw new Refusal('conflict', '这条措施刚被他人修改过，请查看最新内容后再改。', { field: 'revision' })
  }
}
