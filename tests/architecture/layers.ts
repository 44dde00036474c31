import { importsOf, isTest, layerOf, moduleOf, roleOf, type Sources } from './sources.ts'
import type { Violation } from './violation.ts'

/** Which folder may import which. `modules` means its faces; what a module may do inside is said below. */
const mayImport: Record<string, string[]> = {
  kernel: ['kernel'],
  modules: ['kernel', 'modules', 'workspace'],
  http: ['http', 'kernel', 'modules', 'portal'],
  portal: ['portal', 'kernel', 'modules'],
  workspace: ['workspace', 'kernel', 'modules'],
  demo: ['demo', 'kernel', 'modules'],
  main: ['main', 'http', 'demo', 'kernel', 'modules'],
}

const face = /^(contract|workflow|rules|service)\.ts$/
const browserFace = /^(contract|workflow|rules)\.ts$/
const lists = /^src\/modules\/(modules|pages)\.ts$/

/** Arrows 1 and 2: main → http → modules → kernel, and of another module only its faces. */
export function layerViolations(sources: Sources): Violation[] {
  return [...sources].flatMap(([path, text]) =>
    importsOf(path, text).flatMap(({ written, file }) => {
      if (!file) return []
      const reason = reasonAgainst(path, file)
      return reason ? [{ file: path, at: written, reason }] : []
    }),
  )
}

function reasonAgainst(from: string, to: string): string | null {
  if (!to.startsWith('src/')) {
    return isTest(from) && to.startsWith('tests/') ? null : 'only tests import what lies outside src'
  }
  if (isTest(from)) return reasonAgainstTest(from, to)
  const [source, target] = [layerOf(from), layerOf(to)]
  if (!mayImport[source]!.includes(target))
    return `${source} may import only ${mayImport[source]!.join(', ')}`
  if (source === 'modules') return reasonInModules(from, to)
  if (target !== 'modules') return null
  if (lists.test(to)) return listReason(from, to, source)
  const allowed = source === 'workspace' ? browserFace : face
  if (allowed.test(roleOf(to))) return null
  return `${source} knows a module only by its ${source === 'workspace' ? 'contract, workflow, rules' : 'contract, workflow, rules, service'}`
}

/** A test stands beside what it tests and may open it; of other modules it too knows the faces only. */
function reasonAgainstTest(from: string, to: string): string | null {
  const [own, other] = [moduleOf(from), moduleOf(to)]
  if (!own || !other || own === other || face.test(roleOf(to))) return null
  return 'also a test knows another module only by its contract, workflow, rules, service'
}

function listReason(_from: string, to: string, source: string): string | null {
  if (to.endsWith('/pages.ts'))
    return source === 'workspace' ? null : 'the list of pages is for the workspace only'
  return source === 'workspace' ? 'the list of modules is for the server only' : null
}

function reasonInModules(from: string, to: string): string | null {
  const own = moduleOf(from)
  if (!own) return reasonInLists(from, to)
  if (layerOf(to) === 'workspace') {
    if (!roleOf(from).startsWith('workspace/'))
      return 'only the pages of a module import the shell of the workspace'
    return /^src\/workspace\/(frame\/|main\.)/.test(to)
      ? 'the frame imports the pages; a page that imports the frame closes a circle'
      : null
  }
  if (layerOf(to) !== 'modules') return null
  const other = moduleOf(to)
  if (!other) return 'the lists are read by the shells; a module never needs them'
  if (other !== own) {
    const allowed = roleOf(from).startsWith('workspace/') ? browserFace : face
    return allowed.test(roleOf(to))
      ? null
      : `of another module only ${allowed === face ? 'contract, workflow, rules, service' : 'contract, workflow, rules'} may be imported`
  }
  return reasonInside(roleOf(from), roleOf(to))
}

function reasonInLists(from: string, to: string): string | null {
  if (layerOf(to) !== 'modules') return null
  if (from.endsWith('/modules.ts')) {
    return roleOf(to) === 'module.ts' ? null : 'the list of modules imports manifests only'
  }
  return /^workspace\/pages\.tsx?$/.test(roleOf(to))
    ? null
    : 'the list of pages imports workspace/pages.ts only'
}

const isQueries = (role: string) => /(^|\/|-)queries\.ts$|(^|\/)queries\//.test(role)
const isTableTypes = (role: string) => role === 'tables.generated.ts'
const isService = (role: string) => role === 'service.ts' || role.startsWith('services/')

/** The anatomy of a module: who may import which of its own files. */
function reasonInside(from: string, to: string): string | null {
  if (to === 'module.ts') return 'the manifest is imported by modules.ts only'
  if (isQueries(to) && !(isService(from) || isQueries(from) || /^(jobs|figures)\.ts$/.test(from))) {
    return 'queries are imported by the service, jobs and figures of the same module only'
  }
  if (isTableTypes(to) && !isQueries(from)) return 'the types of tables belong to the queries'
  if (/^(jobs|figures)\.ts$/.test(to) && from !== 'module.ts') return `${to} is imported by the manifest only`
  if (to.startsWith('portal/') && from !== 'module.ts' && !from.startsWith('portal/')) {
    return 'public pages are imported by the manifest only'
  }
  return null
}
