import type { Hono } from 'hono'
import { html } from 'hono/html'
import type { Endpoint } from '#kernel/endpoint.ts'
import type { Module } from '#kernel/module.ts'
import { openApiOf } from '#kernel/openapi.ts'

const access = (permission: string): string =>
  permission === 'public' ? '公开' : permission === 'signed-in' ? '登录即可' : `需要权限 ${permission}`

/** The API as a document for machines and as a page for people; both are read from the endpoints themselves. */
export function mountApiDocument(app: Hono, modules: readonly Module[], others: readonly Endpoint[]): void {
  const groups = [
    ...modules.map((module) => ({
      label: module.label,
      endpoints: (module.routes ?? []).map((route) => route.endpoint),
    })),
    { label: '通用', endpoints: [...others] },
  ].filter((group) => group.endpoints.length > 0)
  const document = openApiOf(
    groups.flatMap((group) => group.endpoints),
    '五心 API',
    '0.1.0',
  )
  app.get('/openapi.json', (context) => context.json(document))
  app.get('/api', (context) =>
    context.html(html`<!doctype html>
<html lang="zh-CN">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>接口说明 · 五心</title>
<style>
body{font:16px/1.6 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#1b1f24;margin:0 auto;max-width:60rem;padding:24px}
h1{font-size:28px}h2{font-size:20px;margin-top:32px}table{border-collapse:collapse;width:100%}
th,td{text-align:left;padding:6px 12px 6px 0;border-bottom:1px solid #d8dee4;vertical-align:top}
code{font-family:ui-monospace,Consolas,monospace;font-size:14px;overflow-wrap:anywhere}a{color:#0b5d6b}
@media (max-width:600px){td,th{display:block;border:0;padding:0}tr{display:block;border-bottom:1px solid #d8dee4;padding:8px 0}thead{display:none}}
</style></head>
<body><main>
<h1>接口说明</h1>
<p>全部接口以 <code>/api</code> 开头，机器可读的完整说明见 <a href="/openapi.json">openapi.json</a>（OpenAPI 3.1）。
程序调用时在请求头中带 <code>Authorization: Bearer 令牌</code>，令牌由本人在工作台“我的账号”中为自己的某个岗位签发。
写入类请求可带 <code>Idempotency-Key</code>，同一编号重复提交只办理一次。拒绝时返回 <code>application/problem+json</code>，标题为一句说明。</p>
${groups.map(
  (group) => html`<h2>${group.label}</h2>
<table><thead><tr><th scope="col">方法与地址</th><th scope="col">用途</th><th scope="col">访问</th></tr></thead><tbody>
${group.endpoints.map(
  (endpoint) =>
    html`<tr><td><code>${endpoint.method} /api${endpoint.path}</code></td><td>${endpoint.summary}</td><td>${access(endpoint.permission)}</td></tr>`,
)}
</tbody></table>`,
)}
</main></body></html>`),
  )
}
