import { z } from 'zod'
import { system } from '#kernel/actor.ts'
import { shiftClock } from '#kernel/clock.ts'
import { readSetting, setting, writeSetting } from '#kernel/settings.ts'
import { listUnits } from '#modules/people/service.ts'
import { DemoClock, momentOf } from './load/clock.ts'
import { issuedOn, playHistory, storyEndsOn } from './load/history.ts'
import { castOf, centreCode, loadPeople } from './load/people.ts'
import { loadPlan } from './load/plan.ts'

/**
 * The sample city lives in its own time: the story ends on a morning of July 2026 and goes on from there at the
 * pace of the real clock, whenever it was loaded.
 */
const demoTime = setting({
  name: 'demo.time',
  label: '示例城市的时钟',
  schema: z.object({ loadedAt: z.string(), storyAt: z.string() }).nullable(),
  fallback: null,
})

export async function isLoaded(): Promise<boolean> {
  return (await readSetting(demoTime)) !== null
}

/** Whether somebody else's data lies in this database already. */
export async function isOccupied(): Promise<boolean> {
  return (await listUnits()).length > 0
}

/** Loads the sample city through the services. A loading that was cut off leaves no mark and cannot be continued. */
export async function loadSampleCity(password: string, say: (line: string) => void): Promise<void> {
  const clock = new DemoClock(issuedOn)
  try {
    say('建立单位、人员和岗位')
    await loadPeople(password)
    const cast = await castOf()
    say('读取方案文件并核对定稿')
    const planId = await loadPlan(cast.inRole(centreCode, 'dispatcher'))
    say('下达任务，走过五个月：签收、填报、审签、审核、办结、公众意见')
    let shown = 0
    await playHistory(clock, { cast, planId, taskIds: new Map() }, (share) => {
      const percent = Math.floor(share * 10) * 10
      if (percent > shown) say(`  ${percent}%`)
      shown = Math.max(shown, percent)
    })
  } finally {
    clock.restore()
  }
  const loadedAt = Temporal.Now.instant().toString()
  await writeSetting(demoTime, { loadedAt, storyAt: momentOf(storyEndsOn, '09:00').toString() }, system)
}

/** Sets this process's clock to the sample city's time, if the database holds the sample city. */
export async function liveInDemoTime(): Promise<string | null> {
  const time = await readSetting(demoTime)
  if (!time) return null
  const offset = Temporal.Instant.from(time.loadedAt).since(Temporal.Instant.from(time.storyAt))
  shiftClock(offset)
  return time.storyAt
}
