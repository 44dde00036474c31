import type { ExpectedDeadline, ExpectedItem } from './document.ts'

/** Names parted by blanks; no name holds one. */
export function names(list: string): string[] {
  return list.split(' ').filter((name) => name !== '')
}

/** A measure: number, lead sentence, leads, partners, limit. */
export function item(
  number: string,
  title: string,
  leads: string,
  partners: string,
  deadline: ExpectedDeadline | null,
  more: Partial<ExpectedItem> = {},
): ExpectedItem {
  return { number, title, leads: names(leads), partners: names(partners), deadline, ...more }
}

/** The same headings above several measures. */
export function under(path: string[], items: ExpectedItem[]): ExpectedItem[] {
  return items.map((one) => ({ ...one, path }))
}

/** A last day, 2025-12-31. */
export function by(date: string): ExpectedDeadline {
  return { kind: 'date', date, longTerm: false, milestones: [] }
}

/** A last day, and going on after it. */
export function byAndOn(date: string): ExpectedDeadline {
  return { ...by(date), longTerm: true }
}

/** Steps in order; the last is the limit. */
export function steps(...milestones: [date: string, label: string][]): ExpectedDeadline {
  return {
    kind: 'milestones',
    date: milestones.at(-1)?.[0] ?? null,
    longTerm: false,
    milestones: milestones.map(([date, label]) => ({ label, date })),
  }
}

const without = (kind: ExpectedDeadline['kind'], longTerm: boolean): ExpectedDeadline => ({
  kind,
  date: null,
  longTerm,
  milestones: [],
})
export const goingOn = without('long-term', true)
export const atOnce = without('immediate', false)
export const atOnceAndOn = without('immediate', true)
export const afterDispatch = without('relative', false)
export const recurring = without('recurring', false)
export const onEvent = without('event', false)
