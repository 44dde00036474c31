import { type RefObject, useCallback, useEffect, useMemo, useState } from 'react'
import type { Review } from '#modules/plans/contract.ts'
import { openDoubtsOf } from './doubt-groups.ts'
import { bringIntoView } from './scroll-in-step.ts'

/** Which measure is looked at, which are shown, and how one moves among them. */
export function useReviewing(
  review: Review,
  paper: RefObject<HTMLElement | null>,
  list: RefObject<HTMLElement | null>,
) {
  const [currentId, setCurrentId] = useState<string | null>(review.measures[0]?.id ?? null)
  const [editingId, setEditingId] = useState<string | null>(null)
  const [onlyDoubtful, setOnlyDoubtful] = useState(false)
  const [kept, setKept] = useState<ReadonlySet<string>>(new Set())

  // What has been settled while the filter was on stays in its place: nothing jumps away under the hand.
  const shown = useMemo(
    () =>
      onlyDoubtful
        ? review.measures.filter((measure) => kept.has(measure.id) || openDoubtsOf(measure).length > 0)
        : review.measures,
    [review.measures, onlyDoubtful, kept],
  )
  const filter = useCallback(
    (only: boolean) => {
      setOnlyDoubtful(only)
      setKept(new Set(review.measures.filter((one) => openDoubtsOf(one).length > 0).map(({ id }) => id)))
    },
    [review.measures],
  )

  const goTo = useCallback(
    (id: string | null) => {
      if (id === null) return
      setCurrentId(id)
      bringIntoView(list.current, id)
      bringIntoView(paper.current, id)
    },
    [list, paper],
  )
  const step = (by: 1 | -1) => {
    const at = shown.findIndex(({ id }) => id === currentId)
    const next = shown[Math.min(shown.length - 1, Math.max(0, at + by))]
    if (next) goTo(next.id)
  }
  const nextDoubt = () => {
    const at = shown.findIndex(({ id }) => id === currentId)
    const onwards = [...shown.slice(at + 1), ...shown.slice(0, at + 1)]
    const next = onwards.find((measure) => openDoubtsOf(measure).length > 0)
    if (next) goTo(next.id)
  }
  useCurrentMark(paper, currentId, review)
  const current = review.measures.find(({ id }) => id === currentId) ?? null
  return { current, currentId, shown, editingId, setEditingId, onlyDoubtful, filter, goTo, step, nextDoubt }
}

/** Marks the words of the current measure in the drawn document, which is too large to draw again for that. */
function useCurrentMark(paper: RefObject<HTMLElement | null>, id: string | null, review: Review): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new review is drawn anew and loses the marks
  useEffect(() => {
    if (!id) return
    const pieces = paper.current?.querySelectorAll(`[data-measure="${CSS.escape(id)}"]`) ?? []
    for (const piece of pieces) piece.setAttribute('data-current', '')
    return () => {
      for (const piece of pieces) piece.removeAttribute('data-current')
    }
  }, [paper, id, review])
}
