// Runs under the pinned Node: the test server is TypeScript.
import { globSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { startTestServer } from '../../src/kernel/database/embedded-for-tests.ts'
import { runNode } from './processes.mjs'
import { root, Sentence } from './project.mjs'
import { ensureWorkspace } from './workspace.mjs'

/** Runs the test files whose path contains one of the words (all without words); options go to Node's test runner. */
async function runTests(args) {
  const words = args.filter((arg) => !arg.startsWith('-'))
  const options = args.filter((arg) => arg.startsWith('-'))
  const files = globSync(['src/**/*.test.{ts,tsx}', 'tests/**/*.test.ts'], { cwd: root })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => words.length === 0 || words.some((word) => file.includes(word)))
    .sort()
  if (files.length === 0) throw new Sentence(`没有路径含有“${words.join('、')}”的测试文件。`)
  // Only what stands in tests/ looks at pages; a filter that names a module should not wait for them.
  if (files.some((file) => file.startsWith('tests/'))) await ensureWorkspace()

  const given = process.env.WUXIN_TEST_DATABASE
  const server = given ? null : await startTestServer()
  try {
    return await runNode(
      ['--test', `--test-concurrency=${Math.max(2, availableParallelism() - 1)}`, ...options, ...files],
      { env: { ...process.env, WUXIN_TEST_DATABASE: given ?? server.connectionString } },
    )
  } finally {
    await server?.stop()
  }
}

try {
  process.exitCode = await runTests(process.argv.slice(2))
} catch (error) {
  console.error(error.isSentence || error.name === 'Refusal' ? error.message : error)
  process.exitCode = error.exitCode ?? 1
}
