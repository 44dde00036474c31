import type { MeasureKey } from '../plan/measure.ts'
import type { PlacedMeasure } from '../plan/plan.ts'
import type { Cast } from './people.ts'

/** Something that somebody does at a time of the story. */
export interface Scene {
  day: string
  time: string
  play: () => Promise<unknown>
  /** Measure that it belongs to, to find it when it fails. */
  of?: string
}

export interface Stage {
  cast: Cast
  planId: string
  /** Ids of tasks by the measure's key; known once the plan has been dispatched. */
  taskIds: Map<MeasureKey, string>
}

export const taskOf = (stage: Stage, measure: PlacedMeasure): string => stage.taskIds.get(measure.key)!

/** A time of the working day, spread so that not everybody acts at once. */
export const minute = (place: number): string =>
  `${String(9 + (place % 8)).padStart(2, '0')}:${String((place * 7) % 60).padStart(2, '0')}`
