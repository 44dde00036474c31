import { html } from 'hono/html'
import type { Markup, Module, PortalContent } from '#kernel/module.ts'
import type { City } from '#modules/city/contract.ts'
import type { Stylesheet } from './stylesheet.ts'

export interface MenuEntry {
  path: string
  label: string
}

/** The menu as the modules declare it. */
export const menuOf = (modules: readonly Module[]): MenuEntry[] =>
  modules
    .flatMap((module) => module.portal ?? [])
    .flatMap(({ path, menu }) => (menu ? [{ path, ...menu }] : []))
    .sort((a, b) => a.place - b.place)
    .map(({ path, label }) => ({ path, label }))

export interface Frame {
  city: City
  menu: readonly MenuEntry[]
  stylesheet: Stylesheet
  /** Address of this page for search engines; absent for pages that are not to be found. */
  canonical?: string
  path: string
}

/** The whole page: what every page of the portal has, around what this one says. */
export async function framed(content: PortalContent, frame: Frame): Promise<string> {
  const { city } = frame
  const isHome = frame.path === '/'
  const title = isHome ? city.portalTitle : `${content.title} · ${city.portalTitle}`
  const isIndexed = content.isIndexed !== false && !content.isPrivate && (content.status ?? 200) === 200
  return `${await html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
${content.description ? html`<meta name="description" content="${content.description}">` : ''}
${isIndexed ? '' : html`<meta name="robots" content="noindex">`}
<meta name="color-scheme" content="light dark">
${isIndexed && frame.canonical ? html`<link rel="canonical" href="${frame.canonical}">` : ''}
<link rel="stylesheet" href="${frame.stylesheet.path}">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
</head>
<body>
<a class="skip" href="#main">跳到正文</a>
<header class="head">
<div class="wide">
<a class="brand" href="/"${isHome ? html` aria-current="page"` : ''}><span class="brand-city">${city.brand}</span> <span class="brand-title">${city.portalTitle}</span></a>
<nav class="menu" aria-label="主要栏目"><ul>${frame.menu.map((entry) => menuItem(entry, content.under ?? frame.path))}</ul></nav>
</div>
</header>
<main class="wide" id="main" tabindex="-1">
${content.body}
</main>
${footer(city, frame.path)}
</body>
</html>
`}`
}

const menuItem = (entry: MenuEntry, here: string): Markup | Promise<Markup> =>
  html`<li><a href="${entry.path}"${here === entry.path ? html` aria-current="page"` : ''}>${entry.label}</a></li>`

const footer = (city: City, path: string): Markup | Promise<Markup> => html`<footer class="foot">
<div class="wide">
<ul class="foot-links">
<li><a href="/about">关于本平台</a></li>
<li><a href="/about#privacy">隐私说明</a></li>
<li><a href="/about#accessibility">无障碍说明</a></li>
<li><a href="/api">开放接口</a></li>
<li><a href="${city.errorReportUrl ?? `/suggest?kind=error&page=${encodeURIComponent(path)}`}">网站找错</a></li>
</ul>
<p>主办：${city.issuingOffice}${city.hotline ? html`　<span class="nowrap">咨询电话：${city.hotline}</span>` : ''}</p>
${city.siteCode || city.icpNumber ? html`<p>${city.siteCode ? `网站标识码 ${city.siteCode}　` : ''}${city.icpNumber ?? ''}</p>` : ''}
</div>
</footer>`
