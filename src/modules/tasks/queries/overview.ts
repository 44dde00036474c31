import { sql } from 'kysely'
import type { Actor } from '#kernel/actor.ts'
import type { Light } from '../contract.ts'
import { inPlan, tables, visibleUnit } from './scope.ts'

interface OverviewCell {
  action_name: string
  field_name: string
  lead_unit_id: string | null
  lead_name: string | null
  state: string
  light: Light | null
  count: number
  progress_sum: number
}

/** One grouping that all totals of the overview are summed from, so that they cannot disagree. */
export const overviewCells = async (planId: string | undefined, actor: Actor): Promise<OverviewCell[]> =>
  (
    await sql<OverviewCell>`
      select t.action_name, t.field_name, t.lead_unit_id, u.short_name as lead_name, c.state, c.light,
        count(*)::int as count, sum(t.progress)::int as progress_sum
      from kernel.case c join tasks.task t on t.id = c.id left join people.unit_view u on u.id = t.lead_unit_id
      where c.workflow = 'task' and c.state <> 'cancelled' and ${inPlan(planId)} and ${visibleUnit(actor)}
      group by 1, 2, 3, 4, 5, 6
      order by min(t.ordinal)`.execute(tables())
  ).rows

interface MonthCell {
  month: string
  unit_id: string
  light: Light
  count: number
  progress: number
  expected: number
  closed: number
}

export const monthCells = async (planId: string | undefined, actor: Actor): Promise<MonthCell[]> =>
  (
    await sql<MonthCell>`
      select m.month, m.lead_unit_id as unit_id, m.light, count(*)::int as count, sum(m.progress)::int as progress,
        sum(m.expected)::int as expected, (count(*) filter (where m.state in ('closed', 'writtenOff')))::int as closed
      from tasks.month_light m join tasks.task t on t.id = m.task_id
      where m.lead_unit_id is not null and ${inPlan(planId)} and ${visibleUnit(actor)}
      group by 1, 2, 3 order by 1`.execute(tables())
  ).rows
