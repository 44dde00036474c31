import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { before, describe, test } from 'node:test'
import type { Browser, Page } from 'playwright-core'
import { openZip } from '#kernel/zip.ts'
import { openBrowser } from './browser.ts'
import { barriersOn, openWhole } from './journey/axe.ts'
import { type DemoCity, startDemoCity } from './journey/demo-city.ts'
import {
  act,
  type Desk,
  inboxRow,
  openFromInbox,
  openInbox,
  phone,
  sitDown,
  tryToAct,
} from './journey/desk.ts'
import { measures, planFile, planTitle, strangeUnit } from './journey/plan-file.ts'
import { routesOf } from './journey/routes.ts'

const annex = join(import.meta.dirname, '../src/demo/plan/annex.xlsx')
const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The two measures that the market supervision bureau leads. */
const [moving, inspecting] = measures
const publicWords = '迁移登记已全程网办，平均用时1.5个工作日。'
const officeWords = '完成系统改造并上线试运行，累计办理跨旗区迁移26户，平均用时1.5个工作日。'
const opinion = '建议把办理流程图放到服务大厅的显眼位置。'
const answerWords = '流程图已在服务大厅入口和自助区公布，感谢您的建议。'
const closureWords = '跨旗区迁移登记已实现迁入地一地申请、两个工作日办结，运行平稳，达到方案要求。'

const everybody = [
  '调度员',
  '调度负责人',
  '联络员',
  '单位领导',
  '旗区调度员',
  '市领导',
  '保密审查员',
  '系统管理员',
  '安全管理员',
  '审计管理员',
]

/** What may be done stands on these pages, and that differs. */
const differsByRole = new Set(['/', '/tasks/:id', '/reports/:id', '/plans/:id', '/suggestions/:id'])

