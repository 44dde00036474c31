import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import type { Light } from '../contract.ts'
import { inPlan, tables, visibleUnit } from './scope.ts'

/** A task as papers print it. */
export interface PaperRow {
  id: string
  number: string
  title: string
  body: string
  action_name: string
  field_name: string
  lead_unit_id: string | null
  lead_name: string | null
  co_lead_unit_ids: string[]
  leads_as_printed: string
  partners_as_printed: string
  deadline_text: string
  due_on: string | null
  long_term: boolean
  state: string
  light: Light | null
  light_reason: string | null
  progress: number
  dispatched_on: string | null
  received_on: string | null
  closed_on: string | null
  /** The last report that had been adopted. */
  last_month: string | null
  last_done: string | null
  last_problems: string | null
  last_next_steps: string | null
  last_filed_on: string | null
}

/** The same with what a month asks for beside it. */
export interface MonthRow extends PaperRow {
  /** Of the month's report; null where none was owed. */
  month_state: string | null
  month_due_on: string | null
  /** On which day it was first filed; also one that was not yet filed at the month's end has this day later. */
  month_filed_on: string | null
  month_returns: number
  before_progress: number | null
  before_light: Light | null
  /** Months in a row before this one that ended in red. */
  red_months: number
}

const unchanging = sql`
  c.id, c.number, c.title, t.body, t.action_name, t.field_name, t.co_lead_unit_ids, t.leads_as_printed, t.partners_as_printed,
  t.deadline_text, t.long_term, t.dispatched_on, t.received_on, t.closed_on`

const asItStands = sql`${unchanging},
  t.lead_unit_id, u.short_name as lead_name, t.due_on, c.state, c.light, c.light_reason, t.progress`

/** A row of an earlier version of the platform has neither name nor day; those of today stand in for them. */
const asItStood = sql`${unchanging},
  m.lead_unit_id, coalesce(m.lead_name, u.short_name) as lead_name, coalesce(m.due_on, t.due_on) as due_on,
  m.state, m.light, m.reason as light_reason, m.progress`

const lastReport = sql`
  last.month as last_month, last.done as last_done, last.problems as last_problems,
  last.next_steps as last_next_steps, last.first_filed_on as last_filed_on`

/** Tasks as they stand now, of one plan or all, of one unit or all. */
export const listForLedger = async (
  planId: string | undefined,
  unitId: string | undefined,
  actor: Actor,
): Promise<PaperRow[]> =>
  (
    await sql<PaperRow>`
      select ${asItStands}, ${lastReport}
      from kernel.case c
      join tasks.task t on t.id = c.id
      left join people.unit_view u on u.id = t.lead_unit_id
      left join lateral (
        select * from tasks.report r where r.task_id = t.id and r.adopted_at is not null
        order by r.month desc limit 1) last on true
      where c.workflow = 'task' and c.state not in ('cancelled', 'drafted') and ${inPlan(planId)} and ${visibleUnit(actor)}
        and (${unitId ?? null}::uuid is null or exists (
          select from tasks.unit_task s where s.task_id = t.id and s.unit_id = ${unitId ?? null}::uuid))
      order by t.plan_id, t.ordinal, c.number`.execute(tables())
  ).rows

/**
 * Tasks of a plan in a month: as they stand now while it runs, as they were kept when it is past; with what had been
 * reported, adopted and sent back before `until`, whatever came later.
 */
export const listForMonth = async (
  planId: string,
  month: string,
  isPast: boolean,
  until: string,
  actor: Actor,
): Promise<MonthRow[]> => {
  const tasksOfMonth = isPast
    ? sql`select ${asItStood}
        from tasks.month_light m join tasks.task t on t.id = m.task_id join kernel.case c on c.id = t.id
        left join people.unit_view u on u.id = m.lead_unit_id
        where m.month = ${month} and ${inPlan(planId)} and ${visibleUnit(actor)}`
    : sql`select ${asItStands}
        from kernel.case c join tasks.task t on t.id = c.id
        left join people.unit_view u on u.id = t.lead_unit_id
        where c.workflow = 'task' and c.state not in ('cancelled', 'drafted') and ${inPlan(planId)} and ${visibleUnit(actor)}`
  return (
    await sql<MonthRow>`
      with seen as (${tasksOfMonth})
      select seen.*, ${lastReport},
        (select e.to_state from kernel.case_event e where e.case_id = r.id and e.at < ${until}::timestamptz
          order by e.seq desc limit 1) as month_state,
        r.due_on as month_due_on,
        r.first_filed_on as month_filed_on,
        (select count(*)::int from kernel.case_event e where e.case_id = r.id and e.at < ${until}::timestamptz
          and e.action in ('sendBack', 'refuseSignature')) as month_returns,
        before.progress as before_progress, before.light as before_light,
        (select count(*)::int from tasks.month_light red where red.task_id = seen.id and red.light = 'red'
          and red.month < ${month} and red.month > coalesce((
            select max(other.month) from tasks.month_light other
            where other.task_id = seen.id and other.light <> 'red' and other.month < ${month}), '')) as red_months
      from seen
      join tasks.task t on t.id = seen.id
      left join lateral (
        select * from tasks.report r where r.task_id = seen.id and r.adopted_at < ${until}::timestamptz and r.month <= ${month}
        order by r.month desc limit 1) last on true
      left join tasks.report r on r.task_id = seen.id and r.month = ${month}
      left join tasks.month_light before on before.task_id = seen.id
        and before.month = to_char(${`${month}-01`}::date - interval '1 month', 'YYYY-MM')
      order by t.plan_id, t.ordinal, seen.number`.execute(tables())
  ).rows
}
