/** The file cannot be read as a plan. The message is one sentence that says what to hand in instead. */
export class PlanUnreadable extends Error {
  override readonly name = 'PlanUnreadable'
}
