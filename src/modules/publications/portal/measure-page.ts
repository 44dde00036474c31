import { html } from 'hono/html'
import { dayOf } from '#kernel/clock.ts'
import type { Markup, PortalContent } from '#kernel/module.ts'
import type { Change, Light, Measure, Note } from '../contract.ts'
import { cutAt, dayWords, lightLetters, lightWords, monthWords, sizeWords } from '../rules.ts'
import { getLegend, getMeasure } from '../services/reading.ts'
import { legendBox, lightBadge } from './lights.ts'
import { dueWords } from './row-list.ts'
import { progressWords, ruler } from './ruler.ts'

/** One measure: what, who, by when, how far, what came of it, and the way to say something about it. */
export async function measurePage(context: {
  req: { param: (name: string) => string }
}): Promise<PortalContent> {
  const measure = await getMeasure(context.req.param('number'))
  const results = measure.notes.filter((note) => note.kind === 'result')
  const progress = measure.notes.filter((note) => note.kind === 'progress')
  const suggest = `/suggest?measure=${encodeURIComponent(measure.number)}`
  return {
    title: measure.title,
    description: `${measure.leadName}牵头，${dueWords(measure)}完成，${measure.stateLabel}，${progressWords(measure)}。${cutAt(measure.text, 60)}`,
    under: '/measures',
    body: html`<nav class="trail" aria-label="所在位置"><a href="/measures">任务</a> <span aria-hidden="true">›</span> <a href="/measures?field=${encodeURIComponent(measure.field)}">${measure.field}</a></nav>
<div class="split">
<div class="split-top prose">
<h1>${measure.title}</h1>
<div class="standing">
<p class="standing-words">${lightBadge(measure.light, standingWords(measure))}</p>
${measure.light === 'blue' ? '' : html`${ruler(measure)}<p class="hint">${progressWords(measure)}</p>`}
</div>
</div>
<div class="side">
<dl class="facts">
<div><dt>牵头单位</dt><dd>${measure.leadUnitId ? html`<a href="/units/${measure.leadUnitId}">${measure.leadName}</a>` : measure.leadName}</dd></div>
${names('共同牵头', measure.coLeadNames)}
${names('配合单位', measure.partnerNames)}
<div><dt>完成时限</dt><dd>${dueWords(measure)}</dd></div>
${measure.closedOn && measure.light === 'blue' ? html`<div><dt>办结日期</dt><dd>${dayWords(measure.closedOn)}</dd></div>` : ''}
<div><dt>办理状态</dt><dd>${measure.stateLabel}</dd></div>
<div><dt>所属领域</dt><dd><a href="/measures?field=${encodeURIComponent(measure.field)}">${measure.field}</a></dd></div>
<div><dt>任务编号</dt><dd>${measure.number}</dd></div>
</dl>
</div>
<div class="split-rest prose">
${results.length > 0 ? html`<section><h2>办理成果</h2>${results.map(noteItem)}</section>` : ''}
<section><h2>承诺的事项</h2><div class="wording">${paragraphs(measure.text)}</div></section>
<section><h2>进展</h2>
${progress.length > 0 ? html`<div class="notes">${progress.map(noteItem)}</div>` : html`<p>还没有公布的进展。牵头单位每月填报一次，经审核后在这里公布。</p>`}
</section>
<section class="speak-here"><h2>对这项任务有话说</h2>
<p>意见会转给牵头单位${measure.leadName}，答复经审核后由您凭查询码查看。</p>
<p class="buttons"><a class="button" href="${suggest}">对这项任务提意见</a></p></section>
<details><summary>方案原文与出处</summary>${origin(measure)}</details>
<details><summary>公布以来的变化（${measure.changes.length} 次）</summary><ol class="changes">${[...measure.changes].reverse().map(changeItem)}</ol></details>
${legendBox(await getLegend())}
</div>
</div>`,
  }
}

function standingWords(measure: Measure): string {
  if (measure.light === 'blue') {
    return measure.closedOn ? `已于 ${dayWords(measure.closedOn)}办结` : '已办结'
  }
  if (measure.light === null) return measure.stateLabel
  const reason = measure.light === 'green' ? null : measure.lightReason
  return reason ? `${lightWords[measure.light]}：${reason}` : lightWords[measure.light]
}

const names = (label: string, list: readonly string[]): Markup | Promise<Markup> | string =>
  list.length === 0 ? '' : html`<div><dt>${label}</dt><dd>${list.join('、')}</dd></div>`

const paragraphs = (text: string): (Markup | Promise<Markup>)[] =>
  text
    .split(/\n+/)
    .filter((line) => line.trim() !== '')
    .map((line) => html`<p>${line}</p>`)

const noteItem = (note: Note): Markup | Promise<Markup> => {
  const day = dayOf(note.at).toString()
  return html`<section class="note">
<h3><time datetime="${day}">${dayWords(day)}</time>${note.month ? html` <span>${monthWords(note.month)}进展</span>` : ''}${
    note.percent === null || note.kind === 'result'
      ? ''
      : html` <span class="nowrap">完成 ${note.percent}%</span>`
  }</h3>
${paragraphs(note.text)}
${note.files.length > 0 ? html`<ul class="files">${note.files.map((file) => html`<li><a href="/files/${file.id}">${file.name}</a> <span>${extensionOf(file.name)}${sizeWords(file.size)}</span></li>`)}</ul>` : ''}
</section>`
}

const extensionOf = (name: string): string => {
  const extension = /\.([a-z0-9]{1,5})$/i.exec(name)?.[1]
  return extension ? `${extension.toUpperCase()}，` : ''
}

const origin = (measure: Measure): Markup | Promise<Markup> => html`<dl class="facts">
<div><dt>方案</dt><dd>《${measure.planTitle}》${measure.documentNumber ? `（${measure.documentNumber}）` : ''}</dd></div>
<div><dt>位置</dt><dd>${measure.path.length > 0 ? measure.path.join(' › ') : `${measure.action} › ${measure.field}`}</dd></div>
<div><dt>原文</dt><dd>${paragraphs(measure.text)}</dd></div>
<div><dt>时限原文</dt><dd>${measure.deadlineText || '无'}</dd></div>
${measure.dispatchedOn ? html`<div><dt>下达日期</dt><dd>${dayWords(measure.dispatchedOn)}</dd></div>` : ''}
</dl>`

const changeItem = (change: Change): Markup | Promise<Markup> => {
  const day = dayOf(change.at).toString()
  return html`<li><time datetime="${day}">${dayWords(day)}</time> ${changeWords(change)}</li>`
}

const lightName = (light: string | null): string =>
  light && light in lightLetters ? `${lightLetters[light as Light]}灯` : '未亮灯'

function changeWords({ change, before, after }: Change): string {
  switch (change) {
    case 'published':
      return '任务公布'
    case 'revised':
      return '公布内容更新'
    case 'state':
      return `办理状态由“${before}”变为“${after}”`
    case 'light':
      return after === 'blue' ? '办结，亮蓝灯' : `由${lightName(before)}转为${lightName(after)}`
    case 'lead':
      return `牵头单位由${before}改为${after}`
    case 'progress':
      return `进度由 ${before} 变为 ${after}`
    case 'note':
      return `公布进展${after ? `，完成 ${after}` : ''}`
    case 'result':
      return '公布办理成果'
    default:
      return '撤下'
  }
}
