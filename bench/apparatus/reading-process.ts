import { parseXml } from '#kernel/xml.ts'
import { openZip } from '#kernel/zip.ts'
import { readPlan } from '#modules/plans/reading/read-plan.ts'
import { taskOf } from './child.ts'
import type { PlanFile } from './plan-files.ts'

export interface ReadingTask extends PlanFile {
  work: 'read' | 'parse' | 'nothing'
}

export interface Reading {
  seconds: number
  measures: number
  /** The most that the process ever held. */
  peakBytes: number
}

const { work, name, bytes } = await taskOf<ReadingTask>()

async function parse(): Promise<void> {
  const zip = await openZip(bytes)
  for (const part of zip.names) if (/\.(?:xml|rels)$/.test(part)) parseXml((await zip.readText(part)) ?? '')
}

const began = performance.now()
const reading = work === 'read' ? await readPlan({ name, bytes }, { units: [], collectives: [] }) : null
if (work === 'parse') await parse()
process.send!({
  seconds: (performance.now() - began) / 1000,
  measures: reading?.items.length ?? 0,
  // libuv gives it in kilobytes.
  peakBytes: process.resourceUsage().maxRSS * 1024,
} satisfies Reading)