describe('from a published plan to the public page', () => {
  let city: DemoCity
  let browser: Browser
  const desks = new Map<string, Desk>()
  /** Number of the task about moving, as the public page has it. */
  let number = ''
  let taskPath = ''
  let queryCode = ''

  const deskOf = async (role: string, signInName = city.signIns.get(role)!): Promise<Page> => {
    const desk = desks.get(signInName) ?? (await sitDown(browser, signInName, city))
    desks.set(signInName, desk)
    return desk.page
  }

  before(async () => {
    browser = await openBrowser()
  })

  let isBroken = false
  /** A step of the journey; after one that failed the others have nothing to stand on. */
  const step = (name: string, work: () => Promise<void>) =>
    test(name, async (context) => {
      if (isBroken) return context.skip('an earlier step failed')
      try {
        await work()
      } catch (error) {
        isBroken = true
        throw await withPages(error as Error, desks)
      }
    })

  step('1. demo prints where it is and who may come in', async () => {
    city = await startDemoCity()
    const printed = city.output()
    assert.match(printed, /门户\s+http:\/\/\S+\//)
    assert.match(printed, /工作台\s+http:\/\/\S+\/workspace\//)
    assert.ok(printed.includes(city.password))
    assert.ok(city.password.length >= 12)
    for (const role of everybody) {
      assert.match(city.signIns.get(role) ?? '', /^[a-z]+$/, `no sign-in for ${role}`)
    }
  })

  step('2. the dispatcher uploads the plan, sees every guess, and confirms the text', async () => {
    const page = await deskOf('调度员')
    await page.getByRole('link', { name: '方案', exact: true }).click()
    await page.locator('input[type=file]').setInputFiles({
      name: `${planTitle}.docx`,
      mimeType: docx,
      buffer: await planFile(),
    })
    await page.waitForURL(/\/review$/)
    const paper = page.getByRole('region', { name: '原文' })
    const read = page.getByRole('region', { name: '读出的措施' })
    for (const measure of measures) {
      await paper.getByText(measure.text).waitFor()
      const article = read.getByRole('article').filter({ hasText: measure.title })
      await article.waitFor()
      // The raw words stand beside what was read from them.
      await assertText(article, measure.deadline)
    }
    assert.equal(await read.getByRole('article').count(), measures.length)
    await assertText(read.getByRole('region', { name: '数量核对' }), '一致')

    // A year that is not printed is a guess, and is marked as one; a unit that nobody knows is no guess at all.
    await assertText(read.getByRole('article').filter({ hasText: inspecting.title }), '未印年份')
    const unknown = page.getByRole('region', { name: '未对应的单位名称' })
    await assertText(unknown, strangeUnit)
    assert.match(await tryToAct(page, '确认并定稿'), /待?确认/)
    await page.reload()

    await unknown.getByRole('radio', { name: '瀚宁市营商环境调度中心' }).check()
    await unknown.getByRole('button', { name: '对应并记住' }).click()
    await unknown.waitFor({ state: 'detached' })
    await page
      .getByRole('list', { name: '待确认的几类' })
      .getByRole('button', { name: '确认无误' })
      .first()
      .click()
    await page.getByText('没有待确认之处，可以定稿').waitFor()
    await act(page, '确认并定稿')
    await page.waitForURL(/\/plans\/[0-9a-f-]{36}$/)
    await page.getByText('待批准下达').first().waitFor()
    // The frozen text and its digest (SM3).
    await page.getByText(/^[0-9a-f]{64}$/).waitFor()
  })

  step('2. also an annex in Excel, and what was matched once is remembered', async () => {
    const page = await deskOf('调度员')
    await page.goto('/workspace/plans')
    await page.locator('input[type=file]').setInputFiles(annex)
    await page.waitForURL(/\/review$/)
    const read = page.getByRole('region', { name: '读出的措施' })
    await read.getByText('全部 30 条').waitFor()
    await page.goto('/workspace/plans')
    const text = [
      `${planTitle}（续）`,
      '一、优化政务服务',
      '（一）提升办事效率',
      '1.公布事项清单。梳理并公布事项清单。',
      `牵头单位：${strangeUnit}`,
      '完成时限：2026年11月底前',
    ].join('\n')
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: '续.txt', mimeType: 'text/plain', buffer: Buffer.from(text) })
    await page.waitForURL(/\/review$/)
    await read.getByRole('article').filter({ hasText: strangeUnit }).waitFor()
    assert.equal(await page.getByRole('region', { name: '未对应的单位名称' }).count(), 0)
    await act(page, '作废', '只为核对单位名称')
  })

  step('3. the section head approves, and the tasks go out', async () => {
    const page = await deskOf('调度负责人')
    await openFromInbox(page, '批准', planTitle)
    await act(page, '批准下达')
    await page.getByText('执行中').first().waitFor()
    taskPath = await pathOfTask(page, moving.title)
    await page.goto(taskPath)
    await page.getByText('待签收').first().waitFor()
    number = (await page.locator('main').innerText()).match(/RW-\d{4}-\d{4}/)![0]
  })

  step(
    '4. the liaison sees what is his, signs for it, files the month; his leader signs it off',
    async () => {
      const page = await deskOf('联络员')
      await openInbox(page)
      for (const { title } of [moving, inspecting]) {
        await inboxRow(page, '签收', title).getByRole('button').click()
        await inboxRow(page, '签收', title).waitFor({ state: 'detached' })
      }
      // Of the plan's four measures two are for other units.
      assert.equal(await countFound(page, measures[3].title), 0)
      assert.equal(await countFound(page, moving.title), 1)

      await openFromInbox(page, '填报', moving.title)
      await fileReport(page, 60, officeWords)
      await openFromInbox(page, '填报', inspecting.title)
      await fileReport(page, 20, '已印发检查计划。')

      const leader = await deskOf('单位领导')
      for (const { title } of [moving, inspecting]) {
        await openFromInbox(leader, '审签', title)
        await act(leader, '审签同意')
        await leader.getByText('待审核').first().waitFor()
      }
    },
  )

  step('4. what was said last month is there to start from', async () => {
    const page = await deskOf('联络员')
    await page.goto('/workspace/filing')
    const row = page
      .locator('form')
      .filter({ has: page.getByRole('button', { name: '无变化' }) })
      .first()
    await row.waitFor()
    assert.notEqual(await row.locator('textarea').first().inputValue(), '')
  })

  step('5. the dispatcher adopts with his own words, the original is kept', async () => {
    const page = await deskOf('调度员')
    await openFromInbox(page, '审核', moving.title)
    const form = page.getByRole('form', { name: '审核进展' })
    await form.getByRole('button', { name: '编辑', exact: true }).click()
    await form.getByLabel('采用的进度').fill('55')
    await form.getByText('公开到门户').click()
    await form.getByLabel('公开内容').fill(publicWords)
    await form.getByRole('button', { name: /^编辑后采用并公开/ }).click()
    await page.getByText('已采用', { exact: false }).first().waitFor()
    await page.goto(taskPath)
    await page.getByText('进度 55%').first().waitFor()
    await page.getByRole('link', { name: '7 月' }).first().click()
    await page.getByText('60%').first().waitFor()
  })

  step('6. what was approved is on the public page at once, also without JavaScript', async () => {
    const visitor = await visitorPage()
    await visitor.goto(`/measures/${number}`)
    for (const words of [moving.title, moving.text, '市市场监管局', publicWords, '55%']) {
      await visitor.getByText(words).first().waitFor()
    }
    // The office's own words were not approved for the public, nor was the other report.
    assert.ok(!(await visitor.locator('body').innerText()).includes(officeWords))
    await visitor.goto('/')
    await visitor.getByRole('searchbox').first().fill('迁移')
    await visitor.keyboard.press('Enter')
    await visitor.getByRole('link', { name: moving.title }).first().waitFor()
    await visitor.context().close()
  })

  step('5. he sends back with a reason; the liaison mends it', async () => {
    const page = await deskOf('调度员')
    await openFromInbox(page, '审核', inspecting.title)
    await act(page, '退回补充', '请补充检查计划公布的网址和首批检查数量。')
    const liaison = await deskOf('联络员')
    await openFromInbox(liaison, '补充', inspecting.title)
    await liaison.getByText('请补充检查计划公布的网址和首批检查数量。').first().waitFor()
    await fileReport(liaison, 25, '已在政府网站公布检查计划，首批合并检查12户。')
    const leader = await deskOf('单位领导')
    await openFromInbox(leader, '审签', inspecting.title)
    await act(leader, '审签同意')
    await leader.getByText('待审核').first().waitFor()
    await openFromInbox(page, '审核', inspecting.title)
    await page
      .getByRole('form', { name: '审核进展' })
      .getByRole('button', { name: '采用', exact: true })
      .click()
    await page.getByText('已采用', { exact: false }).first().waitFor()
  })

  step(
    '5. closure: applied for with evidence, checked, checked by a second person, closed, written off',
    async () => {
      const liaison = await deskOf('联络员')
      await liaison.goto(taskPath)
      await act(liaison, '申请办结')
      const form = liaison.getByRole('form', { name: '申请办结' })
      await form.getByLabel('办结报告').fill(closureWords)
      await form.locator('input[type=file]').setInputFiles({
        name: '运行情况.txt',
        mimeType: 'text/plain',
        buffer: Buffer.from('系统运行情况说明'),
      })
      await form.getByText('运行情况.txt').first().waitFor()
      await form.getByRole('button', { name: '申请办结' }).click()
      await liaison.getByText('待初审').first().waitFor()

      const first = await deskOf('调度员')
      await openFromInbox(first, '初审', moving.title)
      await act(first, '初审通过')
      await first.getByText('待复核').first().waitFor()
      // Whoever has checked it cannot be the one to check it again.
      assert.equal(await first.getByRole('button', { name: '复核通过' }).count(), 0)

      const second = await deskOf('调度负责人')
      await openFromInbox(second, '复核', moving.title)
      await act(second, '复核通过')
      await second.getByText('已办结').first().waitFor()
      await openFromInbox(first, '销号', moving.title)
      await act(first, '销号')
      await first.getByText('已销号').first().waitFor()
    },
  )

  step(
    '6. the closed task and its result are public; a visitor speaks up and follows his words by a code',
    async () => {
      const visitor = await visitorPage(phone)
      await visitor.goto(`/measures/${number}`)
      for (const words of [closureWords, '已办结']) await visitor.getByText(words).first().waitFor()
      const width = await visitor.evaluate('document.documentElement.scrollWidth')
      assert.ok(Number(width) <= phone.width, `the page is ${width} px wide on a phone`)
      await visitor.getByRole('link', { name: '对这项任务提意见' }).first().click()
      await visitor.getByRole('radio').first().check()
      await visitor.getByLabel('内容').fill(opinion)
      // A form that comes back within moments was filled by a program.
      await visitor.waitForTimeout(4000)
      await visitor.getByRole('button', { name: '提交' }).click()
      const shown = await visitor.locator('main').innerText()
      queryCode = shown.match(/[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}/)?.[0] ?? ''
      assert.ok(queryCode, 'no query code is shown')
      await follow(visitor)
      await visitor.getByText(opinion).waitFor()
      await visitor.context().close()
    },
  )

  step('6. his words go to the unit, and the answer comes back to whoever has the code', async () => {
    const dispatcher = await deskOf('调度员')
    await openFromInbox(dispatcher, '受理', moving.title)
    await fillForm(dispatcher, '受理并转办', '转办要求', '请于本周内答复。')
    const liaison = await deskOf('联络员')
    await openFromInbox(liaison, '答复', moving.title)
    await fillForm(liaison, '提交答复', '答复内容', answerWords)
    await openFromInbox(dispatcher, '审核答复', moving.title)
    const shown = await visitorPage()
    await follow(shown)
    assert.ok(
      !(await shown.locator('main').innerText()).includes(answerWords),
      'the answer is told before its review',
    )
    await fillForm(dispatcher, '审核通过并答复')
    await follow(shown)
    await shown.getByText(answerWords).waitFor()
    await shown.context().close()
  })

  step('7. the dispatcher takes the bulletin as Word and the ledger as Excel', async () => {
    const page = await deskOf('调度员')
    await page.goto('/workspace/papers')
    const bulletin = await downloadBy(page, /通报/)
    assert.match(bulletin.name, /\.docx$/)
    const words = textOf(await bulletin.zip.readText('word/document.xml'))
    for (const expected of ['通报', '7月', '亮灯'])
      assert.ok(words.includes(expected), `no ${expected} in the bulletin`)
    const ledger = await downloadBy(page, /台账/)
    assert.match(ledger.name, /\.xlsx$/)
    const cells = await Promise.all(
      ledger.zip.names
        .filter((name) => /sharedStrings|sheet\d/.test(name))
        .map((name) => ledger.zip.readText(name)),
    )
    for (const expected of [moving.title, inspecting.title, number]) {
      assert.ok(cells.join('').includes(expected), `no ${expected} in the ledger`)
    }
  })

  step('8. the leader opens the overview, and each number opens the list behind it', async () => {
    const page = await deskOf('市领导')
    await page.goto('/workspace/overview')
    const sentence = page.locator('main p').filter({ hasText: '已下达任务' })
    await sentence.waitFor()
    const doors = await page.locator('main p a').evaluateAll((links) =>
      links.map((link) => ({
        href: (link as unknown as { getAttribute(name: string): string }).getAttribute('href'),
        value: Number(link.textContent?.replace(/[,\s]/g, '').match(/\d+/)?.[0]),
      })),
    )
    const tasks = doors.filter(({ href }) => href?.includes('/tasks?'))
    assert.ok(tasks.length >= 4, `only ${tasks.length} numbers are doors`)
    for (const { href, value } of tasks) {
      await page.goto(href!)
      await page
        .getByText(new RegExp(`共?\\s*${value.toLocaleString('zh-CN')}\\s*项`))
        .first()
        .waitFor()
    }
  })

  /** Pages that look the same for all who may open them, once examined. */
  const examined = new Set<string>()
  for (const role of everybody) {
    test(`axe finds no barrier on any page of ${role}`, async () => {
      const page = await deskOf(role)
      const found: string[] = []
      for (const { path, address } of await routesOf(page)) {
        if (examined.has(path) && !differsByRole.has(path)) continue
        examined.add(path)
        await openWhole(page, address)
        found.push(...(await barriersOn(page)))
      }
      assert.deepEqual(found, [])
    })
  }

  test('axe finds no barrier on a telephone in the dark', async () => {
    const page = await deskOf('联络员')
    await page.setViewportSize(phone)
    await page.emulateMedia({ colorScheme: 'dark' })
    const found: string[] = []
    for (const { address } of await routesOf(page)) {
      await openWhole(page, address)
      found.push(...(await barriersOn(page)))
      const width = Number(await page.evaluate('document.documentElement.scrollWidth'))
      if (width > phone.width) found.push(`${address} is ${width} px wide`)
    }
    assert.deepEqual(found, [])
  })

  test('axe finds no barrier on the public pages', async () => {
    const context = await browser.newContext({ baseURL: city.address, locale: 'zh-CN' })
    const page = await context.newPage()
    const found: string[] = []
    for (const address of [
      '/',
      '/measures',
      `/measures/${number}`,
      '/units',
      '/suggest',
      '/suggestions',
      '/about',
    ]) {
      await openWhole(page, address)
      found.push(...(await barriersOn(page)))
    }
    assert.deepEqual(found, [])
    // It can find one: a picture that says nothing to the blind.
    await page.evaluate(`document.querySelector('main').append(document.createElement('img'))`)
    assert.match((await barriersOn(page)).join(), /image-alt/)
    await context.close()
  })

  test('nobody was shown a fault of ours', () => {
    assert.deepEqual(
      [...desks.values()].flatMap(({ complaints }) => complaints),
      [],
    )
  })

  async function follow(visitor: Page): Promise<void> {
    await visitor.goto('/suggestions')
    await visitor.getByLabel('查询码').fill(queryCode)
    await visitor.getByRole('button', { name: '查看办理' }).click()
  }

  /** A passer-by with an old browser. */
  async function visitorPage(viewport = { width: 1280, height: 800 }): Promise<Page> {
    const context = await browser.newContext({
      baseURL: city.address,
      javaScriptEnabled: false,
      locale: 'zh-CN',
      viewport,
    })
    return context.newPage()
  }
})

