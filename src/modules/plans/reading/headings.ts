import type { Heading, Range } from './plan-reading.ts'

/** The headings above measures, in reading order, each once. */
export class HeadingList {
  readonly list: Heading[] = []
  readonly #byKey = new Map<unknown, number>()

  /** @param key what makes the heading one and the same: its node, its cell, its words in a column */
  add(
    key: unknown,
    heading: { number: string; title: string; printed: string; range: Range; parent: number | null },
  ): number {
    const known = this.#byKey.get(key)
    if (known !== undefined) return known
    const { range, ...rest } = heading
    const parent = heading.parent === null ? null : this.list[heading.parent]
    const index = this.list.length
    this.list.push({
      ...rest,
      start: range.start,
      end: range.end,
      depth: parent ? parent.depth + 1 : 0,
      role: 'group',
      items: 0,
      children: 0,
    })
    this.#byKey.set(key, index)
    return index
  }

  /** Indexes from the outermost heading to this one. */
  path(index: number | null): number[] {
    const path: number[] = []
    for (let at = index; at !== null; at = this.list[at]?.parent ?? null) path.unshift(at)
    return path
  }
}
