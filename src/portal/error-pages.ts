import { html } from 'hono/html'
import type { PortalContent } from '#kernel/module.ts'
import type { Refusal } from '#kernel/refusal.ts'

const titles: Record<number, string> = {
  404: '没有找到这一页',
  410: '内容已经撤下',
  413: '提交的内容太大',
  429: '请求过于频繁',
  503: '暂时无法提供服务',
}

/** A page that says what is the case and where to go on. */
export function refusalPage(refusal: Refusal): PortalContent {
  return {
    title: titles[refusal.status] ?? '无法完成',
    status: refusal.status,
    body: html`<div class="prose">
<h1>${titles[refusal.status] ?? '无法完成'}</h1>
<p>${refusal.message}</p>
${ways}
</div>`,
  }
}

export function notFoundPage(): PortalContent {
  return {
    title: '没有找到这一页',
    status: 404,
    body: html`<div class="prose">
<h1>没有找到这一页</h1>
<p>网址可能输错了，或者这一页已经移走。如果网址是从别处复制来的，请核对是否完整。</p>
${ways}
</div>`,
  }
}

export function faultPage(): PortalContent {
  return {
    title: '页面出了问题',
    status: 500,
    body: html`<div class="prose">
<h1>页面出了问题</h1>
<p>这是我们的问题，已经记录下来。请稍后再试；如果您刚才在提交内容，它没有保存。</p>
${ways}
</div>`,
  }
}

const ways = html`<form class="search" action="/measures" method="get" role="search">
<label for="q-lost">在全部公开任务中查找</label>
<div class="search-line"><input id="q-lost" name="q" type="search" maxlength="100" autocomplete="off"><button>搜索</button></div>
</form>
<p><a href="/">回到首页</a>　<a href="/measures">全部任务</a>　<a href="/units">全部单位</a></p>`
