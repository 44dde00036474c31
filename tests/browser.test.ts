import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openBrowser } from './browser.ts'

test('the browser out of npm starts, also as root, and runs a page', async () => {
  const browser = await openBrowser()
  const page = await browser.newPage()
  await page.setContent('<p lang="zh-CN">营商环境</p>')
  assert.equal(await page.locator('p').innerText(), '营商环境')
  // Several contexts at once: the journeys have one for each person.
  const others = await Promise.all([browser.newContext(), browser.newContext({ javaScriptEnabled: false })])
  for (const context of others) {
    const other = await context.newPage()
    await other.setContent('<noscript>没有脚本</noscript><p>一</p>')
    assert.equal(await other.locator('p').innerText(), '一')
    await context.close()
  }
  assert.match(browser.version(), /^\d+\./)
})
