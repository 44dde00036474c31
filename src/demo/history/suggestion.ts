import type { MeasureKey } from '../plan/measure.ts'

/** What a member of the public sent about a measure, and what became of it. */
export interface Suggestion {
  readonly measure: MeasureKey
  readonly kind: '建议' | '投诉' | '咨询' | '表扬'
  readonly sender: string
  /** From the block of the sample city's people: no operator gives these numbers out. */
  readonly phone: string
  readonly sentOn: string
  readonly text: string
  /** Absent while it has not been accepted. */
  readonly acceptedOn?: string
  /** The unit that answers. */
  readonly unitCode: string
  readonly answer?: {
    readonly on: string
    readonly text: string
    /** 采纳 with a visible effect, 解释 without. */
    readonly outcome: '采纳' | '部分采纳' | '解释说明'
  }
  readonly rating?: '非常满意' | '满意' | '基本满意' | '不满意' | '非常不满意'
  /** After a bad rating the unit answered once more. */
  readonly secondAnswer?: { readonly on: string; readonly text: string }
  /** Shown on the portal after the secrecy review. */
  readonly published: boolean
}