async function assertText(place: { innerText(): Promise<string> }, words: string): Promise<void> {
  const text = await place.innerText()
  assert.ok(text.includes(words), `“${words}” is not in: ${text.slice(0, 300)}`)
}

async function pathOfTask(page: Page, title: string): Promise<string> {
  await page.goto(`/workspace/tasks?q=${encodeURIComponent(title)}`)
  return (await page.getByRole('link', { name: title }).first().getAttribute('href'))!
}

async function countFound(page: Page, title: string): Promise<number> {
  await page.goto(`/workspace/tasks?q=${encodeURIComponent(title)}`)
  await page
    .getByText(/没有符合|没有任务|共\s*\d|\d+\s*项/)
    .first()
    .waitFor()
  return page.getByRole('link', { name: title }).count()
}

/** Opens an action's form, fills its one field, and sends it. */
async function fillForm(page: Page, action: string, label?: string, words?: string): Promise<void> {
  await page.getByRole('region', { name: '可办理的事项' }).getByRole('button', { name: action }).click()
  const form = page.getByRole('form', { name: action })
  if (label && words) await form.getByLabel(label).fill(words)
  await form.getByRole('button', { name: action }).click()
  await form.waitFor({ state: 'detached' })
}

async function fileReport(page: Page, percent: number, done: string): Promise<void> {
  const form = page.getByRole('form', { name: '填报本月进展' })
  await form.locator('[data-name=percent] input').fill(String(percent))
  await form.locator('[data-name=done] textarea').fill(done)
  await form.locator('[data-name=problems] textarea').fill('暂无。')
  await form.locator('[data-name=nextSteps] textarea').fill('继续推进。')
  await form.locator('[data-name=supportNeeded] textarea').fill('无。')
  await form.locator('input[type=file]').setInputFiles({
    name: '佐证.txt',
    mimeType: 'text/plain',
    buffer: Buffer.from(`${done}${Math.random()}`),
  })
  await form.getByText('佐证.txt').first().waitFor()
  await form.getByRole('button', { name: '报送审签' }).click()
  await page.getByText('待审签').first().waitFor()
}

async function downloadBy(page: Page, name: RegExp) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.locator('main').getByRole('button', { name }).first().click(),
  ])
  return { name: download.suggestedFilename(), zip: await openZip(readFileSync((await download.path())!)) }
}

/** What stood on everybody's screen when a step failed. */
async function withPages(cause: Error, desks: Map<string, Desk>): Promise<Error> {
  const screens: string[] = []
  for (const [name, { page, complaints }] of desks) {
    const words = await page
      .locator('main')
      .innerText({ timeout: 1000 })
      .catch(() => '')
    screens.push(`${name} at ${page.url()} ${complaints.join('; ')}\n${words.slice(0, 1500)}`)
  }
  return new Error(`${cause.message}\n${screens.join('\n\n')}`, { cause })
}

const textOf = (xml: string | null): string => (xml ?? '').replace(/<[^>]+>/g, '')
