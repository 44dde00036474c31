import { actOn as actOnPlan } from '#modules/plans/service.ts'
import { keepMonthLights, listOfTasks, openMonthReports, refreshAllLights } from '#modules/tasks/service.ts'
import { histories } from '../history/progress.ts'
import { springSuggestions } from '../history/suggestions-spring.ts'
import { summerSuggestions } from '../history/suggestions-summer.ts'
import { findUnitCodes } from '../name-lookup.ts'
import { measures, type PlacedMeasure } from '../plan/plan.ts'
import type { DemoClock } from './clock.ts'
import { closureScenes } from './closures.ts'
import { centreCode } from './people.ts'
import { receiptsOf } from './receipts.ts'
import { monthsOf, reportScenes } from './reports.ts'
import type { Scene, Stage } from './scene.ts'
import { voiceOf } from './voices.ts'

/**
 * The plan's day of issue, and the morning on which the sample city's story has arrived: a Friday, the day
 * before reports are due, so that everybody has something to do and a task received today still owes its report.
 */
export const issuedOn = '2026-03-16'
export const storyEndsOn = '2026-07-24'
const storyEndsAt = '09:00'

/** Lives through five months: every scene at its time, and each night what the clock does by itself. */
export async function playHistory(
  clock: DemoClock,
  stage: Stage,
  progress: (share: number) => void,
): Promise<void> {
  const scenes = [
    ...nights(),
    { day: issuedOn, time: '15:00', play: () => dispatch(stage) },
    ...measures.flatMap((measure, i) => scenesOf(measure, i, stage)),
    ...[...springSuggestions, ...summerSuggestions].flatMap((suggestion) => voiceOf(suggestion, stage)),
  ]
    .filter(({ day, time }) => day + time < storyEndsOn + storyEndsAt)
    .toSorted((a, b) => (a.day + a.time < b.day + b.time ? -1 : 1))
  for (const [i, scene] of scenes.entries()) {
    clock.moveTo(scene.day, scene.time)
    await scene.play().catch((error) => {
      throw new Error(
        `the sample city's scene of ${scene.day} ${scene.time}${scene.of ? ` (${scene.of})` : ''} was refused`,
        { cause: error },
      )
    })
    if (i % 20 === 0) progress(i / scenes.length)
  }
  clock.moveTo(storyEndsOn, storyEndsAt)
}

/** What the jobs do in a running system. */
function nights(): Scene[] {
  const scenes: Scene[] = []
  for (
    let day = Temporal.PlainDate.from(issuedOn).add({ days: 1 });
    day.toString() <= storyEndsOn;
    day = day.add({ days: 1 })
  ) {
    if (day.day === 1) {
      scenes.push({ day: day.toString(), time: '00:05', play: keepMonthLights })
      scenes.push({ day: day.toString(), time: '00:15', play: openMonthReports })
    }
    scenes.push({ day: day.toString(), time: '00:30', play: refreshAllLights })
  }
  return scenes
}

async function dispatch({ cast, planId, taskIds }: Stage): Promise<void> {
  const head = cast.inRole(centreCode, 'dispatch-head')
  await actOnPlan({ id: planId, action: 'dispatch' }, head)
  const { tasks } = await listOfTasks(
    { planId, sort: 'number', descending: false, page: 1, pageSize: 200 },
    head,
  )
  for (const [i, task] of tasks.entries()) taskIds.set(measures[i]!.key, task.id)
}

function scenesOf(measure: PlacedMeasure, place: number, stage: Stage): Scene[] {
  const history = histories.get(measure.key)!
  const unitCode = findUnitCodes(measure.leads[0]!)[0]!
  return [
    ...receiptsOf(measure, place, unitCode, issuedOn, stage),
    ...[...monthsOf(history)].flatMap(([month, report]) =>
      reportScenes(measure, place, unitCode, month, report, history, stage),
    ),
    ...closureScenes(measure, unitCode, history, stage),
  ].map((scene) => ({ ...scene, of: measure.key }))
}
