import { html } from 'hono/html'
import type { z } from 'zod'
import type { Markup, PortalContent } from '#kernel/module.ts'
import { readTexts } from '#kernel/query-reader.ts'
import {
  type Counts,
  type MeasureFilter as Filter,
  listMeasures as listing,
  type MeasureFilter,
} from '../contract.ts'
import { lightLetters, lightOrder, lightWords } from '../rules.ts'
import { countMeasures } from '../services/counting.ts'
import { getLegend, listMeasures } from '../services/reading.ts'
import { legendBox } from './lights.ts'
import { pager } from './pager.ts'
import { rowList } from './row-list.ts'

const pageSize = 20
const Asked = listing.input.omit({ pageSize: true })
type Asked = z.infer<typeof Asked>

interface Context {
  req: { queries: () => Record<string, string[]> }
}

/** The list of measures: by words, plan, field, unit, state and light. */
export async function measuresPage(context: Context): Promise<PortalContent> {
  const { asked, fault } = read(context)
  const { page, ...filter } = asked
  const [counts, legend, found] = await Promise.all([
    countMeasures(filter.plan),
    getLegend(),
    listMeasures(filter, page, pageSize),
  ])
  const chosen = chosenWords(filter, counts)
  const title = chosen.length > 0 ? `任务：${chosen.map(({ words }) => words).join('、')}` : '全部任务'
  const address = (changes: Partial<Asked>) => addressOf({ ...asked, page: 1, ...changes })
  return {
    title: page > 1 ? `${title}（第 ${page} 页）` : title,
    under: '/measures',
    status: fault ? 422 : 200,
    // Every combination of filters is an address; search engines need but the whole list.
    isIndexed: chosen.length === 0 && !filter.q,
    body: html`<h1>任务</h1>
${fault ? html`<p class="fault" role="alert">${fault}</p>` : ''}
${filterForm(filter, counts)}
<div class="found">
<p>${foundWords(found.total, found.totalIsAtLeast, chosen.length > 0 || Boolean(filter.q))}</p>
${chosen.length > 0 ? html`<ul class="chosen">${chosen.map(({ name, words }) => html`<li><a href="${address({ [name]: undefined })}"><span class="unseen">去掉条件：</span>${words}<i aria-hidden="true">×</i></a></li>`)}<li><a class="quiet" href="/measures">全部清除</a></li></ul>` : ''}
</div>
<h2 class="unseen">查找结果</h2>
${found.measures.length > 0 ? rowList(found.measures) : nothingFound(filter)}
${pager(page, Math.ceil(found.total / pageSize), (to) => address({ page: to }))}
${found.measures.length > 0 ? legendBox(legend) : ''}`,
  }
}

/** Reads the query; what it cannot be is left out and said, so that the page still shows something. */
function read(context: Context): { asked: Asked; fault: string | null } {
  const given = new Map(
    Object.entries(context.req.queries()).map(([name, values]) => [
      name,
      values.filter((value) => value !== ''),
    ]),
  )
  const values = readTexts(Asked, new Map([...given].filter(([, texts]) => texts.length > 0)))
  const parsed = Asked.safeParse(values)
  if (parsed.success) return { asked: parsed.data, fault: null }
  for (const issue of parsed.error.issues) delete values[String(issue.path[0])]
  return { asked: Asked.parse(values), fault: `${parsed.error.issues[0]!.message}这个条件没有采用。` }
}

function addressOf(asked: Asked): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(asked)) {
    const isUsual = (name === 'page' && value === 1) || (name === 'sort' && value === 'number')
    if (value !== undefined && value !== '' && !isUsual) query.set(name, String(value))
  }
  const text = query.toString()
  return text ? `/measures?${text}` : '/measures'
}

interface Chosen {
  name: keyof MeasureFilter
  words: string
}

