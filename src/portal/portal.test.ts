import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { system } from '#kernel/actor.ts'
import { setClock } from '#kernel/clock.ts'
import { updateCity } from '#modules/city/service.ts'
import { freshDatabase } from '../../tests/database.ts'
import { encodingFor } from './answers.ts'
import { publicCity, secret } from './city-for-tests.ts'

await freshDatabase()
const city = await publicCity()

const get = (path: string, headers: Record<string, string> = {}) => city.app.request(path, { headers })

async function textOf(path: string): Promise<string> {
  const answer = await get(path)
  assert.equal(answer.status, 200, path)
  return answer.text()
}

const post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
  city.app.request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', host: 'portal.example', ...headers },
    body: new URLSearchParams(fields).toString(),
  })

/** Addresses in a page that lead to pages of the portal. */
const linksIn = (page: string): string[] =>
  [...page.matchAll(/(?:href|action)="([^"]*)"/g)]
    .map((match) => match[1]!.replaceAll('&amp;', '&').split('#')[0]!)
    .filter((link) => link.startsWith('/') && link !== '/api')

describe('the portal from outside', () => {
  test('every page that can be reached answers, sets no cookie, runs no script, and tells nothing unpublished', async () => {
    const seen = new Set<string>()
    const waiting = ['/', '/robots.txt', '/icon.svg', '/favicon.ico', '/files/none', `/files/${city.fileId}`]
    while (waiting.length > 0) {
      const path = waiting.shift()!
      if (seen.has(path)) continue
      seen.add(path)
      const answer = await get(path)
      const body = await answer.text()
      assert.ok(answer.status === 200 || path === '/files/none', `${path}: ${answer.status}`)
      assert.ok(
        !body.includes(secret) && !decodeURIComponent(path).includes(secret),
        `${path} tells a secret`,
      )
      assert.equal(answer.headers.get('set-cookie'), null, path)
      if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
      assert.doesNotMatch(
        body,
        /<script|\son\w+="|style="|javascript:/i,
        `${path} has script or style of its own`,
      )
      assert.match(body, /^<!doctype html>\n<html lang="zh-CN">/)
      assert.equal(body.match(/<h1[ >]/g)?.length, 1, `${path} has one heading`)
      assert.match(
        answer.headers.get('content-security-policy') ?? '',
        /^default-src 'none'; style-src 'self'/,
      )
      waiting.push(...linksIn(body))
    }
    assert.ok(seen.size > 60, `${seen.size} pages`)
    assert.equal([...seen].filter((path) => /^\/measures\/RW-2026-\d{4}$/.test(path)).length, 35)
    assert.equal([...seen].filter((path) => /^\/units\/[0-9a-f-]{36}$/.test(path)).length, 2)
  })

  test('what is not public is not there, also for who knows its address', async () => {
    const hidden = await get(`/measures/${encodeURIComponent(city.withdrawnNumber)}`)
    assert.equal(hidden.status, 410)
    assert.equal((await get(`/files/${city.hiddenFileId}`)).status, 404)
    assert.match(await textOf(`/measures?q=${encodeURIComponent(secret)}`), /没有符合条件的任务/)
  })

  test('what somebody writes into an address is shown as text', async () => {
    const page = await textOf('/measures?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E')
    assert.ok(!page.includes('<script>alert'))
    assert.match(page, /&lt;script&gt;/)
    assert.ok((await textOf('/measures/RW-2026-0005')).includes('推行&lt;b&gt;登记&lt;/b&gt;“全程&amp;网办”'))
  })
})

