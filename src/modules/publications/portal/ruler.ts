import { html } from 'hono/html'
import type { Markup } from '#kernel/module.ts'
import type { MeasureRow } from '../contract.ts'

type Progress = Pick<MeasureRow, 'progress' | 'expectedProgress' | 'light' | 'longTerm' | 'dueOn'>

/** Whether the calendar has an expectation that is worth comparing with. */
const isComparable = ({ light, longTerm, dueOn }: Progress): boolean =>
  light !== 'blue' && light !== null && !longTerm && dueOn !== null

/** What the line shows, in words. */
export function progressWords(measure: Progress): string {
  const done = `进度 ${measure.progress}%`
  if (!isComparable(measure)) return done
  return `${done}，按时间应达 ${measure.expectedProgress}%`
}

/** Progress as a line, with a tick where the calendar expects it to be (序时进度). */
export const ruler = (measure: Progress): Markup | Promise<Markup> =>
  html`<svg class="ruler" viewBox="0 0 100 8" preserveAspectRatio="none" role="img" aria-label="${progressWords(measure)}"><rect class="track" y="2" width="100" height="4"/><rect class="done ${measure.light ?? 'none'}" y="2" width="${measure.progress}" height="4"/>${
    isComparable(measure)
      ? html`<rect class="tick" x="${Math.min(99.2, measure.expectedProgress)}" width="0.8" height="8"/>`
      : ''
  }</svg>`
