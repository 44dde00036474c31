import { endChild, startChild } from './apparatus/child.ts'
import { median, megabytes, printTable, ratio, spread } from './apparatus/figures.ts'
import { quick } from './apparatus/options.ts'
import { type PlanFile, planFiles } from './apparatus/plan-files.ts'
import type { Reading, ReadingTask } from './apparatus/reading-process.ts'

const times = quick ? 1 : 7

async function readOnce(task: ReadingTask): Promise<Reading> {
  const { child, said } = await startChild<Reading>('reading-process.ts', task)
  await endChild(child)
  return said
}

async function measure(file: PlanFile): Promise<string[]> {
  const [ours, least]: [Reading[], Reading[]] = [[], []]
  for (let time = 0; time < times; time++) {
    ours.push(await readOnce({ ...file, work: 'read' }))
    least.push(await readOnce({ ...file, work: 'parse' }))
  }
  const nothing = await readOnce({ ...file, work: 'nothing' })
  const seconds = ours.map((reading) => reading.seconds)
  const peak = median(ours.map((reading) => reading.peakBytes))
  return [
    file.label,
    `${Math.round(file.bytes.byteLength / 1000)} KB`,
    String(ours[0]!.measures),
    ratio(median(seconds)),
    spread(seconds),
    ratio(median(least.map((reading) => reading.seconds))),
    megabytes(peak),
    megabytes(peak - nothing.peakBytes),
  ]
}

const rows: string[][] = []
for (const file of await planFiles()) rows.push(await measure(file))
console.log(
  `Each reading in a process of its own, ${times} times; the limit unzips the file and parses its XML.`,
)
printTable(
  ['plan', 'file', 'measures', 's', 'spread', 's limit', 'peak memory', 'above an idle process'],
  rows,
)
