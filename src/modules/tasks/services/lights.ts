import { z } from 'zod'
import { type Actor, system } from '#kernel/actor.ts'
import { setLight } from '#kernel/cases/cases.ts'
import { now, today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { readSetting, setting } from '#kernel/settings.ts'
import { refreshMeasure } from '#modules/publications/service.ts'
import * as queries from '../queries.ts'
import { defaultLightRule, expectedProgressOf, lightOf, monthAfter, monthOf } from '../rules.ts'
import { type TaskState, taskWorkflow } from '../workflow.ts'

const whole = z.int().min(0).max(365)

/** 亮灯规则: the city's own thresholds. */
export const lightRule = setting({
  name: 'tasks.lightRule',
  label: '亮灯规则',
  schema: z.object({
    yellowDays: whole,
    yellowProgress: whole,
    yellowGap: whole,
    redGap: whole,
    yellowMissed: whole,
    redMissed: whole,
  }),
  fallback: defaultLightRule,
})

/** Reckons the lights of some tasks anew and brings the public page in step. */
export async function refreshLights(taskIds: string[], actor: Actor): Promise<void> {
  await apply(await queries.listLightFacts(today().toString(), taskIds, undefined, taskIds.length), actor)
}

/** Every task that still burns, in portions, each its own transaction: the morning's run over all of them. */
export async function refreshAllLights(): Promise<number> {
  const portion = 500
  let after: string | undefined
  let changed = 0
  for (;;) {
    const facts = await queries.listLightFacts(today().toString(), undefined, after, portion)
    changed += await transaction(() => apply(facts, system))
    if (facts.length < portion) return changed
    after = facts.at(-1)!.id
  }
}

async function apply(
  facts: Awaited<ReturnType<typeof queries.listLightFacts>>,
  actor: Actor,
): Promise<number> {
  const rule = await readSetting(lightRule)
  const day = today().toString()
  let changed = 0
  for (const fact of facts) {
    const expectedProgress = expectedProgressOf(fact.dispatched_on, fact.due_on, day)
    const light = lightOf(
      {
        state: fact.state,
        dueOn: fact.due_on,
        progress: fact.progress,
        expectedProgress,
        missedReports: fact.missed,
        today: day,
      },
      rule,
    )
    if (!light) continue
    if (light.light !== fact.light || light.reason !== fact.light_reason) {
      await setLight(fact.id, light.light, light.reason, 'rule', actor.kind === 'system' ? actor : system)
      changed += 1
    }
    const state = fact.state as TaskState
    await refreshMeasure(
      fact.id,
      {
        state,
        stateLabel: taskWorkflow.states[state].label,
        light: light.light,
        lightReason: light.reason,
        progress: fact.progress,
        expectedProgress,
      },
      actor,
    )
  }
  return changed
}

/** Keeps every task as it stands at the end of a month; run on the first of the next. */
export async function keepMonthLights(): Promise<void> {
  await queries.saveMonthLights(monthAfter(monthOf(today().toString()), -1), now().toString())
}
