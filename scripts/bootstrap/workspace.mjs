import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, relative, sep } from 'node:path'
import { runNode } from './processes.mjs'
import { at, root, Sentence, say } from './project.mjs'

const stamp = at('dist', '.built')

/** Files of a module's own folder that only the server loads (arrow 4 of the architecture keeps it so). */
const serverOnly = /^(module|service|queries|jobs|figures)\.ts$/

export const isWorkspaceFresh = () => wasBuiltFrom(fingerprint())

const wasBuiltFrom = (sources) =>
  existsSync(at('dist', 'workspace')) && existsSync(stamp) && readFileSync(stamp, 'utf8').trim() === sources

/** Builds what the browser loads, when its sources are not those that the last build was made from. */
export async function ensureWorkspace() {
  const current = fingerprint()
  if (wasBuiltFrom(current)) return
  say('正在构建工作台页面')
  const code = await runNode([at('node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn'])
  if (code !== 0) throw new Sentence(`工作台页面没有构建成功（退出码 ${code}），原因见上。`, code)
  mkdirSync(at('dist'), { recursive: true })
  writeFileSync(stamp, `${current}\n`)
}

/** Digest of every source that can reach the browser, by content: a checkout changes times, not texts. */
function fingerprint() {
  const hash = createHash('sha256')
  for (const path of [...sources(), ...settings()]) {
    hash.update(`${relative(root, path).split(sep).join('/')}\0`)
    hash.update(readFileSync(path))
    hash.update('\0')
  }
  return hash.digest('hex')
}

const settings = () =>
  ['package-lock.json', 'tsconfig.json', 'vite.config.ts', 'vite.config.js']
    .map((name) => at(name))
    .filter((path) => existsSync(path))

function sources() {
  const found = [...filesIn(at('src', 'workspace')), ...filesIn(at('src', 'kernel'))]
  for (const entry of entriesOf(at('src', 'modules'))) {
    const path = join(at('src', 'modules'), entry.name)
    if (entry.isFile()) found.push(path)
    if (!entry.isDirectory()) continue
    for (const inner of entriesOf(path)) {
      if (inner.isFile() && !serverOnly.test(inner.name)) found.push(join(path, inner.name))
    }
    found.push(...filesIn(join(path, 'workspace')))
  }
  return found.filter((path) => !/(\.test\.tsx?|\.sql|\.md)$/.test(path)).sort()
}

function entriesOf(folder) {
  return existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
}

function filesIn(folder) {
  return entriesOf(folder).flatMap((entry) => {
    const path = join(folder, entry.name)
    return entry.isDirectory() ? filesIn(path) : entry.isFile() ? [path] : []
  })
}
