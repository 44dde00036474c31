import assert from 'node:assert/strict'
import { Secret, TOTP } from 'otpauth'
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core'

/** Somebody at his desk: a browser of his own, signed in to the workspace. */
export interface Desk {
  page: Page
  context: BrowserContext
  /** What the browser complained of; nobody should ever see any of it. */
  complaints: string[]
}

export interface DeskOptions {
  address: string
  password: string
  viewport?: { width: number; height: number }
}

export const office = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

export async function sitDown(browser: Browser, signInName: string, options: DeskOptions): Promise<Desk> {
  const context = await browser.newContext({
    baseURL: options.address,
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    viewport: options.viewport ?? office,
    acceptDownloads: true,
  })
  const page = await context.newPage()
  page.setDefaultTimeout(30_000)
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(`${page.url()}: ${error.message}`))
  page.on('console', (message) => {
    // A refusal (4xx) is told to the reader on the page; the browser's own line about it is no fault.
    if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
      complaints.push(`${page.url()}: ${message.text()}`)
    }
  })
  await page.goto('/workspace/')
  await page.getByLabel('登录名').fill(signInName)
  await page.getByLabel('口令', { exact: true }).fill(options.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  const inside = page.getByRole('heading', { name: '现在要办', level: 1 })
  const enrolment = page.getByRole('textbox', { name: '动态码' })
  await inside.or(enrolment).first().waitFor()
  if (await enrolment.isVisible()) await enrol(page)
  await inside.waitFor()
  return { page, context, complaints }
}

/** An administrator's first sign-in: the key goes into his authenticator, the recovery codes are kept. */
async function enrol(page: Page): Promise<void> {
  const secret = (await page.locator('code').innerText()).replace(/\s/g, '')
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  await page.getByRole('textbox', { name: '动态码' }).fill(code)
  await page.getByRole('button', { name: '绑定并登录' }).click()
  await page.getByRole('list', { name: '恢复码' }).waitFor()
  assert.ok((await page.getByRole('list', { name: '恢复码' }).getByRole('listitem').count()) >= 8)
  await page.getByRole('button', { name: '已保存，继续' }).click()
}

/** The row of the inbox that asks for this (签收, 审签 …) of this. */
export const inboxRow = (page: Page, asks: string, title: string) =>
  page
    .getByRole('region', { name: new RegExp(`^${asks}，`) })
    .getByRole('listitem')
    .filter({ hasText: title })

export async function openInbox(page: Page): Promise<void> {
  await page.goto('/workspace/')
  await page.getByRole('heading', { name: '现在要办', level: 1 }).waitFor()
}

/** Opens the whole page of what an inbox row is about. */
export async function openFromInbox(page: Page, asks: string, title: string): Promise<void> {
  await openInbox(page)
  const href = await inboxRow(page, asks, title).getByRole('link').first().getAttribute('href')
  await page.goto(href!)
  await page.getByRole('heading', { level: 1, name: title }).waitFor()
}

/** Presses an action of the page; where its consequence or a note is asked for, answers and presses again. */
export async function act(page: Page, label: string, note?: string): Promise<void> {
  const back = await press(page, label, note)
  await back?.waitFor({ state: 'detached' })
}

/** The same for what will be refused; answers the sentence of the refusal. */
export async function tryToAct(page: Page, label: string): Promise<string> {
  await press(page, label)
  return page.getByRole('region', { name: '可办理的事项' }).getByRole('alert').innerText()
}

async function press(page: Page, label: string, note?: string): Promise<Locator | null> {
  const bar = page.getByRole('region', { name: '可办理的事项' })
  const button = bar.getByRole('button', { name: label, exact: true })
  await button.click()
  const back = bar.getByRole('button', { name: /^(暂不|取消|返回)/ })
  // Done at once, the action is offered no more; otherwise the same words stand below what it asks.
  const asked = await Promise.race([
    back.waitFor().then(() => true),
    button.waitFor({ state: 'detached' }).then(() => false),
    bar
      .getByRole('alert')
      .waitFor()
      .then(() => false),
  ])
  if (!asked) return null
  if (note) await bar.getByRole('textbox').fill(note)
  await button.click()
  return back
}
