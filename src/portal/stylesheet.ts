import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Accent, accentOf } from './colours.ts'

/** The stylesheet of the portal in one city's colour. Its name carries its digest, so it may be kept for ever. */
export interface Stylesheet {
  path: string
  text: string
}

const folder = join(import.meta.dirname, 'styles')
const written = readdirSync(folder)
  .filter((name) => name.endsWith('.css'))
  .sort()
  .map((name) => readFileSync(join(folder, name), 'utf8'))
  .join('\n')

const made = new Map<number, Stylesheet>()

export function stylesheetOf(hue: number): Stylesheet {
  const known = made.get(hue)
  if (known) return known
  const { light, dark } = accentOf(hue)
  const text = tightened(
    `:root{${tokens(light)}}@media (prefers-color-scheme:dark){:root{${tokens(dark)}}}@media print{:root{${tokens(light)}}}\n${written}`,
  )
  const digest = createHash('sha256').update(text).digest('hex').slice(0, 12)
  const sheet = { path: `/styles.${digest}.css`, text }
  made.set(hue, sheet)
  return sheet
}

const tokens = ({ accent, strong, wash, line }: Accent): string =>
  `--accent:${accent};--accent-strong:${strong};--accent-wash:${wash};--accent-line:${line}`

/** Without comments and needless space. */
const tightened = (css: string): string =>
  css
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,>]) ?/g, '$1')
    .replace(/: /g, ':')
    .replace(/;}/g, '}')
    .trim()
