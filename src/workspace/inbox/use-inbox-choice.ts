import { useEffect, useRef, useState } from 'react'
import type { InboxItem } from '#kernel/cases/contract.ts'
import { useQueryState } from '../pieces/use-query-state.ts'

/**
 * Which case is chosen; kept in the address, so that the way back from its own page finds it. A chosen case that
 * has left the list stays in view until the reader moves on: nobody likes a page that is taken from under his eyes.
 */
export function useInboxChoice(items: readonly InboxItem[]) {
  const [query, change] = useQueryState()
  const wanted = query.get('case')
  const index = items.findIndex(({ caseId }) => caseId === wanted)
  const last = useRef<{ item: InboxItem; index: number } | null>(null)
  if (index >= 0) last.current = { item: items[index]!, index }
  const [begin, setBegin] = useState<string | null>(null)

  const kept = last.current && last.current.item.caseId === wanted ? last.current : null
  const chosen = index >= 0 ? items[index]! : (kept?.item ?? items[0] ?? null)
  const at = index >= 0 ? index : kept ? kept.index : 0

  const choose = (item: InboxItem | undefined, action: string | null = null) => {
    setBegin(action)
    change({ case: item?.caseId ?? null })
  }
  // What lay behind the gone one has moved up to its place.
  const step = (by: 1 | -1) => {
    const next = items[index < 0 && kept ? (by === 1 ? at : at - 1) : at + by]
    if (next) choose(next)
    return next
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a case that nobody ever listed is forgotten
  useEffect(() => {
    if (wanted && index < 0 && !kept && items.length > 0) change({ case: null })
  }, [wanted, index, items.length])

  return { chosen, index: chosen && index < 0 && !kept ? 0 : index, at, begin, choose, step }
}
