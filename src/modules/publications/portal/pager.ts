import { html } from 'hono/html'
import type { Markup } from '#kernel/module.ts'

/** Page numbers around the present one, with the first and the last; nothing for a single page. */
export function pager(
  page: number,
  pages: number,
  address: (page: number) => string,
): Markup | Promise<Markup> | string {
  if (pages <= 1) return ''
  const near = [1, page - 2, page - 1, page, page + 1, page + 2, pages].filter(
    (one) => one >= 1 && one <= pages,
  )
  const shown = [...new Set(near)].sort((a, b) => a - b)
  return html`<nav class="pager" aria-label="翻页"><ul>
${page > 1 ? html`<li><a href="${address(page - 1)}" rel="prev">上一页</a></li>` : ''}
${shown.map(
  (one, index) =>
    html`${index > 0 && one - shown[index - 1]! > 1 ? html`<li class="gap">…</li>` : ''}<li><a href="${address(one)}"${
      one === page ? html` aria-current="page"` : ''
    }><span class="unseen">第 </span>${one}<span class="unseen"> 页</span></a></li>`,
)}
${page < pages ? html`<li><a href="${address(page + 1)}" rel="next">下一页</a></li>` : ''}
</ul></nav>`
}
