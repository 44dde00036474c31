import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Actor } from '#kernel/actor.ts'
import type { Markup, PortalContent } from '#kernel/module.ts'
import { Refusal } from '#kernel/refusal.ts'
import type { MeasureRow } from '#modules/publications/contract.ts'
import { findMeasureOfTask, getMeasure } from '#modules/publications/service.ts'
import { kinds, type SuggestionKind, submitSuggestion } from '../contract.ts'
import { faultOfToken, openForm } from '../services/form-tokens.ts'
import { submit } from '../services/sending.ts'
import { type Faults, faultSummary, fieldFault } from './form-faults.ts'

const kindHints: Record<SuggestionKind, string> = {
  suggest: '怎样可以做得更好',
  complain: '哪里没有做到、做错了',
  praise: '哪里做得好',
  ask: '有什么不清楚',
  error: '页面内容有误、打不开',
}

interface Filled {
  taskId?: string
  kind?: string
  text?: string
}

type Measure = Pick<MeasureRow, 'taskId' | 'number' | 'title' | 'leadName'>

/** The form: about a measure (`?measure=`), a fault of a page (`?kind=error&page=`), or the whole. */
export async function suggestPage(context: Context): Promise<PortalContent> {
  const number = context.req.query('measure')
  const kind = context.req.query('kind')
  const page = context.req.query('page')
  const measure = number ? await getMeasure(number) : undefined
  const filled: Filled = { kind: kind && kind in kinds ? kind : undefined }
  if (kind === 'error' && page?.startsWith('/')) filled.text = `页面：${page.slice(0, 200)}\n问题：`
  return formPage(measure, filled, [])
}

/** Takes the form. What is wrong is said above the form and at the field; what was written stays. */
export async function takeSuggestion(context: Context): Promise<PortalContent> {
  const form = await context.req.parseBody()
  const text = (name: string): string =>
    typeof form[name] === 'string' ? form[name].replaceAll('\r\n', '\n') : ''
  const filled: Filled = { taskId: text('taskId') || undefined, kind: text('kind'), text: text('text') }
  const measure = await measureOf(filled.taskId)
  // A field that people do not see: who fills it is a program, and is thanked for nothing.
  if (text('website') !== '')
    return formPage(measure, filled, [{ field: 'text', sentence: '没有收到，请重新提交。' }])
  const parsed = submitSuggestion.input.safeParse(filled)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({
      field: String(issue.path[0]),
      sentence: issue.message,
    }))
    return formPage(measure, filled, faults)
  }
  const fault = await faultOfToken(text('token'))
  if (fault) return formPage(measure, filled, [{ field: 'text', sentence: tokenSentences[fault] }])
  try {
    const { queryCode, hidden } = await submit(parsed.data, context.get('visitor') as Actor, text('token'))
    return successPage(queryCode, hidden, measure)
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return formPage(measure, filled, [{ field: 'text', sentence: error.message }], error.status)
  }
}

const tokenSentences = {
  forged: '页面已经失效，您写的内容还在，请再按一次提交。',
  'too-quick': '提交得太快，请核对内容后再按一次提交。',
  'too-old': '页面打开的时间太长，您写的内容还在，请核对后再按一次提交。',
} as const

async function measureOf(taskId: string | undefined): Promise<MeasureRow | undefined> {
  const isId = taskId !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(taskId)
  return isId ? findMeasureOfTask(taskId) : undefined
}

