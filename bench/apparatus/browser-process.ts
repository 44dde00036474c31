import { once } from 'node:events'
import { get } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { openBrowser } from '../../tests/browser.ts'
import { taskOf } from './child.ts'

export interface BrowserTask {
  address: string
  signInName: string
  password: string
  /** Words of the inbox's first row. */
  waitsFor: string
}

/** Bytes as they came over the wire with their heads; over http browsers take no brotli. */
export interface Loaded {
  scriptBytes: number
  scripts: number
  styleBytes: number
  /** The same scripts as they come over https, without heads. */
  brotliBytes: number
  /** Scripts that came when the inbox was there already. */
  laterBytes: number
  seconds: number
}

const task = await taskOf<BrowserTask>()
const browser = await openBrowser()
try {
  process.send!(await loaded())
} catch (error) {
  process.send!({ failed: String(error) })
} finally {
  await browser.close()
}

async function loaded(): Promise<Loaded> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'zh-CN' })
  const page = await context.newPage()
  const wire = await context.newCDPSession(page)
  await wire.send('Network.enable')
  const kinds = new Map<string, { type: string; url: string }>()
  const bytes = { Script: 0, Stylesheet: 0 }
  const scripts: string[] = []
  wire.on('Network.responseReceived', ({ requestId, type, response }) =>
    kinds.set(requestId, { type, url: response.url }),
  )
  wire.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const found = kinds.get(requestId)
    // A script that was announced ahead is fetched under another name.
    if (found?.type === 'Script' || found?.url.endsWith('.js')) {
      bytes.Script += encodedDataLength
      scripts.push(found.url)
    } else if (found?.type === 'Stylesheet' || found?.url.endsWith('.css'))
      bytes.Stylesheet += encodedDataLength
  })

  const began = performance.now()
  await page.goto(`${task.address}/workspace/`)
  await page.getByLabel('登录名').fill(task.signInName)
  await page.getByLabel('口令', { exact: true }).fill(task.password)
  await page.getByRole('button', { name: '登录', exact: true }).click()
  await page.getByText(task.waitsFor).first().waitFor()
  const seconds = (performance.now() - began) / 1000
  const [scriptBytes, styleBytes, wanted] = [bytes.Script, bytes.Stylesheet, [...scripts]]
  await pause(5000)
  const packed = await Promise.all(wanted.map(brotliBytesOf))
  return {
    scriptBytes,
    scripts: wanted.length,
    styleBytes,
    brotliBytes: packed.reduce((sum, size) => sum + size, 0),
    laterBytes: bytes.Script - scriptBytes,
    seconds,
  }
}

/** Not with `fetch`, which unpacks what it gets. */
async function brotliBytesOf(url: string): Promise<number> {
  const [answer] = await once(get(url, { headers: { 'accept-encoding': 'br' } }), 'response')
  let bytes = 0
  for await (const piece of answer) bytes += piece.length
  return bytes
}
