/** One measure as the plan prints it. The lead sentence is `title` without its full stop. */
export interface PlanMeasure {
  readonly title: string
  readonly text: string
  /** Names as printed, one for each 、 of the line 牵头部门. */
  readonly leads: readonly string[]
  readonly partners: readonly string[]
  readonly deadline: string
}

/** 重点领域, with the number restarting in each action. */
export interface PlanField {
  readonly name: string
  readonly measures: readonly PlanMeasure[]
}

/** 专项行动 */
export interface PlanAction {
  readonly name: string
  readonly intro: string
  readonly fields: readonly PlanField[]
}

/** Where a measure stands: `'2.3.1'` is action 2, field 3, measure 1; all three count from 1. */
export type MeasureKey = `${number}.${number}.${number}`
