import { html } from 'hono/html'
import type { PortalContent } from '#kernel/module.ts'
import { Refusal } from '#kernel/refusal.ts'
import { countMeasures } from '../services/counting.ts'
import { findUnitName, getLegend, listMarks, listMeasures, listPartnered } from '../services/reading.ts'
import { legendBox, marks } from './lights.ts'
import { rowList } from './row-list.ts'

const shown = 100
const isId = (text: string): boolean => /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text)

/** What one unit leads, and in what else it takes part. */
export async function unitPage(context: {
  req: { param: (name: string) => string }
}): Promise<PortalContent> {
  const id = context.req.param('id')
  const name = isId(id) ? await findUnitName(id) : undefined
  if (!name) throw new Refusal('not-found', '没有这个单位，或它没有牵头公开的任务。请从单位列表查找。')
  const [counts, led, picture, partnered, legend] = await Promise.all([
    countMeasures(),
    listMeasures({ unit: id }, 1, shown),
    listMarks({ unit: id }, 4 * shown),
    listPartnered(id, shown),
    getLegend(),
  ])
  const unit = counts.units.find((one) => one.id === id)
  const sums = unit
    ? [
        unit.blue > 0 ? `已办结 ${unit.blue} 项` : null,
        unit.green > 0 ? `正常推进 ${unit.green} 项` : null,
        unit.yellow > 0 ? `预警 ${unit.yellow} 项` : null,
        unit.red > 0 ? `滞后 ${unit.red} 项` : null,
      ].filter((sum) => sum !== null)
    : []
  return {
    title: name,
    under: '/units',
    description: `${name}牵头 ${led.total} 项公开任务：${sums.join('，')}。`,
    body: html`<nav class="trail" aria-label="所在位置"><a href="/units">单位</a></nav>
<h1>${name}</h1>
<p class="lead">牵头 ${led.total} 项任务${sums.length > 0 ? `：${sums.join('，')}` : ''}。${partnered.length > 0 ? `另参与配合 ${partnered.length}${partnered.length === shown ? ' 项以上' : ' 项'}。` : ''}</p>
${marks(picture)}
${legendBox(legend, true)}
<section class="chapter"><h2>牵头的任务</h2>${rowList(led.measures, 'field')}
${led.total > shown ? html`<p class="more"><a href="/measures?unit=${id}&amp;page=6">查看其余任务</a></p>` : ''}</section>
${partnered.length > 0 ? html`<section class="chapter"><h2>配合的任务</h2>${rowList(partnered)}</section>` : ''}`,
  }
}
