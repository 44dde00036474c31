import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { visitor } from '#kernel/actor.ts'
import { log } from '#kernel/log.ts'
import type { Module, PortalContent, PortalPage } from '#kernel/module.ts'
import { Refusal } from '#kernel/refusal.ts'
import { getCity, unnamedCity } from '#modules/city/service.ts'
import { forADay, forEver, freshly, never, send } from './answers.ts'
import { faultPage, notFoundPage, refusalPage } from './error-pages.ts'
import { framed, type MenuEntry, menuOf } from './frame.ts'
import { iconOf } from './icon.ts'
import { stylesheetOf } from './stylesheet.ts'

export interface PortalOptions {
  /** Where people reach it, for the addresses that search engines keep. */
  publicUrl: string
  /** Network address of a visitor, for rate limits. */
  sourceOf: (context: Context) => string | null
}

/** Forms of the portal carry words, no files. */
const formBytes = 64_000

/** Serves the public pages of all modules at `/`. Mount it last: what it does not know is a page that there is not. */
export function mountPortal(app: Hono, modules: readonly Module[], options: PortalOptions): void {
  const menu = menuOf(modules)
  app.get('/:name{styles\\.[0-9a-f]+\\.css}', answerStyles)
  app.get('/icon.svg', answerIcon)
  app.get('/favicon.ico', answerIcon)
  app.get('/robots.txt', (context) =>
    send(context, {
      body: 'User-agent: *\nDisallow: /api/\nDisallow: /workspace\nDisallow: /suggest\n',
      mediaType: 'text/plain; charset=utf-8',
      keep: forADay,
    }),
  )
  // The database keeps no NUL and no half characters; no link of ours and no keyboard makes them.
  app.use(async (context, next) => (isReadable(context.req.url) ? next() : page(notFoundPage)(context)))
  const page = (respond: PortalPage['respond']) => async (context: Context) => {
    context.set('visitor', visitor(options.sourceOf(context)))
    return answer(context, respond, menu, options)
  }
  const tooLarge = page(() => {
    throw new Refusal('too-large', '提交的内容超过上限，请缩短后重新提交。')
  })
  for (const declared of modules.flatMap((module) => module.portal ?? [])) {
    if (declared.method === 'POST') {
      app.post(
        declared.path,
        bodyLimit({ maxSize: formBytes, onError: tooLarge }),
        page((context) => {
          refuseForeignForm(context)
          return declared.respond(context)
        }),
      )
    } else app.get(declared.path, page(declared.respond))
  }
  app.all('*', page(notFoundPage))
}

function isReadable(url: string): boolean {
  try {
    const text = decodeURIComponent(url.replaceAll('+', ' '))
    return !text.includes('\0') && text.isWellFormed()
  } catch {
    // A stray percent sign is not for us to judge; the parts of the address are decoded one by one.
    return !/%00/.test(url)
  }
}

async function answer(
  context: Context,
  respond: PortalPage['respond'],
  menu: readonly MenuEntry[],
  options: PortalOptions,
): Promise<Response> {
  let content: PortalContent
  try {
    const answered = await respond(context)
    if (answered instanceof Response) return answered
    content = { ...answered, body: await answered.body }
  } catch (error) {
    if (error instanceof Refusal) content = refusalPage(error)
    else {
      const { message, stack } = error as Error
      log.error({ path: context.req.routePath, reason: message, stack }, 'portal page failed')
      content = faultPage()
    }
  }
  // The page that says that something is broken must not need the database.
  const city = await getCity().catch(() => unnamedCity)
  const path = context.req.path
  const body = await framed(content, {
    city,
    menu,
    stylesheet: stylesheetOf(city.hue),
    canonical: new URL(path, options.publicUrl).href,
    path,
  })
  const status = content.status ?? 200
  const isKept = status === 200 && !content.isPrivate && context.req.method !== 'POST'
  return send(context, {
    body,
    mediaType: 'text/html; charset=utf-8',
    status,
    keep: isKept ? freshly : never,
  })
}

async function answerStyles(context: Context): Promise<Response> {
  const sheet = stylesheetOf((await getCity().catch(() => unnamedCity)).hue)
  const isCurrent = context.req.path === sheet.path
  // A page that was kept from before a change gets today's colours rather than none.
  return send(context, {
    body: sheet.text,
    mediaType: 'text/css; charset=utf-8',
    keep: isCurrent ? forEver : freshly,
  })
}

async function answerIcon(context: Context): Promise<Response> {
  const { hue } = await getCity().catch(() => unnamedCity)
  return send(context, { body: iconOf(hue), mediaType: 'image/svg+xml', keep: forADay })
}

/**
 * A form must come from our own pages. There is no cookie that another site could borrow, so this only keeps
 * others from making their visitors speak here.
 */
function refuseForeignForm(context: Context): void {
  const site = context.req.header('sec-fetch-site')
  const origin = context.req.header('origin')
  const isForeign = site
    ? site !== 'same-origin' && site !== 'none'
    : Boolean(origin) && hostOf(origin!) !== context.req.header('host')
  if (isForeign)
    throw new Refusal('forbidden', '这个请求来自其他网站，没有受理。请在本平台的页面上填写后提交。')
}

function hostOf(origin: string): string | null {
  return URL.canParse(origin) ? new URL(origin).host : null
}
