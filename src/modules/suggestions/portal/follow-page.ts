import type { Context } from 'hono'
import { html } from 'hono/html'
import type { Actor } from '#kernel/actor.ts'
import { dayOf } from '#kernel/clock.ts'
import type { Markup, PortalContent } from '#kernel/module.ts'
import { Refusal } from '#kernel/refusal.ts'
import { followSuggestion, type PublicSuggestion } from '../contract.ts'
import { follow } from '../services/sending.ts'
import { type Faults, faultSummary, fieldFault } from './form-faults.ts'

/** Asks for the query code. It travels in a form, never in an address, which histories and logs would keep. */
export const followPage = (): PortalContent => codePage('', [])

/** What became of the suggestion with this code. */
export async function answerFollow(context: Context): Promise<PortalContent> {
  const form = await context.req.parseBody()
  const typed = typeof form.queryCode === 'string' ? form.queryCode : ''
  const parsed = followSuggestion.input.safeParse({ queryCode: typed })
  if (!parsed.success)
    return codePage(typed, [{ field: 'queryCode', sentence: parsed.error.issues[0]!.message }])
  try {
    return suggestionPage(await follow(parsed.data.queryCode, context.get('visitor') as Actor))
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return codePage(typed, [{ field: 'queryCode', sentence: error.message }], error.status)
  }
}

function codePage(typed: string, faults: Faults, status = 422): PortalContent {
  return {
    title: faults.length > 0 ? '有误：查办理' : '查办理',
    under: '/suggestions',
    status: faults.length > 0 ? status : 200,
    isPrivate: faults.length > 0,
    isIndexed: false,
    body: html`<div class="prose">
${faultSummary(faults)}
<h1>凭查询码查办理</h1>
<p>输入提意见时得到的 12 位查询码，查看办到哪一步、答复是什么。</p>
<form class="form" action="/suggestions" method="post">
<div class="field${faults.length > 0 ? ' has-fault' : ''}">
<label for="queryCode">查询码</label>
<p class="hint" id="queryCode-hint">字母和数字，大小写、横线都不影响，例如 7XKP-M3RA-WDTC。</p>
${fieldFault(faults, 'queryCode')}
<input id="queryCode" name="queryCode" class="code-input" value="${typed.slice(0, 40)}" maxlength="40" required autocomplete="off" autocapitalize="characters" spellcheck="false" aria-describedby="queryCode-hint${faults.length > 0 ? ' queryCode-fault' : ''}">
</div>
<p><button>查看办理</button></p>
</form>
<p>还没有提过意见？<a href="/suggest">我要提意见</a></p>
</div>`,
  }
}

function suggestionPage(suggestion: PublicSuggestion): PortalContent {
  const isOver = suggestion.state === 'answered' || suggestion.state === 'refused'
  return {
    title: `${suggestion.kindLabel}：${suggestion.stateLabel}`,
    under: '/suggestions',
    isPrivate: true,
    isIndexed: false,
    body: html`<div class="prose">
<h1>${suggestion.stateLabel}</h1>
<p class="lead">${standing(suggestion)}</p>
${
  suggestion.answer
    ? html`<section class="answer"><h2>${suggestion.state === 'refused' ? '不予受理的理由' : '答复'}</h2>
${paragraphs(suggestion.answer)}
<p class="hint">${suggestion.answeredBy ?? ''}${suggestion.answeredAt ? `　${dayWords(suggestion.answeredAt)}` : ''}</p></section>`
    : ''
}
<section><h2>办理过程</h2><ol class="steps">${suggestion.steps.map(
      (step, index) =>
        html`<li${index === suggestion.steps.length - 1 ? html` class="${isOver ? 'last' : 'now'}"` : ''}><time datetime="${dayOf(step.at).toString()}">${dayWords(step.at)}</time> ${step.label}</li>`,
    )}</ol></section>
<section><h2>您的${suggestion.kindLabel}</h2>
${suggestion.taskTitle && suggestion.taskNumber ? html`<p>关于任务：<a href="/measures/${suggestion.taskNumber}">${suggestion.taskTitle}</a></p>` : ''}
<blockquote>${paragraphs(suggestion.text)}</blockquote></section>
<p class="buttons"><a class="button plain" href="/suggestions">查另一条</a> <a class="button plain" href="/suggest">再提一条</a></p>
</div>`,
  }
}

function standing({ state, dueOn, submittedAt }: PublicSuggestion): string {
  const until = dueOn ? `，按规定应在 ${isoWords(dueOn)}前完成` : ''
  switch (state) {
    case 'submitted':
      return `${dayWords(submittedAt)}收到，等待受理${until}。`
    case 'accepted':
      return `承办单位正在办理${until}。`
    case 'replied':
      return `承办单位已拟出答复，正在审核${until}。`
    case 'refused':
      return '这条意见没有受理，理由如下。'
    default:
      return '这条意见已经答复。'
  }
}

const isoWords = (iso: string): string => {
  const [, month, day] = iso.split('-').map(Number)
  return `${month}月${day}日`
}

const dayWords = (moment: string): string => isoWords(dayOf(moment).toString())

const paragraphs = (text: string): (Markup | Promise<Markup>)[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p>${line}</p>`)
