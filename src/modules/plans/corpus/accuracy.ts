import { corpus } from './documents.ts'
import { type Check, checkDocument, FIELDS } from './measure.ts'

/**
 * `node src/modules/plans/corpus/accuracy.ts`: reads every document of the corpus in every format it is
 * printed in, and prints the accuracy of each document and of each field. Exit status 1 below 100 %.
 */
async function main(): Promise<number> {
  const all: Check[] = []
  let prints = 0
  for (const document of corpus) {
    for (const print of document.prints) {
      const checks = await checkDocument(document, print)
      prints++
      all.push(...checks)
      const wrong = checks.filter((check) => !check.right)
      console.log(`${percent(checks)}  ${document.name} (${print})`)
      for (const { field, at, expected, read } of wrong)
        console.log(
          `        ${field} ${at}: expected ${JSON.stringify(expected)}, read ${JSON.stringify(read)}`,
        )
    }
  }
  console.log(`\n${corpus.length} documents, ${prints} files`)
  for (const field of FIELDS) {
    const checks = all.filter((check) => check.field === field)
    console.log(`${percent(checks)}  ${field} (${checks.length})`)
  }
  return all.every((check) => check.right) ? 0 : 1
}

function percent(checks: Check[]): string {
  const right = checks.filter((check) => check.right).length
  return `${((100 * right) / Math.max(1, checks.length)).toFixed(1).padStart(5)} %`
}

if (import.meta.main) process.exitCode = await main()
