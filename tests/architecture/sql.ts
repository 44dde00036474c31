import { isTest, layerOf, moduleOf, type Sources, withoutComments } from './sources.ts'
import type { Violation } from './violation.ts'

/** Kernel files outside its `queries.ts` and its database folder that are about SQL by their nature. */
const kernelSql = new Set(['src/kernel/search.ts', 'src/kernel/live.ts'])

/** Tables of the kernel that a module may join; the others have services. */
const sharedTables = new Set(['kernel.case', 'kernel.case_event', 'kernel.case_file'])

const signs: [RegExp, string][] = [
  [/\bsql(<[^`]*>)?`/, 'a sql`…` template'],
  [/\.(selectFrom|insertInto|updateTable|deleteFrom)\(/, 'a query builder'],
  [/\b\w*(client|pool|connection)\w*\.query\(/i, 'a query'],
  [/\bdb<\w+>\(\)/, 'the database'],
]

/** Arrow 5: SQL stands only in queries and migrations; a schema belongs to one module. */
export function sqlViolations(sources: Sources): Violation[] {
  return [...misplacedSql(sources), ...foreignTables(sources)]
}

export const mayHoldSql = (path: string): boolean =>
  isTest(path) ||
  /(^|\/|-)queries\.ts$|\/queries\//.test(path) ||
  path.startsWith('src/kernel/database/') ||
  kernelSql.has(path)

function misplacedSql(sources: Sources): Violation[] {
  return [...sources].flatMap(([path, text]) => {
    if (path.endsWith('.sql') || mayHoldSql(path)) return []
    const code = withoutComments(text)
    return signs.flatMap(([sign, what]) => {
      const match = sign.exec(code)
      return match
        ? [
            {
              file: path,
              at: match[0],
              reason: `${what} outside queries.ts, *-queries.ts, queries/ and migrations/`,
            },
          ]
        : []
    })
  })
}

function foreignTables(sources: Sources): Violation[] {
  const tables = tablesOf(sources)
  return [...sources].flatMap(([path, text]) => {
    const own = ownerOf(path)
    if (!own || isTest(path) || path.endsWith('.generated.ts')) return []
    if (!path.endsWith('.sql') && !mayHoldSql(path)) return []
    const named = new Set([...saidInSql(text).matchAll(/\b([a-z]+)\.([a-z_]+)\b/g)].map((match) => match[0]))
    return [...named]
      .filter((name) => tables.has(name) && !name.startsWith(`${own}.`) && !sharedTables.has(name))
      .map((name) => ({
        file: path,
        at: name,
        reason: name.startsWith('kernel.')
          ? `${name} is the kernel's own; call its functions`
          : `a table of another module; join its published view or call its service`,
      }))
  })
}

/** Comments on tables and columns may name what they like. */
const saidInSql = (text: string) => withoutComments(text).replace(/^comment on .*$|--.*$/gim, '')

const ownerOf = (path: string): string | null => (layerOf(path) === 'kernel' ? 'kernel' : moduleOf(path))

/** Tables by the migrations that create them. */
function tablesOf(sources: Sources): Set<string> {
  const found = new Set<string>()
  for (const [path, text] of sources) {
    if (!path.endsWith('.sql')) continue
    for (const match of text.matchAll(/create table (?:if not exists )?([a-z]+\.[a-z_]+)/gi))
      found.add(match[1]!)
  }
  return found
}

/** A migration writes into the schema of its own module only. */
export function schemaViolations(sources: Sources): Violation[] {
  return [...sources].flatMap(([path, text]) => {
    const owner = ownerOf(path)
    if (!path.endsWith('.sql') || !owner) return []
    const made =
      /\b(?:create|alter|drop)\s+(?:or replace\s+)?(?:table|view|function)\s+(?:if (?:not )?exists\s+)?([a-z]+)\.[a-z_]+/gi
    return [...text.matchAll(made)]
      .filter((match) => match[1] !== owner)
      .map((match) => ({
        file: path,
        at: match[0],
        reason: `the schema of another; this file's is ${owner}`,
      }))
  })
}
