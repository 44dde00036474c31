import { flag } from './flags.ts'
import type { Flag, Item, Range } from './plan-reading.ts'

/**
 * A list that is printed in the body and again in an annex: its measures are read twice, and both the
 * document and each repeated measure say so. Nothing is dropped: the person who checks decides which
 * of the two stays.
 * @param beginnings offsets at which another list can begin: tables and annexes
 * @returns flags of the document; those of the measures are added to them
 */
export function flagRepeatedLists(items: Item[], beginnings: number[]): Flag[] {
  const lists = listsOf(
    items,
    [...beginnings].sort((a, b) => a - b),
  )
  const flags: Flag[] = []
  const seen = new Map<string, Item>()
  for (const list of lists) {
    const repeated: [Item, Item][] = []
    for (const item of list) {
      const earlier = seen.get(nameOf(item))
      if (earlier) repeated.push([item, earlier])
    }
    // one name that comes again is no list
    if (repeated.length >= 2 && repeated.length * 2 >= list.length) {
      for (const [item, earlier] of repeated)
        item.flags.push(flag('printed-twice', item.source, `与前文“${earlier.number}${earlier.title}”相同`))
      flags.push(flag('list-twice', spanOf(list), `${repeated.length} 条`))
    }
    for (const item of list) if (!seen.has(nameOf(item))) seen.set(nameOf(item), item)
  }
  return flags
}

/** The measures parted at the offsets at which another list begins. */
function listsOf(items: Item[], beginnings: number[]): Item[][] {
  const lists: Item[][] = []
  let next = 0
  let list: Item[] = []
  for (const item of items) {
    let parted = false
    while (next < beginnings.length && (beginnings[next] ?? 0) <= item.source.start) {
      next++
      parted = true
    }
    if (parted && list.length > 0) {
      lists.push(list)
      list = []
    }
    list.push(item)
  }
  if (list.length > 0) lists.push(list)
  return lists
}

/** What a measure is called, without marks: the body may print it with a full stop and the annex without. */
function nameOf(item: Item): string {
  return item.title.replace(/[\s“”"'《》（）()，,、；;：:。.·-]/g, '')
}

function spanOf(list: Item[]): Range {
  return { start: list[0]?.source.start ?? 0, end: list.at(-1)?.source.end ?? 0 }
}