function chosenWords(filter: MeasureFilter, counts: Counts): Chosen[] {
  const chosen: Chosen[] = []
  const add = (name: Chosen['name'], words: string | undefined) => words && chosen.push({ name, words })
  if (filter.plan && counts.plans.length > 1) {
    add('plan', counts.plans.find(({ id }) => id === filter.plan)?.title ?? '所选方案')
  }
  add('action', filter.action)
  add('field', filter.field)
  if (filter.unit) add('unit', counts.units.find(({ id }) => id === filter.unit)?.name ?? '所选单位')
  if (filter.state)
    add('state', counts.states.find(({ state }) => state === filter.state)?.label ?? filter.state)
  if (filter.light) add('light', `${lightLetters[filter.light]}灯 ${lightWords[filter.light]}`)
  return chosen
}

function foundWords(total: number, isAtLeast: boolean, isFiltered: boolean): string {
  if (total === 0) return '没有符合条件的任务。'
  const count = isAtLeast ? `超过 ${total}` : `${total}`
  return isFiltered ? `找到 ${count} 项任务。` : `共公开 ${count} 项任务。`
}

const sortWords: Record<Filter['sort'], string> = {
  number: '方案中的顺序',
  due: '完成时限',
  changed: '最近更新',
}

function filterForm(filter: MeasureFilter, counts: Counts): Markup | Promise<Markup> {
  const actions = [...new Set(counts.fields.map(({ action }) => action))]
  const isOpen = [filter.action, filter.field, filter.unit, filter.state, filter.light].some(Boolean)
  return html`<form class="filter" action="/measures" method="get" role="search" aria-label="查找任务">
${filter.plan ? html`<input type="hidden" name="plan" value="${filter.plan}">` : ''}
<label for="q">搜任务、单位、关键词，两个字就能搜</label>
<div class="search-line"><input id="q" name="q" type="search" maxlength="100" value="${filter.q ?? ''}" autocomplete="off"><button>查找</button></div>
<details${isOpen || filter.sort !== 'number' ? html` open` : ''}><summary>按领域、单位、状态、亮灯查找</summary>
<div class="filter-more">
${select(
  'action',
  '专项行动',
  filter.action,
  actions.map((action) => ({ value: action, label: action })),
)}
<p><label for="field">领域</label><select id="field" name="field"><option value="">不限</option>${actions.map(
    (action) =>
      html`<optgroup label="${action}">${counts.fields
        .filter((field) => field.action === action)
        .map(({ field, total }) => option(field, `${field}（${total}）`, filter.field))}</optgroup>`,
  )}</select></p>
${select(
  'unit',
  '牵头单位',
  filter.unit,
  counts.units.flatMap(({ id, name, total }) => (id ? [{ value: id, label: `${name}（${total}）` }] : [])),
)}
${select(
  'state',
  '办理状态',
  filter.state,
  counts.states.map(({ state, label, total }) => ({ value: state, label: `${label}（${total}）` })),
)}
${select(
  'light',
  '亮灯',
  filter.light,
  lightOrder.map((light) => ({
    value: light,
    label: `${lightLetters[light]}灯 ${lightWords[light]}（${counts[light]}）`,
  })),
)}
${select(
  'sort',
  '排序',
  filter.sort === 'number' ? undefined : filter.sort,
  (['due', 'changed'] as const).map((sort) => ({ value: sort, label: sortWords[sort] })),
  sortWords.number,
)}
<p><button>按条件查找</button></p>
</div></details>
</form>`
}

const select = (
  name: string,
  label: string,
  value: string | undefined,
  options: { value: string; label: string }[],
  none = '不限',
): Markup | Promise<Markup> =>
  html`<p><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">${none}</option>${options.map((one) => option(one.value, one.label, value))}</select></p>`

const option = (value: string, label: string, chosen: string | undefined): Markup | Promise<Markup> =>
  html`<option value="${value}"${value === chosen ? html` selected` : ''}>${label}</option>`

const nothingFound = (filter: MeasureFilter): Markup | Promise<Markup> => html`<div class="prose nothing">
<p>${filter.q ? html`没有任务同时含有“${filter.q}”的每一个词。可以少写几个字，或换一种说法再搜。` : '可以去掉一两个条件再查。'}</p>
<p><a href="/measures">查看全部任务</a>　<a href="/units">按单位查看</a>　<a href="/suggest">问一问</a></p>
</div>`