async function formPage(
  measure: Measure | undefined,
  filled: Filled,
  faults: Faults,
  status = 422,
): Promise<PortalContent> {
  const isError = filled.kind === 'error' && !measure
  const title = measure ? '对这项任务提意见' : isError ? '网站找错' : '提意见'
  const offered = Object.entries(kinds).filter(([kind]) => (kind === 'error') === isError)
  return {
    title: faults.length > 0 ? `有误：${title}` : title,
    under: '/suggest',
    status: faults.length > 0 ? status : 200,
    isPrivate: true,
    isIndexed: false,
    body: html`<div class="prose">
${faultSummary(faults)}
<h1>${title}</h1>
${about(measure, isError)}
<form class="form" action="/suggest" method="post">
<input type="hidden" name="token" value="${await openForm()}">
${measure ? html`<input type="hidden" name="taskId" value="${measure.taskId}">` : ''}
${
  isError
    ? html`<input type="hidden" name="kind" value="error">`
    : html`<fieldset${faults.some(({ field }) => field === 'kind') ? html` aria-describedby="kind-fault" class="has-fault"` : ''}>
<legend>您要说的是</legend>
${fieldFault(faults, 'kind')}
<div class="choices">${offered.map(([kind, label], index) => choice(kind as SuggestionKind, label, filled.kind === kind, index === 0))}</div>
</fieldset>`
}
<div class="field${faults.some(({ field }) => field === 'text') ? ' has-fault' : ''}">
<label for="text">${isError ? '哪里有误' : '内容'}</label>
<p class="hint" id="text-hint">5 至 2000 字，说清楚时间、地点和事情。请不要写身份证号、手机号等个人信息。</p>
${fieldFault(faults, 'text')}
<textarea id="text" name="text" rows="8" maxlength="2000" required aria-describedby="text-hint${faults.some(({ field }) => field === 'text') ? ' text-fault' : ''}">${filled.text ?? ''}</textarea>
</div>
<div class="trap" aria-hidden="true"><label for="website">网址（请留空）</label><input id="website" name="website" tabindex="-1" autocomplete="off"></div>
<p><button>提交</button></p>
<p class="hint">不用注册，不记录您的身份。提交后得到一个查询码，凭它查看办理和答复。<a href="/about#privacy">隐私说明</a></p>
</form>
</div>`,
  }
}

const choice = (
  kind: SuggestionKind,
  label: string,
  isChosen: boolean,
  isFirst: boolean,
): Markup | Promise<Markup> =>
  html`<label class="choice"><input type="radio" name="kind" value="${kind}"${isFirst ? html` id="kind"` : ''}${isChosen ? html` checked` : ''} required><span><b>${label}</b> <span class="hint">${kindHints[kind]}</span></span></label>`

function about(measure: Measure | undefined, isError: boolean): Markup | Promise<Markup> {
  if (measure) {
    return html`<div class="subject"><p><a href="/measures/${measure.number}">${measure.title}</a></p><p class="hint">由${measure.leadName}牵头，意见受理后转给这个单位答复。</p></div>`
  }
  if (isError) return html`<p>感谢指出。请写明是哪一页、哪里有误。</p>`
  return html`<p>可以就整体工作提意见。如果针对某一项任务，请先<a href="/measures">找到那项任务</a>，在任务页面上提，会直接转给牵头单位。</p>`
}

function successPage(queryCode: string, hidden: string[], measure: Measure | undefined): PortalContent {
  return {
    title: '已经收到',
    under: '/suggest',
    isPrivate: true,
    isIndexed: false,
    body: html`<div class="prose">
<h1>已经收到</h1>
<div class="ticket">
<p>您的查询码</p>
<p class="code"><output>${queryCode}</output></p>
<p>请抄下或截图。查询码只显示这一次，丢失后无法找回。</p>
</div>
${hidden.length > 0 ? html`<p>内容中的${hidden.join('、')}已经隐去，没有保存。</p>` : ''}
<h2>接下来</h2>
<ol class="next">
<li>2 个工作日内受理${measure ? `，转给牵头单位${measure.leadName}` : '，转给承办单位或直接答复'}。</li>
<li>转办后 5 个工作日内由承办单位答复。</li>
<li>答复经审核后，凭查询码查看。</li>
</ol>
<p class="buttons"><a class="button plain" href="/suggestions">凭查询码查办理</a>${measure ? html` <a class="button plain" href="/measures/${measure.number}">回到任务</a>` : html` <a class="button plain" href="/">回到首页</a>`}</p>
</div>`,
  }
}