describe('answers', () => {
  test('a page that has not changed is not sent again', async () => {
    for (const path of ['/', '/measures?light=red', '/measures/RW-2026-0001', '/units', '/about']) {
      const first = await get(path)
      const tag = first.headers.get('etag')!
      assert.match(tag, /^W\/"/, path)
      assert.match(first.headers.get('cache-control')!, /^public, max-age=0/, path)
      const again = await get(path, { 'if-none-match': `"other", ${tag}` })
      assert.equal(again.status, 304, path)
      assert.equal(await again.text(), '')
      assert.equal((await get(path, { 'if-none-match': 'W/"other"' })).status, 200)
    }
  })

  test('forms are not kept by anybody', async () => {
    for (const path of ['/suggest', '/suggest?measure=RW-2026-0001']) {
      const answer = await get(path)
      assert.equal(answer.headers.get('cache-control'), 'no-store')
      assert.equal(answer.headers.get('etag'), null)
    }
  })

  test('compressed as the browser likes it, and the same in every form', async () => {
    const plain = await textOf('/')
    const packed = await get('/', { 'accept-encoding': 'gzip, deflate, br' })
    assert.equal(packed.headers.get('content-encoding'), 'br')
    assert.equal(packed.headers.get('vary'), 'accept-encoding')
    const bytes = Buffer.from(await packed.arrayBuffer())
    assert.equal(brotliDecompressSync(bytes).toString(), plain)
    const zipped = await get('/', { 'accept-encoding': 'gzip' })
    assert.equal(gunzipSync(Buffer.from(await zipped.arrayBuffer())).toString(), plain)
    assert.equal(encodingFor('br;q=0, gzip;q=0.5'), 'gzip')
    assert.equal(encodingFor('identity'), null)
    assert.equal(encodingFor('BR ; q=0.1'), 'br')
  })

  test('the first visit takes less than 40 KB, everything in it', async () => {
    const size = async (path: string) =>
      (await (await get(path, { 'accept-encoding': 'br' })).arrayBuffer()).byteLength
    const home = await textOf('/')
    const styles = /href="(\/styles\.[0-9a-f]+\.css)"/.exec(home)![1]!
    const total = (await size('/')) + (await size(styles)) + (await size('/icon.svg'))
    assert.ok(total < 40_000, `${total} bytes`)
  })

  test('styles are kept for ever under a name that changes with the city’s colour', async () => {
    const name = async () => /href="(\/styles\.[0-9a-f]+\.css)"/.exec(await textOf('/about'))![1]!
    const before = await name()
    const sheet = await get(before)
    assert.match(sheet.headers.get('content-type')!, /^text\/css/)
    assert.match(sheet.headers.get('cache-control')!, /immutable/)
    await updateCity({ hue: 25 }, system)
    try {
      const after = await name()
      assert.notEqual(after, before)
      assert.equal((await get(before)).headers.get('cache-control')!.includes('immutable'), false)
    } finally {
      await updateCity({ hue: 193 }, system)
    }
  })

  test('HEAD answers like GET without the page', async () => {
    const answer = await city.app.request('/measures', { method: 'HEAD' })
    assert.equal(answer.status, 200)
    assert.equal(await answer.text(), '')
  })

  test('search engines are told the address of a page, and kept from what is for one visitor only', async () => {
    assert.match(
      await textOf('/measures/RW-2026-0001'),
      /<link rel="canonical" href="https:\/\/portal.example\/measures\/RW-2026-0001">/,
    )
    assert.match(await textOf('/measures'), /canonical/)
    assert.match(await textOf('/measures?light=red'), /noindex/)
    assert.match(await textOf('/suggest'), /noindex/)
  })
})

describe('pages that are not there', () => {
  for (const path of [
    '/nope',
    '/measures/RW-9999',
    '/units/00000000-0000-4000-8000-000000000000',
    '/units/x',
    '/a/b/c',
    '/styles.css',
  ]) {
    test(`${path} says so in the same frame`, async () => {
      const answer = await get(path)
      assert.equal(answer.status, 404)
      const page = await answer.text()
      assert.match(page, /没有找到这一页/)
      assert.match(page, /<nav class="menu"/)
      assert.match(page, /action="\/measures"/, 'a way on')
      assert.equal(answer.headers.get('cache-control'), 'no-store')
    })
  }

  test('a page that breaks says nothing of why', async () => {
    const { Hono } = await import('hono')
    const { mountPortal } = await import('./mount.ts')
    const app = new Hono()
    const broken = {
      name: 'broken',
      label: '坏',
      dependsOn: [],
      portal: [
        {
          path: '/broken',
          respond: () => {
            throw new Error('password of the database')
          },
        },
      ],
    }
    mountPortal(app, [broken], { publicUrl: 'https://portal.example', sourceOf: () => null })
    const { log } = await import('#kernel/log.ts')
    const usual = log.level
    log.level = 'silent'
    const answer = await app.request('/broken')
    log.level = usual
    assert.equal(answer.status, 500)
    const page = await answer.text()
    assert.match(page, /已经记录下来/)
    assert.doesNotMatch(page, /password/)
  })
})

describe('lists', () => {
  test('filters narrow, can be taken off one by one, and survive turning the page', async () => {
    const page = await textOf(`/measures?unit=${city.unitId}&light=green`)
    const links = linksIn(page)
    assert.ok(links.includes(`/measures?light=green`), 'without the unit')
    assert.ok(links.includes(`/measures?unit=${city.unitId}`), 'without the light')
    const second = await textOf('/measures?page=2')
    assert.match(second, /aria-current="page"><span class="unseen">第 <\/span>2/)
    assert.equal(second.match(/class="row-main"/g)?.length, 15)
  })

  test('a condition that cannot be is named and left out', async () => {
    const answer = await get('/measures?light=purple&page=abc&field=' + encodeURIComponent('融资服务'))
    assert.equal(answer.status, 422)
    const page = await answer.text()
    assert.match(page, /role="alert"/)
    assert.match(page, /找到 7 项任务/)
  })

  test('lights stand with their letter, their word and the legend on every page that shows them', async () => {
    for (const path of [
      '/',
      '/measures',
      '/measures/RW-2026-0003',
      '/units',
      `/units/${city.unitId}`,
      '/about',
    ]) {
      const page = await textOf(path)
      assert.match(page, /class="legend"/, path)
      assert.match(page, /<b>黄<\/b>/, path)
    }
  })
})

describe('suggesting', () => {
  const tokenIn = (page: string) => /name="token" value="([^"]+)"/.exec(page)![1]!

  /** A form that was opened ten seconds ago. */
  async function openedForm(path: string): Promise<Record<string, string>> {
    const start = Temporal.Now.instant()
    const restore = setClock(() => start.subtract({ seconds: 10 }))
    const page = await textOf(path)
    restore()
    const taskId = /name="taskId" value="([^"]+)"/.exec(page)?.[1]
    return { token: tokenIn(page), website: '', ...(taskId ? { taskId } : {}) }
  }

  test('sent, answered with a code, followed', async () => {
    city.from('192.0.2.10')
    const form = await openedForm('/suggest?measure=RW-2026-0003')
    const sent = await post('/suggest', { ...form, kind: 'suggest', text: '希望窗口中午也能办。' })
    assert.equal(sent.status, 200)
    assert.equal(sent.headers.get('cache-control'), 'no-store')
    assert.equal(sent.headers.get('set-cookie'), null)
    const code = /<output>([\w-]+)<\/output>/.exec(await sent.text())![1]!
    const followed = await post('/suggestions', { queryCode: ` ${code.toLowerCase()} ` })
    const page = await followed.text()
    assert.equal(followed.status, 200)
    assert.match(page, /待受理/)
    assert.match(page, /希望窗口中午也能办。/)
    assert.match(page, /href="\/measures\/RW-2026-0003"/)
  })

  test('what is wrong is said at its field, and what was written stays', async () => {
    city.from('192.0.2.11')
    const form = await openedForm('/suggest')
    const answer = await post('/suggest', { ...form, kind: '', text: '<i>短' })
    assert.equal(answer.status, 422)
    const page = await answer.text()
    assert.match(page, /<title>有误：/)
    assert.match(page, /<a href="#kind">请选择意见类型。<\/a>/)
    assert.match(page, /<a href="#text">请至少写 5 个字/)
    assert.match(page, /id="kind"/)
    assert.match(page, /&lt;i&gt;短<\/textarea>/)
  })

  test('programs are kept out: a form never opened, one sent at once, one that fills what people do not see', async () => {
    city.from('192.0.2.12')
    const filled = { kind: 'ask', text: '一个正经的问题在这里。' }
    const quick = tokenIn(await textOf('/suggest'))
    const cases: Record<string, string>[] = [
      { ...filled },
      { ...filled, token: 'x.y.z' },
      { ...filled, token: quick },
      { ...(await openedForm('/suggest')), ...filled, website: 'http://spam.example' },
    ]
    for (const fields of cases) {
      const answer = await post('/suggest', fields)
      assert.equal(answer.status, 422)
      const page = await answer.text()
      assert.match(page, /一个正经的问题在这里。<\/textarea>/, 'a person who was too quick loses nothing')
      assert.notEqual(tokenIn(page), fields.token)
    }
  })

  test('a form on another site cannot make its visitor speak here', async () => {
    const form = await openedForm('/suggest')
    const fields = { ...form, kind: 'ask', text: '别的网站替我问的。' }
    assert.equal((await post('/suggest', fields, { 'sec-fetch-site': 'cross-site' })).status, 403)
    assert.equal((await post('/suggest', fields, { origin: 'https://evil.example' })).status, 403)
    assert.equal((await post('/suggest', fields, { origin: 'null' })).status, 403)
    city.from('192.0.2.13')
    assert.equal((await post('/suggest', fields, { origin: 'https://portal.example' })).status, 200)
  })

  test('too much at once is told when to come again', async () => {
    city.from('192.0.2.14')
    for (let i = 0; i < 10; i++) {
      const form = await openedForm('/suggest')
      assert.equal(
        (await post('/suggest', { ...form, kind: 'ask', text: `第${i}个问题，请回答。` })).status,
        200,
      )
    }
    const form = await openedForm('/suggest')
    const answer = await post('/suggest', { ...form, kind: 'ask', text: '第十一个问题，请回答。' })
    assert.equal(answer.status, 429)
    assert.match(await answer.text(), /过于频繁，请 \d+ 分钟后再试/)
  })

  test('a body without end is not read', async () => {
    const answer = await post('/suggest', { text: '长'.repeat(40_000) })
    assert.equal(answer.status, 413)
    assert.match(await answer.text(), /超过上限/)
  })

  test('a code that there is not', async () => {
    city.from('192.0.2.15')
    for (const queryCode of ['AAAA-AAAA-AAAA', '<script>', '']) {
      const answer = await post('/suggestions', { queryCode })
      assert.equal(answer.status === 404 || answer.status === 422, true)
      assert.match(await answer.text(), /role="alert"/)
    }
  })

  test('a fault of a page is reported with its address', async () => {
    const page = await textOf('/measures/RW-2026-0001')
    const link = linksIn(page).find((one) => one.startsWith('/suggest?kind=error'))!
    assert.match(await textOf(link), /页面：\/measures\/RW-2026-0001/)
    await updateCity({ errorReportUrl: 'https://errors.example/report' }, system)
    try {
      assert.match(await textOf('/about'), /href="https:\/\/errors.example\/report">网站找错/)
    } finally {
      await updateCity({ errorReportUrl: null }, system)
    }
  })
})
