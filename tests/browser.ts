import { existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after } from 'node:test'
import { fileURLToPath } from 'node:url'
import { inflate } from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

const opened: Browser[] = []
after(() => Promise.all(opened.map((browser) => browser.close())))

/**
 * The Chromium that npm brought: no system browser, no system library beyond the C library. Closed when the test file
 * ends. Ask it for a context per person, as each has a browser of his own.
 */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpacked()
  const browser = await chromium.launch({
    executablePath: join(folder, 'chromium'),
    // As root Chromium has no sandbox; these pages are our own.
    args: [
      '--no-sandbox',
      '--disable-dev-shm-usage',
      '--disable-gpu',
      '--font-render-hinting=none',
      '--lang=zh-CN',
    ],
    env: { ...process.env, ...libraries(folder) },
  })
  opened.push(browser)
  return browser
}

/** Unpacks once per version, in a folder that appears only when it is complete: test files run side by side. */
async function unpacked(): Promise<string> {
  const home = join(dirname(fileURLToPath(import.meta.resolve('@sparticuz/chromium'))), '..')
  const { version } = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8'))
  const folder = join(tmpdir(), `wuxin-chromium-${version}`)
  if (existsSync(folder)) return folder
  const making = mkdtempSync(`${folder}-`)
  const usual = process.env.TMPDIR
  // The package unpacks into the temporary folder, under names that say nothing of the version.
  process.env.TMPDIR = making
  try {
    for (const name of ['chromium.br', 'al2023.tar.br', 'fonts.tar.br'])
      await inflate(join(home, 'bin', name))
  } finally {
    if (usual === undefined) delete process.env.TMPDIR
    else process.env.TMPDIR = usual
  }
  writeFileSync(join(making, 'fonts/fonts.conf'), fontSettings(join(folder, 'fonts')))
  try {
    renameSync(making, folder)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    // Another test file was quicker.
    if (!existsSync(folder)) throw error
  }
  return folder
}

function libraries(folder: string): Record<string, string> {
  const path = [join(folder, 'al2023/lib'), process.env.LD_LIBRARY_PATH].filter(Boolean).join(':')
  const hasFonts = existsSync('/etc/fonts/fonts.conf')
  return { LD_LIBRARY_PATH: path, ...(hasFonts ? {} : { FONTCONFIG_PATH: join(folder, 'fonts') }) }
}

const fontSettings = (folder: string): string => `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><cachedir>${join(folder, 'cache')}</cachedir></fontconfig>
`
