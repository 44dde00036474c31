import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { runNpm, runProgram } from './processes.mjs'
import { at, isWindows, pinnedNode, Sentence, say } from './project.mjs'

/**
 * Brings node_modules to what package-lock.json says; does nothing, and says nothing, when it is there.
 * @param scope `all`, or `runtime` to be content without development packages
 */
export async function ensureInstalled(scope) {
  if (!isInstalled(scope)) {
    say('正在安装依赖（npm ci），首次约需一两分钟')
    let code
    try {
      const args = [
        'ci',
        '--include=dev',
        '--include=optional',
        '--no-audit',
        '--no-fund',
        '--loglevel=error',
      ]
      code = await runNpm(args, { stdio: ['ignore', 'ignore', 'inherit'] })
    } catch (error) {
      throw new Sentence(`没有找到 npm（${error.message}）。请安装随 Node.js 提供的 npm 后重试。`)
    }
    if (code !== 0) {
      throw new Sentence(
        `依赖安装没有完成（npm ci 退出码 ${code}）。请检查网络，必要时用 npm config set registry 指定可用的镜像，然后重试。`,
        code,
      )
    }
  }
  await ensurePinnedNode()
}

/** npm itself records what it installed; an interrupted installation leaves no such record. */
function isInstalled(scope) {
  const record = at('node_modules', '.package-lock.json')
  if (!existsSync(record)) return false
  const installed = JSON.parse(readFileSync(record, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(at('package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path]
    if (found) return found.version === entry.version && found.integrity === entry.integrity
    return path === '' || entry.optional || entry.devOptional || (entry.dev && scope === 'runtime')
  })
}

/** The binary comes by the package's install script, which npm may have been told not to run. */
async function ensurePinnedNode() {
  const { version } = JSON.parse(readFileSync(at('node_modules', 'node', 'package.json'), 'utf8'))
  if (existsSync(pinnedNode) && isPinned(version)) return linkPinnedNode()
  say(`正在取得 Node.js ${version}`)
  const code = await runProgram(process.execPath, ['installArchSpecificPackage.js'], {
    cwd: at('node_modules', 'node'),
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  if (code !== 0 || !existsSync(pinnedNode) || versionOf(pinnedNode) !== `v${version}`) {
    throw new Sentence(
      `未能取得项目指定的 Node.js ${version}（${process.platform}-${process.arch}）。请检查网络后重试；已有该版本时，可直接用它运行 node src/main.ts。`,
    )
  }
  linkPinnedNode()
}

/** npm lays no link to a program that was not there yet. On Windows npm scripts find the program by its own means. */
function linkPinnedNode() {
  const link = at('node_modules', '.bin', 'node')
  if (isWindows || existsSync(link)) return
  rmSync(link, { force: true })
  symlinkSync(join('..', 'node', 'bin', 'node'), link)
}

/** Asking the binary itself takes 30 ms of every start; the package that holds it knows as well. */
function isPinned(version) {
  if (process.versions.node === version) return true
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const inner = ['node', 'node-bin']
    .map((prefix) =>
      at('node_modules', 'node', 'node_modules', `${prefix}-${platform}-${process.arch}`, 'package.json'),
    )
    .find((path) => existsSync(path))
  if (inner) return JSON.parse(readFileSync(inner, 'utf8')).version === version
  return versionOf(pinnedNode) === `v${version}`
}

function versionOf(node) {
  const { stdout } = spawnSync(node, ['--version'], { encoding: 'utf8' })
  return (stdout ?? '').trim()
}
