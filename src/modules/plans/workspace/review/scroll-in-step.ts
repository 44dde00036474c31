import { type RefObject, useEffect } from 'react'

/** How far down a pane the line lies at which both panes show the same measure. */
const readingLine = 0.25

interface Anchor {
  id: string
  top: number
}

/**
 * Keeps two panes at the same measure. The pane that a person touches leads, the other follows; between two anchors
 * the follower moves by the same share, so that long and short measures stay in step.
 */
export function useScrollInStep(
  left: RefObject<HTMLElement | null>,
  right: RefObject<HTMLElement | null>,
  enabled: boolean,
): void {
  useEffect(() => {
    const a = left.current
    const b = right.current
    if (!enabled || !a || !b) return
    let leader: HTMLElement | null = null
    let waiting = 0
    const lead = (pane: HTMLElement) => () => {
      leader = pane
    }
    const follow = (from: HTMLElement, to: HTMLElement) => () => {
      if (leader !== from || waiting) return
      waiting = requestAnimationFrame(() => {
        waiting = 0
        const place = placeOf(from)
        if (place) moveTo(to, place)
      })
    }
    const stop = [
      ...['pointerdown', 'wheel', 'touchstart', 'keydown', 'focusin'].flatMap((event) => [
        listen(a, event, lead(a)),
        listen(b, event, lead(b)),
      ]),
      listen(a, 'scroll', follow(a, b)),
      listen(b, 'scroll', follow(b, a)),
    ]
    return () => {
      cancelAnimationFrame(waiting)
      for (const one of stop) one()
    }
  }, [left, right, enabled])
}

function listen(target: HTMLElement, event: string, listener: () => void): () => void {
  target.addEventListener(event, listener, { passive: true })
  return () => target.removeEventListener(event, listener)
}

const anchorsIn = (pane: HTMLElement) => pane.querySelectorAll<HTMLElement>('[data-anchor]')

const topIn = (pane: HTMLElement, element: HTMLElement) =>
  element.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop

/** Between which anchors the reading line of a pane lies, and how far. */
function placeOf(pane: HTMLElement): { id: string; next: string | null; share: number } | null {
  const anchors = anchorsIn(pane)
  const line = pane.scrollTop + pane.clientHeight * readingLine
  let low = -1
  let high = anchors.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if (topIn(pane, anchors[middle]!) <= line) low = middle
    else high = middle - 1
  }
  const at = anchors[low]
  if (!at) return null
  const next = anchors[low + 1]
  const top = topIn(pane, at)
  const bottom = next ? topIn(pane, next) : pane.scrollHeight
  return {
    id: at.dataset.anchor!,
    next: next?.dataset.anchor ?? null,
    share: bottom > top ? Math.min(1, (line - top) / (bottom - top)) : 0,
  }
}

function moveTo(pane: HTMLElement, place: { id: string; next: string | null; share: number }): void {
  const top = anchorNamed(pane, place.id)
  if (!top) return
  const next = place.next ? anchorNamed(pane, place.next) : null
  const bottom = next ? next.top : pane.scrollHeight
  // A filter may leave the next measure out, or far away; then the start alone is kept in step.
  const within = bottom > top.top ? (bottom - top.top) * place.share : 0
  pane.scrollTop = top.top + within - pane.clientHeight * readingLine
}

function anchorNamed(pane: HTMLElement, id: string): Anchor | null {
  const element = pane.querySelector<HTMLElement>(`[data-anchor="${CSS.escape(id)}"]`)
  return element ? { id, top: topIn(pane, element) } : null
}

/** Brings a measure to the reading line of a pane without making that pane the leader. */
export function bringIntoView(pane: HTMLElement | null, id: string): void {
  const anchor = pane ? anchorNamed(pane, id) : null
  if (pane && anchor) pane.scrollTop = anchor.top - pane.clientHeight * readingLine
}
