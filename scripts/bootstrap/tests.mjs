// Runs under the pinned Node: the test server is TypeScript.
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { startTestServer } from '../../src/kernel/database/embedded-for-tests.ts'
import { runNode } from './processes.mjs'
import { root } from './project.mjs'

const args = process.argv.slice(2)
const words = args.filter((arg) => !arg.startsWith('-'))
const options = args.filter((arg) => arg.startsWith('-'))

const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
  .sort()

if (files.length === 0) {
  console.error(words.length === 0 ? '没有测试文件。' : `没有路径含有“${words.join('、')}”的测试文件。`)
  process.exit(1)
}

const given = process.env.WUXIN_TEST_DATABASE
const server = given ? null : await startTestServer()
try {
  process.exitCode = await runNode(
    ['--test', `--test-concurrency=${Math.max(2, availableParallelism() - 1)}`, ...options, ...files],
    { env: { ...process.env, WUXIN_TEST_DATABASE: given ?? server.connectionString } },
  )
} finally {
  await server?.stop()
}
