import { html } from 'hono/html'
import type { Markup, PortalContent } from '#kernel/module.ts'
import type { Counts } from '../contract.ts'
import { lightLetters, lightOrder, lightWords } from '../rules.ts'
import { countMeasures } from '../services/counting.ts'
import { getLegend } from '../services/reading.ts'
import { legendBox } from './lights.ts'

type Unit = Counts['units'][number]

/** What each unit owes, and how far it is. */
export async function unitsPage(): Promise<PortalContent> {
  const [counts, legend] = await Promise.all([countMeasures(), getLegend()])
  const late = counts.units.filter(({ red }) => red > 0).length
  return {
    title: '单位',
    under: '/units',
    description: `${counts.units.length} 个单位牵头承办公开任务，逐个公布办结、正常推进、预警与滞后的数目。`,
    body: html`<h1>单位</h1>
<p class="lead">${
      counts.units.length === 0
        ? '还没有公布任务。'
        : `${counts.units.length} 个单位牵头承办 ${counts.total} 项任务，${late > 0 ? `其中 ${late} 个单位有滞后任务。` : '目前没有单位有滞后任务。'}`
    }</p>
${counts.units.length > 0 ? table(counts.units) : ''}
${legendBox(legend)}`,
  }
}

const table = (units: readonly Unit[]): Markup | Promise<Markup> => html`<table class="units">
<caption class="unseen">各单位牵头任务数与亮灯</caption>
<thead><tr><th scope="col">单位</th><th scope="col">牵头</th>${lightOrder.map(
  (light) =>
    html`<th scope="col"><span class="light ${light}"><b>${lightLetters[light]}</b><span class="word">${lightWords[light]}</span></span></th>`,
)}</tr></thead>
<tbody>${units.map(
  (unit) =>
    html`<tr><th scope="row">${unit.id ? html`<a href="/units/${unit.id}">${unit.name}</a>` : unit.name}</th><td>${number(unit.total, unit, '')}</td>${lightOrder.map(
      (light) =>
        html`<td class="${unit[light] > 0 ? light : 'zero'}">${number(unit[light], unit, `&light=${light}`)}</td>`,
    )}</tr>`,
)}</tbody>
</table>`

/** A number is a door; to nothing there is none. */
const number = (count: number, unit: Unit, more: string): Markup | Promise<Markup> =>
  count > 0 && unit.id ? html`<a href="/measures?unit=${unit.id}${more}">${count}</a>` : html`${count}`
