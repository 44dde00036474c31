import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import type { Item, Knowledge, PlanReading } from './reading/plan-reading.ts'
import { PlanUnreadable, readPlan } from './reading/read-plan.ts'

/**
 * `node src/modules/plans/parse-plan.ts FILE [--units units.json]`: the measures of a plan as JSON on
 * standard output. Exit status 0 with measures, 3 when the file holds no list of tasks, 2 with one
 * sentence on standard error when the file (or the list of units) cannot be read.
 */
const names = z.array(z.string()).nullish()
const Unit = z.union([
  z.string().transform((fullName) => ({ fullName })),
  z.looseObject({
    id: z.coerce.string().optional(),
    fullName: z.string(),
    shortName: z.string().nullish(),
    otherNames: names,
    formerNames: names,
  }),
])
const Group = z.looseObject({
  name: z.string(),
  otherNames: names,
  members: z.array(z.coerce.string()),
  validFrom: z.string().nullish(),
  validTo: z.string().nullish(),
})
const UnitsFile = z.union([
  z.array(Unit),
  z.looseObject({ units: z.array(Unit), collectives: z.array(Group).optional() }),
])

class Unusable extends Error {}

async function knowledgeFrom(path: string | undefined): Promise<Knowledge> {
  if (path === undefined) return { units: [], collectives: [] }
  let parsed: z.infer<typeof UnitsFile>
  try {
    parsed = UnitsFile.parse(JSON.parse((await readFile(path, 'utf8')).replace(/^\ufeff/, '')))
  } catch {
    throw new Unusable('单位名录无法读取，请提供由 fullName、shortName、otherNames、formerNames 组成的 JSON')
  }
  const file = Array.isArray(parsed) ? { units: parsed, collectives: [] } : parsed
  return {
    units: file.units.map((unit) =>
      'otherNames' in unit || 'formerNames' in unit
        ? { ...unit, otherNames: unit.otherNames ?? [], formerNames: unit.formerNames ?? [] }
        : unit,
    ),
    collectives: (file.collectives ?? []).map((group) => ({ ...group, otherNames: group.otherNames ?? [] })),
  }
}

/** The machine face of a reading; what it leaves out is on the review page. */
export function planJson(reading: PlanReading): object {
  return {
    title: reading.title,
    documentNumber: reading.documentNumber,
    year: reading.year,
    items: reading.items.map(itemJson),
    otherText: reading.spans
      .filter((span) => span.kind === 'other')
      .map((span) => reading.sourceText.slice(span.start, span.end)),
  }
}

function itemJson(item: Item): object {
  const { deadline } = item
  return {
    number: item.number,
    path: item.path,
    title: item.title,
    text: item.text,
    leads: item.leads.map((unit) => unit.name),
    partners: item.partners.map((unit) => unit.name),
    leaders: item.leaders.map((leader) => leader.raw),
    deadline: deadline && {
      raw: deadline.raw,
      kind: deadline.kind,
      date: deadline.date,
      longTerm: deadline.longTerm,
      milestones: deadline.milestones,
    },
    flags: [
      ...new Set([...item.flags.map((flag) => flag.code), ...(item.marks.length > 0 ? ['marked'] : [])]),
    ],
    source: item.source,
  }
}

async function main(): Promise<number> {
  let file: string | undefined
  let units: string | undefined
  try {
    const { values, positionals } = parseArgs({
      options: { units: { type: 'string' } },
      allowPositionals: true,
    })
    ;[file] = positionals
    units = values.units
    if (file === undefined || positionals.length > 1)
      throw new Unusable('用法：parse-plan 文件 [--units units.json]')
  } catch (error) {
    return fail(error instanceof Unusable ? error.message : '用法：parse-plan 文件 [--units units.json]')
  }
  try {
    const bytes = await readFile(file).catch(() => {
      throw new Unusable(`找不到或无法打开文件“${basename(file)}”，请检查路径`)
    })
    const reading = await readPlan({ name: basename(file), bytes }, await knowledgeFrom(units))
    await write(`${JSON.stringify(planJson(reading), null, 2)}\n`)
    return reading.items.length > 0 ? 0 : 3
  } catch (error) {
    if (error instanceof PlanUnreadable || error instanceof Unusable) return fail(error.message)
    throw error
  }
}

function fail(message: string): number {
  process.stderr.write(`${message.split('\n')[0]}\n`)
  return 2
}

/** Waits until a pipe has taken everything: process.exit would cut a long answer off. */
function write(text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    process.stdout.once('error', reject)
    process.stdout.write(text, () => resolve())
  })
}

if (import.meta.main) process.exitCode = await main()
