import { html } from 'hono/html'
import type { Markup } from '#kernel/module.ts'
import type { LegendEntry, Light } from '../contract.ts'
import { lightLetters, lightWords } from '../rules.ts'
import type { Mark } from '../services/reading.ts'

/** Letter, colour and word together. `words` replaces the usual word by a reason. */
export const lightBadge = (light: Light | null, words?: string | null): Markup | Promise<Markup> =>
  light
    ? html`<span class="light ${light}"><b>${lightLetters[light]}</b>${words ?? lightWords[light]}</span>`
    : html`<span class="light none"><b>—</b>${words ?? '未亮灯'}</span>`

/** The same in a place where only the letter fits; the word is read out. */
export const lightLetter = (light: Light | null): Markup | Promise<Markup> =>
  light
    ? html`<span class="light ${light}"><b>${lightLetters[light]}</b><span class="unseen">${lightWords[light]}</span></span>`
    : html`<span class="light none"><b>—</b><span class="unseen">未亮灯</span></span>`

/** Tenths, rounded down: a square is full only when the whole is done. */
const levelOf = (progress: number): number => Math.floor(Math.max(0, Math.min(100, progress)) / 10)

/** A measure as a square in its light, filled as far as it is done, and a link to its page. */
export const mark = ({ number, title, light, progress, stateLabel }: Mark): Markup | Promise<Markup> => {
  const said = light === 'blue' ? title : `${title}，进度 ${progress}%`
  return html`<li><a class="mark ${light ?? 'none'} p${levelOf(progress)}" href="/measures/${number}" title="${said}">${
    light ? lightLetters[light] : '—'
  }<span class="unseen">${light ? '灯' : stateLabel}：${said}</span></a></li>`
}

export const marks = (list: readonly Mark[]): Markup | Promise<Markup> =>
  html`<ul class="marks">${list.map(mark)}</ul>`

/** What the lights mean. Stands wherever lights are shown, on paper too. */
export const legendBox = (
  legend: readonly LegendEntry[],
  isFilled = false,
): Markup | Promise<Markup> => html`<aside class="legend" aria-label="图例">
<h2>亮灯图例</h2>
<dl>${legend.map(({ light, text }) => html`<div><dt>${lightBadge(light)}</dt>${text === lightWords[light] ? '' : html`<dd>${text}</dd>`}</div>`)}</dl>
${isFilled ? html`<p>一格是一项任务。格中填充的高度是完成的进度，满格为办结。</p>` : ''}
</aside>`
