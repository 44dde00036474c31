/**
 * Writes what can be derived: table types per module, schema.sql, the configuration page, the life-cycle
 * diagrams in the modules' READMEs. `--check` writes nothing and fails when something is stale.
 */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Cli } from 'kysely-codegen'
import pg from 'pg'
import { configurationPage } from '#kernel/config.ts'
import { testServer } from '#kernel/database/embedded-for-tests.ts'
import { migrate } from '#kernel/database/migrate.ts'
import type { Module } from '#kernel/module.ts'
import { diagramOf } from '#kernel/workflow.ts'
import { migrationFolders, modules } from '#modules/modules.ts'
import { dumpSchema } from './schema-dump.ts'

const root = join(import.meta.dirname, '..')
const checkOnly = process.argv.includes('--check')
const stale: string[] = []

async function put(path: string, text: string): Promise<void> {
  const file = join(root, path)
  const present = existsSync(file) ? await readFile(file, 'utf8') : ''
  if (present === text) return
  stale.push(path)
  if (!checkOnly) await writeFile(file, text)
}

async function tableTypes(url: string, path: string, name: string, patterns: string[]): Promise<void> {
  const options = {
    url,
    dialect: 'postgres',
    includePattern: patterns.length > 1 ? `(${patterns.join('|')})` : patterns[0],
    dateParser: 'string',
    outFile: null,
    logLevel: 'silent',
    typeMapping: {
      timestamptz: 'string',
      date: 'string',
      int8: 'number',
      numeric: 'number',
      uuid: 'string',
      jsonb: 'unknown',
      bytea: 'Buffer',
      xid8: 'string',
      inet: 'string',
      tsvector: 'string',
    },
  }
  // The library's own type of these options does not know all that its command line takes.
  const text = await new Cli().generate(options as unknown as Parameters<Cli['generate']>[0])
  const head = '// Written by `npm run generate` from the migrated database.\n'
  const body = text
    .replace(/\/\*\*\n \* This file was generated[\s\S]*?\*\/\n+/, '')
    .replace('export interface DB {', `export interface ${name} {`)
    // A nullable unknown is unknown.
    .replaceAll('unknown | null', 'unknown')
  await put(path, head + body)
}

async function diagrams(module: Module): Promise<void> {
  const path = `src/modules/${module.name}/README.md`
  if (!existsSync(join(root, path)) || !module.workflows?.length) return
  const text = await readFile(join(root, path), 'utf8')
  const drawn = module.workflows
    .map((table) => `### ${table.label}\n\n\`\`\`mermaid\n${diagramOf(table)}\n\`\`\``)
    .join('\n\n')
  const marked = `<!-- life cycles: written by npm run generate -->\n\n${drawn}\n\n<!-- end of life cycles -->`
  const between = /<!-- life cycles[\s\S]*?<!-- end of life cycles -->/
  await put(
    path,
    between.test(text) ? text.replace(between, marked) : `${text.trimEnd()}\n\n## Life cycles\n\n${marked}\n`,
  )
}

const url = await testServer()
await migrate(url, migrationFolders)
const client = new pg.Client({ connectionString: url })
await client.connect()
const schemas = ['kernel', ...modules.map((module) => module.name)]
await put('schema.sql', await dumpSchema(client, schemas))
await client.end()

await tableTypes(url, 'src/kernel/database/kernel-tables.generated.ts', 'KernelTables', ['kernel.*'])
for (const module of modules) {
  const path = `src/modules/${module.name}/tables.generated.ts`
  if (!existsSync(join(root, `src/modules/${module.name}/migrations`))) continue
  const name = `${module.name[0]!.toUpperCase()}${module.name.slice(1)}Tables`
  const views = module.dependsOn.map((other) => `${other}.*_view`)
  await tableTypes(url, path, name, [
    `${module.name}.*`,
    'kernel.case',
    'kernel.case_event',
    'kernel.case_file',
    ...views,
  ])
  await diagrams(module)
}
await put('docs/configuration.md', configurationPage())

if (checkOnly && stale.length > 0) {
  console.error(`These files are stale; run npm run generate and commit them:\n  ${stale.join('\n  ')}`)
  process.exit(1)
}
console.log(stale.length > 0 ? `Written: ${stale.join(', ')}` : 'Everything generated is fresh.')
process.exit(0)
