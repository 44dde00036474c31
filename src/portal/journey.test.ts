import assert from 'node:assert/strict'
import type { Server } from 'node:http'
import { after, describe, test } from 'node:test'
import { AxeBuilder } from '@axe-core/playwright'
import { serve } from '@hono/node-server'
import type { BrowserContextOptions, Page } from 'playwright-core'
import { setClock } from '#kernel/clock.ts'
import { openBrowser } from '../../tests/browser.ts'
import { freshDatabase } from '../../tests/database.ts'
import { publicCity } from './city-for-tests.ts'

await freshDatabase()
const city = await publicCity()
const server = await new Promise<Server>((resolve) => {
  const listening = serve({ fetch: city.app.fetch, port: 0, overrideGlobalObjects: false }, () =>
    resolve(listening as Server),
  )
})
after(() => server.close())
const address = `http://localhost:${(server.address() as { port: number }).port}`
const browser = await openBrowser()

const paths = [
  '/',
  '/measures',
  `/measures?light=red&unit=${city.unitId}`,
  '/measures?q=没有这样的词',
  '/measures/RW-2026-0002',
  '/measures/RW-2026-0003',
  '/units',
  `/units/${city.unitId}`,
  '/about',
  '/suggest',
  '/suggest?measure=RW-2026-0003',
  '/suggestions',
  '/nope',
]

async function pageOf(options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', ...options })
  return context.newPage()
}

for (const width of [1440, 390]) {
  test(`without JavaScript, ${width} px wide: from the first look to the answer's code`, async () => {
    city.from(`192.0.2.${width % 250}`)
    const page = await pageOf({ javaScriptEnabled: false, viewport: { width, height: 844 } })
    await page.goto(address)
    await page.getByRole('heading', { level: 1 }).getByText('公开承诺').waitFor()
    assert.equal(await page.locator('.mark').count(), 35)

    await page.getByRole('link', { name: '5 项滞后' }).click()
    await page.getByText('找到 5 项任务').waitFor()
    await page.locator('.rows a').first().click()
    await page.getByText('滞后：逾期 3 天').waitFor()
    await page.getByRole('link', { name: '任务', exact: true }).first().click()

    await page.getByLabel('搜任务、单位、关键词').fill('融资')
    await page.getByRole('button', { name: '查找', exact: true }).click()
    await page.getByText('找到 7 项任务').waitFor()
    await page.locator('.rows a').first().click()
    const title = await page.getByRole('heading', { level: 1 }).textContent()

    await page.getByRole('link', { name: '对这项任务提意见' }).click()
    await page.getByText(title!).first().waitFor()
    await page.getByLabel('建议').check()
    await page.getByLabel('内容').fill('希望窗口延长到晚上八点，电话 13812345678。')
    // A person takes longer than a program; the form knows.
    const restore = setClock(() => Temporal.Now.instant().add({ seconds: 20 }))
    await page.getByRole('button', { name: '提交' }).click()
    await page.getByRole('heading', { name: '已经收到' }).waitFor()
    restore()
    await page.getByText('手机号码已经隐去').waitFor()
    const code = (await page.locator('output').textContent())!

    await page.getByRole('link', { name: '凭查询码查办理' }).click()
    await page.getByLabel('查询码').fill('AAAA-BBBB-CCCC')
    await page.getByRole('button', { name: '查看办理' }).click()
    await page.getByRole('alert').getByText('没有查到这个查询码').waitFor()
    await page.getByLabel('查询码').fill(code)
    await page.getByRole('button', { name: '查看办理' }).click()
    await page.getByRole('heading', { name: '待受理' }).waitFor()
    assert.ok(!page.url().includes(code), 'the code stands in no address')
    assert.deepEqual(await page.context().cookies(), [])
    await page.context().close()
  })
}

describe('for everybody', () => {
  for (const colorScheme of ['light', 'dark'] as const) {
    test(`axe finds nothing on any page, ${colorScheme}`, async () => {
      const page = await pageOf({ colorScheme, viewport: { width: 390, height: 844 } })
      for (const path of paths) {
        await page.goto(address + path)
        await page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true
        })
        const { violations } = await new AxeBuilder({ page }).analyze()
        assert.deepEqual(
          violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)]),
          [],
          path,
        )
      }
      await page.context().close()
    })
  }

  test('nothing is cut off at 320 px, which is 400 % of 1280', async () => {
    const page = await pageOf({ viewport: { width: 320, height: 640 } })
    for (const path of paths) {
      await page.goto(address + path)
      const wider = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
      assert.ok(wider <= 0, `${path} is ${wider} px too wide`)
    }
    await page.context().close()
  })

  test('what is touched is large enough, 24 px at least, and buttons 44', async () => {
    const page = await pageOf({ viewport: { width: 390, height: 844 } })
    for (const path of ['/', '/measures', '/units', '/suggest']) {
      await page.goto(address + path)
      const small = await page.evaluate(() => {
        const least = (element: Element) =>
          element.matches('button, .button, input:not([type="radio"]), select, .choice') ? 44 : 24
        return [
          ...document.querySelectorAll(
            '.mark, .menu a, button, .button, input:not([type="hidden"], [name="website"]), select, .choice, .pager a',
          ),
        ]
          .map((element) => ({ element, box: element.getBoundingClientRect() }))
          .filter(
            ({ element, box }) =>
              box.height > 0 &&
              element.getAttribute('type') !== 'radio' &&
              Math.round(box.height) < least(element),
          )
          .map(({ element, box }) => `${element.outerHTML.slice(0, 80)} ${box.height}`)
      })
      assert.deepEqual(small, [], path)
    }
    await page.context().close()
  })

  test('by keyboard: first a way past the menu, then every mark, always with a visible focus', async () => {
    const page = await pageOf({ viewport: { width: 1280, height: 800 } })
    await page.goto(address)
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), '跳到正文')
    await page.keyboard.press('Enter')
    await page.keyboard.press('Tab')
    assert.equal(await page.evaluate(() => document.activeElement?.closest('h1') !== null), true)
    for (let i = 0; i < 12; i++) {
      await page.keyboard.press('Tab')
      const width = await page.evaluate(() => getComputedStyle(document.activeElement!).outlineWidth)
      assert.equal(width, '3px')
    }
    await page.context().close()
  })

  test('on paper: no forms, no menu, and every light with its letter in black', async () => {
    const page = await pageOf({ viewport: { width: 800, height: 1100 }, colorScheme: 'dark' })
    await page.emulateMedia({ media: 'print' })
    await page.goto(address)
    assert.equal(await page.locator('.menu').isVisible(), false)
    assert.equal(await page.locator('form').first().isVisible(), false)
    const inks = await page.evaluate(() => [
      ...new Set([...document.querySelectorAll('.mark')].map((mark) => getComputedStyle(mark).color)),
    ])
    for (const ink of inks) assert.match(ink, /^rgb\((0, 0, 0|51, 51, 51)\)$/)
    await page.context().close()
  })
})
