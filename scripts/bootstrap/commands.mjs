import { readdirSync } from 'node:fs'
import { ensureInstalled } from './install.mjs'
import { becomeNode, runNode } from './processes.mjs'
import { at, Sentence, say } from './project.mjs'
import { ensureWorkspace, isWorkspaceFresh } from './workspace.mjs'

const main = at('src', 'main.ts')

const commands = {
  demo: (args) => application(['demo', ...args]),
  start: (args) => application(['start', ...args]),
  test,
  check,
  bench,
  build: async () => {
    await ensureInstalled('all')
    await ensureWorkspace()
  },
}

/** Runs one of the commands above; any other is the application's own, which needs no pages (`migrate`, `work`). */
export async function run([command, ...args]) {
  if (!command || command.startsWith('-')) {
    throw new Sentence(
      `用法：node scripts/bootstrap.mjs <命令> [参数]。命令：${Object.keys(commands).join('、')}，以及 src/main.ts 的命令。`,
    )
  }
  if (Object.hasOwn(commands, command)) return commands[command](args)
  await ensureInstalled('runtime')
  return becomeNode([main, command, ...args])
}

async function application(args) {
  // A machine that runs a finished build needs no tools to make one.
  await ensureInstalled(isWorkspaceFresh() ? 'runtime' : 'all')
  await ensureWorkspace()
  return becomeNode([main, ...args])
}

async function test(args) {
  await ensureInstalled('all')
  return becomeNode([at('scripts', 'bootstrap', 'tests.mjs'), ...args])
}

/** Everything that can be said about the sources without running the application. */
async function check() {
  await ensureInstalled('all')
  const steps = [
    ['类型', [at('node_modules', 'typescript', 'bin', 'tsc')]],
    ['格式与写法', [at('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check']],
    ['架构', ['--test', at('tests', 'architecture.test.ts')]],
    ['生成文件', [at('scripts', 'generate.ts'), '--check']],
  ]
  const failed = []
  for (const [name, args] of steps) {
    say(`检查：${name}`)
    if ((await runNode(args)) !== 0) failed.push(name)
  }
  if (failed.length > 0) throw new Sentence(`检查没有通过：${failed.join('、')}。`)
  say('检查全部通过')
}

async function bench(args) {
  await ensureInstalled('all')
  await ensureWorkspace()
  const words = args.filter((arg) => !arg.startsWith('-'))
  const files = readdirSync(at('bench'))
    .filter(
      (name) => name.endsWith('.ts') && (words.length === 0 || words.some((word) => name.includes(word))),
    )
    .sort()
  if (files.length === 0) throw new Sentence(`bench 中没有名称含有“${words.join('、')}”的测量。`)
  for (const name of files) {
    say(`测量：${name.replace(/\.ts$/, '')}`)
    const code = await runNode([at('bench', name), ...args.filter((arg) => arg.startsWith('-'))])
    if (code !== 0) throw new Sentence(`测量 ${name} 没有完成（退出码 ${code}）。`, code)
  }
}
