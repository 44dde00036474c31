import { html } from 'hono/html'
import type { Markup } from '#kernel/module.ts'

/** Search as a plain form; what it finds is the list of measures. */
export const searchForm = (
  query: string,
  hint: string,
): Markup | Promise<Markup> => html`<form class="search" action="/measures" method="get" role="search">
<label for="q">${hint}</label>
<div class="search-line"><input id="q" name="q" type="search" maxlength="100" value="${query}" autocomplete="off"><button>搜索</button></div>
</form>`
