import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'

/** Opens a page of the workspace and waits until nothing of it is on its way any more. */
export async function openWhole(page: Page, address: string): Promise<void> {
  await page.goto(address)
  await page.locator('main h1').first().waitFor()
  for (const waiting of ['[role=status][aria-label="正在读取"]', '.ant-spin-spinning']) {
    await page.locator('main').locator(waiting).first().waitFor({ state: 'detached' })
  }
}

/** What axe finds on the page as it stands, in a line each. */
export async function barriersOn(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.map(({ id, help, nodes }) => {
    const [first] = nodes
    return `${new URL(page.url()).pathname}: ${id} (${help}), ${nodes.length} times, first at ${first?.target.join(' ')}: ${first?.html.slice(0, 160)}`
  })
}
