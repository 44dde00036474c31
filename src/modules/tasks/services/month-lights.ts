import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { readSetting } from '#kernel/settings.ts'
import * as queries from '../queries/lights.ts'
import { monthAfter, monthOf, reportDueOn } from '../rules.ts'
import { lightRule, standingOf } from './lights.ts'

const portion = 500

/**
 * Keeps every task as it stands at the end of the month that has just ended, once: whatever comes later, that month
 * keeps its lights. A run that was missed on the first is made up for by the next one.
 */
export async function keepMonthLights(): Promise<void> {
  const month = monthAfter(monthOf(today().toString()), -1)
  const lastDay = reportDueOn(month, 31)
  await transaction(async () => {
    if (await queries.isMonthKept(month)) return
    const rule = await readSetting(lightRule)
    let after: string | undefined
    for (;;) {
      const tasks = await queries.listDispatchedBy(lastDay, after, portion)
      const names = new Map(tasks.map((task) => [task.id, task.lead_name]))
      const facts = await queries.listLightFacts(lastDay, [...names.keys()])
      const rows = facts.flatMap((fact) => {
        const { light, reason, expectedProgress } = standingOf(fact, lastDay, rule)
        return light === null
          ? []
          : {
              task_id: fact.id,
              lead_unit_id: fact.lead_unit_id,
              lead_name: names.get(fact.id) ?? null,
              due_on: fact.due_on,
              light,
              reason: reason ?? '',
              progress: fact.progress,
              expected: expectedProgress,
              state: fact.state,
            }
      })
      await queries.insertMonthLights(month, now().toString(), rows)
      if (tasks.length < portion) return
      after = tasks.at(-1)!.id
    }
  })
}
