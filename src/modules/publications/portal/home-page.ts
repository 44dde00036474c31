import { html } from 'hono/html'
import { dayOf, today, zone } from '#kernel/clock.ts'
import type { Markup, PortalContent } from '#kernel/module.ts'
import type { City } from '#modules/city/contract.ts'
import { getCity } from '#modules/city/service.ts'
import type { Counts, LegendEntry } from '../contract.ts'
import { cutAt, shortDayWords } from '../rules.ts'
import { countMeasures } from '../services/counting.ts'
import { type News, type NewsOfWeek, newsSince } from '../services/news.ts'
import { getLegend, lastChangeAt, listMarks, type Mark } from '../services/reading.ts'
import { legendBox, lightBadge, marks } from './lights.ts'
import { searchForm } from './search-form.ts'

/** As many marks as are still a picture, and less than 60 KB; more are shown as sums per action. */
const drawableMarks = 400
const newsShown = 8

/** What the city has promised, how far it is, and what changed this week. */
export async function homePage(context: {
  req: { query: (name: string) => string | undefined }
}): Promise<PortalContent> {
  const city = await getCity()
  const { plans } = await countMeasures()
  const asked = context.req.query('plan')
  const plan = plans.find(({ id }) => id === asked) ?? plans[0]
  if (!plan) return { title: city.portalTitle, body: nothingYet(city) }
  const since = today().subtract({ days: 6 }).toZonedDateTime(zone).toInstant().toString()
  const [counts, legend, week, list, changedAt] = await Promise.all([
    countMeasures(plan.id),
    getLegend(),
    newsSince(since, plan.id, newsShown),
    plan.total <= drawableMarks ? listMarks({ plan: plan.id }, drawableMarks) : [],
    lastChangeAt(plan.id),
  ])
  return {
    title: city.portalTitle,
    description: `${city.name}公开承诺 ${plan.total} 项优化营商环境任务，已办结 ${counts.blue} 项。逐项公布牵头单位、完成时限、进展与成果，欢迎监督、提意见。`,
    body: html`<div class="opening">
<p class="eyebrow">${city.brandMeaning.length > 0 ? city.brandMeaning.join('　') : city.name}</p>
<h1>${city.name}公开承诺 <a href="/measures?plan=${plan.id}">${plan.total} 项</a>，${
      counts.blue > 0
        ? html`已办结 <a href="/measures?plan=${plan.id}&amp;light=blue">${counts.blue} 项</a>。`
        : '正在逐项办理。'
    }</h1>
<p class="opening-rest">${restOf(counts, plan.id)}</p>
${searchForm('', '搜任务、单位、关键词，两个字就能搜')}
</div>
${picture(list, counts, legend, plan.id)}
<p class="source">出自《${plan.title}》${plan.documentNumber ? html`<span class="nowrap">（${plan.documentNumber}）</span>` : ''}。${
      changedAt ? `最近一次更新：${shortDayWords(dayOf(changedAt).toString())}。` : ''
    }${otherPlans(plans.filter(({ id }) => id !== plan.id))}</p>
${weekSection(week)}
${fieldsSection(counts, plan.id)}
${speakBand}`,
  }
}

/** The measures that are not yet done, in one sentence whose numbers are doors. */
function restOf(counts: Counts, plan: string): Markup | Promise<Markup> {
  const door = (light: string, count: number, word: string) =>
    html`<a href="/measures?plan=${plan}&amp;light=${light}">${count} 项${word}</a>`
  const parts = [
    counts.green > 0 ? door('green', counts.green, '正常推进') : null,
    counts.yellow > 0 ? door('yellow', counts.yellow, '预警') : null,
    counts.red > 0 ? door('red', counts.red, '滞后') : null,
  ].filter((part) => part !== null)
  const open = counts.green + counts.yellow + counts.red
  if (open === 0) return html`${counts.total === counts.blue ? '全部办结。' : ''}`
  const unlit = counts.states.filter(({ none }) => none > 0).map(({ label, none }) => `${none} 项${label}`)
  return html`在办 ${open} 项：${parts.map((part, index) => html`${index > 0 ? '，' : ''}${part}`)}${
    unlit.length > 0 ? `；另有 ${unlit.join('，')}` : ''
  }。`
}

function picture(
  list: readonly Mark[],
  counts: Counts,
  legend: readonly LegendEntry[],
  plan: string,
): Markup | Promise<Markup> {
  const actions = [...new Set(counts.fields.map(({ action }) => action))]
  return html`<section class="picture" aria-label="全部任务的状态">
${actions.map((action) => {
  const fields = counts.fields.filter((field) => field.action === action)
  const sum = (light: 'total' | 'blue') => fields.reduce((total, field) => total + field[light], 0)
  const own = list.filter((one) => one.action === action)
  return html`<div class="picture-row">
<div class="picture-name"><h2><a href="/measures?plan=${plan}&amp;action=${encodeURIComponent(action)}">${action}</a></h2><p>${sum('total')} 项，办结 ${sum('blue')} 项</p></div>
${own.length > 0 ? marks(own) : bars(fields, plan, action)}
</div>`
})}
${legendBox(legend, list.length > 0)}
</section>`
}

