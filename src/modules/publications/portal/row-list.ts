import { html } from 'hono/html'
import type { Markup } from '#kernel/module.ts'
import type { MeasureRow } from '../contract.ts'
import { dayWords } from '../rules.ts'
import { lightBadge } from './lights.ts'
import { ruler } from './ruler.ts'

/** When it is due, in the plan's words where they say more than the day. */
export const dueWords = (measure: Pick<MeasureRow, 'dueOn' | 'deadlineText' | 'longTerm'>): string =>
  measure.longTerm || !measure.dueOn ? measure.deadlineText || '长期坚持' : `${dayWords(measure.dueOn)}前`

/** Measures one below the other: what, who (or, where that is said already, in which field), by when, how far. */
export const rowList = (
  measures: readonly MeasureRow[],
  told: 'leadName' | 'field' = 'leadName',
): Markup | Promise<Markup> =>
  html`<ol class="rows">${measures.map(
    (measure) => html`<li>
<div class="row-main"><h3><a href="/measures/${measure.number}">${measure.title}</a></h3>
<p>${measure[told]}　<span class="nowrap">${dueWords(measure)}</span></p></div>
<div class="row-state"><p>${lightBadge(measure.light, wordsOf(measure))}</p>
${measure.light ? html`<p class="row-progress">${ruler(measure)}<span>${measure.progress}%</span></p>` : ''}</div>
</li>`,
  )}</ol>`

/** Why it is yellow or red says more than that it is; without a light the state must do. */
function wordsOf({ light, lightReason, stateLabel }: MeasureRow): string | null {
  if (light === null) return stateLabel
  return light === 'yellow' || light === 'red' ? lightReason : null
}
