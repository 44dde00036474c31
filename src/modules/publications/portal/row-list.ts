import { html } from 'hono/html'
import type { Markup } from '#kernel/module.ts'
import type { MeasureRow } from '../contract.ts'
import { dayWords } from '../rules.ts'
import { lightBadge } from './lights.ts'
import { ruler } from './ruler.ts'

/** When it is due, in the plan's words where they say more than the day. */
export const dueWords = (measure: Pick<MeasureRow, 'dueOn' | 'deadlineText' | 'longTerm'>): string =>
  measure.longTerm || !measure.dueOn ? measure.deadlineText || '长期坚持' : `${dayWords(measure.dueOn)}前`

/** Measures one below the other: what, who, by when, how far. */
export const rowList = (measures: readonly MeasureRow[]): Markup | Promise<Markup> =>
  html`<ol class="rows">${measures.map(
    (measure) => html`<li>
<div class="row-main"><h3><a href="/measures/${measure.number}">${measure.title}</a></h3>
<p>${measure.leadName}　<span class="nowrap">${dueWords(measure)}</span></p></div>
<div class="row-state"><p>${lightBadge(measure.light, measure.light === 'yellow' || measure.light === 'red' ? measure.lightReason : measure.light ? null : measure.stateLabel)}</p>
<p class="row-progress">${ruler(measure)}<span>${measure.progress}%</span></p></div>
</li>`,
  )}</ol>`
