import { globSync, readFileSync } from 'node:fs'
import { join, posix } from 'node:path'

/** The text of each source, by its path from the project's root. A test may make one up. */
export type Sources = ReadonlyMap<string, string>

export interface Import {
  /** As it is written. */
  written: string
  /** File of ours that it means; null for a package. */
  file: string | null
  /** Package that it means, without the part below it: `hono`, `@hono/node-server`, `node:fs`. */
  packageName: string | null
}

const root = join(import.meta.dirname, '../..')

/** Everything that the arrows are about: code, styles' owners and migrations under `src`. */
export function readSources(): Sources {
  const paths = globSync('src/**/*.{ts,tsx,sql}', { cwd: root }).map((path) => path.replaceAll('\\', '/'))
  return new Map(paths.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]))
}

const statements = [
  /^\s*(?:import|export)\s+(?:type\s+)?(?:[\w$]+\s*,?\s*)?(?:\{[^}]*\}|\*(?:\s+as\s+[\w$]+)?)?\s*from\s*(['"])([^'"\n]+)\1/gm,
  /^\s*import\s*(['"])([^'"\n]+)\1/gm,
  /\bimport\(\s*(['"])([^'"\n]+)\1/gm,
]

/** Every import of a file: static, of types, for its effect, and dynamic. */
export function importsOf(path: string, text: string): Import[] {
  const code = withoutComments(text)
  const written = statements.flatMap((statement) => [...code.matchAll(statement)].map((match) => match[2]!))
  return [...new Set(written)].map((specifier) => resolve(path, specifier))
}

function resolve(from: string, written: string): Import {
  if (written.startsWith('.'))
    return { written, file: posix.join(posix.dirname(from), written), packageName: null }
  const own = /^#(kernel|modules|http|workspace|portal|demo)\/(.+)$/.exec(written)
  if (own) return { written, file: `src/${own[1]}/${own[2]}`, packageName: null }
  const parts = written.split('/')
  const packageName = written.startsWith('@') ? parts.slice(0, 2).join('/') : parts[0]!
  return { written, file: null, packageName }
}

/** Leaves out the lines that are nothing but comment, so that prose about an import is none. */
export function withoutComments(text: string): string {
  return text.replace(/^[ \t]*\/\*[\s\S]*?\*\/|^[ \t]*\/\/.*$/gm, '')
}

export const isTest = (path: string): boolean => /\.test\.tsx?$|-for-tests\.ts$/.test(path)

/** `tasks` of `src/modules/tasks/service.ts`; null for everything that is in no module. */
export const moduleOf = (path: string): string | null => /^src\/modules\/([^/]+)\//.exec(path)?.[1] ?? null

/** The part of a path below its module: `services/dispatch.ts`. */
export const roleOf = (path: string): string => path.replace(/^src\/modules\/[^/]+\//, '')

/** Top folder under `src`, or `main` for the entry and its commands. */
export function layerOf(path: string): string {
  const folder = /^src\/([^/]+)\//.exec(path)?.[1]
  return !folder || folder === 'commands' ? 'main' : folder
}
