import type { Doubt, Measure } from '#modules/plans/contract.ts'

/** What each field of a measure is called on the page and in the document's own table heads. */
export const fieldLabels: Record<string, string> = {
  number: '序号',
  title: '任务名称',
  text: '具体措施',
  leads: '牵头单位',
  partners: '配合单位',
  deadline: '完成时限',
  mark: '标记',
  marks: '标记',
  leaders: '责任领导',
  extra: '其他栏目',
}

export const labelOfField = (field: string): string => fieldLabels[field] ?? field

/** A doubt as `settleDoubts` knows it: ids of doubts are counted within their measure. */
export const doubtKey = (measure: Measure, doubt: Doubt): string => `${measure.id}/${doubt.id}`

export interface OpenDoubt {
  measure: Measure
  doubt: Doubt
}

/** Doubts of one kind, in the order of the document. */
export interface DoubtGroup {
  code: string
  label: string
  /** The sentence of the first, as an example of the kind. */
  sentence: string
  mustSettle: boolean
  doubts: OpenDoubt[]
}

export const openDoubtsOf = (measure: Measure): Doubt[] =>
  measure.doubts
    .filter((doubt) => doubt.settledBy === null)
    .sort((a, b) => Number(b.mustSettle) - Number(a.mustSettle))

/** Open doubts that a person may take as they are, by kind: first what keeps the plan from being confirmed, then the most frequent. */
export function groupDoubts(measures: readonly Measure[]): DoubtGroup[] {
  const groups = new Map<string, DoubtGroup>()
  for (const measure of measures) {
    for (const doubt of openDoubtsOf(measure).filter(({ acceptable }) => acceptable)) {
      const group = groups.get(doubt.code) ?? {
        code: doubt.code,
        label: doubt.label,
        sentence: doubt.sentence,
        mustSettle: false,
        doubts: [],
      }
      group.mustSettle ||= doubt.mustSettle
      group.doubts.push({ measure, doubt })
      groups.set(doubt.code, group)
    }
  }
  return [...groups.values()].sort(
    (a, b) => Number(b.mustSettle) - Number(a.mustSettle) || b.doubts.length - a.doubts.length,
  )
}

/** Replaces the measures that an answer brought, and keeps the order of the document. */
export function mergeMeasures(known: readonly Measure[], changed: readonly Measure[]): Measure[] {
  const byId = new Map(changed.map((measure) => [measure.id, measure]))
  return known.map((measure) => byId.get(measure.id) ?? measure)
}
