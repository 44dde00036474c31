import { html } from 'hono/html'
import type { Markup } from '#kernel/module.ts'

/** What is wrong in a form, field by field, as sentences. */
export type Faults = readonly { field: string; sentence: string }[]

/** Stands before everything else, so that whoever hears the page hears it first; each line leads to its field. */
export const faultSummary = (faults: Faults): Markup | Promise<Markup> | string =>
  faults.length === 0
    ? ''
    : html`<div class="faults" role="alert"><h2>还没有提交，请改正</h2><ul>${faults.map(({ field, sentence }) => html`<li><a href="#${field}">${sentence}</a></li>`)}</ul></div>`

/** The same sentence at its field. */
export function fieldFault(faults: Faults, field: string): Markup | Promise<Markup> | string {
  const fault = faults.find((one) => one.field === field)
  return fault ? html`<p class="field-fault" id="${field}-fault">${fault.sentence}</p>` : ''
}
