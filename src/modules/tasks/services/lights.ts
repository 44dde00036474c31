import { z } from 'zod'
import { type Actor, system } from '#kernel/actor.ts'
import { rewordLights, setLight } from '#kernel/cases/cases.ts'
import { today } from '#kernel/clock.ts'
import { transaction } from '#kernel/database/connection.ts'
import { readSetting, setting } from '#kernel/settings.ts'
import { refreshMeasures } from '#modules/publications/service.ts'
import type { Light } from '../contract.ts'
import * as queries from '../queries/lights.ts'
import { defaultLightRule, expectedProgressOf, type LightRule, lightOf, publicStateOf } from '../rules.ts'
import type { TaskState } from '../workflow.ts'

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

/** Reckons the lights of some tasks anew and brings the public page in step. The caller holds the tasks' locks. */
export async function refreshLights(taskIds: string[], actor: Actor): Promise<void> {
  await apply(await queries.listLightFacts(today().toString(), taskIds), actor)
}

const portion = 500

/** Every task that still burns, in portions, each its own transaction. Answers how many lights changed. */
export async function refreshAllLights(): Promise<number> {
  let after: string | undefined
  let changed = 0
  for (;;) {
    const ids = await transaction(async () => {
      // Locked before they are looked at: what is written below must not be older than what a person has just done.
      const locked = await queries.lockBurning(after, portion)
      changed += await apply(await queries.listLightFacts(today().toString(), locked), system)
      return locked
    })
    if (ids.length < portion) return changed
    after = ids.at(-1)
  }
}

/** What a task burns on a day, and why; null while it burns not at all. */
export function standingOf(
  fact: queries.LightFactsRow,
  day: string,
  rule: LightRule,
): { light: Light | null; reason: string | null; expectedProgress: number } {
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
  return { light: light?.light ?? null, reason: light?.reason ?? null, expectedProgress }
}

async function apply(facts: queries.LightFactsRow[], actor: Actor): Promise<number> {
  const rule = await readSetting(lightRule)
  const day = today().toString()
  const standings = facts.map((fact) => ({ fact, ...standingOf(fact, day, rule) }))
  let changed = 0
  for (const { fact, light, reason } of standings) {
    if (light !== fact.light && (await setLight(fact.id, light, reason, 'rule', system))) changed += 1
  }
  await rewordLights(
    standings
      .filter(({ fact, light, reason }) => light === fact.light && reason !== fact.light_reason)
      .map(({ fact, reason }) => ({ id: fact.id, reason })),
  )
  await refreshMeasures(
    standings.map(({ fact, light, reason, expectedProgress }) => ({
      taskId: fact.id,
      state: publicStateOf(fact.state as TaskState).state,
      stateLabel: publicStateOf(fact.state as TaskState).label,
      light,
      lightReason: reason,
      progress: fact.progress,
      expectedProgress,
      closedOn: fact.closed_on,
    })),
    actor,
  )
  return changed
}