/** Too many for a mark each: the shares of the lights as a bar, each a door. */
function bars(
  fields: readonly Counts['fields'][number][],
  plan: string,
  action: string,
): Markup | Promise<Markup> {
  const lights = (['blue', 'green', 'yellow', 'red'] as const).map((light) => ({
    light,
    count: fields.reduce((total, field) => total + field[light], 0),
  }))
  return html`<ul class="sums">${lights
    .filter(({ count }) => count > 0)
    .map(
      ({ light, count }) =>
        html`<li><a href="/measures?plan=${plan}&amp;action=${encodeURIComponent(action)}&amp;light=${light}">${lightBadge(light)} ${count} 项</a></li>`,
    )}</ul>`
}

const otherPlans = (plans: Counts['plans']): Markup | Promise<Markup> | string =>
  plans.length === 0
    ? ''
    : html`其他方案：${plans
        .slice(0, 5)
        .map((plan, index) => html`${index > 0 ? '、' : ''}<a href="/?plan=${plan.id}">${plan.title}</a>`)}。`

function weekSection(week: NewsOfWeek): Markup | Promise<Markup> {
  const sums = [
    week.published > 0 ? `新公布任务 ${week.published} 项` : null,
    week.closed > 0 ? `办结 ${week.closed} 项` : null,
    week.noted > 0 ? `${week.noted} 项公布了新进展` : null,
    week.turnedYellow > 0 ? `${week.turnedYellow} 项转为预警` : null,
    week.turnedRed > 0 ? `${week.turnedRed} 项转为滞后` : null,
  ].filter((sum) => sum !== null)
  return html`<section class="week">
<h2>近一周的变化</h2>
<p>${sums.length > 0 ? `${sums.join('，')}。` : '近一周没有任务发生变化。'}</p>
${week.news.length > 0 ? html`<ol class="news">${week.news.map(newsItem)}</ol>` : ''}
<p class="more"><a href="/measures?sort=changed">按更新时间查看全部任务</a></p>
</section>`
}

const newsItem = (news: News): Markup | Promise<Markup> => {
  const day = dayOf(news.at).toString()
  return html`<li><time datetime="${day}">${shortDayWords(day)}</time><div><a href="/measures/${news.number}">${news.title}</a><p>${newsWords(news)}</p></div></li>`
}

function newsWords({ kind, leadName, text, light }: News): Markup | Promise<Markup> {
  switch (kind) {
    case 'closed':
      return html`${lightBadge('blue')}，${leadName}完成，经核验办结。`
    case 'result':
      return html`${leadName}公布成果：${cutAt(text ?? '', 46)}`
    case 'late':
      return html`转为${lightBadge('red')}${text ? `，${text}` : ''}。`
    case 'warned':
      return html`转为${lightBadge('yellow')}${text ? `，${text}` : ''}。`
    case 'recovered':
      return html`恢复为${lightBadge(light ?? 'green')}。`
    case 'lead':
      return html`牵头单位改为${text}。`
    case 'cancelled':
      return html`${text ?? '已取消'}。`
    default:
      return html`${leadName}：${cutAt(text ?? '', 46)}`
  }
}

function fieldsSection(counts: Counts, plan: string): Markup | Promise<Markup> {
  return html`<section class="fields">
<h2>按领域查找</h2>
<ul class="doors">${counts.fields.map(
    ({ field, total, blue }) =>
      html`<li><a href="/measures?plan=${plan}&amp;field=${encodeURIComponent(field)}">${field}</a> <span>${blue}/${total}</span></li>`,
  )}</ul>
<p class="hint">斜线前是办结数，斜线后是任务数。</p>
</section>`
}

/** Always in reach: the way to say something. */
export const speakBand = html`<section class="speak">
<h2>有意见，直接说</h2>
<p>建议、投诉、表扬、咨询都可以，不用注册，不留姓名。提交后得到一个查询码，凭它查看办理和答复。</p>
<p class="buttons"><a class="button" href="/suggest">我要提意见</a> <a class="button plain" href="/suggestions">凭查询码查办理</a></p>
</section>`

const nothingYet = (city: City): Markup | Promise<Markup> => html`<div class="opening">
<p class="eyebrow">${city.brandMeaning.join('　')}</p>
<h1>${city.name}的任务还没有公布。</h1>
<p class="opening-rest">方案下达后，每一项任务由谁牵头、何时完成、做到哪一步，都会在这里公布。</p>
</div>
${speakBand}`
