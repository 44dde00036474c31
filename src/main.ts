import { enableCompileCache } from 'node:module'
import { join } from 'node:path'
import { ConfigError, readConfig } from '#kernel/config.ts'
import { Refusal } from '#kernel/refusal.ts'

// Sources are stripped of their types once, not at every start: a third of a second, and 20 MB that stay.
enableCompileCache(join(import.meta.dirname, '../node_modules/.cache/wuxin'))

const commands: Record<
  string,
  () => Promise<{ run: (config: ReturnType<typeof readConfig>) => Promise<void> }>
> = {
  serve: () => import('./commands/serve.ts'),
  start: () => import('./commands/serve.ts'),
  work: () => import('./commands/work.ts'),
  migrate: () => import('./commands/migrate.ts'),
  demo: () => import('./commands/demo.ts'),
  'reset-second-factor': () => import('./commands/reset-second-factor.ts'),
}

const name = process.argv[2] ?? 'serve'
const command = commands[name]
if (!command) {
  console.error(`没有“${name}”这一命令。可用命令：${Object.keys(commands).join('、')}`)
  process.exit(2)
}
try {
  const { run } = await command()
  await run(readConfig())
} catch (error) {
  // What the operator can mend is a sentence; everything else is a bug and shows where it happened.
  const known = error instanceof ConfigError || error instanceof Refusal
  console.error(known ? (error as Error).message : error)
  process.exit(1)
}
