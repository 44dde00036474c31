import type { Actor } from './actor.ts'

/**
 * A number that can be opened. The declaration yields the records; the number is their count, so that a
 * dashboard, a paper and "show me these 37" cannot disagree.
 */
export interface Figure {
  name: string
  label: string
  /** 项, 家, 次 … */
  unit: string
  /** Where the records are listed in the workspace; the figure's name travels as `figure=`. */
  opens: string
  count: (actor: Actor) => Promise<number>
}
