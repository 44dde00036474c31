import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import { delimiter } from 'node:path'
import { at, isWindows, pinnedNode, root } from './project.mjs'

/**
 * Runs a program to its end and resolves to its exit code, as a shell would state it.
 * Signals that reach only us are passed on; Ctrl+C on a terminal reaches the program by itself.
 */
export function runProgram(program, args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: root, stdio: 'inherit', ...options })
    const pass = (signal) => {
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
    for (const signal of signals) process.on(signal, pass)
    const release = () => {
      for (const signal of signals) process.off(signal, pass)
    }
    child.once('error', (error) => {
      release()
      reject(error)
    })
    child.once('exit', (code, signal) => {
      release()
      resolve(code === null ? 128 + (constants.signals[signal] ?? 0) : code)
    })
  })
}

export const runNode = (args, options) => runProgram(pinnedNode, args, options)

/**
 * Ends as the given program under the pinned Node. Where the running Node can, it becomes that program, which leaves
 * one process instead of two and nothing to pass on.
 */
export async function becomeNode(args) {
  if (typeof process.execve === 'function' && !isWindows) {
    process.chdir(root)
    process.execve(pinnedNode, [pinnedNode, ...args], process.env)
  }
  process.exit(await runNode(args))
}

/**
 * Runs npm under the machine's own Node. Inside an npm script the PATH leads to the pinned one first, which `npm ci`
 * is about to delete.
 */
export function runNpm(args, options = {}) {
  const own = at('node_modules', '.bin')
  const path = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((folder) => folder !== own)
    .join(delimiter)
  return runProgram(isWindows ? 'npm.cmd' : 'npm', args, {
    shell: isWindows,
    ...options,
    env: { ...process.env, PATH: path },
  })
}
