import { importsOf, isTest, moduleOf, type Sources } from './sources.ts'
import type { Violation } from './violation.ts'

/** Arrow 3, and the second half of 2: `dependsOn` lists what is imported or joined, nothing else, in no circle. */
export function dependencyViolations(sources: Sources): Violation[] {
  const declared = declaredDependencies(sources)
  return [...undeclared(sources, declared), ...unused(sources, declared), ...circles(declared)]
}

export function declaredDependencies(sources: Sources): Map<string, string[]> {
  const declared = new Map<string, string[]>()
  for (const [path, text] of sources) {
    const name = /^src\/modules\/([^/]+)\/module\.ts$/.exec(path)?.[1]
    if (!name) continue
    const list = /dependsOn:\s*\[([^\]]*)\]/.exec(text)?.[1] ?? ''
    declared.set(
      name,
      [...list.matchAll(/['"]([^'"]+)['"]/g)].map((match) => match[1]!),
    )
  }
  return declared
}

function undeclared(sources: Sources, declared: Map<string, string[]>): Violation[] {
  return [...uses(sources)]
    .filter(({ by, of }) => !declared.get(by)?.includes(of))
    .map(({ file, at, by, of }) => ({ file, at, reason: `dependsOn of ${by} does not list ${of}` }))
}

function unused(sources: Sources, declared: Map<string, string[]>): Violation[] {
  const used = new Set([...uses(sources)].map(({ by, of }) => `${by} ${of}`))
  return [...declared].flatMap(([by, others]) =>
    others
      .filter((of) => !used.has(`${by} ${of}`))
      .map((of) => ({
        file: `src/modules/${by}/module.ts`,
        at: `dependsOn: '${of}'`,
        reason: `no file of ${by} imports ${of} or reads its views`,
      })),
  )
}

function* uses(sources: Sources): Generator<{ file: string; at: string; by: string; of: string }> {
  for (const [file, text] of sources) {
    const by = moduleOf(file)
    if (!by || isTest(file)) continue
    for (const { written, file: target } of importsOf(file, text)) {
      const of = target ? moduleOf(target) : null
      if (of && of !== by) yield { file, at: written, by, of }
    }
    for (const match of text.matchAll(/\b([a-z]+)\.[a-z_]+_view\b/g)) {
      if (match[1] !== by && !file.endsWith('.generated.ts')) yield { file, at: match[0], by, of: match[1]! }
    }
  }
}

function circles(declared: Map<string, string[]>): Violation[] {
  const found: Violation[] = []
  const done = new Set<string>()
  const visit = (name: string, way: string[]): void => {
    if (way.includes(name)) {
      const circle = [...way.slice(way.indexOf(name)), name]
      found.push({
        file: `src/modules/${name}/module.ts`,
        at: circle.join(' → '),
        reason: 'dependsOn has a circle; whoever must only hear of something listens to an event instead',
      })
      return
    }
    if (done.has(name)) return
    for (const other of declared.get(name) ?? []) visit(other, [...way, name])
    done.add(name)
  }
  for (const name of declared.keys()) visit(name, [])
  return found
}
